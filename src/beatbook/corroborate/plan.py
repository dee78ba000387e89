"""From the state to blocks: which posts must be looked at together, under a key that says so."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from beatbook.corroborate.blocks import Block, Link, StoryDraft
from beatbook.corroborate.links import SAME_STORY
from beatbook.corroborate.state import State
from beatbook.record import make_id

LINK_WORDS = 4
LINKS_SHOWN = 12  # the closest links of a story say enough


def plan(state: State) -> tuple[Block, ...]:
    """Every block of the book, in order of its first post."""
    return tuple(_block(sorted(part), state) for part in _parts(sorted(state.number_of), state))


def plan_of(state: State, *posts: str) -> tuple[Block, ...]:
    """The blocks that hold these posts: what must be worked on after they came. Costs what they touch."""
    return tuple(_block(sorted(part), state) for part in _parts(sorted(posts), state))


def _parts(posts: Iterable[str], state: State) -> list[set[str]]:
    """The posts that share a story, words or a happening with these, directly or through others."""
    seen: set[int] = set()
    parts = []
    for post in posts:
        waiting = [state.number_of[post]]
        if waiting[0] in seen:
            continue
        part = set(waiting)
        while waiting:
            number = waiting.pop()
            near = {*state.stories[number], *state.copies.get(number, ()), *state.kin.get(number, ())} - part
            part |= near
            waiting += near
        seen |= part
        parts.append({state.filed[n].post for n in part})
    return parts


def _block(posts: list[str], state: State) -> Block:
    numbers = [state.number_of[p] for p in posts]
    stories = sorted({state.stories[n] for n in numbers}, key=lambda s: state.filed[s[0]].post)
    drafts = tuple(_draft(story, state) for story in stories)
    copies = sorted(
        (state.filed[a].post, state.filed[b].post)
        for a in numbers
        for b in state.copies.get(a, ())
        if state.filed[a].post < state.filed[b].post
    )
    keys = [state.filed[n].key for n in numbers]
    base = make_id("block", *keys, [draft.posts for draft in drafts], copies)
    return Block(make_id("block", base, drafts), tuple(posts), drafts, tuple(copies), base)


def _draft(story: tuple[int, ...], state: State) -> StoryDraft:
    posts = tuple(sorted(state.filed[n].post for n in story))
    links = [
        Link(
            left, right, near, SAME_STORY, state.shared_words(state.number_of[left], state.number_of[right], LINK_WORDS)
        )
        for left, right in combinations(posts, 2)
        if (near := state.links[state.number_of[left]].get(state.number_of[right])) is not None
    ]
    best = sorted(links, key=lambda k: (-k.near, k.left, k.right))[:LINKS_SHOWN]
    return StoryDraft(posts, tuple(best))

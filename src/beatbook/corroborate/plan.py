"""From the state to blocks: which posts must be looked at together, under a key that says so."""

from __future__ import annotations

from itertools import combinations

from beatbook.corroborate.blocks import Block, Link, StoryDraft
from beatbook.corroborate.links import SAME_STORY
from beatbook.corroborate.origins import joined
from beatbook.corroborate.state import State
from beatbook.record import make_id

LINK_WORDS = 4
LINKS_SHOWN = 12  # the closest links of a story say enough


def plan(state: State) -> tuple[Block, ...]:
    """Every block of the book, in order of its first post."""
    posts = {n: f.post for n, f in state.filed.items()}
    pairs = {(posts[a], posts[b]) for a, others in state.copies.items() for b in others if posts[a] < posts[b]}
    pairs |= {(posts[a], posts[b]) for a, others in state.kin.items() for b in others if posts[a] < posts[b]}
    for story in state.stories.values():
        pairs |= {(posts[story[0]], posts[n]) for n in story[1:]}
    return tuple(_block(part, state) for part in joined(posts.values(), pairs))


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
    return Block(make_id("block", *keys, drafts, copies), tuple(posts), drafts, tuple(copies))


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

"""A story as a person meets it: its posts in order, a name, its words, and why its posts belong together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from beatbook.corroborate.blocks import Link, StoryDraft
from beatbook.corroborate.coded import Coded
from beatbook.corroborate.days import order_of
from beatbook.corroborate.terms import common_words, count_terms, plain_form
from beatbook.record import Post, Story, make_id

NAME_LENGTH = 80
TERMS = 8


def make_story(draft: StoryDraft, items: Mapping[str, Coded]) -> Story:
    """One story of a block."""
    posts = sorted((items[p] for p in draft.posts), key=order_of)
    ids = tuple(item.post.id for item in posts)
    told = Story(id=make_id("story", *sorted(draft.posts)), name="", posts=ids, terms=_terms(posts), why=())
    return retell(told, draft, {item.post.id: item.post for item in posts})


def retell(story: Story, draft: StoryDraft, posts: Mapping[str, Post]) -> Story:
    """A story of the same posts whose links are others: what hangs on links is its name and its reasons."""
    return replace(
        story,
        name=_name([posts[p] for p in story.posts], draft.links),
        why=tuple(_reason(link, posts) for link in draft.links),
    )


def _name(posts: Sequence[Post], links: Sequence[Link]) -> str:
    """The title of the post that is nearest to all others; the earliest of equals."""
    near: dict[str, float] = defaultdict(float)
    for link in links:
        near[link.left] += link.near
        near[link.right] += link.near
    place = {post.id: n for n, post in enumerate(posts)}
    titled = [post for post in posts if post.title.strip()] or posts
    middle = max(titled, key=lambda post: (round(near[post.id], 6), -place[post.id]))
    words = (middle.title.strip() or middle.body.strip()).split()
    name = " ".join(words)
    if len(name) <= NAME_LENGTH:
        return name
    return name[:NAME_LENGTH].rsplit(" ", 1)[0] + " …"


def _terms(posts: Sequence[Coded]) -> tuple[str, ...]:
    """The words that most of the posts use, as they are printed."""
    posts_with: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    for item in posts:
        counts = count_terms(item)
        posts_with.update(counts.keys())
        uses.update({t: min(n, 5) for t, n in counts.items()})
    good = [t for t in uses if t not in common_words() and (len(posts) == 1 or posts_with[t] > 1)]
    best = sorted(good, key=lambda t: (-posts_with[t] * uses[t], t))[:TERMS]
    printed = _printed(posts)
    return tuple(t.replace("_", " ") if "_" in t else printed.get(t, t) for t in best)


def _printed(posts: Sequence[Coded]) -> dict[str, str]:
    """Each plain form as the posts most often print it."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for item in posts:
        for word in (*item.codes.terms, *item.post.text.casefold().split()):
            if word.isalpha():
                forms[plain_form(word)][word] += 1
    return {form: min(words, key=lambda w: (-words[w], w)) for form, words in forms.items()}


def _reason(link: Link, posts: Mapping[str, Post]) -> str:
    left, right = (posts[p].title or "an untitled post" for p in (link.left, link.right))
    words = f" ({', '.join(w.replace('_', ' ') for w in link.words)})" if link.words else ""
    return f"'{left}' and '{right}': nearness {link.near:.2f} of at least {link.bar:.2f}{words}"

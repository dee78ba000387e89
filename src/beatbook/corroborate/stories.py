"""A story as a person meets it: its posts in order, a name, its words, and why its posts belong together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from beatbook.corroborate.blocks import Link, StoryDraft
from beatbook.corroborate.coded import Coded
from beatbook.corroborate.days import order_of
from beatbook.corroborate.terms import common_words, count_terms, plain_form
from beatbook.record import Story, make_id

NAME_LENGTH = 80
TERMS = 8


def make_story(draft: StoryDraft, items: Mapping[str, Coded]) -> Story:
    """One story of a block."""
    posts = sorted((items[p] for p in draft.posts), key=order_of)
    return Story(
        id=make_id("story", *sorted(draft.posts)),
        name=_name(posts, draft.links),
        posts=tuple(item.post.id for item in posts),
        terms=_terms(posts),
        why=tuple(_reason(link, items) for link in draft.links),
    )


def _name(posts: Sequence[Coded], links: Sequence[Link]) -> str:
    """The title of the post that is nearest to all others; the earliest of equals."""
    near: dict[str, float] = defaultdict(float)
    for link in links:
        near[link.left] += link.near
        near[link.right] += link.near
    titled = [item for item in posts if item.post.title.strip()] or list(posts)
    middle = max(titled, key=lambda item: (round(near[item.post.id], 6), -posts.index(item)))
    words = (middle.post.title.strip() or middle.post.body.strip()).split()
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


def _reason(link: Link, items: Mapping[str, Coded]) -> str:
    left, right = (items[p].post.title or "an untitled post" for p in (link.left, link.right))
    words = f" ({', '.join(w.replace('_', ' ') for w in link.words)})" if link.words else ""
    return f"'{left}' and '{right}': nearness {link.near:.2f} of at least {link.bar:.2f}{words}"

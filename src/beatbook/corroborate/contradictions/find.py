"""Every rule over one block."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from beatbook.corroborate.coded import Coded
from beatbook.corroborate.contradictions.denials import find_in_denials
from beatbook.corroborate.contradictions.numbers import (
    find_in_ages,
    find_in_figures,
    find_in_happening,
    find_in_headline,
)
from beatbook.corroborate.contradictions.replies import find_in_replies
from beatbook.corroborate.contradictions.statements import find_in_statements
from beatbook.corroborate.contradictions.tolls import find_in_tolls
from beatbook.corroborate.events import Happening
from beatbook.record import Contradiction, Span, Story

_FIRST = ("conflict", "denial", "update", "scope", "rounding")  # of two findings about the same words, which one counts


def find_contradictions(
    stories: Sequence[Story],
    happenings: Sequence[Happening],
    items: Mapping[str, Coded],
    only_grow: frozenset[str] = frozenset(),
) -> tuple[Contradiction, ...]:
    """What does not agree in the posts of one block; ``only_grow`` names the series that are cumulative."""
    found = [c for c in _all(stories, happenings, items, only_grow) if not _overlap(c)]
    found.sort(key=lambda c: (_FIRST.index(c.type), c.id))
    kept: dict[tuple[Span, Span], Contradiction] = {}
    for contradiction in found:
        left, right = sorted((contradiction.left.spans[0], contradiction.right.spans[0]))
        kept.setdefault((left, right), contradiction)
    return tuple(sorted(kept.values(), key=lambda c: c.id))


def _overlap(contradiction: Contradiction) -> bool:
    """The same words cannot contradict themselves."""
    return contradiction.left.spans[0].overlaps(contradiction.right.spans[0])


def _same_denial(one: Contradiction, other: Contradiction) -> bool:
    """Whether both hold one denial, told by its words and by its reports."""
    if other.type != "denial":
        return False
    spans = [span for side in (one.left, one.right) for span in side.spans]
    return any(a.overlaps(b) for a in spans for side in (other.left, other.right) for b in side.spans[:1])


def _all(
    stories: Sequence[Story],
    happenings: Sequence[Happening],
    items: Mapping[str, Coded],
    only_grow: frozenset[str],
) -> Iterator[Contradiction]:
    happening_of = {s.filed.id: h.sketches[0].filed.id for h in happenings for s in h.sketches}
    for happening in happenings:
        yield from find_in_happening(happening.sketches, items)
    for story in stories:
        posts = [items[p] for p in story.posts]
        sketches = [s for h in happenings for s in h.sketches if s.post in story.posts]
        stated = list(find_in_statements(sorted(sketches, key=lambda s: s.filed.id), happening_of, items))
        yield from stated
        denied = [d for d in find_in_denials(sketches, posts) if not any(_same_denial(d, s) for s in stated)]
        yield from denied
        yield from find_in_tolls(sketches, happening_of, items)
        yield from find_in_figures(posts, only_grow)
        yield from find_in_ages(posts)
        for item in posts:
            yield from find_in_headline(item)
            replies = find_in_replies(item)
            yield from (r for r in replies if not any(_same_denial(r, s) for s in (*stated, *denied)))

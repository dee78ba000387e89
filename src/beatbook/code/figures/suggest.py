"""Series that a pile of clippings asks for. In: figures of many posts. Out: proposals. Never: reads a post."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from beatbook.beat import SeriesRule
from beatbook.code.figures.keep import head_word
from beatbook.record import Figure, Span

LEAST = 3  # figures of one kind, from at least two posts or two periods, before a series is proposed


@dataclass(frozen=True, slots=True)
class SeriesProposal:
    """A rule for `beat.toml` and the figures that ask for it."""

    rule: SeriesRule
    posts: int
    spans: tuple[Span, ...]


def suggest_series(figures: Iterable[Figure], least: int = LEAST) -> tuple[SeriesProposal, ...]:
    """Kinds of figures that recur - same noun, unit and place - most frequent first; those in a series are left out."""
    groups: dict[tuple[str, str, str | None], list[Figure]] = defaultdict(list)
    for figure in figures:
        noun = head_word(figure.quantity.what)
        if noun and figure.series is None and not figure.quantity.unit.endswith("of age"):
            groups[noun, figure.quantity.unit, figure.place].append(figure)
    proposals = [_proposal(key, found) for key, found in groups.items() if len(found) >= least and _recurs(found)]
    return tuple(sorted(proposals, key=lambda p: (-len(p.spans), p.rule.name)))


def _recurs(found: list[Figure]) -> bool:
    posts = {f.span.post for f in found}
    periods = {(f.period.earliest, f.period.latest) for f in found if f.period.is_known}
    return len(posts) > 1 or len(periods) > 1


def _proposal(key: tuple[str, str, str | None], found: list[Figure]) -> SeriesProposal:
    noun, unit, place = key
    name = "-".join(filter(None, (noun, place and place.lower().replace(" ", "-"))))
    precision = Counter(f.period.precision for f in found if f.period.is_known).most_common(1)
    period = precision[0][0] if precision and precision[0][1] * 2 > len(found) else "any"
    rule = SeriesRule(
        name=name if unit == "-" else f"{name}-{unit.lower().replace(' ', '-')}",
        label=" in ".join(filter(None, (_label(found), place))),
        nouns=(noun,),
        place=place,
        period="year" if period == "year" else "month" if period == "month" else "any",
        unit=unit,
    )
    return SeriesProposal(rule, len({f.span.post for f in found}), tuple(f.span for f in found))


def _label(found: list[Figure]) -> str:
    """The commonest way the thing is called; the longest of equals."""
    names = Counter(f.quantity.what or "" for f in found)
    return max(names.items(), key=lambda item: (item[1], len(item[0]), item[0]))[0]

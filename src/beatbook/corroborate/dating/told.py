"""What other posts date: "the raid last month" in a post of unknown day, and a post that dates the raid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import exp

from beatbook.corroborate.amounts import agree
from beatbook.corroborate.coded import Coded
from beatbook.corroborate.dating.page import FIRM
from beatbook.corroborate.dating.signs import Meant, Told, in_year
from beatbook.corroborate.sameness import compare, is_telling
from beatbook.corroborate.sketch import Sketch, file_reports, make_sketch
from beatbook.record import UNKNOWN, DateRange, DateSign, Span
from beatbook.record.codes import SignKind

LEAST = 3.0  # points of sameness, without the days, from which a pair is thought of at all
EVEN = 4.5  # points at which a pair with a person, town or detail of its own in common is as likely one as not
EVEN_PLAIN = 5.5  # the same where type and common words are all: on a beat most happenings are of few types
STEEP = 0.6  # points that make a pair e times as likely to be one happening. All set by hand, 2026-11
MOST = 0.9  # chance that a sign means any happening another post dates
RELATIVE = frozenset({"day", "weekday", "week", "month"})
NARROW = 45  # days: a date that another post tells more widely says nothing of a day
UNDATED = (None, None)


@dataclass(frozen=True, slots=True)
class Signed:
    """A coded post with the signs of its own day."""

    item: Coded
    signs: tuple[DateSign, ...] = ()
    one_story: bool = True  # whether it is in the story of the post that is to be dated


_Kind = tuple[SignKind, int]


@dataclass(frozen=True, slots=True)
class _Pair:
    score: float  # points above even
    days: DateRange
    post: str
    title: str
    why: str


def find_told(post: Signed, others: Iterable[Signed]) -> tuple[Told, ...]:
    """For each sign of ``post`` that dates a report of it: the happenings of other posts that the report may tell."""
    own = [(s, sign) for s in _sketches(post) if (sign := _sign_of(s.filed.report.date_span, post)) is not None]
    if not own:
        return ()
    pairs: dict[_Kind, list[_Pair]] = {}
    for other in others:
        for theirs in _sketches(other):
            days = _days_of(theirs.filed.report.date, theirs.filed.report.date_span, other)
            if days is None:
                continue
            for sketch, sign in own:
                verdict = compare(replace(sketch, days=UNDATED), replace(theirs, days=UNDATED), other.one_story)
                if not verdict.never and verdict.score >= LEAST:
                    points = verdict.score - (EVEN if _is_special(sketch, theirs) else EVEN_PLAIN)
                    pair = _Pair(points, days, other.item.post.id, other.item.post.title, verdict.why)
                    pairs.setdefault((sign.kind, sign.step), []).append(pair)
    signs = {(sign.kind, sign.step): sign for _, sign in reversed(own)}  # two "Thursday"s are one, the first
    best = {kind: _best(found) for kind, found in pairs.items()}
    return tuple(
        Told(signs[kind], _meant(signs[kind], best[kind], [p for other in best if other != kind for p in best[other]]))
        for kind in sorted(best)
    )


def _best(pairs: Iterable[_Pair]) -> list[_Pair]:
    """The happenings, each once: pairs whose days overlap speak of one, and the best pair speaks for it."""
    best: list[_Pair] = []
    for pair in sorted(pairs, key=lambda p: (-p.score, str(p.days.earliest), str(p.days.latest), p.post, p.why)):
        if not any(pair.days.overlaps(other.days) for other in best):
            best.append(pair)
    return best


def _meant(sign: DateSign, pairs: Sequence[_Pair], rivals: Sequence[_Pair]) -> tuple[Meant, ...]:
    """The chance of each happening. ``rivals`` are what the post's other signs may mean: one happening, one sign."""
    chances = []
    for pair in pairs:
        others = [exp(other.score / STEEP) for other in rivals if other.days.overlaps(pair.days)]
        alone = 1 / (1 + exp(-pair.score / STEEP))
        chances.append(alone / (1 + sum(others) * exp(-pair.score / STEEP)))
    scale = min(1.0, MOST / sum(chances))
    return tuple(
        Meant(
            pair.days,
            round(chance * scale, 4),
            f"'{sign.text}' fits what '{pair.title}' dates {_told(pair.days)}: {pair.why}",
        )
        for pair, chance in zip(pairs, chances, strict=True)
    )


def _sketches(signed: Signed) -> list[Sketch]:
    return [make_sketch(filed, signed.item) for filed in file_reports([signed.item])]


def _sign_of(span: Span | None, signed: Signed) -> DateSign | None:
    """The sign told from the day of writing that a report takes its date from."""
    return next((s for s in signed.signs if s.span == span and s.kind in RELATIVE), None)


def _is_special(left: Sketch, right: Sketch) -> bool:
    """Whether two reports share what few happenings of a beat do: a named person, a town, a telling number."""
    if left.people & right.people or (left.place and left.place == right.place):
        return True
    numbers = ((one, two) for one in (*left.counts, *left.details) for two in (*right.counts, *right.details))
    return any(one.head == two.head and is_telling(one) and agree(one.quantity, two.quantity) for one, two in numbers)


def _days_of(days: DateRange, span: Span | None, other: Signed) -> DateRange | None:
    """The days that another post gives a report; ``None`` where they are wide or hang on an unknown day of writing."""
    sign = next((s for s in other.signs if s.span == span), None)
    if other.item.post.date.basis not in FIRM:
        if sign is None or sign.kind in RELATIVE:
            return None
        if sign.kind == "yearly":
            days = _in_likely_year(sign, other.item.post.date)
    return days if days.days is not None and days.days <= NARROW else None


def _in_likely_year(sign: DateSign, written: DateRange) -> DateRange:
    """A date without its year, told on the middle of the likely days."""
    if not (written.earliest and written.latest and sign.earliest and sign.latest):
        return UNKNOWN
    middle = written.earliest + (written.latest - written.earliest) // 2
    wide = sign.latest - sign.earliest
    starts = [in_year(sign.earliest, middle.year + step) for step in (-1, 0, 1)]
    if sign.tense == "future":
        start = next(day for day in starts if day + wide >= middle)
    else:
        start = next(day for day in reversed(starts) if day <= middle)
    return DateRange(start, start + wide, "range", "likely")


def _told(days: DateRange) -> str:
    return f"{days.earliest}" if days.is_day else f"{days.earliest} to {days.latest}"

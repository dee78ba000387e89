"""Figures of one measure on one line: in order of period and as-of date, later ones revising earlier ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from beatbook.beat import Beat
from beatbook.corroborate.names import plain_key
from beatbook.corroborate.signature import Signature
from beatbook.record import DateRange, Figure, Series, SeriesPoint, Span, make_id

Key = tuple[str, str, str]


def find_series(signatures: Iterable[Signature], beat: Beat) -> tuple[Series, ...]:
    """The beat's series, one line per series, population and place."""
    lines: dict[Key, list[SeriesPoint]] = defaultdict(list)
    for signature in signatures:
        for key, points in series_points(signature).items():
            lines[key] += points
    return tuple(make_series(key, points, beat) for key, points in sorted(lines.items()))


def series_points(signature: Signature) -> dict[Key, list[SeriesPoint]]:
    """What one post adds to which line."""
    lines: dict[Key, list[SeriesPoint]] = defaultdict(list)
    for figure in signature.figures:
        as_of = figure.as_of if figure.as_of.is_known else signature.as_of
        lines[series_key(figure)].append(SeriesPoint(signature.post, figure, figure.period, as_of))
    return lines


def series_key(figure: Figure) -> Key:
    """Which line a figure stands on."""
    place = plain_key(figure.place, "LOC") if figure.place else ""
    return figure.series or "", place, figure.quantity.unit


def make_series(key: Key, points: list[SeriesPoint], beat: Beat) -> Series:
    """One line from its points, in the order in which posts are listed."""
    labels = {rule.name: rule.label or rule.name for rule in beat.series}
    name, _, unit = key
    shown = next((p.figure.place for p in points if p.figure.place), None)
    ordered = sorted(points, key=lambda p: (_days(p.period), _days(p.as_of), p.figure.span))
    label = labels.get(name, name) + (f", {shown}" if shown else "")
    return Series(make_id("series", *key), label, unit, tuple(_revised(ordered)))


def _days(when: DateRange) -> tuple[date, date]:
    return when.earliest or date.min, when.latest or date.max


def _revised(points: list[SeriesPoint]) -> list[SeriesPoint]:
    """Each point with the point it revises: the last one before it about the same period with another value."""
    last: dict[tuple[date, date], tuple[Span, object]] = {}
    out = []
    for point in points:
        period, value = _days(point.period), (point.figure.quantity.low, point.figure.quantity.high)
        before = last.get(period)
        revises = before[0] if point.period.is_known and before and before[1] != value else None
        out.append(SeriesPoint(point.post, point.figure, point.period, point.as_of, revises))
        last[period] = (point.figure.span, value)
    return out

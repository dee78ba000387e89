"""The tolls that two posts tell of one happening, whatever noun they count: "33 lives" against "45 people"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from beatbook.corroborate.coded import Coded
from beatbook.corroborate.contradictions.lists import lists
from beatbook.corroborate.contradictions.numbers import differ
from beatbook.corroborate.contradictions.sides import make_contradiction, report_side, report_source, source_name
from beatbook.corroborate.days import date_of
from beatbook.corroborate.sameness import compare
from beatbook.corroborate.sketch import Sketch
from beatbook.record import Contradiction, Quantity, Side, Toll

LEAST = 2  # one dead is told by a noun or a name, which may be another happening's
FATES = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class _Told:
    sketch: Sketch
    quantity: Quantity
    item: Coded


def find_in_tolls(
    sketches: Sequence[Sketch], happening_of: Mapping[str, str], items: Mapping[str, Coded]
) -> Iterator[Contradiction]:
    """Tolls of the posts of one story that speak of one happening and are not the same."""
    posts = dict.fromkeys(sorted({s.post for s in sketches}))
    for fate in FATES:
        told = [t for post in posts if (t := _told(fate, items[post], sketches)) is not None]
        for left, right in combinations(told, 2):
            if not _one_happening(left.sketch, right.sketch, happening_of):
                continue
            found = differ(left.quantity, right.quantity, (date_of(left.item), date_of(right.item)), grows=True)
            if found and not (found[0] == "conflict" and _one_source(left, right)):
                one, two = _side(left), _side(right)
                yield make_contradiction(found[0], f"number of {fate}", one, two, found[1], f"tolls.{found[2]}")


def _side(told: _Told) -> Side:
    return report_side(told.sketch, told.item, told.quantity.text, told.quantity.span)


def _told(fate: str, item: Coded, sketches: Sequence[Sketch]) -> _Told | None:
    toll: Toll = item.codes.toll
    count = toll.killed if fate == "killed" else toll.injured
    if count is None or count.value < LEAST:
        return None
    spans = set(count.spans)
    quantity = next((q for q in item.codes.quantities if q.span in spans and (q.low or q.high or 0) >= LEAST), None)
    if quantity is None or count.value not in (quantity.low, quantity.high, quantity.best):
        return None
    holding = [
        s
        for s in sketches
        if s.post == item.post.id
        and s.filed.report.type in lists().tolls
        and any(span.contains(quantity.span) for span in s.filed.report.spans)
    ]
    sketch = min(holding, key=lambda s: (not _counts(s, quantity), s.filed.report.trigger), default=None)
    return _Told(sketch, quantity, item) if sketch else None


def _counts(sketch: Sketch, quantity: Quantity) -> bool:
    return any(c.span == quantity.span for c in sketch.counts)


def _one_happening(left: Sketch, right: Sketch, happening_of: Mapping[str, str]) -> bool:
    """Merged, or of kin types on days and in a place that fit."""
    if happening_of[left.filed.id] == happening_of[right.filed.id]:
        return True
    if left.place is None or left.place != right.place or not (left.is_moment and right.is_moment):
        return False
    return not compare(left, right, one_story=True).never


def _one_source(left: _Told, right: _Told) -> bool:
    """Two numbers of one source on one day: one of them came later, whichever that was."""
    one, two = (source_name(report_source(t.sketch, t.item), t.item) for t in (left, right))
    return one is not None and one == two

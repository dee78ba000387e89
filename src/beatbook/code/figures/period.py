"""When a figure holds: its period, as of when, and the words that narrow it. In: text, times. Out: DateRange."""

from __future__ import annotations

from beatbook.code.figures.words import words
from beatbook.record import UNKNOWN, DateRange, Quantity, TimeRef

Reach = tuple[int, int]


def find_period(
    text: str, report: DateRange, quantity: Quantity, times: tuple[TimeRef, ...], own: Reach, sentence: Reach
) -> tuple[DateRange, DateRange]:
    """The days that the figure covers, and as of when it is said (``report``, the post's day, where no words say)."""
    time = _nearest(quantity, times, own, sentence)
    if time is None:
        return UNKNOWN, report
    before = text[max(0, time.span.start - 12) : time.span.start]
    if words().as_of.search(before) and not text[max(0, quantity.span.start - 8) : quantity.span.start].endswith("by "):
        return UNKNOWN, time.range
    if words().since.search(before) or text[time.span.start : time.span.end].lower().startswith("since "):
        return DateRange(time.range.earliest, report.latest, "range", "text"), report
    return time.range, report


def _nearest(quantity: Quantity, times: tuple[TimeRef, ...], own: Reach, sentence: Reach) -> TimeRef | None:
    """The date that stands with the quantity: behind it in its own stretch, else before it, else at the head."""
    inside = [t for t in times if _is_date(t, quantity) and sentence[0] <= t.span.start < sentence[1]]
    behind = [t for t in inside if quantity.span.end <= t.span.start < own[1]]
    if behind:
        return behind[0]
    before = [t for t in inside if own[0] <= t.span.start < quantity.span.start]
    if before:
        return before[-1]
    leading = [t for t in inside if t.span.start - sentence[0] < 24 and t.span.start < quantity.span.start]
    return leading[0] if leading else None


def _is_date(time: TimeRef, quantity: Quantity) -> bool:
    return time.type in ("DATE", "TIME") and time.range.is_known and not time.span.overlaps(quantity.span)


def find_scope(text: str, own: Reach) -> str | None:
    """Words in the quantity's own stretch that narrow or widen it: "so far this year", "since 1998", "a year"."""
    match = words().scopes.search(text, own[0], own[1])
    return match.group().strip() if match else None

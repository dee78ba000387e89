"""When a figure holds: its period, as of when, and the words that narrow it. In: text, times. Out: DateRange."""

from __future__ import annotations

import re

from beatbook.code.figures.words import words
from beatbook.record import UNKNOWN, DateRange, Quantity, TimeRef

Reach = tuple[int, int]


# What parts a number from a date behind it: another speaker's words, a clause about somebody.
_BREAK = re.compile(r"[”\"]|\b(?:who|which|whose|said|says|told)\b")


def find_period(
    text: str, report: DateRange, quantity: Quantity, times: tuple[TimeRef, ...], own: Reach, sentence: Reach
) -> tuple[DateRange, DateRange]:
    """The days that the figure covers, and as of when it is said (``report``, the post's day, where no words say)."""
    if quantity.unit.endswith("of age"):
        return UNKNOWN, report
    time = _nearest(text, quantity, times, own, sentence)
    if time is None:
        return UNKNOWN, report
    before = text[max(0, time.span.start - 12) : time.span.start]
    if words().as_of.search(before) and not text[max(0, quantity.span.start - 8) : quantity.span.start].endswith("by "):
        return UNKNOWN, time.range
    if words().since.search(before) or text[time.span.start : time.span.end].lower().startswith("since "):
        return DateRange(time.range.earliest, report.latest, "range", "text"), report
    return time.range, report


def _nearest(text: str, quantity: Quantity, times: tuple[TimeRef, ...], own: Reach, sentence: Reach) -> TimeRef | None:
    """The date that stands with the quantity: behind it in its own stretch, else before it, else at the head."""
    inside = [t for t in times if _is_date(t, quantity) and sentence[0] <= t.span.start < sentence[1]]
    behind = [t for t in inside if quantity.span.end <= t.span.start < own[1]]
    if behind and not _BREAK.search(text, quantity.span.end, behind[0].span.start):
        return behind[0]
    if quantity.unit in _DURATIONS:  # "for 11 years, she found out on Tuesday": its own length, no day
        return None
    before = [t for t in inside if own[0] <= t.span.start < quantity.span.start]
    if before:
        return before[-1]
    leading = [t for t in inside if t.span.start - sentence[0] < _HEAD and t.span.start < quantity.span.start]
    return leading[0] if leading else None


_HEAD = 24  # code points of a sentence's head: "In 2018, …" holds for all of it
_DURATIONS = frozenset(["second", "minute", "hour", "day", "night", "week", "month", "year", "decade"])


def _is_date(time: TimeRef, quantity: Quantity) -> bool:
    return time.type in ("DATE", "TIME") and time.range.is_known and not time.span.overlaps(quantity.span)


def find_scope(text: str, own: Reach) -> str | None:
    """Words in the quantity's own stretch that narrow or widen it: "so far this year", "since 1998", "a year"."""
    match = words().scopes.search(text, own[0], own[1])
    return match.group().strip() if match else None

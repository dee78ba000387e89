"""The post's date bounds, narrowed by what its own text says."""

from __future__ import annotations

import re
from datetime import date

from beatbook.record import DateRange, TimeRef

_ABSOLUTE = frozenset(
    {"iso-date", "slash-date", "month-day", "day-month", "ordinal-day-month", "month-year", "year", "season-year"}
)


_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def narrow_date(anchor: DateRange, times: tuple[TimeRef, ...]) -> DateRange:
    """``anchor`` cut to what the text allows: a post is no older than what it tells as past,
    and no younger than the last day of what it announces. Only dates printed with their year count."""
    if anchor.is_day or anchor.basis == "likely":
        return anchor  # what is likely was weighed from the same words
    told = [time for time in times if _is_absolute(time)]
    past = [time.range.earliest for time in told if time.tense == "past" and time.range.earliest]
    ahead = [time.range.latest for time in told if time.tense == "future" and time.range.latest]
    low = _later(anchor.earliest, [d for d in past if _fits(anchor, d)])
    high = _sooner(anchor.latest, [d for d in ahead if _fits(anchor, d) and (low is None or d >= low)])
    if (low, high) == (anchor.earliest, anchor.latest):
        return anchor
    return DateRange(low, high, "day" if low == high else "range", anchor.basis if anchor.is_known else "text")


def _is_absolute(time: TimeRef) -> bool:
    """Whether the year is printed, so that the value hangs on nothing else."""
    return time.rule in _ABSOLUTE and _YEAR.search(time.text) is not None and time.range.is_known


def _fits(anchor: DateRange, day: date) -> bool:
    return (anchor.latest is None or day <= anchor.latest) and (anchor.earliest is None or day >= anchor.earliest)


def _later(bound: date | None, days: list[date]) -> date | None:
    return max([*days, bound] if bound else days, default=None)


def _sooner(bound: date | None, days: list[date]) -> date | None:
    return min([*days, bound] if bound else days, default=None)

"""Time expressions of a post. In: Reading, the post's date bounds. Out: TimeRef. Never: the clock."""

from __future__ import annotations

from beatbook.code.reading import Reading
from beatbook.record import DateRange, TimeRef


def find_times(reading: Reading, anchor: DateRange) -> tuple[TimeRef, ...]:
    """All time expressions in reading order; ``anchor`` is the post's own date (bounds)."""
    return ()


def narrow_date(anchor: DateRange, times: tuple[TimeRef, ...]) -> DateRange:
    """The post's date bounds, narrowed by what its own text says."""
    return anchor

"""Dates as reports give them: intervals with a precision and a basis, never a bare day by guess."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal[
    "time", "day", "week", "month", "quarter", "season", "year", "decade", "century", "range", "unknown"
]
Basis = Literal["printed", "permalink", "feed", "given", "order", "text", "capture", "likely", "unknown"]
"""How a date is known: printed on the page · in the permalink · carried by the feed or archive · given by
the person who added the post · from neighbours in the page's order · from words in the text ·
from the day the page was captured (an upper bound) · likely, not sure: weighed from the post's words, its page and
other posts (the sure bounds stay beside it, in ``Post.bounds``) · not known at all."""


@dataclass(frozen=True, slots=True)
class DateRange:
    """Some day(s) between ``earliest`` and ``latest``, both included; ``None`` is an open end."""

    earliest: date | None = None
    latest: date | None = None
    precision: Precision = "unknown"
    basis: Basis = "unknown"

    @property
    def is_known(self) -> bool:
        """Whether at least one end is known."""
        return self.earliest is not None or self.latest is not None

    @property
    def is_day(self) -> bool:
        """Whether it names exactly one day."""
        return self.earliest is not None and self.earliest == self.latest

    @property
    def days(self) -> int | None:
        """How many days it spans (one day is 1); ``None`` when an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    def overlaps(self, other: DateRange) -> bool:
        """Whether some day lies in both; an open end reaches as far as need be."""
        return not (
            (self.latest is not None and other.earliest is not None and self.latest < other.earliest)
            or (other.latest is not None and self.earliest is not None and other.latest < self.earliest)
        )

    def within(self, other: DateRange) -> DateRange:
        """This range cut down to ``other`` where they overlap, else unchanged."""
        if not self.overlaps(other):
            return self
        lows = [d for d in (self.earliest, other.earliest) if d is not None]
        highs = [d for d in (self.latest, other.latest) if d is not None]
        low, high = (max(lows) if lows else None), (min(highs) if highs else None)
        if (low, high) == (self.earliest, self.latest):
            return self
        precision: Precision = "day" if low is not None and low == high else "range"
        return DateRange(low, high, precision, self.basis if self.is_known else other.basis)


UNKNOWN = DateRange()


def day(value: date, basis: Basis = "printed") -> DateRange:
    """The range that is one known day."""
    return DateRange(value, value, "day", basis)

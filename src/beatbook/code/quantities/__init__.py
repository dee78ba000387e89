"""Quantities of a post. In: Reading, times. Out: Quantity. Never: dates, ordinals, list numbers."""

from __future__ import annotations

from beatbook.code.reading import Reading
from beatbook.record import Quantity, TimeRef


def find_quantities(reading: Reading, times: tuple[TimeRef, ...]) -> tuple[Quantity, ...]:
    """All quantities in reading order."""
    return ()

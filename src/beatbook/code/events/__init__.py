"""Event reports by the beat's codebook. In: Reading and earlier codes. Out: EventReport. Never: another post."""

from __future__ import annotations

from beatbook.code.events.merge import Telling, merge
from beatbook.code.events.tellings import Teller
from beatbook.code.reading import Reading
from beatbook.record import Claim, DateRange, EventReport, Mention, Place, Quantity, TimeRef


def find_reports(
    reading: Reading,
    anchor: DateRange,
    times: tuple[TimeRef, ...],
    quantities: tuple[Quantity, ...],
    mentions: tuple[Mention, ...],
    places: tuple[Place, ...],
    claims: tuple[Claim, ...],
) -> tuple[EventReport, ...]:
    """One report per happening, in reading order; ``anchor`` is the post's date (bounds)."""
    teller = Teller(reading, anchor, times, quantities, mentions, places, claims)
    return tuple(merge([telling for telling in teller.tellings() if isinstance(telling, Telling)]))

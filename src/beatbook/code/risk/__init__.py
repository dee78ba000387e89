"""People at risk: the words that say so, and the details that would identify them. Never: decides what leaves."""

from __future__ import annotations

from beatbook.code.reading import Reading
from beatbook.record import Claim, Mention, Place, Quantity, RiskSign, TimeRef


def find_risks(
    reading: Reading,
    times: tuple[TimeRef, ...],
    quantities: tuple[Quantity, ...],
    mentions: tuple[Mention, ...],
    places: tuple[Place, ...],
    claims: tuple[Claim, ...],
) -> tuple[RiskSign, ...]:
    """Signs of risk in reading order."""
    return ()

"""Quantities into figures: of whom, where, when, as of when, who says so. Never: another post."""

from __future__ import annotations

from beatbook.code.reading import Reading
from beatbook.record import Claim, Figure, Place, Quantity, TimeRef


def find_figures(
    reading: Reading,
    quantities: tuple[Quantity, ...],
    times: tuple[TimeRef, ...],
    places: tuple[Place, ...],
    claims: tuple[Claim, ...],
) -> tuple[Figure, ...]:
    """The quantities that a book keeps, in reading order."""
    return ()

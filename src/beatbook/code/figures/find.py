from __future__ import annotations

from beatbook.code.reading import Reading
from beatbook.record import UNKNOWN, Claim, Figure, Place, Quantity, TimeRef


def find_figures(
    reading: Reading,
    quantities: tuple[Quantity, ...],
    times: tuple[TimeRef, ...],
    places: tuple[Place, ...],
    claims: tuple[Claim, ...],
) -> tuple[Figure, ...]:
    """The quantities that a book keeps, in reading order."""
    return tuple(Figure(q, None, None, None, UNKNOWN, UNKNOWN, None) for q in quantities)

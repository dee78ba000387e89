"""Place names resolved by the gazetteer. In: Reading, names. Out: Place. Never: guesses silently."""

from __future__ import annotations

from beatbook.code.reading import Reading
from beatbook.record import Mention, Place


def find_places(reading: Reading, mentions: tuple[Mention, ...]) -> tuple[Place, ...]:
    """All places in reading order, resolved or 'unresolved' with candidates."""
    return ()

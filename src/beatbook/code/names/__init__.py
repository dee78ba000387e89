"""Names of a post, short forms joined to full ones. In: Reading. Out: Mention. Never: another post."""

from __future__ import annotations

from beatbook.code.reading import Reading
from beatbook.record import Mention


def find_names(reading: Reading) -> tuple[Mention, ...]:
    """All names in reading order, each with the fullest form it stands for."""
    return ()

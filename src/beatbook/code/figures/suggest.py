"""Series that a pile of clippings asks for. In: figures of many posts. Out: proposals. Never: reads a post."""

from __future__ import annotations

from collections.abc import Iterable

from beatbook.record import Figure


def suggest_series(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Names of things counted again and again."""
    return tuple(sorted({f.quantity.what for f in figures if f.quantity.what}))

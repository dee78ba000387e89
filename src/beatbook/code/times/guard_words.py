"""Words of guards.toml that speak for or against a reading."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from beatbook.code.times.lexicon import load_toml
from beatbook.code.times.rules import Match

Guard = Callable[[Match], bool]


@cache
def said(name: str) -> frozenset[str]:
    """A list of guards.toml."""
    held = load_toml("guards.toml")[name]
    assert isinstance(held, list)
    return frozenset(held)

"""Words that place a period beside another: this, last, next, that, the same, the previous, the following."""

from __future__ import annotations

from beatbook.code.times.rules import Match
from beatbook.code.times.scene import Scene

_KINDS = ("this", "last", "next", "that", "same", "prior", "following")
_STEPS = {"this": 0, "that": 0, "same": 0, "last": -1, "prior": -1, "next": 1, "following": 1}
_ANAPHORIC = frozenset({"that", "same", "prior", "following"})


def relation(match: Match) -> str | None:
    """Which of the relations a match has, if any."""
    return next((kind for kind in _KINDS if match.has(kind)), None)


def step_of(kind: str | None) -> int:
    """-1, 0 or 1 periods."""
    return _STEPS.get(kind or "this", 0)


def is_anaphoric(kind: str | None) -> bool:
    """Whether it counts from the date mentioned last, not from the post's day."""
    return kind in _ANAPHORIC


def related_year(match: Match, scene: Scene) -> int | None:
    """The year that "this year", "that year", "the previous year" … mean here."""
    kind = relation(match)
    base = scene.near if is_anaphoric(kind) else scene.base
    return base.year + step_of(kind) if base else None

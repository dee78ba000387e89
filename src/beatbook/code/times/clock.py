"""Normalisers of clock times; the day they belong to is found when neighbours are joined."""

from __future__ import annotations

import re

from beatbook.code.times.lexicon import LEXICON
from beatbook.code.times.rules import Match
from beatbook.code.times.scene import Maker, Meaning, Scene


def clock(match: Match, scene: Scene) -> Meaning | None:
    if match.has("noon"):
        return on_day(scene, str(LEXICON.worth(match.low("noon"), "NOON")))
    time = _glued(match) if match.has("g") else _spaced(match)
    return on_day(scene, time + _zone(match)) if time else None


def clock_past(match: Match, scene: Scene) -> Meaning | None:
    """For "half past three", "quarter to six"."""
    hour = _hour_minute(match.low("h"))
    if hour is None:
        return None
    minutes = {"half": 30, "quarter": 15}[match.low("q")] * (1 if match.low("d") == "past" else -1)
    total = hour[0] * 60 + minutes
    return on_day(scene, f"T{total // 60 % 24:02d}:{total % 60:02d}")


def on_day(scene: Scene, time: str) -> Meaning:
    """A clock time on the day that is spoken of."""
    close = scene.reference is not None and scene.reference.day is not None
    base = scene.reference if close else scene.near if scene.mode == "narrative" else scene.base
    day = base.first.isoformat() if base is not None and base.exact else "XXXX-XX-XX"
    return Meaning("TIME", f"{day}{time}", sets_reference=False)


def _zone(match: Match) -> str:
    return str(LEXICON.worth(match.low("z"), "ZONE")) if match.has("z") else ""


def _glued(match: Match) -> str | None:
    found = re.match(r"(\d{1,2})(?:[:.](\d\d))?([ap])", match.low("g"))
    if not found:
        return None
    return _format(int(found[1]), int(found[2] or 0), found[3] + "m", shown=found[2] is not None)


def _spaced(match: Match) -> str | None:
    time = _hour_minute(match.low("h"))
    if time is None:
        return None
    half = None
    if match.has("ap"):
        half = str(LEXICON.worth(match.low("ap"), "AMPM"))
    elif match.has("p"):
        half = "am" if LEXICON.worth(match.low("p"), "DAYPART") == "TMO" else "pm"
    return _format(time[0], time[1], half, shown=True)


def _hour_minute(low: str) -> tuple[int, int] | None:
    if "CLOCKWORD" in LEXICON.words.get(low, {}):
        return LEXICON.number(low, "CLOCKWORD"), 0
    parts = re.split(r"[:.]", low)
    if not parts[0].isdigit():
        return None
    if len(parts) == 1 and len(low) == 4:
        return int(low[:2]), int(low[2:])
    return int(parts[0]), int(parts[1]) if len(parts) > 1 else 0


def _format(hour: int, minute: int, half: str | None, shown: bool) -> str | None:
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    if hour > 24 or minute > 59:
        return None
    return f"T{hour:02d}:{minute:02d}"


MAKERS: dict[str, Maker] = {"clock": clock, "clock_past": clock_past}

"""The word lists of this room, read once."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Words:
    """``words.toml`` as the room uses it."""

    event_verbs: frozenset[str]
    idle_nouns: frozenset[str]
    since: re.Pattern[str]
    as_of: re.Pattern[str]
    scopes: re.Pattern[str]


@cache
def words() -> Words:
    """The lists of ``words.toml``."""
    data = tomllib.loads((files(__package__) / "words.toml").read_text(encoding="utf-8"))
    return Words(
        event_verbs=frozenset(data["event_verbs"]),
        idle_nouns=frozenset(data["idle_nouns"]),
        since=_before(data["since"]),
        as_of=_before(data["as_of"]),
        scopes=re.compile(rf"\b(?:{'|'.join(data['scopes'])})", re.IGNORECASE),
    )


def _before(phrases: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\s+(?:the\s+)?$", re.IGNORECASE)

"""Which report types can tell one happening, and which rule each other out: the lists of `events.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Rival:
    """Two readings of a happening that cannot both be true."""

    name: str
    left: frozenset[str]
    right: frozenset[str]


@dataclass(frozen=True, slots=True)
class EventRules:
    """The lists of `events.toml`."""

    kin: tuple[frozenset[str], ...]
    talk: frozenset[str]
    of_one: frozenset[str]
    rivals: tuple[Rival, ...]
    plain_people: frozenset[str]

    def are_kin(self, left: str, right: str) -> bool:
        """Whether two types can tell one happening."""
        return left == right or any(left in group and right in group for group in self.kin)

    def kin_of(self, type_: str) -> tuple[int, ...]:
        """The groups that a type stands in, by number."""
        return tuple(i for i, group in enumerate(self.kin) if type_ in group)

    def rival(self, left: str, right: str) -> str | None:
        """What two types cannot agree on, if they are rivals."""
        for rival in self.rivals:
            if (left in rival.left and right in rival.right) or (right in rival.left and left in rival.right):
                return rival.name
        return None


@lru_cache(maxsize=1)
def event_rules() -> EventRules:
    """The lists, read once."""
    table = tomllib.loads(resources.files("beatbook.corroborate").joinpath("data/events.toml").read_text("utf-8"))
    return EventRules(
        tuple(frozenset(group) for group in table["kin"]),
        frozenset(table["talk"]),
        frozenset(table["of_one"]),
        tuple(Rival(r["name"], frozenset(r["left"]), frozenset(r["right"])) for r in table["rivals"]),
        frozenset(table["plain_people"].split()),
    )

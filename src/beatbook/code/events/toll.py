"""The toll that a post's reports add up to: how many were killed, how many were injured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from beatbook.record import EventReport, Participant

KILLED = frozenset(("killing", "execution", "death"))
INJURED = frozenset(("injury", "shooting"))


@dataclass(frozen=True, slots=True)
class Toll:
    """``None``: the post does not say."""

    killed: int | None
    injured: int | None


def toll(reports: Iterable[EventReport]) -> Toll:
    """Killed and injured as one post tells them, background and unreal tellings left out.

    People who were shot and are also told to have died count as killed only. Where a number and single
    people are told, the number wins if it is at least as large: the people are among those counted.
    """
    real = [r for r in reports if r.stance in ("asserted", "alleged") and not r.background]
    dead = _victims(real, KILLED)
    names = {_key(p) for p in dead}
    hurt = [p for p in _victims(real, INJURED) if _key(p) not in names]
    return Toll(_sum(dead), _sum(hurt))


def _victims(reports: list[EventReport], types: frozenset[str]) -> list[Participant]:
    return [p for r in reports if r.type in types for p in r.participants if p.role == "victim"]


def _key(participant: Participant) -> str:
    return (participant.entity or participant.text).casefold()


def _sum(people: list[Participant]) -> int | None:
    counts: dict[str, float] = {}
    for person in people:
        if person.count is not None and person.count.best is not None:
            counts[_key(person)] = max(counts.get(_key(person), 0), person.count.best)
    if not counts:
        return None
    singles = sum(1 for value in counts.values() if value == 1)
    return int(max(max(counts.values()), min(singles, 1)))

"""Which person a short form of a name stands for: "Kim" after "Kim Jeong-cheol", "al-Hadi" after "Omar al-Hadi"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from beatbook.code.names.marks import Mark
from beatbook.code.names.words import words

SENTENCE_END = re.compile(r"[a-z0-9)”\"'][.!?]\s|\n")


@dataclass(frozen=True, slots=True)
class Known:
    """A person named in full in this post."""

    name: str
    parts: tuple[str, ...]
    at: int
    gender: str | None


def parts_of(name: str) -> tuple[str, ...]:
    """The words of a name in lower case, apart at hyphens: "Kim Jong-un" is "Kim Jong Un", "al-Hadi" is "al Hadi"."""
    plain = name.casefold().replace("’", "'").replace(".", " ").replace("-", " ")
    return tuple(part for word in plain.split() if (part := word.strip("',\"()“”")))


def gender_of(title: str | None) -> str | None:
    """What a title says of a person: "m", "f" or nothing."""
    said = {word.rstrip(".") for word in (title or "").split()}
    return "m" if said & words().men else "f" if said & words().women else None


def core(parts: Sequence[str]) -> tuple[str, ...]:
    """A name's words without particles, unless nothing else is left."""
    particles = words().particles
    return tuple([p for p in parts if p not in particles]) or tuple(parts)


def family_of(parts: Sequence[str]) -> frozenset[str]:
    """The words of a full name that may stand for the person: family names, in the order of the name's language."""
    own = core(parts)
    if own[0].capitalize() in words().family_first and len(own) in (2, 3) and len(own[0]) > 1:
        return frozenset((own[0],))
    return frozenset(own[1:]) or frozenset(own)


def is_short_for(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the words of ``short`` stand in ``full`` in order, and fewer of them."""
    own, whole = core(short), core(full)
    if len(own) >= len(whole) or (own and own[-1] not in whole):
        return False
    other = iter(whole)
    return all(word in other for word in own)


def rank(short: Sequence[str], full: Sequence[str]) -> int:
    """How well a short form fits: 2 by family name, 1 by given name or initials, 0 not at all."""
    if is_short_for(short, full):
        own = core(short)
        return 2 if len(own) > 1 or own[0] in family_of(full) else 1
    own, other = core(short), core(full)
    same_end = len(own) == len(other) > 1 and own[-1] == other[-1]
    return 2 if same_end and own[0] != other[0] and len(own[0]) == 1 and other[0].startswith(own[0]) else 0


def join_people(marks: Sequence[Mark], text: str) -> dict[int, str]:
    """The fullest form of every person's mention, by the index of its mark."""
    full = _full_names(marks)
    entities: dict[int, str] = {}
    heard: list[tuple[int, str]] = []  # full names in the order they stand, as (offset, name)
    for i, mark in enumerate(marks):
        if mark.kind != "PER":
            continue
        parts = parts_of(mark.text)
        same = next((k for k in full if k.parts == parts), None)
        if same:
            heard.append((mark.start, same.name))
        entities[i] = same.name if same else _stands_for(mark, parts, full, heard, text)
    return entities


def _full_names(marks: Sequence[Mark]) -> list[Known]:
    known: list[Known] = []
    for mark in marks:
        parts = parts_of(mark.text)
        if mark.kind == "PER" and len(core(parts)) > 1 and parts not in [k.parts for k in known]:
            known.append(Known(mark.text, parts, mark.start, gender_of(mark.title)))
    return [k for k in known if not any(rank(k.parts, o.parts) for o in known if o is not k)]


def _stands_for(mark: Mark, parts: tuple[str, ...], full: list[Known], heard: list[tuple[int, str]], text: str) -> str:
    """The person that a short form means: the only one it fits, else the one named last, if one alone was."""
    gender = gender_of(mark.title)
    fits = [(rank(parts, k.parts), k) for k in full if not (gender and k.gender and gender != k.gender)]
    best = max((r for r, _ in fits), default=0)
    people = {k.name for r, k in fits if r == best}
    if best and len(people) == 1:
        return people.pop()
    recent = [(at, name) for at, name in heard if name in people]
    if best < 2 or not recent:
        return mark.text
    at, name = recent[-1]
    rival = next((a for a, n in reversed(recent) if n != name), None)
    together = rival is not None and not SENTENCE_END.search(text, rival, at)
    return mark.text if together else name

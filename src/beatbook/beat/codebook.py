"""The general codebook that ships with beatbook, and how a beat's own event types change it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from beatbook.beat.types import EventType, RoleRule

_TEXTS = (
    "verbs", "happens", "nouns", "counted", "phrases", "weak", "context", "setting", "excludes", "required", "needs"
)  # fmt: skip
_SINGLE = ("label", "family", "plover", "acled", "huridocs", "weight")


@lru_cache(maxsize=1)
def general_types() -> tuple[EventType, ...]:
    """The event types of the general codebook, in the order of its files' names."""
    return tuple(make_event_type(table) for data in _codebook_files() for table in data.get("event_types", []))


@lru_cache(maxsize=1)
def general_roles() -> tuple[str, ...]:
    """The roles that the general codebook knows."""
    return tuple(role for data in _codebook_files() for role in data.get("roles", {}))


def make_event_type(table: Mapping[str, Any]) -> EventType:
    """One checked `[[event_types]]` table as an event type."""
    plain = {f.name for f in fields(EventType)} - {*_TEXTS, "roles", "weight"}
    values: dict[str, Any] = {key: table[key] for key in plain if key in table}
    values |= {key: tuple(table.get(key, ())) for key in _TEXTS}
    roles = tuple(_role(name, value) for name, value in table.get("roles", {}).items())
    return EventType(**values, roles=roles, weight=float(table.get("weight", 1.0)))


def change_types(base: Iterable[EventType], tables: Iterable[Mapping[str, Any]]) -> tuple[EventType, ...]:
    """The base's types as the beat's own tables add to, replace or drop them; the beat's own come first."""
    types = {known.name: known for known in base}
    own: list[str] = []
    for table in tables:
        name, change = str(table["name"]), table.get("change", "replace")
        if change == "drop":
            types.pop(name, None)
            continue
        made = make_event_type(table)
        types[name] = _added(types[name], made, table) if change == "add" and name in types else made
        own = [*own, name]
    return tuple([types[name] for name in own if name in types] + [t for n, t in types.items() if n not in own])


def _added(known: EventType, more: EventType, table: Mapping[str, Any]) -> EventType:
    joined: dict[str, Any] = {key: _join(getattr(known, key), getattr(more, key)) for key in _TEXTS}
    given = {key: getattr(more, key) for key in _SINGLE if key in table}
    mine = {rule.role for rule in more.roles}
    roles = (*more.roles, *(rule for rule in known.roles if rule.role not in mine))
    return replace(known, **joined, **given, roles=roles)


def _join(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*old, *new)))


def _role(name: str, value: object) -> RoleRule:
    if isinstance(value, Mapping):
        return RoleRule(name, tuple(value.get("syntax", ())), tuple(value.get("kinds", ())))
    return RoleRule(name, tuple(value) if isinstance(value, list) else ())


@lru_cache(maxsize=1)
def _codebook_files() -> tuple[dict[str, Any], ...]:
    folder = files("beatbook.beat") / "codebook"
    paths = sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)
    return tuple(tomllib.loads(path.read_text(encoding="utf-8")) for path in paths)

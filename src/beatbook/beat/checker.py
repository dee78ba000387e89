"""Checks the tables of a beat.toml and collects every mistake with its line and the nearest known word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from beatbook.beat import schema
from beatbook.beat.lines import Path, find_lines, line_of
from beatbook.errors import BeatFileError, did_you_mean

Table = Mapping[str, Any]


class Checker:
    """One pass over one file; ``errors`` holds what it found, in the order of the lines."""

    def __init__(self, text: str, file: str, known_roles: Iterable[str], known_types: Iterable[str]) -> None:
        self.file, self.lines = file, find_lines(text)
        self.roles, self.types = set(known_roles), set(known_types)
        self.found: list[BeatFileError] = []

    @property
    def errors(self) -> list[BeatFileError]:
        """The mistakes by line."""
        return sorted(self.found, key=lambda error: (error.line or 0, error.message))

    def say(self, path: Path, message: str) -> None:
        self.found.append(BeatFileError(self.file, line_of(path, self.lines), message))

    def check(self, data: Table) -> None:
        """The whole file."""
        self.check_table(data, schema.TOP, ())
        self._choice(data, "dates", schema.DATES, ())
        self.roles |= set(_texts(data.get("roles")))
        self._scope(_table(data.get("scope")))
        self._aliases(data)
        self._each(data, "outlets", schema.OUTLET, self._outlet)
        self._each(data, "event_types", schema.EVENT_TYPE, self._event_type)
        self._each(data, "series", schema.SERIES, self._series)
        self._protection(_table(data.get("protection")))

    def check_table(self, table: Table, keys: Mapping[str, str], path: Path) -> None:
        """Every key known, every value of its kind."""
        where = f" in [{path[0]}]" if path else ""
        for key, value in table.items():
            if key not in keys:
                self.say((*path, key), f"unknown key '{key}'{where}{did_you_mean(key, keys)}")
            elif not _fits(value, keys[key]):
                self.say((*path, key), f"'{key}' should be {schema.KINDS_OF_VALUE[keys[key]]}")

    def _choice(self, table: Table, key: str, allowed: Iterable[str], path: Path) -> None:
        value = table.get(key)
        if isinstance(value, str) and value not in allowed:
            hint = did_you_mean(value, allowed) or f"; it is one of {', '.join(allowed)}"
            self.say((*path, key), f"{key} '{value}' is not known{hint}")

    def _choices(self, table: Table, key: str, allowed: Iterable[str], path: Path) -> None:
        for value in _texts(table.get(key)):
            if value not in allowed:
                hint = did_you_mean(value, allowed) or f"; known are {', '.join(allowed)}"
                self.say((*path, key), f"'{value}' in {key} is not known{hint}")

    def _scope(self, table: Table) -> None:
        self.check_table(table, schema.SCOPE, ("scope",))
        since, until = table.get("since"), table.get("until")
        if isinstance(since, date) and isinstance(until, date) and since > until:
            self.say(("scope", "until"), f"until {until} lies before since {since}")

    def _aliases(self, data: Table) -> None:
        for name in ("places", "names"):
            for key, value in _table(data.get(name)).items():
                if not isinstance(value, str):
                    self.say((name, key), f"'{key}' in [{name}] should be {schema.KINDS_OF_VALUE['text']}")

    def _each(self, data: Table, name: str, keys: Mapping[str, str], check: Any) -> None:
        seen: set[str] = set()
        for position, table in enumerate(_tables(data.get(name))):
            path: Path = (name, position)
            self.check_table(table, keys, path)
            given = table.get("name")
            if not given:
                self.say(path, f"[[{name}]] needs a name")
            elif isinstance(given, str) and given in seen:
                self.say((*path, "name"), f"[[{name}]] '{given}' stands here twice")
            seen.add(str(given))
            check(table, path)

    def _outlet(self, table: Table, path: Path) -> None:
        self._choice(table, "kind", schema.OUTLET_KINDS, path)

    def _series(self, table: Table, path: Path) -> None:
        self._choice(table, "period", schema.PERIODS, path)
        if table.get("name") and not (_texts(table.get("nouns")) or _texts(table.get("words"))):
            self.say(path, f"series '{table['name']}' needs nouns: what is counted")

    def _protection(self, table: Table) -> None:
        self.check_table(table, schema.PROTECTION, ("protection",))
        self._choices(table, "generalise", schema.DETAILS, ("protection",))

    def _event_type(self, table: Table, path: Path) -> None:
        self._choice(table, "plover", schema.PLOVER, path)
        self._choice(table, "acled", schema.ACLED, path)
        self._choice(table, "change", schema.CHANGES, path)
        self._change(table, path)
        for key in ("verbs", "nouns"):
            for word in _texts(table.get(key)):
                if " " in word.strip():
                    self.say((*path, key), f"'{word}' in {key} is several words; they belong into phrases")
        self._roles(_table(table.get("roles")), (*path, "roles"))
        own = set(_table(table.get("roles")))
        for role in _texts(table.get("required")):
            if table.get("change") != "add" and role not in own:
                self.say((*path, "required"), f"required role '{role}' is not a role here{did_you_mean(role, own)}")

    def _change(self, table: Table, path: Path) -> None:
        name, change = table.get("name"), table.get("change", "replace")
        if change == "replace" and isinstance(name, str):
            triggers = [
                key for key in ("verbs", "happens", "nouns", "counted", "phrases", "weak") if _texts(table.get(key))
            ]
            if not triggers:
                self.say(path, f"event type '{name}' has no trigger: give it verbs, happens, nouns or phrases")
        elif isinstance(name, str) and name not in self.types:
            self.say((*path, "name"), f"there is no event type '{name}' to {change}{did_you_mean(name, self.types)}")

    def _roles(self, table: Table, path: Path) -> None:
        for role, value in table.items():
            if role not in self.roles:
                hint = did_you_mean(role, sorted(self.roles)) or '; a new role is named first in roles = ["…"]'
                self.say((*path, role), f"unknown role '{role}'{hint}")
            syntax, kinds = _role_parts(value)
            if syntax is None:
                self.say((*path, role), f'role \'{role}\' should be a list: ["subject", "by"]')
                continue
            self._words(syntax, (*schema.RELATIONS, *schema.PREPOSITIONS), role, (*path, role))
            self._words(kinds, schema.ROLE_KINDS, role, (*path, role))

    def _words(self, words: Iterable[str], known: Iterable[str], role: str, path: Path) -> None:
        for word in words:
            if word not in known:
                self.say(path, f"'{word}' in role '{role}' is not known{did_you_mean(word, known)}")


def _fits(value: object, kind: str) -> bool:
    if kind == "texts":
        return isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)
    if kind == "tables":
        return isinstance(value, list) and all(isinstance(v, dict) for v in value)
    if kind == "date":
        return isinstance(value, date) and not isinstance(value, datetime)
    if kind == "count":
        return isinstance(value, int) and not isinstance(value, bool) and value >= 0
    if kind == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    return isinstance(value, {"text": str, "flag": bool, "table": dict}[kind])


def _role_parts(value: object) -> tuple[list[str] | None, list[str]]:
    if isinstance(value, dict):
        return (_texts(value.get("syntax")) or None), _texts(value.get("kinds"))
    return (_texts(value) or None), []


def _texts(value: object) -> list[str]:
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def _table(value: object) -> Table:
    return value if isinstance(value, dict) else {}


def _tables(value: object) -> list[Table]:
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []

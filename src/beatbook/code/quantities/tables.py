"""The tables of this room: units, currencies, qualifiers, words of change, masks; read once from TOML."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from beatbook.record.codes import Change, Qualifier

BLANK = " \u00a0\u2007\u2009\u202f"
MONTH = (
    r"(?i:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its singular English name and its kind ("length", "time", "money" …)."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class UnitTable:
    """How units are written: ``words`` in any case, ``symbols`` in theirs."""

    words: dict[str, Unit]
    symbols: dict[str, Unit]


@cache
def load(name: str) -> dict[str, Any]:
    """One TOML table of this room."""
    return tomllib.loads((files(__package__) / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def units() -> UnitTable:
    """All units, with SI prefixes spelt out."""
    data = load("units")
    words: dict[str, Unit] = {}
    symbols: dict[str, Unit] = {}
    for entry in data["unit"]:
        unit = Unit(entry["name"], entry["kind"])
        for word in entry.get("words", ()):
            words.setdefault(word, unit)
            words.setdefault(_plural(word), unit)
        for symbol in entry.get("symbols", ()):
            symbols.setdefault(symbol, unit)
        for prefix in entry.get("prefixes", ()):
            _add_prefixed(entry, prefix, data["prefixes"][prefix], words, symbols)
    return UnitTable(words, symbols)


def _add_prefixed(
    entry: dict[str, Any], prefix: str, letter: str, words: dict[str, Unit], symbols: dict[str, Unit]
) -> None:
    unit = Unit(prefix + entry["name"], entry["kind"])
    for word in entry.get("words", ()):
        if len(word) > 3:
            words.setdefault(prefix + word, unit)
            words.setdefault(prefix + _plural(word), unit)
    for symbol in entry.get("symbols", ()):
        for sign in (letter, "μ", "u") if letter == "µ" else (letter,):
            symbols.setdefault(sign + symbol, unit)


def _plural(word: str) -> str:
    return f"{word}s" if word[-1].isalpha() and not word.endswith("s") else word


@dataclass(frozen=True, slots=True)
class CurrencyTable:
    """How money is written, each form with its ISO 4217 code."""

    signs: dict[str, str]
    letters: dict[str, str]
    after: dict[str, str]
    words: dict[str, str]
    large: dict[str, str]
    names: dict[str, str]  # each code's English name, in the singular


@cache
def currencies() -> CurrencyTable:
    """All currencies."""
    data = load("currencies")
    words = _with_plurals({**data["words"], **data["adjectives"]})
    return CurrencyTable(
        data["signs"], data["letters"], data["after"], words, _with_plurals(data["large"]), data["names"]
    )


def _with_plurals(table: dict[str, str]) -> dict[str, str]:
    return {**{_plural(word): code for word, code in table.items()}, **table}


@cache
def qualifiers(side: str) -> dict[str, Qualifier]:
    """Words "before" or "after" a number, with what they say."""
    return {word: kind for kind, words in load("qualifiers")[side].items() for word in words}


@dataclass(frozen=True, slots=True)
class ChangeTable:
    """Words of going up and down; ``verbs`` in every printed form."""

    verbs: dict[str, Change]
    lemmas: dict[str, str]  # printed form -> the verb
    words: dict[str, Change]
    nouns: dict[str, Change]
    after: dict[str, Change]


@cache
def changes() -> ChangeTable:
    """The words of change."""
    data = load("changes")
    way: dict[str, Change] = {}
    lemmas: dict[str, str] = {}
    for change in ("up", "down"):
        for verb in data[change]["verbs"]:
            for form in _verb_forms(verb):
                way[form], lemmas[form] = change, verb
    for form, verb in data["forms"].items():
        way[form], lemmas[form] = way[verb], verb
    sides: tuple[Change, Change] = ("up", "down")
    tables = [{w: c for c in sides for w in data[c][name]} for name in ("words", "nouns", "after")]
    return ChangeTable(way, lemmas, tables[0], tables[1] | {_plural(w): c for w, c in tables[1].items()}, tables[2])


def _verb_forms(verb: str) -> Iterable[str]:
    first, _, rest = verb.partition(" ")
    tail = f" {rest}" if rest else ""
    stem = first.removesuffix("e")
    doubled = first + first[-1]
    third = first[:-1] + "ies" if re.search(r"[^aeiou]y$", first) else first + "s"
    third = first + "es" if re.search(r"(?:sh|ch|x|ss)$", first) else third
    past = first[:-1] + "ied" if re.search(r"[^aeiou]y$", first) else stem + "ed"
    return [form + tail for form in (first, third, past, doubled + "ed", doubled + "ing", first + "ing", stem + "ing")]


def either(words: Iterable[str]) -> str:
    """A regular expression for one of some words, longest first; a blank may be any blank or a hyphen."""
    listed = sorted(set(words), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", rf"[{BLANK}\-]") for w in listed) + ")"

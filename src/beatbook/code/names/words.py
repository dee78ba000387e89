"""The word lists of `data/words.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class NameWords:
    """Titles, particles, family names, outlets and acronyms; titles without their full stop."""

    titles: frozenset[str]  # every word that may stand in a title
    offices: frozenset[str]  # those that are no names themselves
    heads: frozenset[str]  # one of these makes it a title
    men: frozenset[str]
    women: frozenset[str]
    calendar: frozenset[str]  # days and months: no names
    never: frozenset[str]  # words that are no names though they stand with a capital
    particles: frozenset[str]
    family_first: frozenset[str]
    bodies: frozenset[str]  # what bodies are called before "of": "University of Leeds"
    endings: frozenset[str]  # last words that only bodies have
    outlet_words: frozenset[str]
    outlets: frozenset[str]
    acronyms: dict[str, str]
    sure_bodies: frozenset[str]  # organisations wherever they stand
    known_bodies: frozenset[str]  # these, and those that are ordinary words too


@cache
def words() -> NameWords:
    """The lists, read once."""
    lines = files(__package__).joinpath("data", "bodies.txt").read_text("utf-8").splitlines()
    names = [line for line in lines if line and not line.startswith("#")]
    table = tomllib.loads(files(__package__).joinpath("data", "words.toml").read_text("utf-8"))
    return NameWords(
        titles=frozenset(table["address"]) | frozenset(table["offices"]),
        offices=frozenset(table["offices"]) | frozenset(table["forms"]),
        heads=frozenset(table["heads"]),
        men=frozenset(table["men"]),
        women=frozenset(table["women"]),
        never=frozenset(table["never"]),
        calendar=frozenset(table["calendar"]),
        particles=frozenset(table["particles"]),
        family_first=frozenset(table["family_first"]),
        bodies=frozenset(table["bodies"]),
        endings=frozenset(table["endings"]),
        outlet_words=frozenset(table["outlet_words"]),
        outlets=frozenset(table["outlets"]),
        acronyms=dict(table["acronyms"]),
        sure_bodies=frozenset(name for name in names if name[0] != "?"),
        known_bodies=frozenset(name.removeprefix("?") for name in names),
    )

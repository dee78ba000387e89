"""The word lists of `contradictions.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from beatbook.corroborate.terms import plain_form


@dataclass(frozen=True, slots=True)
class Lists:
    """What the rules know of words."""

    tolls: frozenset[str]  # event types whose numbers grow
    no_knowledge: tuple[str, ...]
    lasting: frozenset[str]  # event types that are in place once they are begun
    plain_types: frozenset[str]  # event types of which all words mean one thing
    further: frozenset[str]
    pointing: frozenset[str]
    matters: tuple[tuple[str, frozenset[str]], ...]  # families of words that speak of one matter, by name


@lru_cache(maxsize=1)
def lists() -> Lists:
    """The lists, read once."""
    text = resources.files("beatbook.corroborate").joinpath("data/contradictions.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return Lists(
        frozenset((*table["tolls"].split(), *table["tolls_of_several_words"])),
        tuple(table["no_knowledge"]),
        frozenset(table["lasting"]),
        frozenset(table["plain_types"]),
        frozenset(table["further"].split()),
        frozenset(table["pointing"].split()),
        tuple((name, frozenset(map(plain_form, words.split()))) for name, words in sorted(table["matters"].items())),
    )

"""The words that say what became of people, loaded once from `harm.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast

Fate = Literal["killed", "injured", "hit", "deadly", "death", "doer"]
Phrases = dict[str, list[tuple[tuple[str, ...], Fate]]]


@dataclass(frozen=True, slots=True)
class Words:
    """`harm.toml`, ready for look-up."""

    after: Phrases
    before: Phrases
    between: frozenset[str]
    qualifying: frozenset[str]
    anybody: frozenset[str]
    besides: frozenset[str]
    owners: frozenset[str]
    reflexive: frozenset[str]
    states: frozenset[str]
    singular: frozenset[str]
    unreal: frozenset[str]
    elsewhere: tuple[str, ...]
    folds: dict[str, int]
    ordinals: dict[str, int]
    death: frozenset[str]
    folded: dict[str, Fate]
    deadly_adjectives: frozenset[str]
    deadly_nouns: frozenset[str]
    deadly_phrases: tuple[str, ...]
    doers: frozenset[str]
    own_hand: tuple[str, ...]
    including: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The lists, read once per process."""
    lists = tomllib.loads((files("beatbook.code.events") / "harm.toml").read_text(encoding="utf-8"))
    plain = {
        name: frozenset(lists["words"][name])
        for name in (
            "between",
            "qualifying",
            "anybody",
            "besides",
            "owners",
            "reflexive",
            "states",
            "singular",
            "unreal",
        )
    }
    return Words(
        after=_phrases(lists["after"]),
        before=_phrases(lists["before"]),
        elsewhere=tuple(lists["words"]["elsewhere"]),
        folds=lists["folds"],
        ordinals=lists["ordinals"],
        death=frozenset(lists["deadly"]["words"]),
        folded={noun: cast(Fate, fate) for fate, nouns in lists["folded"].items() for noun in nouns},
        deadly_adjectives=frozenset(lists["deadly"]["adjectives"]),
        deadly_nouns=frozenset(lists["deadly"]["nouns"]),
        deadly_phrases=tuple(lists["deadly"]["phrases"]),
        doers=frozenset(lists["doer"]["nouns"]),
        own_hand=tuple(lists["doer"]["own_hand"]),
        including=frozenset(lists["doer"]["including"]),
        **plain,
    )


def _phrases(lists: dict[str, list[str]]) -> Phrases:
    """Phrases by their first word, the longest first."""
    found: Phrases = {}
    for fate, phrases in lists.items():
        for phrase in phrases:
            split = tuple(phrase.split())
            found.setdefault(split[0], []).append((split, cast(Fate, fate)))
    for listed in found.values():
        listed.sort(key=lambda entry: -len(entry[0]))
    return found

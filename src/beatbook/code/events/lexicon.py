"""The words that tell whether a happening is real, loaded once from `words.toml` and `people.txt`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Each field is a list of `words.toml` as a set; ``people`` are nouns for persons."""

    light: frozenset[str]
    occur: frozenset[str]
    implies: frozenset[str]
    attempts: frozenset[str]
    implies_not: frozenset[str]
    thwarts: frozenset[str]
    orders: frozenset[str]
    presumes: frozenset[str]
    documents: frozenset[str]
    retold: frozenset[str]
    plans: frozenset[str]
    fears: frozenset[str]
    irreal_nouns: frozenset[str]
    series_nouns: frozenset[str]
    habit: frozenset[str]
    habit_determiners: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    anyone: frozenset[str]
    no_determiners: frozenset[str]
    negations: frozenset[str]
    future: frozenset[str]
    modals: frozenset[str]
    ability: frozenset[str]
    conditions: frozenset[str]
    alleging: frozenset[str]
    reporting: frozenset[str]
    states: frozenset[str]
    again: frozenset[str]
    motion: frozenset[str]
    number_nouns: frozenset[str]
    collectives: frozenset[str]
    bodies: frozenset[str]
    doers: frozenset[str]
    pronouns: frozenset[str]
    personal: frozenset[str]
    speaking: frozenset[str]
    some_people: frozenset[str]
    one_of_them: frozenset[str]
    people_endings: frozenset[str]
    not_people: frozenset[str]
    people: frozenset[str]

    def names_people(self, noun: str) -> bool:
        """Whether a noun, as its lower-case lemma, is one for persons: by the list, else by its ending."""
        if noun in self.people:
            return True
        return len(noun) > 4 and noun.endswith(tuple(self.people_endings)) and noun not in self.not_people


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lists, read once per process."""
    folder = files("beatbook.code.events")
    lists = tomllib.loads((folder / "words.toml").read_text(encoding="utf-8"))
    people = (folder / "people.txt").read_text(encoding="utf-8").split()
    return Lexicon(
        **{f.name: frozenset(lists[f.name]) for f in fields(Lexicon) if f.name != "people"}, people=frozenset(people)
    )

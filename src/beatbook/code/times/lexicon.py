"""The lexicon: which classes a word belongs to, and what it is worth in each."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Worth = int | str

BREAK = "\x01"  # between paragraphs: no rule matches it
OTHER = "\x02"  # a word or mark that no rule knows
OTHERCAP = "\x03"  # the same with a capital letter
_HOLIDAY_WORD = re.compile(r"'s|[^\W\d_]+|'")
_FIRST = 0x100  # code characters for sets of classes begin here

# What each shape of token counts as (shapes are made in words.py).
SHAPES: dict[str, tuple[str, ...]] = {
    "ISODATE": ("ISODATE",),
    "SLASHDATE": ("SLASHDATE",),
    "CLOCKAP": ("CLOCKAP",),
    "NINEELEVEN": ("NINEELEVEN",),
    "CLOCK": ("CLOCK",),
    "DECADE": ("DECADE",),
    "ORDDAY": ("ORDDAY", "ORDNUM"),
    "ORDNUM": ("ORDNUM",),
    "AMPM": ("AMPM",),
    "OCLOCK": ("OCLOCK",),
    "POSS": ("POSS",),
    "COMMA": ("COMMA",),
    "DOT": ("DOT",),
    "APOS": ("APOS",),
    "SLASH": ("SLASH",),
    "AMP": ("AMP",),
    "FRACTION": ("FRACTION",),
    "HYPHEN": ("HYPHEN",),
    "MONEY": ("MONEY",),
    "DECIMAL": ("DECIMAL",),
    "COUNT": ("DIGITS",),
    "CODE": ("YY",),
    "ZERO": ("DIGITS",),
    "ZERODAY": ("DAYNUM", "YY", "HOUR"),
    "HOUR": ("DIGITS", "DAYNUM", "HOUR"),
    "HOUR2": ("DIGITS", "DAYNUM", "HOUR", "YY"),
    "DAY2": ("DIGITS", "DAYNUM", "YY"),
    "YY": ("DIGITS", "YY"),
    "CLOCK4": ("HHMM",),
    "YEARCLOCK": ("DIGITS", "YEAR", "HHMM"),
    "YEAR": ("DIGITS", "YEAR"),
    "CLOCKCOUNT": ("DIGITS", "HHMM"),
}


@dataclass(slots=True)
class Lexicon:
    """Words to codes and worths. A code is one character for one set of classes."""

    words: dict[str, dict[str, Worth]]
    capital: frozenset[str]
    lower_codes: dict[str, str]
    upper_codes: dict[str, str]
    shape_codes: dict[str, str]
    members: dict[str, str]  # class -> all codes whose set holds it

    def word_code(self, word: str, low: str) -> str:
        """The code of a word as printed."""
        if word[0].isupper():
            return self.upper_codes.get(low, OTHERCAP)
        return self.lower_codes.get(low, OTHER)

    def shape_code(self, shape: str) -> str:
        """The code of a shape of token."""
        return self.shape_codes[shape]

    def codes_of(self, name: str) -> str:
        """All codes of a class; "" when there is no such class."""
        return self.members.get(name, "")

    def worth(self, low: str, name: str) -> Worth:
        """What a word is worth in a class; raises ``KeyError`` if it is not in it."""
        return self.words[low][name]

    def number(self, low: str, name: str) -> int:
        """The worth of a word as a number."""
        return int(self.words[low][name])


def load_toml(name: str) -> dict[str, object]:
    """A data file of this room."""
    return tomllib.loads(files("beatbook.code.times").joinpath("data", name).read_text(encoding="utf-8"))


@cache
def holiday_words() -> dict[tuple[str, ...], str]:
    """The words of each named day, as the tokenizer cuts them, and its name."""
    tables = load_toml("holidays.toml")
    names = [name for table in tables.values() if isinstance(table, dict) for name in table]
    return {tuple(_HOLIDAY_WORD.findall(name)): name for name in sorted(names, key=len, reverse=True)}


def load_rules_data() -> dict[str, object]:
    """rules.toml with the macro `holiday` made from holidays.toml."""
    data = load_toml("rules.toml")
    macros = data["macros"]
    assert isinstance(macros, dict)
    marks = {"'s": "POSS", "'": "APOS"}
    names = [" ".join(marks.get(word, word) for word in words) for words in holiday_words()]
    macros["holiday"] = f"({'|'.join(names)})"
    return data


def literal(word: str) -> str:
    """The class that is this very word."""
    return f"={word}"


def make_lexicon(literals: frozenset[str]) -> Lexicon:
    """The lexicon of lexicon.toml together with the words that rules name."""
    data = load_toml("lexicon.toml")
    classes = data["class"]
    assert isinstance(classes, dict)
    words: dict[str, dict[str, Worth]] = {}
    for name, entries in classes.items():
        for word, worth in entries.items():
            words.setdefault(word, {})[name] = worth
    for word in sorted(literals):
        words.setdefault(word, {})[literal(word)] = 0
    held = data["capital"]
    assert isinstance(held, dict)
    return _coded(words, frozenset(held["classes"]))


def _coded(words: dict[str, dict[str, Worth]], capital: frozenset[str]) -> Lexicon:
    sets: dict[frozenset[str], str] = {frozenset(): OTHER}
    members: dict[str, str] = {}

    def code(classes: frozenset[str]) -> str:
        if classes not in sets:
            sets[classes] = chr(_FIRST + len(sets))
            for name in classes:
                members[name] = members.get(name, "") + sets[classes]
        return sets[classes]

    upper = {word: code(frozenset(held)) for word, held in words.items()}
    lower = {word: code(frozenset(held) - capital) for word, held in words.items()}
    shapes = {shape: code(frozenset(held)) for shape, held in SHAPES.items()}
    return Lexicon(words, capital, lower, upper, shapes, members)


@cache
def _default() -> Lexicon:
    from beatbook.code.times.patterns import literals_of  # patterns need no lexicon to list their words

    return make_lexicon(literals_of(load_rules_data()))


LEXICON = _default()

"""When two printed names are one name: spacing, order, listed spellings, titles. Never by last name alone."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from beatbook.record.codes import NameKind

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class NameRules:
    """The lists of `names.toml`."""

    titles: frozenset[str]
    company: frozenset[str]
    families: Mapping[str, str]  # spelling -> the one that stands for all
    sounds: tuple[tuple[str, str], ...]
    same: Mapping[str, str]


@lru_cache(maxsize=1)
def name_rules() -> NameRules:
    """The lists, read once."""
    text = resources.files("beatbook.corroborate").joinpath("data/names.toml").read_text("utf-8")
    table = tomllib.loads(text)
    families: dict[str, str] = {}
    for group in table["korean"]["family"].split(";"):
        spellings = group.split()
        for spelling in spellings:
            families.setdefault(spelling, spellings[0])
    groups = [line.split() for line in table["same"]["words"].splitlines() if line.strip()]
    return NameRules(
        frozenset(table["titles"].split()),
        frozenset(table["company"].split()),
        families,
        tuple((a, b) for a, b in table["korean"]["sounds"]),
        {word: group[0] for group in groups for word in group},
    )


def name_words(name: str) -> list[str]:
    """A name's words without accents, possessive or case."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]s\b|['’]$", "", name.strip()))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "").replace("'", "")
    return [w.casefold() for w in _WORD.findall(plain)]


@lru_cache(maxsize=1 << 14)
def plain_key(name: str, kind: NameKind) -> str:
    """The name's letters alone: what differs only in spacing, hyphens, case, accents and titles is one."""
    return "".join(own_words(name, kind))


@lru_cache(maxsize=1 << 14)
def own_words(name: str, kind: NameKind) -> tuple[str, ...]:
    """The words that are the name's own: no titles, no middle initials, no "the", no "Inc"."""
    return tuple(_own_words(name_words(name), kind))


def _own_words(words: list[str], kind: NameKind) -> list[str]:
    rules = name_rules()
    if kind == "PER":
        while len(words) > 1 and words[0] in rules.titles:
            words = words[1:]
        if len(words) > 2:
            words = [words[0], *(w for w in words[1:-1] if len(w) > 1), words[-1]]
        return words
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    while kind == "ORG" and len(words) > 1 and words[-1] in rules.company:
        words = words[:-1]
    return words


def person_key(name: str) -> str | None:
    """The key under which spellings of one person's full name meet; ``None`` for a single name."""
    words = list(own_words(name, "PER"))
    if len(words) < 2:
        return None
    korean = _korean_key(words)
    if korean:
        return korean
    same = name_rules().same
    joined = [w for w in words if w not in ("al", "el", "bin", "ibn")] or words
    return " ".join(same.get(w, w) for w in joined)


def _korean_key(words: list[str]) -> str | None:
    """``family|given`` where a name looks Korean, in either order: "Hong Gil-dong", "Gildong Hong"."""
    families = name_rules().families
    if not 2 <= len(words) <= 3:
        return None
    if words[0] in families and _looks_given(words[1:]):
        return f"{families[words[0]]}|{_sounds(''.join(words[1:]))}"
    if words[-1] in families and _looks_given(words[:-1]):
        return f"{families[words[-1]]}|{_sounds(''.join(words[:-1]))}"
    return None


_SYLLABLE = (
    r"(?:kk|ch|sh|[bcdghjklmnprstwy])?y?w?(?:yeo|yae|eo|eu|ae|oo|ou|ee|ui|[aeiou])(?:ng|[bgklmnprst](?![aeiou]))?"
)
_GIVEN = re.compile(f"{_SYLLABLE}(?:{_SYLLABLE})?", re.ASCII)


def _looks_given(words: list[str]) -> bool:
    """One or two Korean syllables: "gil dong", "gildong"; not "washington", not "peter"."""
    joined = "".join(words)
    return len(joined) <= 12 and bool(_GIVEN.fullmatch(joined)) and all(len(w) > 1 for w in words)


def _sounds(given: str) -> str:
    for spelling, sound in name_rules().sounds:
        given = given.replace(spelling, sound)
    return given


def is_acronym_of(short: str, long: str) -> bool:
    """Whether capitals like "WFP" are the initials of "World Food Programme"."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    if not (2 <= len(letters) <= 8 and letters.isupper()):
        return False
    words = [w for w in _WORD.findall(long) if w]
    full = "".join(w[0] for w in words).upper()
    main = "".join(w[0] for w in words if w.lower() not in ("of", "the", "and", "for", "in", "on", "to", "de")).upper()
    return len(words) > 1 and letters in (full, main)

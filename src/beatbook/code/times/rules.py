"""The rules: every place in the text where one matches, and the longest that hold."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from beatbook.code.times.lexicon import LEXICON, load_rules_data
from beatbook.code.times.patterns import compile_pattern, group_name, patterns_of
from beatbook.code.times.words import Words


@dataclass(frozen=True, slots=True)
class Rule:
    """One shape of time expression and the normaliser that reads it."""

    name: str
    make: str
    pattern: re.Pattern[str]
    keep: str | None  # the group that is the expression, where the pattern looks at more
    params: dict[str, object]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that matched words ``i`` to ``j`` (end-exclusive), with its named parts."""

    rule: Rule
    words: Words
    i: int
    j: int
    parts: dict[str, tuple[int, int]]

    def has(self, name: str) -> bool:
        """Whether the part was there."""
        return name in self.parts

    def low(self, name: str) -> str:
        """The first word of a part in lower case."""
        return self.words.lows[self.parts[name][0]]

    def lows(self, name: str) -> list[str]:
        """All words of a part in lower case."""
        start, end = self.parts[name]
        return self.words.lows[start:end]


def load_rules() -> tuple[Rule, ...]:
    """The rules of rules.toml, in order."""
    data = load_rules_data()
    macros = data["macros"]
    assert isinstance(macros, dict)
    return tuple(_rule(entry, macros) for entry in patterns_of(data))


def _rule(entry: dict[str, object], macros: dict[str, str]) -> Rule:
    pattern = compile_pattern(str(entry["pattern"]), macros, LEXICON.members)
    keep = entry.get("keep")
    known = {"name", "make", "pattern", "keep"}
    params = {k: v for k, v in entry.items() if k not in known}
    return Rule(str(entry["name"]), str(entry["make"]), pattern, str(keep) if keep else None, params)


RULES = load_rules()
Guard = Callable[[Match], bool]


def find_matches(words: Words, masked: set[int], holds: Guard) -> list[Match]:
    """The longest matches that hold, in reading order; none touches a masked word or another match.

    Length counts the words that a rule looked at; of equally long ones the earlier rule wins.
    """
    found = [
        (match.start() - match.end(), order, match)
        for order, rule in enumerate(RULES)
        for match in rule.pattern.finditer(words.codes)
    ]
    found.sort(key=lambda entry: (entry[0], entry[1], entry[2].start()))
    taken: set[int] = set(masked)
    chosen: list[Match] = []
    for _, order, hit in found:
        match = _match(RULES[order], words, hit)
        if any(k in taken for k in range(match.i, match.j)) or not holds(match):
            continue
        chosen.append(match)
        taken.update(range(match.i, match.j))
    chosen.sort(key=lambda match: match.i)
    return chosen


def _match(rule: Rule, words: Words, hit: re.Match[str]) -> Match:
    parts = {group_name(k): hit.span(k) for k, v in hit.groupdict().items() if v is not None}
    i, j = parts[rule.keep] if rule.keep and rule.keep in parts else hit.span()
    return Match(rule, words, i, j, parts)

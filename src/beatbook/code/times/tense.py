"""The tense around a time expression: from the parsed text where there is one, else from telling words."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import Literal

from beatbook.code.parsed import Doc, Token
from beatbook.code.times.lexicon import load_toml
from beatbook.code.times.words import BREAK, Words

Tense = Literal["past", "present", "future"]

_CLOCK_WORDS = 4  # "9", "a.m.", "GMT" and one more
_DEPTH = 12  # heads followed upwards
_REACH = 14  # words looked at on either side where the text has no parse
_HELPER_DEPS = frozenset({"aux", "auxpass", "aux:pass", "cop"})
_HAVE = frozenset({"has", "have", "had", "having", "'ve", "’ve"})


@cache
def _signs(name: str) -> frozenset[str]:
    held = load_toml("tense.toml")[name]
    assert isinstance(held, list)
    return frozenset(held)


class Tenses:
    """Answers which tense governs given words of one text."""

    def __init__(self, words: Words, doc: Doc | None = None) -> None:
        self._words = words
        self._doc = doc if doc is not None and doc.has_annotation("TAG") and doc.has_annotation("DEP") else None
        self._token_starts = [token.idx for token in self._doc] if self._doc is not None else []

    def at(self, i: int, j: int) -> Tense | None:
        """The tense of the verb that governs words ``i`` to ``j`` (end-exclusive); ``None`` where none is seen."""
        said = self._said(i, j)
        if said is not None:
            return said
        if self._doc is None:
            return self._guessed(i, j)
        verb, tense = self._parsed(i, j)
        tense = tense if verb is not None else self._guessed(i, j)
        return "future" if tense != "past" and self._hurried(i) else tense

    def is_said(self, i: int, j: int) -> bool:
        """Whether words ``i`` to ``j`` stand with a verb of saying; ``False`` where the text has no parse."""
        tokens = self.tokens(i, j)
        inside = {token.i for token in tokens}
        near = [t.head for t in tokens if t.head.i not in inside][:1]
        if tokens and self._doc is not None:  # "said on Thursday", whatever the parse hangs it on
            near += [t for t in self._doc[max(0, tokens[0].i - 2) : tokens[0].i] if t.lower_ != "on"][-1:]
        return any(token.base in _signs("saying") for token in near)

    def _hurried(self, i: int) -> bool:
        """For "as soon as Friday", "as early as May"."""
        return self._words.lows[max(0, i - 3) : i] in (["as", "soon", "as"], ["as", "early", "as"])

    def _said(self, i: int, j: int) -> Tense | None:
        """What the word before the expression says by itself: "since May", "until Tuesday"."""
        before = self._words.low(self._start_of_clock(i) - 1)
        if before == "since":
            return "past"
        if before in ("until", "till"):
            around = self._words.lows[max(0, i - _REACH) : min(len(self._words), j + _REACH)]
            return None if _signs("negations").intersection(around) else "future"
        return "past" if self._words.low(j) in ("'s", "’s") and self._words.low(j - 1) != "tomorrow" else None

    def _start_of_clock(self, i: int) -> int:
        """Where the clock time begins that stands before a day: "until 9 a.m. Monday"."""
        for _ in range(_CLOCK_WORDS):
            if not any(self._words.is_a(i - 1, name) for name in ("CLOCK", "CLOCKAP", "HOUR", "AMPM", "NOON", "ZONE")):
                break
            i -= 1
        return i

    def tokens(self, i: int, j: int) -> list[Token]:
        """The parsed tokens under words ``i`` to ``j``; none where the text has no parse."""
        if self._doc is None:
            return []
        first = max(0, bisect_right(self._token_starts, self._words.starts[i]) - 1)
        last = bisect_right(self._token_starts, self._words.ends[j - 1] - 1)
        return [self._doc[k] for k in range(first, last)]

    def _parsed(self, i: int, j: int) -> tuple[Token | None, Tense | None]:
        """The nearest verb above the words whose form shows a tense, else the nearest verb."""
        tokens = self.tokens(i, j)
        inside = {token.i for token in tokens}
        above = next((t for t in tokens if t.head.i not in inside or t.head is t), None)
        nearest: Token | None = None
        for _ in range(_DEPTH):
            if above is None:
                break
            if above.pos_ in ("VERB", "AUX") and above.i not in inside:
                nearest = nearest or above
                tense = tense_of(above)
                if tense is not None:
                    return above, tense
            above = None if above.head is above else above.head
        return nearest, None

    def _guessed(self, i: int, j: int) -> Tense | None:
        """The nearest sign before the words, else the nearest after them, within their sentence."""
        words = self._words
        for k in range(i - 1, max(-1, i - 1 - _REACH), -1):
            if words.codes[k] == BREAK or _ends_sentence(words, k):
                break
            tense = sign_of(words, k)
            if tense is not None:
                return tense
        for k in range(j, min(len(words), j + _REACH)):
            if words.codes[k] == BREAK or _ends_sentence(words, k):
                break
            tense = sign_of(words, k)
            if tense is not None:
                return tense
        return None


def _ends_sentence(words: Words, k: int) -> bool:
    return words.lows[k] in ".!?;" and not words.glued(k + 1) and not _abbreviates(words, k)


def _abbreviates(words: Words, k: int) -> bool:
    return words.lows[k] == "." and k > 0 and len(words.lows[k - 1]) <= 4 and words.is_capital(k - 1)


def sign_of(words: Words, k: int) -> Tense | None:
    """The tense that a word is a sign of, or ``None``."""
    low = words.lows[k]
    if low in _signs("future"):
        return "future"
    if low in _signs("past"):
        return "past"
    if len(low) > 3 and low.endswith("ed") and low not in _signs("not_past"):
        helped = any(words.low(n) in _signs("helpers") for n in (k - 1, k - 2))
        return "future" if helped else "past"
    return "present" if low in _signs("present") else None


def tense_of(verb: Token) -> Tense | None:
    """The tense of a parsed verb with its auxiliaries; ``None`` where its form leaves it open."""
    helpers = [child for child in verb.children if child.dep_ in _HELPER_DEPS or child.tag_ == "TO"]
    lows = {child.lower_ for child in helpers} | {verb.lower_}
    tags = {child.tag_ for child in helpers} | {verb.tag_}
    perfect = bool(lows & _HAVE)
    if lows & _signs("modals"):
        return "past" if perfect else "future"
    if lows & _signs("open_modals"):
        return "past" if perfect else _said_ahead(verb, lows)
    if "TO" in tags:
        return "past" if perfect and "had" not in lows else _infinitive(verb, helpers)
    if perfect:
        return "past"
    if verb.lemma_ in _signs("announced") and not lows & {"had"}:
        return "future"
    if tags & {"VBD"}:
        return "past"
    if tags & {"VBZ", "VBP"}:
        return "future" if verb.lower_ == "going" else "present"
    return "past" if verb.tag_ == "VBN" and verb.dep_ in ("acl", "root", "ROOT") else None


def _said_ahead(verb: Token, lows: set[str]) -> Tense | None:
    """Tense of "would": what was to come when it was said; not what was usual."""
    told = any(child.lower_ in _signs("not_ahead") for child in verb.children)
    return "future" if lows & _signs("said_ahead") and not told else None


def _infinitive(verb: Token, helpers: list[Token]) -> Tense | None:
    """Tense of an infinitive: "plans to leave" looks ahead, "began to leave" is as past as its verb."""
    if any(child.lower_ in ("is", "are") for child in helpers):
        return "future"
    head = verb.head
    if head is verb:
        return None
    if verb.relation == "acl" and head.base in _signs("forward_nouns"):
        return "future"
    if head.lemma_ in _signs("forward") or head.lower_ in ("due", "set", "likely", "ready", "about"):
        had = any(child.lower_ == "had" for child in head.children)
        return "past" if had else "future"
    return None  # as past as the verb above it

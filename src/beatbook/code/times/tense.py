"""The tense around a time expression: from the parsed text where there is one, else from telling words."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import Literal

from spacy.tokens import Doc, Token

from beatbook.code.times.lexicon import load_toml
from beatbook.code.times.words import BREAK, Words

Tense = Literal["past", "present", "future"]

_REACH = 14  # words looked at on either side where the text has no parse
_MODALS = frozenset({"will", "'ll", "’ll", "wo", "shall", "would", "may", "might", "could", "should", "must", "can"})


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
        if self._doc is not None:
            tense = self._parsed(i, j)
            if tense is not None:
                return tense
        return self._guessed(i, j)

    def tokens(self, i: int, j: int) -> list[Token]:
        """The parsed tokens under words ``i`` to ``j``; none where the text has no parse."""
        if self._doc is None:
            return []
        first = max(0, bisect_right(self._token_starts, self._words.starts[i]) - 1)
        last = bisect_right(self._token_starts, self._words.ends[j - 1] - 1)
        return [self._doc[k] for k in range(first, last)]

    def _parsed(self, i: int, j: int) -> Tense | None:
        tokens = self.tokens(i, j)
        inside = {token.i for token in tokens}
        top = next((t for t in tokens if t.head.i not in inside or t.head is t), None)
        verb = top
        for _ in range(12):  # deeper than any head chain worth following
            if verb is None:
                return None
            if verb.pos_ in ("VERB", "AUX") and verb.i not in inside:
                tense = tense_of(verb)
                if tense is not None:
                    return tense
            if verb.head is verb:
                return None
            verb = verb.head
        return None

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
    return words.lows[k] == "." and 0 < k and len(words.lows[k - 1]) <= 4 and words.is_capital(k - 1)


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
    """The tense of a parsed verb with its auxiliaries; ``None`` for forms that follow another verb."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass", "aux:pass", "cop")]
    lows = {child.lower_ for child in helpers}
    if lows & _MODALS or verb.lower_ in _MODALS:
        return "past" if "have" in lows else "future"
    tags = {verb.tag_} | {child.tag_ for child in helpers}
    if "TO" in tags:
        return "past" if "have" in lows else _infinitive(verb)
    if "VBD" in tags or lows & {"has", "have", "'ve", "’ve"}:
        return "past"
    if tags & {"VBZ", "VBP"}:
        return "future" if verb.tag_ == "VBG" and verb.lower_ in ("going",) else "present"
    if verb.tag_ == "VBN":
        return "past"
    return None


def _infinitive(verb: Token) -> Tense | None:
    """An infinitive looks ahead of the verb it follows: "plans to leave" is future, "had to leave" past."""
    head = verb.head
    if head is verb or head.pos_ not in ("VERB", "AUX", "ADJ"):
        return None
    if head.lemma_ in ("have", "use", "manage", "begin", "start", "try", "seem", "fail"):
        return tense_of(head)
    return "future"

"""Up or down: what the words around a number say of its direction. In: text and a Draft. Out: Change or None."""

from __future__ import annotations

import re
from functools import cache

from beatbook.code.quantities.draft import Draft
from beatbook.code.quantities.qualify import skipped_words
from beatbook.code.quantities.tables import BLANK, changes, either, load
from beatbook.record.codes import Change

_BEFORE = re.compile(rf"[^\s{BLANK}]+")
_CLAUSE_END = re.compile(r"[.;:!?)][\s\u00a0]|\n")
_NOUN_AFTER = re.compile(
    rf"[{BLANK}\-](?!(?:of|in|on|at|to|from|this|last|a|since|after|over|during|between|as|and|or|for|by|with|while|when"
    r"|but|per|each|every|than)\b)[a-z]{3,}"
)
_MOVES_ITSELF = frozenset(["rise", "fall", "grow", "decline", "increase", "decrease", "climb"])
_MEASURED = frozenset(["share", "score", "money"])


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load("changes")[name])


def find_change(text: str, draft: Draft) -> Change | None:
    """The direction that the words before (or right after) the number give it."""
    if draft.kind == "age" or draft.number.kind == "multiple":
        return None
    if sign := _sign(text, draft):
        return sign
    words = _words_before(text, draft.start)
    if not words:
        return None
    if words[0] in ("a", "an") and _NOUN_AFTER.match(text, draft.end):  # "added a 45-degree bend": only describes
        return _after(text, draft)
    return _by_words(text, words, draft) or _after(text, draft)


_AMOUNT_TO = re.compile(rf"[{BLANK}](?:further[{BLANK}])?to[{BLANK}]")
_LEVELS = _MEASURED | {"count", "measure"}


def find_reached(text: str, draft: Draft, left: Draft | None) -> Change | None:
    """The way of the movement that ended at this value: "fell to 80", "rose 30 sen to 4.60" (``left``: 30 sen)."""
    if draft.kind not in _LEVELS or draft.change or draft.is_range:
        return None
    if left and left.change and not left.is_range and _AMOUNT_TO.fullmatch(text, left.end, draft.start):
        return left.change
    words = _words_before(text, draft.start)
    while words and words[0] in _fillers():
        words = words[1:]
    if words[:1] != ["to"]:
        return None
    words = [w for w in words[1:] if not w.endswith("ly") and w not in ("back", "further", "again")]
    if len(words) > 1 and words[0] in changes().words:  # "dip down to"
        words = words[1:]
    lemma = changes().lemmas.get(words[0]) if words else None
    return changes().verbs[words[0]] if words and lemma and lemma in _listed("reaches") else None


def _sign(text: str, draft: Draft) -> Change | None:
    if draft.kind not in _MEASURED:
        return None
    first = text[draft.start : draft.start + 1]
    if draft.start and text[draft.start - 1] == "+" and not text[max(0, draft.start - 2)].isalnum():
        return "up"
    return "down" if first in "-\u2212\u2013" and draft.kind in _MEASURED else None


def _words_before(text: str, start: int) -> list[str]:
    """Up to eight words of the same clause before ``start``, nearest first, lower case."""
    left = text[max(0, start - 70) : start]
    cut = [m.end() for m in _CLAUSE_END.finditer(left)]
    words = [w.strip("“”\"'’,()").lower() for w in _BEFORE.findall(left[cut[-1] if cut else 0 :])]
    return [w for w in reversed(words) if w][:8]


@cache
def _fillers() -> frozenset[str]:
    return skipped_words() | {"a", "an", "the", "sharply", "slightly"}


def _by_words(text: str, words: list[str], draft: Draft) -> Change | None:
    table = changes()
    at = 0
    while at < len(words) and words[at] in _fillers() and words[at] not in table.words:
        at += 1
    if at >= len(words):
        return None
    word = words[at]
    if word in table.words and _moving(words, at, draft):
        return table.words[word]
    if word == "by":
        return _mover(words[at + 1 : at + 6])
    return _verb(text, words, at, draft)


def _moving(words: list[str], at: int, draft: Draft) -> bool:
    """ "was up 3 %": not "gave up 500 yards", "shot down 15 planes"."""
    before = words[at + 1] if at + 1 < len(words) else ""
    if draft.kind in _MEASURED:
        return before not in _listed("phrasal")
    return before in _listed("being") or before == ""


def _mover(words: list[str]) -> Change | None:
    table = changes()
    for i, word in enumerate(words):
        if word in ("and", "but", "while", "which", "that"):
            return None
        way = table.verbs.get(" ".join((words[i + 1], word))) if i + 1 < len(words) else None
        way = way or table.verbs.get(word) or table.words.get(word) or (table.nouns.get(word) if i < 2 else None)
        if way:
            return way
    return None


def _verb(text: str, words: list[str], at: int, draft: Draft) -> Change | None:
    table = changes()
    two = f"{words[at + 1]} {words[at]}" if at + 1 < len(words) else ""
    form = two if two in table.verbs else words[at]
    if form not in table.verbs:
        if words[at].endswith("ly") and at + 1 < len(words) and words[at + 1] in table.verbs:
            form, at = words[at + 1], at + 1
        else:
            return None
    lemma = table.lemmas[form]
    if draft.kind not in _MEASURED | {"measure"} or draft.unit in ("metre", "kilometre", "mile", "foot", "yard"):
        return table.verbs[form] if lemma in _MOVES_ITSELF else None
    if draft.kind == "money" and lemma in _listed("moves_things") and not _is_price(text, draft, lemma):
        return None
    return table.verbs[form] if (draft.kind, lemma) != ("score", "add") else None


_TO_PRICE = re.compile(rf"[{BLANK}]to[{BLANK}][^\s\d]{{0,4}}\d")


def _is_price(text: str, draft: Draft, lemma: str) -> bool:
    """ "shares gained $3.50", "added 20 sen to 4.60" are moves of a price; "she gained $2 million" is none."""
    if _TO_PRICE.match(text, draft.end):
        return True
    small = draft.number.scale == 1 and (draft.best or 0) < 1000
    return small and lemma not in ("raise", "add", "cut", "contract", "lift")


@cache
def _after_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"[{BLANK}\-](?:(?!to\b|the\b|and\b|in\b|of\b|on\b|from\b)[a-z]+[{BLANK}])?({either(changes().after)})(?![a-z])",
        re.IGNORECASE,
    )


def _after(text: str, draft: Draft) -> Change | None:
    """ "a 5 % rise", "an 8 percent increase"."""
    if draft.kind not in ("share", "money") or draft.is_range:
        return None
    match = _after_pattern().match(text, draft.end)
    return changes().after[match[1].lower()] if match else None

"""Which quantities a book keeps. In: Reading, Quantity. Out: yes or no. Never: a value."""

from __future__ import annotations

import re

from beatbook.code.figures.sentence import token_at
from beatbook.code.figures.words import words
from beatbook.code.parsed import Token
from beatbook.code.reading import Reading
from beatbook.record import Quantity

_DEFINITE = re.compile(r"\b(?:the|these|those|both|our|your|other)\s+(?:\w+ing\s+)?$", re.IGNORECASE)


def is_figure(reading: Reading, text: str, quantity: Quantity) -> bool:
    """Whether the quantity is more than a number in passing ("the two sides", "one activist", "three reasons")."""
    if quantity.part_of is not None or quantity.qualifier != "exact":
        return True
    printed = quantity.text.lower()
    if printed == "one" or (quantity.best == 1 and quantity.unit in ("day", "night", "time", "year", "point")):
        return quantity.unit == "-" and _is_news(reading, text, quantity)
    if quantity.unit != "-":
        return True
    if printed == "two" and _is_definite(text, quantity):
        return False
    head = head_word(quantity.what)
    return head not in words().idle_nouns


def _is_definite(text: str, quantity: Quantity) -> bool:
    """ "the two countries": a number that only points back."""
    return bool(_DEFINITE.search(text[max(0, quantity.span.start - 24) : quantity.span.start]))


def _is_news(reading: Reading, text: str, quantity: Quantity) -> bool:
    """ "one man was killed", "killing one soldier"; not "one of my neighbours said"."""
    doc = reading.doc
    if text[quantity.span.end : quantity.span.end + 4].strip() == "of" or quantity.what_span is None:
        return False
    token = doc[token_at(doc, quantity.what_span.end) - 1]
    return any(verb.lemma_.lower() in words().event_verbs for verb in _near_verbs(token))


def _near_verbs(token: Token) -> list[Token]:
    """The verb that governs a noun, where it is its subject or object."""
    while token.dep_ in ("flat", "compound") and token.head.i != token.i:
        token = token.head
    if token.dep_ in ("obj", "obl:agent") or token.dep_.startswith("nsubj") or token.dep_ == "conj":
        head = token.head
        return [head, head.head] if token.dep_ == "conj" else [head]
    return []


def head_word(what: str | None) -> str:
    """The last word of what is counted, in the singular as far as endings tell."""
    if not what:
        return ""
    word = what.split()[-1].lower()
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word

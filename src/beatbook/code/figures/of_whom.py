"""Of whom or what a figure is, and where. In: Reading, Quantity, places. Out: words of the post, a place."""

from __future__ import annotations

from beatbook.code.figures.sentence import token_at
from beatbook.code.parsed import Doc, Token
from beatbook.record import Place, Quantity

_LONGEST = 12  # words of a population
_WHOSE = frozenset(["second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "time"])
_PARTS = frozenset(["including", "excluding", "like", "such"])  # what follows is a part, not the whole


def find_population(doc: Doc, text: str, quantity: Quantity) -> str | None:
    """What is counted with the phrases that hang on it: "defectors from the North", else what it is said of."""
    if quantity.what_span is None:
        return quantity.about
    if quantity.unit != "-" and not quantity.share:  # "a four-day visit" is the visitor's
        return (quantity.about if quantity.unit in _WHOSE else None) or quantity.what
    first, last = token_at(doc, quantity.what_span.start), token_at(doc, quantity.what_span.end)
    if not doc.has_annotation("DEP") or last > len(doc):
        return quantity.what
    head = doc[last - 1]
    end = last
    for child in head.children:
        if child.i >= last and child.dep_ == "nmod" and child.left_edge.i == end and not _is_part(child):
            end = child.right_edge.i + 1
    while end > last and (end - first > _LONGEST or not doc[end - 1].text[:1].isalnum()):
        end -= 1 if end - first <= _LONGEST else end - last
    return text[doc[first].idx : doc[end - 1].idx + len(doc[end - 1])]


def _is_part(noun: Token) -> bool:
    return noun.left_edge.is_punct or any(c.dep_ == "case" and c.lower_ in _PARTS for c in noun.children)


def find_place(
    quantity: Quantity, places: tuple[Place, ...], own: tuple[int, int], sentence: tuple[int, int]
) -> Place | None:
    """The place named with the quantity: behind it in its own stretch, else before it, else in the sentence."""
    inside = [p for p in places if sentence[0] <= p.span.start < sentence[1] and not _within_what(p, quantity)]
    behind = [p for p in inside if quantity.span.end <= p.span.start < own[1]]
    if behind:
        return behind[0]
    before = [p for p in inside if own[0] <= p.span.start < quantity.span.start]
    if before:
        return before[-1]
    return inside[0] if inside else None


def _within_what(place: Place, quantity: Quantity) -> bool:
    return quantity.what_span is not None and quantity.what_span.contains(place.span)

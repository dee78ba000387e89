"""Where a quantity's sentence begins and ends, and its neighbours in it. In: Reading. Out: offsets."""

from __future__ import annotations

import re

from beatbook.code.parsed import Doc
from beatbook.code.reading import Reading
from beatbook.record import Quantity, Span

_END = re.compile(r"[.!?][”\"’)]?\s+(?=[“\"‘(]?[A-Z0-9])|\n")


def token_at(doc: Doc, offset: int) -> int:
    """The index of the first token that begins at or after ``offset`` (code points)."""
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx < offset:
            low = middle + 1
        else:
            high = middle
    return low


def sentence_of(reading: Reading, text: str, span: Span) -> tuple[int, int]:
    """Start and end of the sentence around a span, as offsets into the post's text."""
    doc = reading.doc
    at = max(0, min(token_at(doc, span.start + 1) - 1, len(doc) - 1))
    if doc.has_annotation("SENT_START"):
        start = end = at
        while start > 0 and not doc[start].is_sent_start:
            start -= 1
        end = at + 1
        while end < len(doc) and not doc[end].is_sent_start:
            end += 1
        return doc[start].idx, doc[end].idx if end < len(doc) else len(text)
    return _by_marks(text, span)


def _by_marks(text: str, span: Span) -> tuple[int, int]:
    start = 0
    for match in _END.finditer(text, max(0, span.start - 600), span.start):
        start = match.end()
    end = _END.search(text, span.end)
    return max(start, span.start - 600), end.start() + 1 if end else len(text)


def reach(quantity: Quantity, quantities: tuple[Quantity, ...], sentence: tuple[int, int]) -> tuple[int, int]:
    """The stretch of the sentence that is this quantity's own: up to the next and from the previous one.

    Parts do not bound their whole, nor it them: in "15 people, including four soldiers, fled this year" both reach
    the year. Ages and durations bound nothing.
    """
    left, right = sentence
    start, end = quantity.span.start, quantity.span.end
    for other in quantities:
        before, behind = left < other.span.end <= start, end <= other.span.start < right
        if not (before or behind) or other is quantity or other.unit.endswith("of age") or _are_kin(quantity, other):
            continue
        if before:
            left = other.span.end
        else:
            right = other.span.start
    return left, max(right, quantity.span.end)


def _are_kin(one: Quantity, other: Quantity) -> bool:
    return (
        one.part_of == other.span
        or other.part_of == one.span
        or (one.part_of is not None and one.part_of == other.part_of)
    )

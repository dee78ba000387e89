"""Quantities of a sentence: by the tokenizer alone, or by a parse that is written down in the test."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from beatbook.beat import Beat
from beatbook.code.quantities import find_quantities
from beatbook.code.reading import Reading
from beatbook.record import UNKNOWN, Post, Quantity, Span, TimeRef


@cache
def _blank() -> Language:
    return spacy.blank("en")


def _reading(doc: Doc) -> Reading:
    return Reading(Post("post-1", "capture-1", "", doc.text), doc, Beat("test"))


def _date(text: str, word: str) -> TimeRef:
    start = text.index(word)
    return TimeRef(Span("post-1", start, start + len(word)), word, "DATE", "2014-05-02", None, UNKNOWN, "test")


@pytest.fixture
def quantities_of() -> Callable[[str], tuple[Quantity, ...]]:
    return lambda text: find_quantities(_reading(_blank()(text)), ())


@pytest.fixture
def parsed() -> Callable[..., tuple[Quantity, ...]]:
    """Rows of ``word/POS/relation/head`` (head: index from 0) as a parsed text; ``dates`` are words that are dates."""

    def parse(rows: str, dates: Sequence[str] = ()) -> tuple[Quantity, ...]:
        cells = [row.split("/") for row in rows.split()]
        words = [c[0].replace("_", " ") for c in cells]
        doc = Doc(
            _blank().vocab,
            words=words,
            spaces=[w != "$" and i + 1 < len(words) for i, w in enumerate(words)],
            pos=[c[1] for c in cells],
            tags=["NNS" if c[1] == "NOUN" and c[0].endswith(("s", "people", "men")) else "" for c in cells],
            deps=[c[2] for c in cells],
            heads=[int(c[3]) for c in cells],
            lemmas=[c[0].lower().removesuffix("s") if c[1] == "NOUN" else c[0].lower() for c in cells],
        )
        return find_quantities(_reading(doc), tuple(_date(doc.text, word) for word in dates))

    return parse

"""Whatever the pipeline says of whatever text, names lie in it and do not overlap."""

from __future__ import annotations

from itertools import pairwise

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Span as DocSpan
from spacy.util import filter_spans

from beatbook.beat import Beat
from beatbook.code.names import find_names
from beatbook.code.places import find_places
from beatbook.code.reading import Reading
from beatbook.record import Post

BLANK = spacy.blank("en")
WORDS = [
    "Ana",
    "Boyd",
    "the",
    "North",
    "Korea",
    "of",
    "Leeds",
    "U.N.",
    "(",
    ")",
    "“",
    "'s",
    ",",
    ".",
    "\n",
    "Mr.",
    "D-Ohio",
    "E17",
    "-",
    "al",
    "王",
]
texts = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)
marks = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 4), st.sampled_from(["PER", "ORG", "LOC", "NORP", "OTHER"])),
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(texts, marks)
def test_names_and_places_of_any_text(text: str, wanted: list[tuple[int, int, str]]) -> None:
    doc = BLANK(text)
    spans = [DocSpan(doc, a, min(a + n, len(doc)), label) for a, n, label in wanted if a < len(doc)]
    doc.ents = filter_spans(spans)
    reading = Reading(Post("p", "c", "", text), doc, Beat("test"))
    mentions = find_names(reading)
    for found in (mentions, find_places(reading, mentions)):
        assert all(text[f.span.start : f.span.end] == f.text != "" for f in found)
        assert all(a.span.end <= b.span.start for a, b in pairwise(found))

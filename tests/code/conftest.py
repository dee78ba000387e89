"""A reading whose names are marked by hand, so that tests of rules do not hang on the pipeline's weights."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from beatbook.beat import Beat
from beatbook.code.reading import Reading
from beatbook.record import Post

MARK = re.compile(r"\[([^|\]]+)\|([A-Z]+)\]")


@cache
def _blank() -> Language:
    return spacy.blank("en")


def read_marked(marked: str, **beat: object) -> Reading:
    """``"[Ana Ruiz|PER] left [Lima|LOC]"`` as a reading with these two names; ``beat``: fields of the beat."""
    text, spans, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        spans.append((len(text), len(text) + len(match.group(1)), match.group(2)))
        text += match.group(1)
        at = match.end()
    text += marked[at:]
    doc: Doc = _blank()(text)
    doc.ents = [doc.char_span(start, end, label, alignment_mode="expand") for start, end, label in spans]
    return Reading(Post("post-1", "capture-1", "", text), doc, Beat("test", **beat))  # type: ignore[arg-type]


@pytest.fixture
def marked() -> Callable[..., Reading]:
    return read_marked

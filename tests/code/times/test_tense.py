"""The tense that governs a time, from a parse made by hand and from telling words."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from spacy.tokens import Doc

from beatbook.beat import Beat
from beatbook.code.reading import Reading
from beatbook.code.times import find_times, find_times_in
from beatbook.record import DateRange, Post

VOCAB = spacy.blank("en").vocab
WRITTEN = DateRange(date(2024, 3, 13), date(2024, 3, 13), "day", "given")  # a Wednesday


def parsed(*rows: tuple[str, str, str, int, str]) -> Doc:
    """A doc from rows of word, coarse tag, fine tag, head (from 0) and arc."""
    words, pos, tags, heads, deps = (list(column) for column in zip(*rows, strict=True))
    spaces = [True] * (len(words) - 2) + [False, False]
    lemmas = [{"planned": "plan", "Friday": "Friday"}.get(word, word) for word in words]
    return Doc(VOCAB, words=words, spaces=spaces, pos=pos, tags=tags, heads=heads, deps=deps, lemmas=lemmas)


PLANNED = parsed(
    ("They", "PRON", "PRP", 1, "nsubj"),
    ("planned", "VERB", "VBD", 1, "root"),
    ("to", "PART", "TO", 3, "mark"),
    ("leave", "VERB", "VB", 1, "xcomp"),
    ("Friday", "PROPN", "NNP", 3, "obl:unmarked"),
    (".", "PUNCT", ".", 1, "punct"),
)
WILL = parsed(
    ("They", "PRON", "PRP", 2, "nsubj"),
    ("will", "AUX", "MD", 2, "aux"),
    ("leave", "VERB", "VB", 2, "root"),
    ("Friday", "PROPN", "NNP", 2, "obl:unmarked"),
    (".", "PUNCT", ".", 2, "punct"),
)
WOULD = parsed(
    ("They", "PRON", "PRP", 2, "nsubj"),
    ("would", "AUX", "MD", 2, "aux"),
    ("leave", "VERB", "VB", 2, "root"),
    ("Friday", "PROPN", "NNP", 2, "obl:unmarked"),
    (".", "PUNCT", ".", 2, "punct"),
)
WOULD_OFTEN = parsed(
    ("They", "PRON", "PRP", 3, "nsubj"),
    ("would", "AUX", "MD", 3, "aux"),
    ("often", "ADV", "RB", 3, "advmod"),
    ("leave", "VERB", "VB", 3, "root"),
    ("Friday", "PROPN", "NNP", 3, "obl:unmarked"),
    (".", "PUNCT", ".", 3, "punct"),
)
A_DEAL = parsed(
    ("They", "PRON", "PRP", 1, "nsubj"),
    ("signed", "VERB", "VBD", 1, "root"),
    ("a", "DET", "DT", 3, "det"),
    ("deal", "NOUN", "NN", 1, "obj"),
    ("to", "PART", "TO", 5, "mark"),
    ("leave", "VERB", "VB", 3, "acl"),
    ("Friday", "PROPN", "NNP", 5, "obl:unmarked"),
    (".", "PUNCT", ".", 1, "punct"),
)
HAD = parsed(
    ("They", "PRON", "PRP", 2, "nsubj"),
    ("had", "AUX", "VBD", 2, "aux"),
    ("left", "VERB", "VBN", 2, "root"),
    ("Friday", "PROPN", "NNP", 2, "obl:unmarked"),
    (".", "PUNCT", ".", 2, "punct"),
)


@pytest.mark.parametrize(
    ("doc", "value", "tense"),
    [
        (PLANNED, "2024-03-15", "future"),
        (WILL, "2024-03-15", "future"),
        (A_DEAL, "2024-03-15", "future"),
        (WOULD, "2024-03-15", "future"),
        (WOULD_OFTEN, "2024-03-08", None),
        (HAD, "2024-03-08", "past"),
    ],
)
def test_the_parse_tells_where_a_weekday_lies(doc: Doc, value: str, tense: str | None) -> None:
    (time,) = find_times(Reading(Post("p", "c", "", doc.text), doc, Beat("test")), WRITTEN)
    assert (time.text, time.value, time.tense) == ("Friday", value, tense)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They plan to leave Friday.", "2024-03-15"),
        ("A vote is expected Friday.", "2024-03-15"),
        ("They were told Friday.", "2024-03-08"),
        ("They have until Friday.", "2024-03-15"),
        ("They had not come until Friday.", "2024-03-08"),
        ("They have been here since Friday.", "2024-03-08"),
        ("They could come as soon as Friday.", "2024-03-15"),
    ],
)
def test_telling_words_do_without_a_parse(text: str, value: str) -> None:
    assert [t.value for t in find_times_in(text, WRITTEN, "news")] == [value]


def test_the_beat_says_the_mode_and_the_caller_may_overrule_it() -> None:
    """The gate fell on 3 May 1911. Two days later the town fell."""
    doc = spacy.blank("en")("The gate fell on 3 May 1911. Two days later the town fell.")
    reading = Reading(Post("p", "c", "", doc.text), doc, Beat("test", dates="narrative"))
    assert [t.value for t in find_times(reading, WRITTEN)] == ["1911-05-03", "1911-05-05"]
    assert [t.value for t in find_times(reading, WRITTEN, mode="news")] == ["1911-05-03", "P2D"]


def test_parsed_names_of_people_and_bodies_hold_no_times() -> None:
    doc = spacy.blank("en")("The April Foundation opened in May.")
    doc.ents = [doc.char_span(4, 20, "ORG")]
    reading = Reading(Post("p", "c", "", doc.text), doc, Beat("test"))
    assert [t.text for t in find_times(reading, WRITTEN)] == ["May"]

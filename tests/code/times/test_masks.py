"""Words that look like times and are none."""

from __future__ import annotations

from datetime import date

import pytest
import spacy
from spacy.tokens import Doc as SpacyDoc

from beatbook.beat import Beat
from beatbook.code.reading import Reading
from beatbook.code.times import find_times, find_times_in
from beatbook.record import DateRange, Post

WRITTEN = DateRange(date(2024, 3, 13), date(2024, 3, 13), "day", "given")


@pytest.mark.parametrize(
    "text",
    [
        "The Daily Courier and Harbour Today covered it.",
        "A 12-year-old boy fell.",
        "She is 40 years old.",
        "They crossed the 48-Hour Gate.",
        "He may march to the quay.",
        "May I come in?",
        "The fall of the wall changed them.",
        "Some 2000 homes and 1500 soldiers were counted.",
        "It cost $1990.",
        "Call 138-2010-2015 for help.",
        "The Sunday Herald was sold.",
        "She was named Woman of the Year.",
        "They saw Theresa May there.",
        "He scored a second goal.",
        "Three quarters of them stayed.",
        "Jan Novak spoke.",
        "I am here.",
        "Flight 1907 landed under Resolutions 1695, 1718 and 1874.",
        "They call her Min-Ki, and she is in her 40s.",
        "She won the 1500 metres by 3-2.",
    ],
)
def test_no_time_here(text: str) -> None:
    found = find_times_in(text, WRITTEN, "news")
    assert [text[t.start : t.end] for t in found] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("In May they left.", "2023-05"),
        ("They march in March.", "2024-03"),
        ("By fall they had left.", "2023-FA"),
        ("Since 1984 they trade.", "1984"),
        ("The 1812 campaign failed.", "1812"),
    ],
)
def test_the_same_words_as_times(text: str, value: str) -> None:
    assert [t.value for t in find_times_in(text, WRITTEN, "news")] == [value]


@pytest.mark.parametrize(
    ("text", "named"),
    [("The hotline is open 24 hours a day.", ["a day"]), ("They tried to get around Tuesday's ban.", ["Tuesday"])],
)
def test_what_stays_of_a_phrase(text: str, named: list[str]) -> None:
    assert [text[t.start : t.end] for t in find_times_in(text, WRITTEN, "news")] == named


def test_a_daily_is_a_paper() -> None:
    """The party daily is a noun, daily rallies are none."""
    rows = [
        ("The", "DET", "DT", 2, "det"),
        ("party", "NOUN", "NN", 2, "compound"),
        ("daily", "NOUN", "NN", 3, "nsubj"),
        ("praised", "VERB", "VBD", 3, "root"),
        ("daily", "ADJ", "JJ", 5, "amod"),
        ("rallies", "NOUN", "NNS", 3, "obj"),
    ]
    words, pos, tags, heads, deps = (list(column) for column in zip(*rows, strict=True))
    doc = SpacyDoc(spacy.blank("en").vocab, words=words, pos=pos, tags=tags, heads=heads, deps=deps)
    found = find_times(Reading(Post("p", "c", "", doc.text), doc, Beat("test")), WRITTEN)
    assert [(time.text, time.span.start) for time in found] == [("daily", 24)]

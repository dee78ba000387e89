"""Triggers that the codebook misses, and the toll of one post."""

from __future__ import annotations

from datetime import date

import pytest

from beatbook.beat import default_beat
from beatbook.code.events.suggest import suggest_triggers
from beatbook.code.events.toll import Toll, toll
from beatbook.code.reading import Reading
from beatbook.code.step import code_reading
from beatbook.english import pipeline
from beatbook.record import Post, PostCodes, day


def coded(number: int, text: str) -> tuple[Reading, PostCodes]:
    post = Post(f"post-{number}", "capture", "", text, date=day(date(2019, 6, 14)))
    reading = Reading(post, pipeline()(text), default_beat())
    return reading, code_reading(reading)


def test_words_of_most_posts_come_first() -> None:
    texts = [
        "The pilot painted the boat. The captain said so.",
        "A sailor painted the ferry at noon.",
        "The owner washed the hull.",
    ]
    found = suggest_triggers([coded(n, text) for n, text in enumerate(texts)])
    assert [(s.word, s.kind, s.posts) for s in found[:2]] == [("paint", "verb", 2), ("wash", "verb", 1)]
    assert "say" not in {s.word for s in found}


def test_known_triggers_are_not_suggested() -> None:
    found = suggest_triggers([coded(0, "Police arrested the captain on Monday.")])
    assert "arrest" not in {s.word for s in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two sailors were killed and five wounded in the blast on Monday.", Toll(2, 5)),
        ("A sailor died on Monday.", Toll(1, None)),
        ("The ferry left the harbour on Monday.", Toll(None, None)),
    ],
)
def test_toll(text: str, expected: Toll) -> None:
    assert toll(coded(0, text)[1].reports) == expected

"""Triggers that the codebook misses."""

from __future__ import annotations

from datetime import date

from beatbook.beat import default_beat
from beatbook.code.events.suggest import suggest_triggers
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

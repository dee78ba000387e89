"""Texts are parsed once, whoever asks, and only so many are kept."""

from __future__ import annotations

import pytest

from beatbook.code.parse import Parser
from beatbook.english import pipeline

FERRY, MILL, CAMP = "The ferry left.", "A mill burned down.", "They closed the camp on Friday."


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that the pipeline was given."""
    seen: list[str] = []
    nlp = pipeline()
    pipe = nlp.pipe

    def noted(texts: object) -> object:
        listed = list(texts)  # type: ignore[call-overload]
        seen.extend(listed)
        return pipe(listed)

    monkeypatch.setattr(nlp, "pipe", noted)
    return seen


def test_known_texts_are_not_parsed_again(parsed: list[str]) -> None:
    parser = Parser()
    first = list(parser.parse([FERRY, MILL], None))
    again = list(parser.parse([MILL, CAMP, FERRY], None))
    assert parsed == [FERRY, MILL, CAMP]
    assert [doc.text for doc in again] == [MILL, CAMP, FERRY]
    assert (again[0], again[2]) == (first[1], first[0])


def test_the_same_text_twice_in_one_batch(parsed: list[str]) -> None:
    assert [doc.text for doc in Parser().parse([FERRY, MILL, FERRY], None)] == [FERRY, MILL, FERRY]


def test_the_text_used_longest_ago_makes_room(parsed: list[str]) -> None:
    parser = Parser(most=10)
    for text in (FERRY, MILL, FERRY, CAMP, FERRY, MILL):
        (doc,) = parser.parse([text], None)
        assert doc.text == text
    assert parser.words <= 10
    assert parsed.count(FERRY) == 2
    assert parsed.count(MILL) == 2

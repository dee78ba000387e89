"""Whose words stand between the marks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy

from beatbook.beat import Beat
from beatbook.code.claims import find_quotes
from beatbook.code.reading import Reading
from beatbook.record import Post

Quotes = Callable[[str], list[tuple[str, str | None, bool]]]


def test_pronoun_is_resolved_within_the_post(quotes: Quotes) -> None:
    text = (
        "Lena Duarte, a nurse, reached the camp in May. “There were no tents,” she said.\n\n"
        "Her brother Tomas Duarte left later. “I walked for nine days,” he said."
    )
    assert [speaker for _, speaker, _ in quotes(text)] == ["Lena Duarte", "Tomas Duarte"]


def test_last_names_of_two_people_stay_apart(quotes: Quotes) -> None:
    text = (
        "Oscar Lindqvist, a fisherman, saw the wreck first. Nadia Cho, a diver, went down.\n\n"
        "“It lay on its side,” Cho said.\n\n“I heard a bang,” Lindqvist said."
    )
    assert [speaker for _, speaker, _ in quotes(text)] == ["Nadia Cho", "Oscar Lindqvist"]


def test_the_woman_is_the_woman_of_before(quotes: Quotes) -> None:
    text = "A woman from the village hid in the cellar. “I heard boots,” the woman said. “Then nothing,” she added."
    assert len({speaker for _, speaker, _ in quotes(text)}) <= 2
    assert all(speaker and "woman" in speaker.lower() for _, speaker, _ in quotes(text))


def test_scare_quotes_are_no_speech(quotes: Quotes) -> None:
    assert quotes("The so-called “safe zone” was shelled again.") == [("“safe zone”", None, False)]


def test_a_part_quoted_in_a_clause_has_the_speaker_of_the_clause(quotes: Quotes) -> None:
    assert quotes("Mayor Ines Roth said the flood was “worse than anybody had feared” and asked for boats.") == [
        ("“worse than anybody had feared”", "Ines Roth", True)
    ]


def test_words_without_a_saying_are_the_last_speakers(quotes: Quotes) -> None:
    text = "Omar Haddad said the clinic had run out of blood. “We turned people away.”"
    assert quotes(text) == [("“We turned people away.”", "Omar Haddad", True)]


def test_paragraphs_of_one_speech(quotes: Quotes) -> None:
    text = "“We waited for the boats,” Sara Lund said.\n\n“None of them came.\n\n“Then the water rose.”"
    assert {speaker for _, speaker, _ in quotes(text)} == {"Sara Lund"}


def test_any_verb_may_bring_in_words(quotes: Quotes) -> None:
    assert quotes("“Get out,” Ivo Kral snarled.")[0][1] == "Ivo Kral"


def test_without_a_tree_the_words_are_nobodys() -> None:
    text = "“Go,” she said."
    reading = Reading(Post("post-1", "capture-1", "", text), spacy.blank("en")(text), Beat("test"))
    assert [(q.text, q.speaker) for q in find_quotes(reading, ())] == [("“Go,”", None)]


@pytest.mark.parametrize("text", ["", "\n\n", "“", "”“”", "said", ": x", "A: “", "’s “a” ’", "He said.\n\n“\n\n“\n"])
def test_odd_texts_do_no_harm(quotes: Quotes, text: str) -> None:
    assert isinstance(quotes(text), list)

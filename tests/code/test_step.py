"""Where two rooms read the same words, they end up agreeing."""

from __future__ import annotations

from beatbook.code.step import agree_on_places
from beatbook.record import Mention, Place, Span


def mention(text: str, kind: str, at: int = 0) -> Mention:
    return Mention(Span("p", at, at + len(text)), text, kind, text)  # type: ignore[arg-type]


def place(text: str, level: str = "city", rule: str = "name") -> Place:
    return Place(Span("p", 0, len(text)), text, text, level, rule=rule)  # type: ignore[arg-type]


def test_a_town_that_was_taken_for_a_body_is_a_place() -> None:
    assert agree_on_places((mention("Bergen", "ORG"),), (place("Bergen"),))[0].kind == "LOC"
    assert agree_on_places((mention("Bergen", "ORG"),), (place("Bergen", "unresolved"),))[0].kind == "ORG"
    assert agree_on_places((mention("Bergen", "PER"),), (place("Bergen"),))[0].kind == "PER"


def test_a_town_that_was_taken_for_a_person_is_a_place_where_the_words_say_so() -> None:
    """ "Bergen, the old port, ..." """
    assert agree_on_places((mention("Bergen", "PER"),), (place("Bergen", rule="told"),))[0].kind == "LOC"


def test_a_place_name_that_was_cut_is_whole_and_stands_once() -> None:
    halves = (mention("Strait", "LOC"), mention("Dover", "LOC", at=10))
    found = agree_on_places(halves, (place("Strait of Dover", "area"),))
    assert [m.text for m in found] == ["Strait of Dover"]


def test_a_people_is_no_place() -> None:
    found = agree_on_places((mention("Norse", "ORG"),), (place("Norse Council", "country", rule="demonym"),))
    assert [m.text for m in found] == ["Norse"]

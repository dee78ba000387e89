"""Names as they stand, and which fuller name each stands for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from beatbook.beat import OutletRule
from beatbook.code.names import find_names
from beatbook.code.reading import Reading
from beatbook.record import Mention

Marked = Callable[..., Reading]


def names_of(reading: Reading) -> list[Mention]:
    found = find_names(reading)
    for mention in found:
        assert reading.words(mention.span) == mention.text
    assert list(found) == sorted(found, key=lambda m: m.span)
    return list(found)


def entities(reading: Reading) -> list[tuple[str, str]]:
    return [(m.text, m.entity) for m in names_of(reading)]


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("[Oh Mi-ran|PER] fled in May. Later [Oh|PER] taught.", "Oh", "Oh Mi-ran"),
        ("[Zhou Lanying|PER] won. [Zhou|PER] wept.", "Zhou", "Zhou Lanying"),
        ("[Marta Ruiz Calvo|PER] sued. [Ruiz|PER] lost.", "Ruiz", "Marta Ruiz Calvo"),
        ("[Marta Ruiz Calvo|PER] sued. [Ruiz Calvo|PER] lost.", "Ruiz Calvo", "Marta Ruiz Calvo"),
        ("[Samir al-Khoury|PER] sang. [Khoury|PER] left.", "Khoury", "Samir al-Khoury"),
        ("[Samir al-Khoury|PER] sang. [al-Khoury|PER] left.", "al-Khoury", "Samir al-Khoury"),
        ("[Yusuf bin Harith|PER] paid. [bin Harith|PER] left.", "bin Harith", "Yusuf bin Harith"),
        ("[Pieter van der Zee|PER] rowed. [Van der Zee|PER] won.", "Van der Zee", "Pieter van der Zee"),
        ("[Gwen Adair|PER] ran. Ms. [Adair|PER] won.", "Adair", "Gwen Adair"),
        ("[Gwen Adair|PER] ran. [Gwen|PER] won.", "Gwen", "Gwen Adair"),
        ("[Adair|PER] wins race\n\n[Gwen Adair|PER] won on Sunday.", "Adair", "Gwen Adair"),
        ("[Gwen Adair|PER] ran. [G. Adair|PER] won.", "G. Adair", "Gwen Adair"),
    ],
)
def test_short_forms_of_people(marked: Marked, text: str, short: str, full: str) -> None:
    assert dict(entities(marked(text)))[short] == full


def test_two_of_one_family_name_are_kept_apart(marked: Marked) -> None:
    text = "[Oh Mi-ran|PER] and [Oh Tae-sik|PER] met. [Oh|PER] spoke. [Oh Tae-sik|PER] left."
    assert [e for t, e in entities(marked(text)) if t == "Oh"] == ["Oh"]


def test_of_two_the_one_named_last_with_the_right_title(marked: Marked) -> None:
    text = "Mr. [Ivan Petrov|PER] came with Mrs. [Olga Petrov|PER]. Mr. [Petrov|PER] spoke."
    assert entities(marked(text))[-1] == ("Petrov", "Ivan Petrov")


def test_a_short_form_between_two_full_ones(marked: Marked) -> None:
    text = "[Ivan Petrov|PER] spoke. [Petrov|PER] was calm. Then [Olga Petrov|PER] spoke."
    assert entities(marked(text))[1] == ("Petrov", "Ivan Petrov")


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("Foreign Minister [Ana Boyd|PER] resigned.", "Ana Boyd", "Foreign Minister"),
        ("[Ambassador Ana Boyd|PER] resigned.", "Ana Boyd", "Ambassador"),
        ("Then Lt. Gen. [Ana Boyd|PER] resigned.", "Ana Boyd", "Lt. Gen."),
        ("In Paris Mrs. [Boyd|PER] resigned.", "Boyd", "Mrs."),
        ("The National [Ana Boyd|PER] award.", "Ana Boyd", None),
        ("[King|PER] resigned.", "King", None),
    ],
)
def test_titles(marked: Marked, text: str, name: str, title: str | None) -> None:
    mention = names_of(marked(text))[0]
    assert (mention.text, mention.title) == (name, title)


def test_a_person_overlooked_after_mr(marked: Marked) -> None:
    assert entities(marked("[Ana Boyd|PER] met Mr. Lindqvist.")) == [
        ("Ana Boyd", "Ana Boyd"),
        ("Lindqvist", "Lindqvist"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[Ana Boyd's|PER] car.", "Ana Boyd"),
        ("The [Boyds'|PER] car.", "Boyds"),
        ("“[Ana Boyd,”|PER] he said.", "Ana Boyd"),
        ("[Acme Corp.|ORG] closed.", "Acme Corp."),
        ("Rain in [Reno, |LOC] Nevada.", "Reno"),
        ("The [U.S.|LOC] voted.", "U.S."),
    ],
)
def test_no_punctuation_at_the_edges(marked: Marked, text: str, name: str) -> None:
    assert names_of(marked(text))[0].text == name


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("The [Baltic Crane Board|ORG] ([BCB|ORG]) met. [BCB|ORG] left.", "BCB", "Baltic Crane Board"),
        ("[BCB|ORG] ([Baltic Crane Board|ORG]) met.", "BCB", "Baltic Crane Board"),
        ("The [Board of Marine Surveyors|ORG] met. [BMS|ORG] left.", "BMS", "Board of Marine Surveyors"),
        ("[Lantern International|ORG] met. [Lantern|ORG] left.", "Lantern", "Lantern International"),
        ("The [U.N.|ORG] met.", "U.N.", "United Nations"),
        ("[Leeds United|ORG] won. [Leeds|ORG] sang.", "Leeds", "Leeds"),
        ("The [Crane Board|ORG] met.", "Crane Board", "Crane Board"),
    ],
)
def test_bodies(marked: Marked, text: str, short: str, full: str) -> None:
    assert dict(entities(marked(text)))[short] == full


def test_outlets_are_no_people(marked: Marked) -> None:
    reading = marked(
        "[The Harbour Herald|PER] and [Ada Lovell|PER] said so, [Kestrel|PER] reported.",
        outlets=(OutletRule("Kestrel Wire", ("Kestrel",)),),
    )
    assert [m.kind for m in names_of(reading)] == ["ORG", "PER", "ORG"]


def test_names_of_the_beat(marked: Marked) -> None:
    reading = marked(
        "[Boyd|PER] was seen. The Weasel was not.", names=(("the Weasel", "Ana Boyd"), ("The Weasel", "Ana Boyd"))
    )
    assert ("The Weasel", "Ana Boyd") in entities(reading)


def test_one_form_for_a_people(marked: Marked) -> None:
    found = entities(marked("[North Koreans|NORP] and a [North Korean|NORP] ship."))
    assert found == [("North Koreans", "North Korean"), ("North Korean", "North Korean")]


def test_hyphens_do_not_part_a_person(marked: Marked) -> None:
    found = entities(marked("[Oh Mi-ran|PER] spoke. [Oh Mi Ran|PER] left. [Mi-ran|PER] wept."))
    assert {entity for _, entity in found} == {"Oh Mi-ran"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rain in [Perth Australia|LOC].", ["Perth", "Australia"]),
        ("Rain in [West Cork|LOC].", ["West Cork"]),
        ("Rain in [London E17|LOC].", ["London"]),
        ("The [North|LOC] [Korea|LOC] desk.", ["North Korea"]),
        ("The [Democratic Republic|LOC] of the [Congo|LOC] won.", ["Democratic Republic of the Congo"]),
        ("In the [Gulf|PER] of Aden.", ["Gulf of Aden"]),
        ("The [Gulf of Aden Fund|ORG] met.", ["Gulf of Aden Fund"]),
        ("The [Republic|LOC] of [Korea|LOC] won.", ["Republic of Korea"]),
        ("Ships of [Great|OTHER] [Britain|LOC].", ["Great Britain"]),
        ("At [Coastal University|ORG] of [Lima|LOC].", ["Coastal University of Lima"]),
        ("The [Lantern School|ORG] of Medicine shut.", ["Lantern School of Medicine"]),
        ("Rep. [Ana Boyd|PER], [D-Toledo|PER], spoke.", ["Ana Boyd", "Toledo"]),
        ("The [Friends of|ORG] it.", ["Friends"]),
        ("It was [Sat|ORG] in [mid-April|LOC].", []),
        ("So the [former Ana Boyd|PER] said.", ["Ana Boyd"]),
        ("Then [Hamas|PER] fired.", ["Hamas"]),
        ("The [Ambassador|PER] left.", []),
        ("[Tom Judge|PER] left. [Judge|PER] won.", ["Tom Judge", "Judge"]),
    ],
)
def test_what_the_pipeline_got_wrong(marked: Marked, text: str, names: list[str]) -> None:
    assert [t for t, _ in entities(marked(text))] == names


def test_one_kind_for_one_name(marked: Marked) -> None:
    reading = marked("[Ada Lovell|PER] spoke. [Lovell|ORG] wept. In [Leeds|PER] [Lovell|LOC] sang.")
    assert [(m.text, m.kind) for m in names_of(reading)] == [
        ("Ada Lovell", "PER"),
        ("Lovell", "PER"),
        ("Leeds", "LOC"),
        ("Lovell", "PER"),
    ]


def test_a_known_body_is_none_of_its_parts(marked: Marked) -> None:
    assert [(m.text, m.kind) for m in names_of(marked("The United [Nations|LOC] met."))] == [("United Nations", "ORG")]


def test_a_name_over_a_line_break_is_two(marked: Marked) -> None:
    assert [t for t, _ in entities(marked("[Lima\nAna Boyd|PER] left."))] == ["Lima", "Ana Boyd"]

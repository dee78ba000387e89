"""Which place a name stands for, and which names are places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from beatbook.beat import Scope
from beatbook.code.names import find_names
from beatbook.code.places import find_places
from beatbook.code.reading import Reading
from beatbook.record import Place

Marked = Callable[..., Reading]


def places_of(reading: Reading) -> list[Place]:
    found = find_places(reading, find_names(reading))
    for place in found:
        assert reading.words(place.span) == place.text
    return list(found)


def one(reading: Reading, text: str) -> Place:
    return next(p for p in places_of(reading) if p.text == text)


@pytest.mark.parametrize(
    ("text", "wanted", "country", "lat", "lon"),
    [
        ("A barge sank off [Paducah|LOC], [Ky.|LOC], at dawn.", "Paducah", "US", 37.1, -88.6),
        ("[Valencia|LOC], [Venezuela|LOC], lost power.", "Valencia", "VE", 10.2, -68.0),
        ("[Valencia|LOC], [Spain|LOC], lost power.", "Valencia", "ES", 39.5, -0.4),
        ("Trams stopped in [Valencia|LOC] and [Alicante|LOC].", "Valencia", "ES", 39.5, -0.4),
        ("Trucks queue at [Dandong|LOC] on the [Yalu River|LOC].", "Dandong", "CN", 40.1, 124.4),
        ("The ferry left [Batumi|LOC] for [Georgia|LOC]'s second port.", "Georgia", "GE", 42.0, 43.5),
        ("Peanut farmers near [Macon|LOC] in [Georgia|LOC] sued.", "Georgia", "US", 32.75, -83.5),
        ("[Tumen|LOC] lies across from [Namyang|LOC].", "Tumen", "CN", 42.97, 129.84),
        ("A clinic opened in [Kharkov|LOC].", "Kharkov", "UA", 50.0, 36.2),
        ("[Cairo|LOC], [Ill.|LOC], has shrunk.", "Cairo", "US", 37.0, -89.2),
        ("[Perth|LOC] police and [Fremantle|LOC] dockers.", "Perth", "AU", -31.95, 115.86),
        ("[Perth|LOC] council met [Dundee|LOC] council.", "Perth", "GB", 56.4, -3.4),
    ],
)
def test_the_place_that_is_meant(marked: Marked, text: str, wanted: str, country: str, lat: float, lon: float) -> None:
    place = one(marked(text), wanted)
    assert place.country == country
    assert place.lat == pytest.approx(lat, abs=0.3)
    assert place.lon == pytest.approx(lon, abs=0.3)


def test_a_country_is_not_a_dot(marked: Marked) -> None:
    """Exports from [Chad|LOC] fell."""
    assert one(marked("Exports from [Chad|LOC] fell."), "Chad").level == "country"


@pytest.mark.parametrize(
    ("text", "name", "level"),
    [
        ("Nets drift in the [Yellow Sea|LOC].", "Yellow Sea", "area"),
        ("Mines lie along the [DMZ|LOC].", "DMZ", "border"),
        ("Talks resumed at [Panmunjom|LOC].", "Panmunjom", "point"),
        ("Floods hit [Jilin province|LOC].", "Jilin", "region"),
        ("Rain fell on [Oxfordshire|LOC].", "Oxfordshire", "region"),
        ("He swam the [Tumen River|LOC].", "Tumen River", "border"),
    ],
)
def test_levels(marked: Marked, text: str, name: str, level: str) -> None:
    assert one(marked(text), name).level == level


def test_one_sense_per_post(marked: Marked) -> None:
    """A headline without the state means the town that the first line names in full."""
    reading = marked("[Aberdeen|LOC] mill shuts\n\nThe mill in [Aberdeen|LOC], [Wash.|LOC], shut on Monday.")
    assert [p.country for p in places_of(reading) if p.text == "Aberdeen"] == ["US", "US"]


def test_unsure_is_unresolved_with_candidates(marked: Marked) -> None:
    place = one(marked("A bakery in [Clinton|LOC] burned."), "Clinton")
    assert place.level == "unresolved"
    assert place.lat is None
    assert len(place.runners_up) > 1
    assert {c.country for c in place.runners_up} == {"US"}


def test_unlisted_is_unresolved_without_candidates(marked: Marked) -> None:
    place = one(marked("They camped at [Qwertzuville|LOC]."), "Qwertzuville")
    assert (place.level, place.runners_up) == ("unresolved", ())


def test_no_match_by_likeness(marked: Marked) -> None:
    """Neither a missing letter nor another listed name may turn one town into another."""
    assert one(marked("He left [Tumenn|LOC]."), "Tumenn").level == "unresolved"
    assert all(c.name != "Tyumen" for c in one(marked("He left [Tumen|LOC]."), "Tumen").runners_up)


def test_another_listed_name_needs_its_country(marked: Marked) -> None:
    """GeoNames lists "Moguncia" for Mainz: alone it stays open, in a post on Germany it does not."""
    assert one(marked("A pier at [Moguncia|LOC] sank."), "Moguncia").level == "unresolved"
    assert one(marked("A pier at [Moguncia|LOC] sank, [Germany|LOC] said."), "Moguncia").name == "Mainz"


def test_a_province_is_told_from_its_town(marked: Marked) -> None:
    assert one(marked("Snow fell on [Herat|LOC]."), "Herat").level == "city"
    assert one(marked("Snow fell on [Herat|LOC] province."), "Herat").level == "region"


def test_a_town_that_its_region_does_not_list_stays_open(marked: Marked) -> None:
    place = one(marked("A mill in [Toledo|LOC], [Vermont|LOC], shut."), "Toledo")
    assert place.level == "unresolved"
    assert place.runners_up


def test_the_north_of_a_post(marked: Marked) -> None:
    text = "[North Korea|LOC] closed the road. The North gave no reason."
    assert [(p.text, p.name) for p in places_of(marked(text))][-1] == ("The North", "North Korea")
    assert places_of(marked("The North gave no reason.")) == []
    assert one(marked("[North Korean|NORP] guards saw the South's loudspeakers."), "the South").country == "KR"
    assert "the South" not in {p.text for p in places_of(marked("[South Africa|LOC] and the South of [Chad|LOC]."))}


def test_coincident_villages_do_not_outvote_capitals(marked: Marked) -> None:
    """Small towns of one state share names with far larger places."""
    text = "[London|LOC], [Toronto|LOC] and [Dublin|LOC] signed; [Cadiz|LOC] and [Lima|LOC] did not."
    assert {p.text: p.country for p in places_of(marked(text))} == {
        "London": "GB",
        "Toronto": "CA",
        "Dublin": "IE",
        "Cadiz": "ES",
        "Lima": "PE",
    }


def test_a_street_is_in_no_town_of_its_name(marked: Marked) -> None:
    place = one(marked("Shots fell on [Memphis Street|LOC] in [Leeds|LOC]."), "Memphis Street")
    assert place.level == "unresolved"


def test_peoples_stand_for_their_countries(marked: Marked) -> None:
    found = places_of(marked("[Kenyan|NORP] nurses and [North Koreans|NORP] met a [Muslim|NORP] cleric."))
    assert [(p.text, p.country, p.rule) for p in found] == [
        ("Kenyan", "KE", "demonym"),
        ("North Koreans", "KP", "demonym"),
    ]


def test_the_place_inside_a_body(marked: Marked) -> None:
    found = places_of(marked("The [Norwich Crown Court|ORG] sat. The [University of Leeds|ORG] did not."))
    assert [p.text for p in found] == ["Norwich", "Leeds"]


def test_no_place_inside_a_person(marked: Marked) -> None:
    assert places_of(marked("[Paris Nakamura|PER] wed [Jordan Ellis|PER].")) == []


def test_a_person_of_a_towns_name_stays_a_person(marked: Marked) -> None:
    text = "[Rosa Lincoln|PER] spoke. In [Lincoln|LOC], [Neb.|LOC], [Lincoln|PER] was cheered."
    assert [p.span.start for p in places_of(marked(text)) if p.text == "Lincoln"] == [23]


def test_overlooked_towns_by_their_cues(marked: Marked) -> None:
    text = (
        "A Swansea man was held. The Cardiff-based firm left [Newport|LOC], [Wales|LOC]. Rep. Ana Boyd, D-N.M., paid."
    )
    assert {"Swansea", "Cardiff", "N.M."} <= {p.text for p in places_of(marked(text))}


def test_words_are_no_abbreviations(marked: Marked) -> None:
    assert places_of(marked("Me and the Man from Act 2 said Hi, or so. Ms Vale washed.")) == []


def test_aliases_of_the_beat(marked: Marked) -> None:
    reading = marked(
        "Rice prices in the North rose. The North Korean won fell.", places=(("the North", "North Korea"),)
    )
    found = [p for p in places_of(reading) if p.rule == "beat"]
    assert [(p.text, p.country) for p in found] == [("the North", "KP")]


def test_what_the_beat_is_about_tips_the_scale(marked: Marked) -> None:
    text = "The garrison at [Alexandria|LOC] was moved."
    assert one(marked(text), "Alexandria").country == "EG"
    louisiana = marked(text, scope=Scope(places=("Louisiana", "Rapides Parish")))
    assert one(louisiana, "Alexandria").runners_up
    assert one(louisiana, "Alexandria").country == "US"


def test_same_input_same_places(marked: Marked) -> None:
    text = "[Springfield|LOC], [Columbus|LOC] and [Dayton|LOC] lost power, [Ohio|LOC] officials said."
    assert places_of(marked(text)) == places_of(marked(text))
    assert one(marked(text), "Springfield").lat == pytest.approx(39.9, abs=0.2)


def test_a_place_that_was_taken_for_a_person(marked: Marked) -> None:
    """By the words beside the name, or because nobody is called so; a town clerk stays who she is."""
    port = one(marked("The road passes [Batumi|PER], the old port, and ends."), "Batumi")
    assert (port.country, port.rule) == ("GE", "told")
    assert one(marked("[Panmunjom|PER] was quiet on Monday."), "Panmunjom").level == "point"
    assert not places_of(marked("[Batumi|PER], a port official, signed it."))

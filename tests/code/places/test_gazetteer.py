"""The gazetteer that ships, and the form of names under which it is asked."""

from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.code.places.gazetteer import gazetteer
from beatbook.code.places.keys import place_key

MEGABYTES = 15  # what the package may spend on places


def test_package_data_is_small() -> None:
    folder = files("beatbook.code.places").joinpath("data")
    assert sum(len(item.read_bytes()) for item in folder.iterdir()) < MEGABYTES * 1_000_000


def test_every_country_has_a_point_and_its_people() -> None:
    countries = gazetteer().listed.countries.values()
    assert len(countries) > 240
    assert all(-90 <= c.lat <= 90 and -180 <= c.lon <= 180 for c in countries)
    assert all(any(r.number == c.number for r in gazetteer().find(c.name)) for c in countries)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoeryŏng", "HOERYONG"),
        ("Saint-Denis", "St. Denis"),
        ("Mount Vernon", "Mt. Vernon"),
        ("Coeur d’Alene", "Coeur d'Alene"),
        ("N.S.W.", "NSW"),
        ("Łódź", "Lodz"),
    ],
)
def test_one_key_for_one_name(one: str, other: str) -> None:
    assert place_key(one) == place_key(other)


def test_other_spellings_have_other_keys() -> None:
    assert len({place_key(n) for n in ("Tumen", "Tyumen", "Tumenn", "Tumeni")}) == 4


@given(st.text(max_size=40))
def test_keys_are_stable_and_anything_may_be_asked(name: str) -> None:
    assert place_key(place_key(name)) == place_key(name)
    assert all(row.name for row in gazetteer().find(name))


def test_a_town_lies_in_its_region_and_country() -> None:
    graz = next(r for r in gazetteer().find("Graz") if r.kind == "town")
    styria = next(r for r in gazetteer().find("Styria") if r.kind == "region")
    assert graz.lies_in(styria)
    assert graz.lies_in(gazetteer().listed.countries["AT"])
    assert not styria.lies_in(graz)


def test_capitals_are_known() -> None:
    for name, country in (("Montevideo", "UY"), ("Ouagadougou", "BF"), ("Bishkek", "KG"), ("Valletta", "MT")):
        assert any(r.seat for r in gazetteer().find(name) if r.country == country), name

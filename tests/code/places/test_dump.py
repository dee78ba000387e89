"""A person's own GeoNames dump."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from beatbook.code.names import find_names
from beatbook.code.places import find_places
from beatbook.code.places.dump import NotGeoNamesError, OwnPlaces, parse_geonames, save_geonames
from beatbook.code.reading import Reading


def line(
    number: int, name: str, others: str, lat: float, lon: float, group: str, code: str, country: str, people: int
) -> str:
    region, district = ("ENG", "G5") if country == "GB" else ("17", "")
    tail = [country, "", region, district, "", "", str(people), "", "12", "Europe/London", "2020-01-01"]
    return "\t".join([str(number), name, name, others, str(lat), str(lon), group, code, *tail])


HAMLET = line(91, "Nether Quarrow", "Quarrow,Quarrō", 51.1, -0.4, "P", "PPL", "GB", 40)
MARSH = line(92, "Quarrow Marsh", "", 51.2, -0.5, "H", "MRSH", "GB", 0)
SHOP = line(93, "Quarrow Shop", "", 51.2, -0.5, "S", "RET", "GB", 0)


def test_rows_of_a_dump() -> None:
    rows = dict(parse_geonames([HAMLET + "\n", MARSH, SHOP]))
    assert [(r.name, r.kind, r.level, r.path, r.number) for r in rows] == [
        ("Nether Quarrow", "town", "city", "GB.ENG.G5.", 91),
        ("Quarrow Marsh", "extra", "area", "GB.ENG.G5.", 92),
    ]
    assert next(iter(rows.values())) == ("Quarrow", "Quarrō")


def test_another_file_is_told_by_its_columns() -> None:
    with pytest.raises(NotGeoNamesError, match=r"line 2 has 1 columns.*allCountries.zip"):
        list(parse_geonames([HAMLET, "a,b,c"]))


def test_places_of_the_dump_are_found(
    marked: Callable[..., Reading], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading = marked("A well ran dry in [Nether Quarrow|LOC].")
    assert find_places(reading, find_names(reading))[0].level == "unresolved"
    save_geonames(parse_geonames([HAMLET, MARSH]), tmp_path)
    monkeypatch.setenv("BEATBOOK_GAZETTEER", str(tmp_path))
    place = find_places(reading, find_names(reading))[0]
    assert (place.level, place.lat, place.geonames_id) == ("city", 51.1, 91)


def test_adding_twice_keeps_one(tmp_path: Path) -> None:
    path, count = save_geonames(parse_geonames([HAMLET]), tmp_path)
    first = OwnPlaces(path)
    before = first.digest
    save_geonames(parse_geonames([HAMLET, MARSH]), tmp_path)
    own = OwnPlaces(path)
    assert count == 1
    assert len(own.find("nether quarrow")) == 1
    assert len(own.find("quarrow")) == 1
    assert own.digest != before

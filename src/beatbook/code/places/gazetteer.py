"""The gazetteer that ships with the package: GeoNames towns and regions, and hand-made lists laid over them."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from dataclasses import replace
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from beatbook.code.places.dump import FILE, OwnPlaces
from beatbook.code.places.keys import place_key
from beatbook.code.places.rows import Kind, Row
from beatbook.record.codes import PlaceLevel

KINDS: tuple[Kind, ...] = ("country", "region", "district", "town", "town")
OWN_FOLDER = "BEATBOOK_GAZETTEER"
SEAT = 4  # a town that is a country's capital
LEVELS: dict[Kind, PlaceLevel] = {"country": "country", "region": "region", "district": "region", "town": "city"}
MOST_KEPT = 4096  # names whose rows are kept in memory
SUPPLEMENT_PEOPLE = {"area": 3_000_000, "region": 1_000_000, "border": 500_000, "city": 100_000, "point": 100_000}
# standing in for population: a sea or a range outweighs a village of the same name, a large city outweighs it


class Names(Protocol):
    """Anything that knows places by the key of their name."""

    def find(self, key: str) -> tuple[Row, ...]: ...


class Lines:
    """Strings in one block of bytes, one a line, by number."""

    def __init__(self, block: npt.NDArray[np.uint8]) -> None:
        self._bytes = block.tobytes()
        ends = np.flatnonzero(block == 10).astype(np.int32)
        self._ends = np.append(ends, np.int32(len(self._bytes)))

    def __len__(self) -> int:
        return len(self._ends)

    def raw(self, number: int) -> bytes:
        start = int(self._ends[number - 1]) + 1 if number else 0
        return self._bytes[start : int(self._ends[number])]

    def text(self, number: int) -> str:
        return self.raw(number).decode()

    def index(self, wanted: bytes) -> int | None:
        """The line that equals ``wanted``, in sorted lines."""
        low, high = 0, len(self)
        while low < high:
            middle = (low + high) // 2
            if self.raw(middle) < wanted:
                low = middle + 1
            else:
                high = middle
        return low if low < len(self) and self.raw(low) == wanted else None


class Towns:
    """The tables that ``tools/gazetteer/build.py`` made of GeoNames."""

    def __init__(self, content: bytes) -> None:
        with np.load(io.BytesIO(content), allow_pickle=False) as table:
            self._names, self._keys = Lines(table["names"]), Lines(table["keys"])
            self.codes = bytes(table["codes"]).decode().split("\n")
            self._kinds, self._numbers, self._people = table["kinds"], table["numbers"], table["people"]
            self._lats, self._lons, self._parents = table["lats"], table["lons"], table["parents"]
            self._postings = table["postings"]
            self._starts = np.concatenate(([0], np.cumsum(table["counts"], dtype=np.int32)))

    def find(self, key: str) -> tuple[Row, ...]:
        """All rows that bear a name with this key."""
        at = self._keys.index(key.encode())
        if at is None:
            return ()
        return tuple(
            self.row(p >> 1, bool(p & 1)) for p in self._postings[self._starts[at] : self._starts[at + 1]].tolist()
        )

    def row(self, at: int, other: bool = False) -> Row:
        """The row with this number."""
        kind = KINDS[self._kinds[at]]
        return Row(
            name=self._names.text(at),
            kind=kind,
            level=LEVELS[kind],
            path=self.codes[at] if at < len(self.codes) else self.codes[self._parents[at]] + ".",
            lat=int(self._lats[at]) / 10000,
            lon=int(self._lons[at]) / 10000,
            people=int(self._people[at]),
            number=int(self._numbers[at]) or None,
            how="other" if other else "name",
            seat=bool(self._kinds[at] == SEAT),
        )


def is_abbreviation(name: str) -> bool:
    """Whether a listed name counts only as it is printed: "Ind.", "UK", "U.S."."""
    return name.endswith(".") or (name.isupper() and len(name) <= 5)


def _fields(name: str) -> Iterable[list[str]]:
    text = files(__package__).joinpath("data", name).read_text("utf-8")
    return (line.split("|") for line in text.splitlines() if line and not line.startswith("#"))


class Listed:
    """The hand-made lists: countries, better region points and names, seas, rivers, borders, historic names."""

    def __init__(self, towns: Towns) -> None:
        self._rows: dict[str, list[Row]] = {}
        self._long: set[str] = set()
        self._printed: dict[str, list[Row]] = {}  # abbreviations as they are printed: "Me." is Maine, "me" is not
        self.countries: dict[str, Row] = {}
        self.points: dict[str, tuple[float, float]] = {}
        self._load_countries()
        self._load_regions(towns)
        self._load_supplement()
        self._load_exonyms(towns)

    def find(self, name: str) -> tuple[Row, ...]:
        """All rows listed under this name; under an abbreviation only where it is printed as listed."""
        bare = name.removeprefix("the ")
        return (*self._printed.get(bare, ()), *self._rows.get(place_key(name), ()))

    def long_names(self) -> frozenset[str]:
        """The listed names of several words, as they are printed."""
        return frozenset(self._long)

    def has_abbreviation(self, name: str) -> bool:
        """Whether this is an abbreviation as it is printed: "Ind."."""
        return name in self._printed

    def _add(self, row: Row, names: str, demonyms: str) -> None:
        found = [(n, row) for n in names.split(";") if n]
        found += [(n, replace(row, how="demonym")) for n in demonyms.split(";") if n]
        if row.level != "point":  # the White House is a body as often as a place
            self._long.update(bare for n in names.split(";") if " " in (bare := n.removeprefix("the ")))
        for name, entry in found:
            if is_abbreviation(name):
                for form in {name, name.replace(". ", ".")}:
                    self._printed.setdefault(form, []).append(entry)
            elif entry not in (rows := self._rows.setdefault(place_key(name), [])):
                rows.append(entry)

    def _load_countries(self) -> None:
        for code, name, number, people, lat, lon, aliases, demonyms in _fields("countries.txt"):
            row = Row(name, "country", "country", code, float(lat), float(lon), int(people), int(number))
            self.countries[code] = row
            self._add(row, f"{name};{aliases}", demonyms)

    def _load_regions(self, towns: Towns) -> None:
        at = {code: i for i, code in enumerate(towns.codes)}
        for code, lat, lon, aliases, demonyms in _fields("regions.txt"):
            if code in at:
                row = replace(towns.row(at[code]), lat=float(lat), lon=float(lon))
                self.points[code] = row.lat, row.lon
                self._add(row, aliases, demonyms)

    def _load_supplement(self) -> None:
        for name, lat, lon, level, country, aliases, demonyms in _fields("supplement.txt"):
            people = SUPPLEMENT_PEOPLE[level]
            row = Row(name, "extra", level, country, float(lat), float(lon), people)  # type: ignore[arg-type]
            self._add(row, f"{name.split(' (')[0]};{aliases}", demonyms)

    def _load_exonyms(self, towns: Towns) -> None:
        for name, country, own, *bonus in _fields("exonyms.txt"):
            rows = [r for r in towns.find(place_key(own)) if r.country == country and r.kind == "town"]
            if rows:
                best = max(rows, key=lambda r: (r.how == "name", r.people))
                self._add(replace(best, how="name", bonus=float(bonus[0]) if bonus else 0.0), name, "")


class Gazetteer:
    """Hand-made lists over GeoNames, and a person's own gazetteer beside them."""

    def __init__(self, content: bytes, own: Names | None = None) -> None:
        self.towns = Towns(content)
        self.own = own
        self._found: dict[str, tuple[Row, ...]] = {}

    @cached_property
    def listed(self) -> Listed:
        """The hand-made lists."""
        return Listed(self.towns)

    def find(self, name: str) -> tuple[Row, ...]:
        """All places of this name, largest first; the same place once."""
        found = self._found.get(name)
        if found is None:
            if len(self._found) >= MOST_KEPT:
                self._found.clear()
            found = self._found[name] = self._look_up(name)
        return found

    def _look_up(self, name: str) -> tuple[Row, ...]:
        key = place_key(name)
        rows: dict[tuple[str, float, float, str], Row] = {}
        if not key:
            return ()
        shipped = (*self.listed.find(name), *self.towns.find(key))
        own = [r for r in self.own.find(key) if not _is_known(r, shipped)] if self.own else []
        for row in (*shipped, *own):
            fixed = self._with_point(row)
            kept = rows.setdefault(fixed.same, fixed)
            if (kept.how, fixed.how) == ("other", "name"):
                rows[fixed.same] = fixed
        return tuple(sorted(_own_first(rows.values()), key=lambda r: (-r.people, r.path, r.name)))

    def _with_point(self, row: Row) -> Row:
        if row.kind == "region" and row.path in self.listed.points:
            lat, lon = self.listed.points[row.path]
            return replace(row, lat=lat, lon=lon)
        return row


def _own_first(rows: Iterable[Row]) -> list[Row]:
    """Without towns that GeoNames also lists under this name where others bear it as their own: no Tyumen for Tumen."""
    listed = list(rows)
    owned = any(r.how == "name" for r in listed)
    return [r for r in listed if not (owned and r.how == "other" and r.kind == "town")]


def _is_known(row: Row, shipped: Iterable[Row]) -> bool:
    """Whether a row of a person's own gazetteer ships with the package too."""
    return any(r.number == row.number or (r.kind == row.kind != "town" and r.path == row.path != "") for r in shipped)


@cache
def _load(own: Path | None) -> Gazetteer:
    content = files(__package__).joinpath("data", "gazetteer.npz").read_bytes()
    return Gazetteer(content, OwnPlaces(own) if own else None)


def gazetteer() -> Gazetteer:
    """The gazetteer that ships with the package, loaded at its first use, with the person's own beside it.

    The environment variable ``BEATBOOK_GAZETTEER`` names the folder of their own, so that worker processes know it too.
    """
    folder = os.environ.get(OWN_FOLDER)
    own = Path(folder) / FILE if folder else None
    return _load(own if own and own.exists() else None)

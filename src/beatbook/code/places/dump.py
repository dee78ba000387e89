"""A person's own gazetteer from a GeoNames dump: ``allCountries.zip``, or the file of one country.

The caller reads the file and names the folder; this module turns lines into rows, keeps them in one SQLite file and
finds them again. Rows of the dump are laid beside those that ship with the package; the same GeoNames id counts once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from beatbook.code.places.keys import place_key
from beatbook.code.places.rows import Kind, Row
from beatbook.errors import UsageError
from beatbook.record.codes import PlaceLevel

FILE = "gazetteer.sqlite"
COLUMNS = 19  # https://download.geonames.org/export/dump/readme.txt
WANTED = "AHLPTUV"  # feature classes: areas, waters, parks, populated places, mountains, undersea, forests
SPOTS = "S"  # buildings and spots: millions; kept where they have another name or people
REGIONS = {"ADM1": "region", "ADM2": "district"}
SCHEMA = """
CREATE TABLE row (
    id INTEGER PRIMARY KEY, name TEXT, kind TEXT, level TEXT, path TEXT, lat REAL, lon REAL, people INTEGER
);
CREATE TABLE name (key TEXT, row INTEGER, other INTEGER, PRIMARY KEY (key, row)) WITHOUT ROWID;
CREATE TABLE import (number INTEGER PRIMARY KEY, digest TEXT);
"""


class NotGeoNamesError(UsageError):
    """A line that is no line of a GeoNames dump."""

    def __init__(self, line: int, columns: int) -> None:
        super().__init__(
            f"line {line} has {columns} columns, a GeoNames dump has {COLUMNS}; "
            "give allCountries.zip or a country's file such as KR.zip from download.geonames.org"
        )


def parse_geonames(lines: Iterable[str]) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """The places of a dump with their other names in Latin letters; raises ``NotGeoNamesError`` for another file."""
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        fields = line.rstrip("\r\n").split("\t")
        if len(fields) != COLUMNS:
            raise NotGeoNamesError(number, len(fields))
        row = _row(fields)
        if row:
            others = [name.strip() for name in fields[3].split(",")]
            yield (
                row,
                tuple(n for n in dict.fromkeys(others) if n and n != row.name and n.isprintable() and place_key(n)),
            )


def _row(fields: list[str]) -> Row | None:
    number, name, lat, lon = fields[0], fields[1], fields[4], fields[5]
    group, code, country = fields[6], fields[7], fields[8]
    people = int(fields[14] or 0)
    if group not in WANTED and not (group in SPOTS and (people or fields[3])):
        return None
    codes = [c for c in (country, fields[10], fields[11]) if c]
    kind = _kind(group, code)
    depth = {"country": 1, "region": 2, "district": 3}.get(kind, 3)
    path = ".".join(codes[:depth]) + ("." if kind in ("town", "extra") and len(codes) > 1 else "")
    return Row(name, kind, _level(group, kind), path, float(lat), float(lon), people, int(number))


def _kind(group: str, code: str) -> Kind:
    if group == "A":
        found: Kind = "country" if code.startswith("PCL") else "region" if code == "ADM1" else "district"
        return found
    return "town" if group == "P" else "extra"


def _level(group: str, kind: Kind) -> PlaceLevel:
    if group in "AP":
        return "country" if kind == "country" else "city" if kind == "town" else "region"
    return "point" if group in "ST" else "area"


def save_geonames(rows: Iterable[tuple[Row, tuple[str, ...]]], folder: Path) -> tuple[Path, int]:
    """Add rows to the gazetteer in this folder; its file and the number of places added or renewed."""
    folder.mkdir(parents=True, exist_ok=True)
    path, count, digest = folder / FILE, 0, sha256()
    with sqlite3.connect(path) as base:
        if not base.execute("SELECT 1 FROM sqlite_master WHERE name = 'row'").fetchone():
            base.executescript(SCHEMA)
        for row, others in rows:
            base.execute("DELETE FROM name WHERE row = ?", (row.number,))
            values = (row.number, row.name, row.kind, row.level, row.path, row.lat, row.lon, row.people)
            base.execute("INSERT OR REPLACE INTO row VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
            keys = {place_key(name): 1 for name in others} | {place_key(row.name): 0}
            named = [(key, row.number, other) for key, other in keys.items() if key]
            base.executemany("INSERT OR IGNORE INTO name VALUES (?, ?, ?)", named)
            digest.update(repr((values, named)).encode())
            count += 1
        base.execute("INSERT INTO import (digest) VALUES (?)", (digest.hexdigest(),))
    base.close()
    return path, count


class OwnPlaces:
    """The gazetteer that a person imported, read only."""

    def __init__(self, path: Path) -> None:
        self._base = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)

    @property
    def digest(self) -> str:
        """What was imported, in order: part of a result's key, as other places may give other readings."""
        imported = "".join(d for (d,) in self._base.execute("SELECT digest FROM import ORDER BY number"))
        return sha256(imported.encode()).hexdigest()

    def find(self, key: str) -> tuple[Row, ...]:
        """All rows that bear a name with this key."""
        asked = "SELECT row.*, other FROM name JOIN row ON row.id = name.row WHERE key = ? ORDER BY people DESC, id"
        return tuple(
            Row(name, kind, level, path, lat, lon, people, number, "other" if other else "name")
            for number, name, kind, level, path, lat, lon, people, other in self._base.execute(asked, (key,))
        )

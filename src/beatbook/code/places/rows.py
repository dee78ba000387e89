"""One entry of a gazetteer."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from typing import Literal

from beatbook.record.codes import PlaceCandidate, PlaceLevel

Kind = Literal["country", "region", "district", "town", "extra"]
How = Literal["name", "other", "demonym"]  # by its own or a listed name, by another GeoNames name, by its people's name


@dataclass(frozen=True, slots=True)
class Row:
    """A place as a gazetteer lists it. ``path``: ISO country, then GeoNames region and district codes, by dots."""

    name: str
    kind: Kind
    level: PlaceLevel
    path: str  # "" for what lies in no one country
    lat: float
    lon: float
    people: int
    number: int | None = None  # GeoNames id
    how: How = "name"
    seat: bool = False  # a country's capital
    bonus: float = 0.0  # how much likelier it is meant than its size says, in natural-log units

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-2, or ``None``."""
        return self.path[:2] or None

    @property
    def region(self) -> str | None:
        """Country and first-order region: ``US.GA``."""
        parts = self.path.split(".")
        return ".".join(parts[:2]) if len(parts) > 1 else None

    @property
    def size(self) -> float:
        """log10 of the people who live there; at least 2."""
        return log10(max(self.people, 100))

    @property
    def same(self) -> tuple[str, float, float, str]:
        """What tells two rows apart, however they were found."""
        return self.name, self.lat, self.lon, self.kind

    def lies_in(self, other: Row) -> bool:
        """Whether this place is inside ``other``, a country, region or district, by their codes."""
        return bool(other.path) and self.path.startswith(other.path + ".") and other.kind != "town"

    def as_candidate(self) -> PlaceCandidate:
        """The reading that a post's place keeps of it."""
        return PlaceCandidate(self.name, self.number, self.country, self.lat, self.lon, self.level)

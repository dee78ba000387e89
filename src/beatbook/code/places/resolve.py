"""Which place of a name is meant: size, the other places of the post, containment, one sense per post."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import exp, floor, log1p

from beatbook.code.places.rows import Row

# Weights in natural-log units. Coordinate search on one half of LGL with given spans (2026-11: 87 % within 161 km, 84 %
# on the other half), then moved towards size and capitals, at a loss of 1.5 points there, until 37 pairs of the kind
# "Milan and Detroit" came out as the world's papers mean them in 74 of 80 names: LGL is local news alone.
SIZE = 2.0  # per power of ten of the population
OTHER_NAME = 3.0  # a GeoNames alternate weighs less than a place's own name
COUNTRY = 2.0  # per ln(1 + weight) of the post's other places in the same country …
REGION = 3.5  # … in the same first-order region …
DISTRICT = 2.0  # … in the same district
NEAR = 1.5  # … within about 150 km
IS_COUNTRY = 2.0
IS_REGION = 1.5
IS_SEAT = 2.0
FAMOUS = 2.0  # more per power of ten above a million: cities that the world's papers name without their country
HINTED = 8.0
TWIN = 4.0  # a region of a town's name and in its country: the town is meant, where no word says "province"
CELL = 1.5  # degrees
ROUNDS = 3
SURE = 0.4  # below this share of the weight the place stays unresolved
MOST_ROWS = 40
AGAIN = 0.8  # more weight per ln of further mentions
SMALL, BIG, SMALLEST = 2.0, 4.0, 0.3  # powers of ten of the population, and the least that a village tells


@dataclass(slots=True)
class Spot:
    """A place name in a post, the places it may be, and the place name that says where it lies."""

    start: int
    end: int
    text: str
    key: str
    rows: tuple[Row, ...]
    weight: float = 1.0  # how much it tells about the others
    rule: str = ""
    hint: str = ""  # "region" or "town", where a word beside the name says so: "Herat province", "the city of Herat"
    holder: Spot | None = None  # "Springfield" in "Springfield, Ill." has "Ill."
    is_elsewhere: bool = False  # no place of this name is listed in the region that holds it


@dataclass(slots=True)
class Sense:
    """The rows of one name of a post with their weights, which sum to one; best first after ``resolve``."""

    rows: tuple[Row, ...]
    weight: float = 1.0
    hint: str = ""
    shares: list[float] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)
    backing: float = 0.0  # how much else of the post lies in the region or neighbourhood of the best row …
    home: float = 0.0  # … and in its country

    def ranked(self) -> list[tuple[Row, float]]:
        """Rows with their shares, best first; ties keep the gazetteer's order."""
        return sorted(zip(self.rows, self.shares, strict=True), key=lambda pair: -pair[1])


class Surroundings:
    """How much of a post lies in each country, region, district and neighbourhood."""

    def __init__(self) -> None:
        self.areas: dict[str, float] = defaultdict(float)
        self.cells: dict[tuple[int, int], float] = defaultdict(float)

    def add(self, reading: Sense, sign: float = 1.0) -> None:
        """Count a reading in (or out, with ``sign`` -1)."""
        for row, share in zip(reading.rows, reading.shares, strict=True):
            amount = sign * share * reading.weight * telling(row)
            if amount:
                for area in areas_of(row):
                    self.areas[area] += amount
                if row.kind in ("town", "district"):
                    self.cells[cell_of(row)] += amount

    def support(self, row: Row) -> float:
        """How well a place fits what else the post names."""
        areas = areas_of(row)
        weights = (COUNTRY, REGION, DISTRICT)
        total = sum(w * log1p(max(0.0, self.areas[a])) for w, a in zip(weights, areas, strict=False) if a in self.areas)
        if row.kind in ("town", "district"):
            y, x = cell_of(row)
            near = sum(self.cells.get((y + i, x + j), 0.0) for i in (-1, 0, 1) for j in (-1, 0, 1))
            total += NEAR * log1p(max(0.0, near))
        return total

    def around(self, row: Row) -> float:
        """How much lies in the same region or near by."""
        y, x = cell_of(row)
        near = sum(self.cells.get((y + i, x + j), 0.0) for i in (-1, 0, 1) for j in (-1, 0, 1))
        return max(0.0, near, self.areas.get(row.region or "", 0.0))


def areas_of(row: Row) -> list[str]:
    """The country, region and district that a place is or lies in."""
    parts = row.path.rstrip(".").split(".") if row.path else []
    return [".".join(parts[: i + 1]) for i in range(len(parts))]


def cell_of(row: Row) -> tuple[int, int]:
    """The square of the map that a place stands in."""
    return floor(row.lat / CELL), floor(row.lon / CELL)


def prior(row: Row, hint: str = "") -> float:
    """How likely a place is meant before anything else of the post is looked at."""
    if hint:
        fits = row.kind in (("region", "district") if hint == "region" else ("town", "extra"))
        return SIZE * row.size + (HINTED if fits else 0.0)
    score = SIZE * row.size - (OTHER_NAME if row.how == "other" else 0.0)
    score += FAMOUS * max(0.0, row.size - 6) if row.kind == "town" else 0.0
    score += row.bonus + (IS_SEAT if row.seat else 0.0)
    return score + {"country": IS_COUNTRY, "region": IS_REGION}.get(row.kind, 0.0)


def telling(row: Row) -> float:
    """How much a reading says about the others: a village may bear a name by chance, a city hardly does."""
    return min(1.0, max(SMALLEST, (row.size - SMALL) / (BIG - SMALL))) if row.kind == "town" else 1.0


def narrow(spots: Sequence[Spot]) -> None:
    """Keep of each spot what lies in its holder, from the outermost holder inwards."""
    for spot in sorted(spots, key=lambda s: -s.start):
        if spot.holder is not None:
            holders = spot.holder.rows
            inside = tuple(r for r in spot.rows if any(r.lies_in(h) for h in holders))
            spot.is_elsewhere = not inside and _is_region(holders) and _is_town(spot.rows)
            spot.rows = inside or spot.rows


def _is_region(rows: Sequence[Row]) -> bool:
    """Whether a name is first of all a region's, and no town of its own weight bears it: "Vermont", not "Toronto"."""
    largest = rows[0] if rows else None
    if largest is None or largest.kind not in ("region", "district"):
        return False
    return not any(r.kind == "town" and r.people * 8 > largest.people for r in rows)


def _is_town(rows: Sequence[Row]) -> bool:
    return bool(rows) and rows[0].kind in ("town", "district")


def group(spots: Sequence[Spot]) -> list[list[Spot]]:
    """Spots of the same name and holder; a name without a holder goes with the first of the same name."""
    groups: dict[tuple[str, str, str], list[Spot]] = {}
    for spot in spots:
        if spot.holder is not None:
            groups.setdefault((spot.key, spot.holder.key, spot.hint), []).append(spot)
    firsts: dict[tuple[str, str], tuple[str, str, str]] = {}
    for name in groups:
        firsts.setdefault((name[0], name[2]), name)
    for spot in spots:
        if spot.holder is None:
            groups.setdefault(firsts.get((spot.key, spot.hint), (spot.key, "", spot.hint)), []).append(spot)
    return list(groups.values())


def has_twin(row: Row, rows: Sequence[Row]) -> bool:
    """Whether a region bears the name of a town in it that is large enough to be what it is named after."""
    return row.kind in ("region", "district") and any(
        r.kind == "town" and r.path.startswith(row.path + ".") and r.people * 8 > row.people for r in rows
    )


def settle(reading: Sense, surroundings: Surroundings | None) -> None:
    """Set a reading's shares by its rows' own weight and, where given, by the surroundings."""
    extra = [surroundings.support(r) if surroundings else 0.0 for r in reading.rows]
    if not reading.hint:
        extra = [e - (TWIN if has_twin(r, reading.rows) else 0.0) for e, r in zip(extra, reading.rows, strict=True)]
    reading.scores = [prior(r, reading.hint) + e for r, e in zip(reading.rows, extra, strict=True)]
    top = max(reading.scores)
    raw = [exp(s - top) for s in reading.scores]
    whole = sum(raw)
    reading.shares = [x / whole for x in raw]


def resolve(spots: Sequence[Spot], anchors: Iterable[Row] = ()) -> list[tuple[list[Spot], Sense]]:
    """The spots by sense, each with its reading. ``anchors`` are places that the beat is about."""
    narrow(spots)
    readings = []
    for members in group(spots):
        rows = next((s.rows for s in members if s.holder is not None), members[0].rows)
        weight = max(s.weight for s in members) * (1 + AGAIN * log1p(len(members) - 1))
        readings.append((members, Sense(rows[:MOST_ROWS], weight, members[0].hint)))
    known = [reading for _, reading in readings if reading.rows]
    fixed = [Sense((row,), shares=[1.0]) for row in anchors]
    for reading in known:
        settle(reading, None)
    for _ in range(ROUNDS):
        surroundings = Surroundings()
        for reading in (*fixed, *known):
            surroundings.add(reading)
        for reading in known:
            surroundings.add(reading, -1.0)
            settle(reading, surroundings)
            best = reading.ranked()[0][0]
            reading.backing, reading.home = surroundings.around(best), surroundings.areas.get(best.country or "", 0.0)
            surroundings.add(reading)
    return readings

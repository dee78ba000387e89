"""Place names resolved by the gazetteer. In: Reading, names. Out: Place. Never: guesses silently."""

from __future__ import annotations

from beatbook.code.places.gazetteer import Gazetteer, gazetteer
from beatbook.code.places.keys import place_key
from beatbook.code.places.resolve import SURE, Sense, Spot, resolve
from beatbook.code.places.rows import Row
from beatbook.code.places.spot import Spotter
from beatbook.code.reading import Reading
from beatbook.record import Mention, Place

MOST_RUNNERS_UP = 4
BACKED = 0.3  # of one other place of the post
LARGE = 300_000


def find_places(reading: Reading, mentions: tuple[Mention, ...]) -> tuple[Place, ...]:
    """All places in reading order, resolved or 'unresolved' with candidates."""
    known = gazetteer()
    spots = Spotter(reading, mentions, known).find()
    senses = resolve(spots, _anchors(reading, known))
    found = [
        _place(reading, spot, sense) for members, sense in senses if _is_likely(members, sense) for spot in members
    ]
    return tuple(sorted(found, key=lambda place: place.span))


def _is_likely(members: list[Spot], sense: Sense) -> bool:
    """Whether names that only stand inside others, or beside a cue, are places: where the post is about their area."""
    if any(spot.rule not in ("part", "cue") for spot in members):
        return True
    best = sense.ranked()[0][0]
    return sense.backing >= BACKED or best.kind in ("country", "region", "extra") or best.people >= LARGE


def _is_stray(spot: Spot, row: Row, sense: Sense) -> bool:
    """A town that only GeoNames' other names give, in a country that the post does not touch: Hassan for "Khasan".

    A name that begins with the whole of the other is the same in another spelling: "Samjiyon", "Samjiyŏn-ŭp".
    """
    if row.how != "other" or row.kind != "town" or max(sense.backing, sense.home) >= BACKED:
        return False
    own = place_key(row.name)
    return not (own.startswith(spot.key) or spot.key.startswith(own))


def _anchors(reading: Reading, known: Gazetteer) -> list[Row]:
    """What the beat says that it is about: the first meaning of each of its places."""
    names = (*reading.beat.scope.places, *(place for _, place in reading.beat.places))
    return [rows[0] for rows in map(known.find, dict.fromkeys(names)) if rows]


def _place(reading: Reading, spot: Spot, sense: Sense) -> Place:
    span = reading.span(spot.start, spot.end)
    ranked = sense.ranked() if sense.rows else []
    if not ranked or ranked[0][1] < SURE or spot.is_elsewhere or _is_stray(spot, ranked[0][0], sense):
        candidates = tuple(row.as_candidate() for row, _ in ranked[:MOST_RUNNERS_UP])
        return Place(span, spot.text, spot.text, "unresolved", runners_up=candidates, rule=spot.rule)
    best = ranked[0][0]
    others = tuple(row.as_candidate() for row, _ in ranked[1 : MOST_RUNNERS_UP + 1])
    return Place(
        span, spot.text, best.name, best.level, best.lat, best.lon, best.number, best.country, others, spot.rule
    )

"""Findings as the store keeps them: each with an id, a place among its kind, and a tag by which it is counted."""

from __future__ import annotations

from collections.abc import Iterable

from beatbook.corroborate.series import series_key
from beatbook.record import (
    Contradiction,
    Entity,
    Event,
    FiledReport,
    Origin,
    Post,
    PostCodes,
    Relevance,
    Risk,
    Series,
    Sighting,
    Story,
)
from beatbook.store import Thing

SEP = "\x1f"
OFF = "off the beat"

Finding = Entity | Story | FiledReport | Event | Origin | Series | Contradiction | Risk | Relevance

KINDS: dict[type, str] = {
    Entity: "entity",
    Story: "story",
    FiledReport: "report",
    Event: "event",
    Origin: "origin",
    Series: "series",
    Contradiction: "contradiction",
    Risk: "risk",
    Relevance: "relevance",
}


def as_thing(value: Finding) -> Thing:
    """A finding with where it stands among its kind: in the order in which ``assemble`` lists them."""
    if isinstance(value, Relevance):
        return Thing(value.post, value.post, value, "" if value.on_beat else OFF)
    if isinstance(value, Entity):
        return Thing(value.id, f"{value.name}{SEP}{value.id}", value)
    if isinstance(value, Story):
        return Thing(value.id, value.posts[0], value)
    if isinstance(value, FiledReport):
        trigger = value.report.trigger
        return Thing(value.id, f"{value.post}{SEP}{trigger.start:09d}{SEP}{trigger.end:09d}{SEP}{value.id}", value)
    if isinstance(value, Series):
        return Thing(value.id, SEP.join(series_key(value.points[0].figure)), value)
    if isinstance(value, Contradiction):
        return Thing(value.id, value.id, value, value.type)
    return Thing(value.id, value.id, value)


def by_kind(values: Iterable[Finding]) -> dict[str, list[Thing]]:
    """Findings of any kinds as things, kind by kind."""
    kinds: dict[str, list[Thing]] = {}
    for value in values:
        kinds.setdefault(KINDS[type(value)], []).append(as_thing(value))
    return kinds


def post_tag(post: Post) -> str:
    """What a summary counts of a post: the outlet that it is credited to."""
    return post.credit or post.outlet or ""


def codes_tag(codes: PostCodes) -> str:
    """What a summary counts of a post's codes: its figures."""
    return str(len(codes.figures))


def place_of(sightings: Iterable[Post]) -> str:
    """A post's place among the posts: that of its first sighting."""
    return min(map(place_of_sighting, sightings))


def place_of_sighting(post: Post) -> str:
    """By capture, then by place on the page."""
    return f"{post.capture}{SEP}{post.position:08d}{SEP}{post.start:09d}{SEP}{post.id}"


def sighting_thing(sighting: Sighting, place: str) -> Thing:
    """A sighting, after its post."""
    id_ = f"{sighting.post}@{sighting.seen.capture}@{sighting.seen.start}"
    return Thing(id_, f"{place}{SEP}{place_of_sighting(sighting.seen)}", sighting, sighting.post)

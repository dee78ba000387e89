"""What all posts together say: entities, stories, events, series, origins, contradictions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from beatbook.record.codes import EventReport, Figure, NameKind, RiskReason, RiskSign
from beatbook.record.dates import DateRange
from beatbook.record.span import Span

ContradictionType = Literal["conflict", "denial", "update", "rounding", "scope"]
TieKind = Literal["copy", "credit", "cited source", "same post"]


@dataclass(frozen=True, slots=True)
class FiledReport:
    """An event report under its id: ``make_id("report", post, type, start, end)``."""

    id: str
    post: str
    report: EventReport


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation, place or people over all posts."""

    id: str
    name: str  # the fullest form
    kind: NameKind
    names: tuple[str, ...]  # every form as printed
    spans: tuple[Span, ...]
    why: tuple[str, ...]  # why forms were joined


@dataclass(frozen=True, slots=True)
class Story:
    """Posts on one developing matter."""

    id: str
    name: str
    posts: tuple[str, ...]  # by report date, then order on the page
    terms: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two reports were taken for the same event, or were not though near."""

    left: str  # report ids
    right: str
    same: bool
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Event:
    """One happening, told by one report or many."""

    id: str
    type: str
    name: str
    reports: tuple[str, ...]  # report ids
    date: DateRange
    place: str | None
    story: str | None
    origins: int  # how many independent origins tell it
    part_of: str | None = None
    merges: tuple[Merge, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two posts are not independent of each other."""

    left: str  # post ids
    right: str
    kind: TieKind
    why: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Posts that go back to one source; they count once."""

    id: str
    name: str  # the outlet, wire or body they go back to
    posts: tuple[str, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One figure on a series' line."""

    post: str
    figure: Figure
    period: DateRange
    as_of: DateRange
    revises: Span | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one measure, population, place and kind of period on one line."""

    id: str
    name: str
    unit: str
    points: tuple[SeriesPoint, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a contradiction."""

    post: str
    spans: tuple[Span, ...]
    value: str
    source: str | None
    date: DateRange


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that do not agree, or only seem not to; the type says which."""

    id: str
    type: ContradictionType
    attribute: str  # age, toll, date, whereabouts, figure …
    left: Side
    right: Side
    why: str  # the rule that typed it, in words
    rule: str
    ruling: str | None = None  # what a person ruled about it


@dataclass(frozen=True, slots=True)
class Risk:
    """A person at risk, over all posts."""

    id: str
    person: str
    entity: str | None
    reasons: tuple[RiskReason, ...]
    signs: tuple[RiskSign, ...]


@dataclass(frozen=True, slots=True)
class Relevance:
    """Whether a post is on the beat, and why."""

    post: str
    on_beat: bool
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What corroboration found over all posts."""

    entities: tuple[Entity, ...] = ()
    stories: tuple[Story, ...] = ()
    reports: tuple[FiledReport, ...] = ()
    events: tuple[Event, ...] = ()
    origins: tuple[Origin, ...] = ()
    series: tuple[Series, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    risks: tuple[Risk, ...] = ()
    relevance: tuple[Relevance, ...] = ()

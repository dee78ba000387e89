"""What may leave, as frozen types of plain values. Publishers see nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a post's words; ``withheld`` says what kind of detail stood there instead of ``text``."""

    text: str
    withheld: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """The exact words behind a value, of which post, and where in it (offsets into the post's released text)."""

    post: int
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The words with marks where something is withheld."""
        return "".join(f"[{p.withheld} withheld]" if p.withheld else p.text for p in self.pieces)


@dataclass(frozen=True, slots=True)
class ReleasedPost:
    """A post as it may be shown."""

    number: int
    title: str
    date: str  # ISO, partial or an interval "a/b"; "" when unknown
    date_basis: str
    outlet: str | None  # the credited outlet
    capture: str  # name of the file or page it was read from
    link: str | None
    excerpt: tuple[Piece, ...]
    shortened: bool  # whether the excerpt is less than the post
    truncated: bool  # whether the page itself showed only a part
    part: int | None
    on_beat: bool
    why_off: str
    story: int | None
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReleasedReport:
    """One telling of an event."""

    words: Words
    date: str
    stance: str
    source: str | None
    outlet: str | None
    participants: tuple[tuple[str, str], ...]  # (role, words)


@dataclass(frozen=True, slots=True)
class ReleasedEvent:
    """One happening."""

    number: int
    type: str
    name: str
    date: str
    precision: str
    place: str | None
    story: int | None
    origins: int
    part_of: int | None
    reports: tuple[ReleasedReport, ...]
    why: tuple[str, ...]  # why reports were taken for one event


@dataclass(frozen=True, slots=True)
class ReleasedStory:
    """Posts on one matter, and its events in the order they happened."""

    number: int
    name: str
    posts: tuple[int, ...]
    events: tuple[int, ...]
    terms: tuple[str, ...]
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class ReleasedName:
    """A person or organisation; a protected person stands under a pseudonym."""

    number: int
    name: str
    kind: str
    names: tuple[str, ...]
    posts: tuple[int, ...]
    mentions: int
    protected: bool = False
    lat: float | None = None
    lon: float | None = None


@dataclass(frozen=True, slots=True)
class ReleasedFigure:
    """A figure: value with bounds, of what, where, when, who says so."""

    number: int
    low: float | None
    high: float | None
    best: float | None
    qualifier: str
    unit: str
    what: str | None
    place: str | None
    period: str
    as_of: str
    source: str | None
    outlet: str | None
    words: Words
    series: str | None


@dataclass(frozen=True, slots=True)
class ReleasedSeries:
    """Figures on one line."""

    number: int
    name: str
    unit: str
    figures: tuple[int, ...]
    periods: tuple[str, ...]  # period of each figure, as it was placed on the line


@dataclass(frozen=True, slots=True)
class ReleasedSide:
    """One side of a contradiction."""

    post: int
    value: str
    source: str | None
    outlet: str | None
    date: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class ReleasedContradiction:
    """Two statements that do not agree, or only seem not to."""

    number: int
    type: str
    attribute: str
    left: ReleasedSide
    right: ReleasedSide
    why: str
    ruling: str | None


@dataclass(frozen=True, slots=True)
class ReleasedOutlet:
    """An outlet: what is credited to it, and which posts go back to the same origin."""

    number: int
    name: str
    posts: tuple[int, ...]
    ties: tuple[str, ...]  # why these posts are one origin


@dataclass(frozen=True, slots=True)
class Release:
    """The only thing that may leave a book."""

    beat: str
    title: str
    captures: int
    posts: tuple[ReleasedPost, ...]
    stories: tuple[ReleasedStory, ...]
    events: tuple[ReleasedEvent, ...]
    names: tuple[ReleasedName, ...]
    places: tuple[ReleasedName, ...]
    figures: tuple[ReleasedFigure, ...]
    series: tuple[ReleasedSeries, ...]
    contradictions: tuple[ReleasedContradiction, ...]
    outlets: tuple[ReleasedOutlet, ...]
    protected_people: int
    withheld_details: int
    held_posts: int
    policy: tuple[str, ...]  # what was done to protect people, in sentences

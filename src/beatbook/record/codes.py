"""What one post says, coded: times, quantities, names, places, quotes, claims, figures, event reports, risks.

Every value holds the span of its words and, where a rule made it, the rule's name. Offsets point into ``Post.text``.
``None`` means: the report does not say.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from beatbook.record.dates import UNKNOWN, DateRange
from beatbook.record.span import Span

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Qualifier = Literal[
    "exact",
    "about",
    "nearly",
    "at least",
    "more than",
    "at most",
    "fewer than",
    "up to",
    "between",
    "dozens",
    "unknown",
]
Change = Literal["up", "down"]
NameKind = Literal["PER", "ORG", "LOC", "NORP", "OTHER"]
SourceKind = Literal["person", "organisation", "document", "outlet", "anonymous", "unstated"]
Stance = Literal["asserted", "alleged", "denied", "planned", "conditional", "question", "negated"]
Verification = Literal["unverified", "no comment", "disputed", "confirmed"]
PlaceLevel = Literal["point", "city", "region", "country", "border", "area", "unresolved"]
RiskReason = Literal["anonymity", "detained", "family", "minor", "victim", "listed"]


@dataclass(frozen=True, slots=True)
class TimeRef:
    """A time expression as TimeML (TIMEX3) codes it, and the days it can mean."""

    span: Span
    text: str
    type: TimexType
    value: str  # ISO 8601 / TIMEX3 value: 2017-12-21, 2017-W51, P2Y, PRESENT_REF, XXXX-WXX-4 …
    mod: str | None  # START, MID, END, APPROX, BEFORE, AFTER, ON_OR_BEFORE …
    range: DateRange
    rule: str
    tense: Literal["past", "present", "future"] | None = None  # of the verb that governs it, where one is seen


SignKind = Literal["fixed", "yearly", "day", "weekday", "week", "month"]


@dataclass(frozen=True, slots=True)
class DateSign:
    """A time expression as a sign of the day a post was written; it holds whatever that day is.

    ``fixed``: names its days with their year. ``yearly``: the same without a year; of ``earliest`` and ``latest`` only
    month and day count. The others are told from the day of writing: ``step`` days, weeks or months from it, or for
    ``weekday`` the nearest day ``step`` (1 Monday … 7 Sunday) on the side of ``tense``.
    """

    span: Span
    text: str
    kind: SignKind
    tense: Literal["past", "present", "future"] | None
    earliest: date | None = None
    latest: date | None = None
    step: int = 0
    weekday: int | None = None  # printed beside a day of the month: "Thursday, December 14"


@dataclass(frozen=True, slots=True)
class PostSigns:
    """The signs of its own day that a post's words hold, in reading order."""

    post: str
    signs: tuple[DateSign, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bounds, its unit and what is counted. ``low``/``high`` None: open."""

    span: Span
    text: str
    low: float | None
    high: float | None
    best: float | None
    qualifier: Qualifier
    unit: str  # ISO 4217 code, a unit's singular English name, or "-"
    what: str | None = None  # the head noun with its modifiers: "North Korean refugees"
    what_span: Span | None = None
    change: Change | None = None
    share: bool = False  # a share or part: "7 of 17", "60 %"
    part_of: Span | None = None  # the quantity it is a part of
    about: str | None = None  # whom or what the report says it of, where that is not what is counted
    reached: Change | None = None  # the way of a movement that ended at this value: "fell to 80"; no change by 80
    noun: str | None = None  # "what" as a dictionary has it: "North Korean refugee"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as printed, and which name of the post it stands for."""

    span: Span
    text: str
    kind: NameKind
    entity: str  # the fullest form in this post: "Kim" -> "Kim Jeong-cheol"
    title: str | None = None  # "Ambassador", "Mr"
    rule: str = ""


@dataclass(frozen=True, slots=True)
class PlaceCandidate:
    """One reading of a place name."""

    name: str
    geonames_id: int | None
    country: str | None  # ISO 3166-1 alpha-2
    lat: float | None
    lon: float | None
    level: PlaceLevel


@dataclass(frozen=True, slots=True)
class Place:
    """A place name and the place it was resolved to; ``runners_up`` are the readings not chosen."""

    span: Span
    text: str
    name: str
    level: PlaceLevel
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None
    country: str | None = None
    runners_up: tuple[PlaceCandidate, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it. ``name`` is the resolved fullest form; ``kind`` as HRDs and newsrooms tell sources apart."""

    text: str
    kind: SourceKind
    span: Span | None
    name: str | None = None
    cites: str | None = None  # the outlet or body it is cited from: "told Le Monde"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks, and whose they are."""

    span: Span  # with its marks
    text: str
    speaker: str | None
    speaker_span: Span | None
    cue_span: Span | None = None
    direct: bool = True  # False: scare quotes, titles of works
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that somebody says."""

    content: Span
    source: Source | None
    cue: Span | None
    stance: Stance
    verification: Verification | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that a book keeps: of whom, where, when, as of when, who says so."""

    quantity: Quantity
    population: str | None
    place: str | None
    place_span: Span | None
    period: DateRange
    as_of: DateRange
    source: Source | None
    series: str | None = None  # name of a series in beat.toml
    scope: str | None = None  # what tells it from a like figure: "so far this year", "since 1998"
    rule: str = ""

    @property
    def span(self) -> Span:
        """Where the quantity stands."""
        return self.quantity.span


@dataclass(frozen=True, slots=True)
class Participant:
    """Who took part in an event, in which role, and how many."""

    role: str  # actor, target, victim, place of origin …: the roles of the event type
    text: str
    span: Span
    entity: str | None = None
    count: Quantity | None = None


@dataclass(frozen=True, slots=True)
class EventReport:
    """One telling of one happening in one post."""

    type: str  # an event type of the beat's codebook
    plover: str | None
    trigger: Span
    spans: tuple[Span, ...]  # the words that tell it (clause or sentence first)
    date: DateRange  # when it happened
    date_span: Span | None
    place: str | None
    place_span: Span | None
    participants: tuple[Participant, ...]
    stance: Stance
    source: Source | None
    background: bool = False  # retold, not the news of this post
    rule: str = ""


@dataclass(frozen=True, slots=True)
class RiskDetail:
    """A detail that helps to identify a person at risk."""

    type: str  # age, kin, place, date, occupation, name, companions …
    span: Span


@dataclass(frozen=True, slots=True)
class RiskSign:
    """Words in one post that say somebody must be protected."""

    person: str  # as the post calls them: "a woman now living in Seoul"
    person_span: Span | None
    reason: RiskReason
    spans: tuple[Span, ...]  # the words that say why
    details: tuple[RiskDetail, ...] = ()
    entity: str | None = None  # their name, where the post prints one
    rule: str = ""


@dataclass(frozen=True, slots=True)
class TollCount:
    """How many people, the rule that chose the number and the words that say it."""

    value: int
    rule: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Toll:
    """Killed and injured of the happening that a post is about; ``None`` where it does not say, or disagrees."""

    killed: TollCount | None = None
    injured: TollCount | None = None


@dataclass(frozen=True, slots=True)
class PostCodes:
    """Everything that coding found in one post."""

    post: str
    times: tuple[TimeRef, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    places: tuple[Place, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    figures: tuple[Figure, ...] = ()
    reports: tuple[EventReport, ...] = ()
    risks: tuple[RiskSign, ...] = ()
    toll: Toll = Toll()
    date: DateRange = UNKNOWN  # the post's date bounds, narrowed by the text
    terms: tuple[str, ...] = field(default=())  # lemmas and names for stories and relevance, in order, with repeats

"""The frozen types that every room shares, and their small algebras.

In: values. Out: values. Never: does I/O.
"""

from beatbook.record.capture import Capture, CaptureKind, LeftOut, Problem
from beatbook.record.codes import (
    Claim,
    EventReport,
    Figure,
    Mention,
    Participant,
    Place,
    PlaceCandidate,
    PostCodes,
    Quantity,
    Quote,
    RiskDetail,
    RiskSign,
    Source,
    TimeRef,
)
from beatbook.record.dates import UNKNOWN, DateRange, day
from beatbook.record.findings import (
    Contradiction,
    Entity,
    Event,
    FiledReport,
    Findings,
    Merge,
    Origin,
    Relevance,
    Risk,
    Series,
    SeriesPoint,
    Side,
    Story,
    Tie,
)
from beatbook.record.ids import make_id
from beatbook.record.post import Credit, Post, normal_words, post_id
from beatbook.record.record import Judgement, JudgementKind, Record, Sighting
from beatbook.record.span import Run, SourceMap, Span

__all__ = [
    "UNKNOWN",
    "Capture",
    "CaptureKind",
    "Claim",
    "Contradiction",
    "Credit",
    "DateRange",
    "Entity",
    "Event",
    "EventReport",
    "Figure",
    "FiledReport",
    "Findings",
    "Judgement",
    "JudgementKind",
    "LeftOut",
    "Mention",
    "Merge",
    "Origin",
    "Participant",
    "Place",
    "PlaceCandidate",
    "Post",
    "PostCodes",
    "Problem",
    "Quantity",
    "Quote",
    "Record",
    "Relevance",
    "Risk",
    "RiskDetail",
    "RiskSign",
    "Run",
    "Series",
    "SeriesPoint",
    "Side",
    "Sighting",
    "Source",
    "SourceMap",
    "Span",
    "Story",
    "Tie",
    "TimeRef",
    "day",
    "make_id",
    "normal_words",
    "post_id",
]

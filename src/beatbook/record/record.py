"""The whole record of a book: what was collected, read, coded and found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from beatbook.record.capture import Capture, Problem
from beatbook.record.codes import PostCodes
from beatbook.record.findings import Findings
from beatbook.record.post import Post

JudgementKind = Literal["contradiction", "relevance", "risk"]


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a post was seen: a post seen again keeps its id, and every sighting is kept."""

    post: str  # id of the post that is shown
    seen: Post  # as this capture had it
    newest: bool = True  # whether it is the version shown


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person ruled about one thing, under a key made of post ids and spans, never of a machine's number."""

    key: str
    kind: JudgementKind
    verdict: str
    note: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """Everything a book knows, before protection. Never leaves as it is."""

    captures: tuple[Capture, ...]
    posts: tuple[Post, ...]
    sightings: tuple[Sighting, ...]
    codes: tuple[PostCodes, ...]  # one for each post, in the posts' order
    findings: Findings
    judgements: tuple[Judgement, ...] = ()
    problems: tuple[tuple[str, Problem], ...] = ()  # (step, problem)

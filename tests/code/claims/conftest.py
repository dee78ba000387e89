"""Texts read by the pipeline that ships with the package, with the names of the names room."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from beatbook.beat import Beat
from beatbook.code.claims.assemble import Told, tell
from beatbook.code.names import find_names
from beatbook.code.reading import Reading
from beatbook.english import pipeline
from beatbook.record import Claim, Post


@cache
def told(text: str) -> Told:
    reading = Reading(Post("post-1", "capture-1", "", text), pipeline()(text), Beat("test"))
    return tell(reading, find_names(reading))


class Line:
    """A claim as words, for tests."""

    def __init__(self, text: str, claim: Claim) -> None:
        self.claim = claim
        self.content = text[claim.content.start : claim.content.end]
        self.source = claim.source.text if claim.source else None
        self.kind = claim.source.kind if claim.source else None
        self.name = claim.source.name if claim.source else None
        self.cites = claim.source.cites if claim.source else None
        self.cue = text[claim.cue.start : claim.cue.end] if claim.cue else None
        self.stance, self.verification, self.rule = claim.stance, claim.verification, claim.rule


@pytest.fixture
def claims() -> Callable[[str], list[Line]]:
    return lambda text: [Line(text, claim) for claim in told(text).claims]


@pytest.fixture
def quotes() -> Callable[[str], list[tuple[str, str | None, bool]]]:
    return lambda text: [(q.text, q.speaker, q.direct) for q in told(text).quotes]

"""Sentences about a claim: nobody could check it, somebody would not comment, somebody disputes or confirms it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from beatbook.record.codes import Verification


@dataclass(frozen=True, slots=True)
class Check:
    """Words that say how well something is known. Offsets are code points into the text."""

    start: int
    end: int
    verification: Verification
    subject: bool  # the words need a source of their own: "the ministry declined to comment"
    before: bool  # they are about the claim told before them: "could not verify this"


@cache
def _patterns() -> tuple[tuple[Verification, bool, bool, re.Pattern[str]], ...]:
    data = tomllib.loads(resources.files(__package__).joinpath("verification.toml").read_text(encoding="utf-8"))
    return tuple(
        (rule["is"], rule.get("subject", False), rule.get("before", False), re.compile(pattern, re.IGNORECASE))
        for rule in data["rule"]
        for pattern in rule["patterns"]
    )


def find_checks(text: str) -> list[Check]:
    """All such words in reading order, the longer of two that overlap."""
    hits = [
        Check(m.start(), m.end(), verification, subject, before)
        for verification, subject, before, pattern in _patterns()
        for m in pattern.finditer(text)
    ]
    hits.sort(key=lambda c: (c.start, -c.end))
    kept: list[Check] = []
    for hit in hits:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept

"""One saying: a word of saying, who it is said by, and what is said, as tokens of one doc."""

from __future__ import annotations

from dataclasses import dataclass

from beatbook.code.claims.tree import Extent
from beatbook.code.parsed import Token
from beatbook.record.codes import Stance


@dataclass(frozen=True, slots=True)
class Saying:
    """One saying before its source is told: tokens of one doc, and the content's place in its text."""

    content: Extent
    root: Token | None  # the content's main word
    cue: Token | None
    source: Token | None  # the main word of who says it
    rule: str
    stance: Stance = "asserted"
    negated: bool = False  # the saying itself: "did not say"

"""What a normaliser looks at: the anchor day, the mode, the tense, and what was mentioned before."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from beatbook.code.times.calendar import Point, point_of
from beatbook.code.times.tense import Tense, Tenses
from beatbook.code.times.words import Words
from beatbook.record.codes import TimexType

Mode = Literal["news", "narrative"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means: TIMEX3 type, value and mod."""

    type: TimexType
    value: str
    mod: str | None = None
    sets_reference: bool = True  # whether later words ("that day") may refer to it


@dataclass(slots=True)
class Scene:
    """State of reading one text from front to back, for one anchor day."""

    words: Words
    tenses: Tenses
    anchor: date | None
    mode: Mode
    reference: Point | None = None  # the date mentioned last
    reference_at: int = -1  # the word it stood at
    quarter: tuple[str, int] | None = None  # the quarter mentioned last, with the word it stood at
    notes: dict[str, str] = field(default_factory=dict)

    def tense(self, i: int, j: int) -> Tense | None:
        """Tense of the verb that governs words ``i`` to ``j``."""
        return self.tenses.at(i, j)

    @property
    def base(self) -> Point | None:
        """The date that relative words count from: the post's day in news, the last date mentioned in narrative."""
        if self.mode == "narrative":
            return self.reference
        return point(self.anchor)

    @property
    def near(self) -> Point | None:
        """The date that "that day" or "the following month" count from."""
        return self.reference or point(self.anchor)

    def remember(self, meaning: Meaning, at: int) -> None:
        """Keep what was said for later words to refer to."""
        if meaning.type not in ("DATE", "TIME") or not meaning.sets_reference:
            return
        if "-Q" in meaning.value:
            self.quarter = (meaning.value, at)
        found = point_of(meaning.value)
        if found is not None:
            self.reference, self.reference_at = found, at


def point(day: date | None) -> Point | None:
    """A day as a point."""
    return Point(day.year, day.month, day.day) if day else None

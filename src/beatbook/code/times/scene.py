"""What a normaliser looks at: the anchor day, the mode, the tense, and what was mentioned before."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from beatbook.code.times.calendar import Point, point_of
from beatbook.code.times.rules import Match
from beatbook.code.times.tense import Tense, Tenses
from beatbook.code.times.words import Words
from beatbook.record import DateRange
from beatbook.record.codes import TimexType

Mode = Literal["news", "narrative"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means: TIMEX3 type, value and mod."""

    type: TimexType
    value: str
    mod: str | None = None
    sets_reference: bool = True  # whether later words ("that day") may refer to it
    days: DateRange | None = None  # the days it covers where the value does not say: "the past two weeks"


@dataclass(slots=True)
class Scene:
    """State of reading one text from front to back, for one anchor day."""

    words: Words
    tenses: Tenses
    anchor: date | None
    mode: Mode
    reference: Point | None = None  # the date mentioned last
    happened: Point | None = None  # the same, unless somebody only spoke on it
    opens: bool = False  # whether that date opened its sentence: "In 1937, …" moves the story on
    chain: Point | None = None  # the last date mentioned that names its month: what a story moves along
    told: Point | None = None  # the last date printed with its year
    told_at: int = 0  # the word after it
    open_year: bool = False  # whether the post's own date leaves the year open
    quarter: str | None = None  # the quarter that the text reports on: the first it mentions
    reports_quarter: bool = False  # whether a quarter, not a year, was spoken of last

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
        return self.happened or point(self.anchor)

    def remember(self, meaning: Meaning, at: int, end: int) -> None:
        """Keep what was said for later words to refer to."""
        if meaning.type == "DURATION":
            self.reports_quarter = self.reports_quarter and meaning.value not in ("P9M", "P6M", "P1Y")
        if meaning.type not in ("DATE", "TIME") or not meaning.sets_reference:
            return
        if re.fullmatch(r"\d{4}-Q[1-4]", meaning.value):
            self.quarter = self.quarter or meaning.value
            self.reports_quarter = True
        found = point_of(meaning.value)
        if found is None or self._repeats_year(found):
            return
        if not self._is_said(at, end):
            self.happened = found
        self.reference = found
        if meaning.value[:4] in self.words.lows[at:end]:
            self.told, self.told_at = found, end
        self.opens = self.words.starts_sentence(at) or self.words.starts_sentence(at - 1)
        if found.month is not None:
            self.chain = found

    def _is_said(self, at: int, end: int) -> bool:
        """Whether news only tells when somebody spoke: "the mill burned down on Sunday, the owner said on Thursday"."""
        return self.mode == "news" and self.happened is not None and self.tenses.is_said(at, end)

    def _repeats_year(self, found: Point) -> bool:
        """A bare year that holds the date mentioned last says nothing new."""
        return found.month is None and self.reference is not None and found.year == self.reference.year


def point(day: date | None) -> Point | None:
    """A day as a point."""
    return Point(day.year, day.month, day.day) if day else None


Maker = Callable[[Match, Scene], Meaning | None]
"""A normaliser: a match and the scene into what it means, ``None`` when it means nothing."""

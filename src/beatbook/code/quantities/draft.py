"""A number on its way to a quantity: what each pass fills in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from beatbook.record.codes import Change, Qualifier
from beatbook.text.numbers import Number

Kind = Literal["count", "money", "share", "time", "age", "times", "measure", "score"]


@dataclass(frozen=True, slots=True)
class Draft:
    """``start``/``end`` take in sign, unit and qualifier as they are found; offsets are code points."""

    start: int
    end: int
    number: Number
    unit: str = "-"
    kind: Kind = "count"
    qualifier: Qualifier | None = None  # None: not yet asked
    change: Change | None = None
    reached: Change | None = None  # "fell to 80": where the movement ended
    share: bool = False
    part_of: int | None = None  # start of the draft that it is a part of
    low: float | None = None
    high: float | None = None
    best: float | None = None
    negative: bool = False
    attributive: bool = False  # stands before the noun it describes: "a 10-mile road"
    rule: str = "number"

    @property
    def is_range(self) -> bool:
        """Whether two numbers are printed."""
        return self.number.kind == "range"

    def with_number(self, number: Number) -> Draft:
        """The same words with another value."""
        return replace(self, number=number, low=number.low, high=number.high, best=number.best)

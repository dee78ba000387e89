"""What looks like a number and counts nothing: years, names, scores, list numbers. In: text. Out: which drafts stay."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from beatbook.code.quantities import idle, in_names
from beatbook.code.quantities.draft import Draft
from beatbook.code.quantities.tables import BLANK, MONTH, either, load
from beatbook.record import TimeRef
from beatbook.text.numbers import DASHES

_B = rf"[{BLANK}]"


@cache
def _masked_text() -> re.Pattern[str]:
    """Stretches of text in which no number counts anything."""
    fixed = either(load("masks")["fixed"])
    return re.compile(
        "|".join(
            (
                r"\bhttps?://\S+|\bwww\.\S+|\S+@\S+\.\w+",
                r"(?<![\w$€£])(?:\+\d{1,3}[ \-])?(?:\(\d{2,5}\) ?|\d{2,4}[ .\-])\d{3,4}[ .\-]\d{3,4}(?![\d,.]*\d)",
                rf"\b\d{{1,2}}(?:[:.]\d{{2}})?{_B}?(?:[ap]\.m\b\.?|[ap]m\b)",
                r"(?<![\d.])\d{1,2}:\d{2}(?::\d{2})?\b",
                r"(?<![\d])['’]\d0s\b|\b\d{1,3}0s\b|\b(?:19|20)\d\ds\b",
                rf"\b{MONTH}{_B}\d{{1,2}}(?:st|nd|rd|th)?(?:{_B}?[{DASHES}]{_B}?(?:{MONTH}{_B})?\d{{1,2}}(?!\d))?"
                rf"(?:,?{_B}(?:19|20)\d\d(?!\d))?(?![\d,]*\d|%)",
                rf"(?<![\d.,$€£])\d{{1,2}}(?:{_B}?[{DASHES}]{_B}?\d{{1,2}})?{_B}{MONTH}(?![a-z])"
                rf"(?:,?{_B}(?:19|20)\d\d\b)?",
                rf"\b{MONTH}{_B}(?:of{_B})?(?:19|20)\d\d\b",
                r"\b(?:19|20)\d\d[-–/](?:(?:19|20)\d\d|\d\d)\b(?![,.]?\d)",
                r"\b\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}\b",
                rf"(?i:\b{fixed}(?![a-z]))",
                r"\b\d+(?:x|-by-|×)\d+\b(?!\s?(?:m|cm|mm|ft|km)\b)",
                r"\b[A-Za-z]{2,}-?\d+[A-Za-z]*(?:-\d*[A-Za-z]+)+",
            )
        )
    )


class Masks:
    """The masked stretches of one text, asked draft by draft."""

    def __init__(self, text: str, times: tuple[TimeRef, ...]) -> None:
        self.text = text
        spans = [m.span() for m in _masked_text().finditer(text)]
        self._spans = spans
        self._starts = [s for s, _ in spans]
        self._dates = [(t.span.start, t.span.end) for t in times if t.type in ("DATE", "TIME")]
        self._date_starts = [s for s, _ in self._dates]

    def hides(self, draft: Draft) -> bool:
        """Whether the draft counts nothing."""
        if draft.kind != "money" and draft.kind != "share" and self._covered(draft):
            return True
        if draft.number.end - draft.number.start == len(self.text.strip()):
            return False  # a text that is nothing but a number
        return any(test(self.text, draft) for test in (*idle.TESTS, *in_names.TESTS))

    def _covered(self, draft: Draft) -> bool:
        at = draft.number.start
        if _inside(self._spans, self._starts, at):
            return True
        return draft.kind != "time" and _inside(self._dates, self._date_starts, at)

    def is_dated(self, draft: Draft) -> bool:
        """Whether the number stands in a date or another masked stretch."""
        return self._covered(draft)

    def hides_alone(self, draft: Draft) -> bool:
        """Whether a single number is a date, a year or part of a name, whatever stands on its other side."""
        if draft.kind not in ("count", "age"):
            return draft.kind == "measure" and self._covered(draft)  # "9.20pm" is no length
        return (
            self._covered(draft)
            or idle.is_ordinal(self.text, draft)
            or idle.is_year(self.text, draft)
            or in_names.is_bare(self.text, draft)
            or in_names.is_designated(self.text, draft)
        )


def _inside(spans: list[tuple[int, int]], starts: list[int], at: int) -> bool:
    i = bisect_right(starts, at) - 1
    return i >= 0 and spans[i][0] <= at < spans[i][1]

"""News or narrative: whether relative words count from the post's day or from the last date mentioned."""

from __future__ import annotations

from beatbook.code.times.scene import Mode
from beatbook.code.times.words import Words, split_words
from beatbook.record import DateRange

# A history dates its sentences itself and never says "yesterday". Set on the development halves.
_LEAST_DATED = 6  # dated expressions (month or year) before a text can be a history
_DATED_SHARE = 0.010  # of all words
_DEICTIC_SHARE = 0.2  # of all expressions: more than that is news


def choose_mode(text: str, anchor: DateRange) -> Mode:
    """The mode that fits a text."""
    return _choose(split_words(text), anchor)


def _choose(words: Words, anchor: DateRange) -> Mode:
    past = deictic = 0
    newest = anchor.latest.year if anchor.latest else 0
    for i in range(len(words)):
        if words.codes[i] <= "\x03":
            continue
        if words.is_a(i, "YEAR"):
            past += words.lows[i] < str(newest - 1) if newest else 1
        elif _is_deictic(words, i):
            deictic += 1
    dated = past >= _LEAST_DATED and past >= _DATED_SHARE * len(words)
    return "narrative" if dated and deictic <= _DEICTIC_SHARE * (past + deictic) else "news"


def _is_deictic(words: Words, i: int) -> bool:
    if words.is_a(i, "WEEKDAY") or words.is_a(i, "TODAY") or words.is_a(i, "TONIGHT") or words.low(i) == "ago":
        return True
    return words.is_a(i, "CALUNIT") and words.low(i - 1) in ("last", "this", "next")

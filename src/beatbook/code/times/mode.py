"""News or narrative: whether relative words count from the post's day or from the last date mentioned."""

from __future__ import annotations

from beatbook.code.times.lexicon import LEXICON, OTHERCAP
from beatbook.code.times.scene import Mode
from beatbook.code.times.words import Words
from beatbook.record import DateRange

# A history dates its sentences itself and hardly says "yesterday". Measured on the development halves, shares of
# pointing words among all dates: histories 0.00-0.05, news with several old years 0.22-0.33.
_LEAST_YEARS = 5  # old years before a text can be a history
_MOST_POINTING = 0.12  # share of words that point from the day of writing
_POINTING = frozenset("".join(LEXICON.codes_of(name) for name in ("WEEKDAY", "TODAY", "TONIGHT")))


def choose_mode(words: Words, anchor: DateRange) -> Mode:
    """The mode that fits a text; ``anchor`` tells which years are old."""
    newest = anchor.latest.year - 1 if anchor.latest else 9999
    years = months = pointing = 0
    for i, code in enumerate(words.codes):
        if code <= OTHERCAP:
            continue
        if _is_old_year(words, i, newest):
            years += 1
        elif words.is_month(i):
            months += 1
        elif _points(words, i):
            pointing += 1
    told = years >= _LEAST_YEARS and pointing <= _MOST_POINTING * (years + months + pointing)
    return "narrative" if told else "news"


def _is_old_year(words: Words, i: int, newest: int) -> bool:
    if words.is_a(i, "YEAR"):
        return int(words.lows[i]) < newest
    return words.lows[i] in ("bc", "bce") and words.is_a(i - 1, "DIGITS")


def _points(words: Words, i: int) -> bool:
    """Whether a word counts from the day of writing: Tuesday, yesterday, two years ago, last week."""
    if words.codes[i] in _POINTING or words.low(i) == "ago":
        return True
    return words.is_a(i, "CALUNIT") and words.low(i - 1) in ("last", "this", "next")

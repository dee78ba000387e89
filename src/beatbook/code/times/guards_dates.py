"""When a rule for dates must be refused: numbers that are no years, verbs that look like months."""

from __future__ import annotations

from beatbook.code.times.guard_words import said
from beatbook.code.times.lexicon import LEXICON
from beatbook.code.times.rules import Match

_LISTED = 8  # words looked back over in a list of numbers


def month(match: Match) -> bool:
    """Bare month names that are also verbs, names or short forms need a word that says so."""
    words, i = match.words, match.i
    low, before = words.low(i), words.low(i - 1)
    if before in said("month_before") or (before == "(" and words.low(i + 1) == ")"):
        return True
    if "MONTHABBR" in LEXICON.words[low]:
        return words.low(i + 1) == "." and words.glued(i + 1)
    if low == "may":
        return False
    named = words.is_capital(i - 1) and not words.starts_sentence(i - 1) and i > 0
    if low in ("march", "august", "april", "june") and (named or words.starts_sentence(i)):
        return False
    follows_name = low in ("april", "june", "august") and words.is_capital(i + 1)
    marches = low == "march" and words.low(i + 1) in ("for", "on", "of", "to", "against", "through")
    return not (marches or follows_name or (words.starts_sentence(i) and words.is_capital(i + 1)))


def month_year(match: Match) -> bool:
    """Refuses "May 2000 people"."""
    return not words_measure(match, match.j)


def words_measure(match: Match, j: int) -> bool:
    """Whether the word at ``j`` is something that is counted."""
    return match.words.is_a(j, "MEASURE") or match.words.low(j) in ("%", "million", "billion", "thousand", "hundred")


def decade(match: Match) -> bool:
    """Refuses "in her 40s", an age."""
    if len(match.low("dec").strip("'’‘s")) > 2 or not match.low("dec")[0].isdigit():
        return True
    before = match.words.low(match.i - 1)
    return match.words.low(match.i) == "the" or (
        before in ("the", "early", "late") and match.words.low(match.i - 2) == "the"
    )


def year(match: Match) -> bool:
    """A number of four digits is a year by what stands around it."""
    words, i, j = match.words, match.i, match.j
    low, before, after = words.lows[match.parts["y"][0]], words.low(i - 1), words.low(j)
    if not low.isdigit():
        return _worded_year(match)
    if words.is_a(i - 1, "MONEY") or after == "%" or words_measure(match, j) or before in ("#", "no", "number", "no."):
        return False
    if (words.glued(i) and before in (".", "/", "+", "*", "=", "@", "~")) or (
        words.glued(j) and after in ("/", "°", "+", "=")
    ):
        return False
    if not _hyphens_fit(match) or _is_numbered(match):
        return False
    value = int(low)
    if 1900 <= value <= 2039:
        return not _is_count(match, value)
    if 1700 <= value < 1900 and (words.is_a(i - 1, "YEARPREP") or not after or after in ".,;:)!?" or after == "-"):
        return not _is_count(match, value)
    return (
        1000 <= value <= 2100
        and ((words.is_a(i - 1, "YEARPREP") and before not in said("articles")) or _in_brackets(match))
        and not (value % 100 == 0 and after.endswith("s"))
    )


def _is_numbered(match: Match) -> bool:
    """For "Resolutions 1695, 1718 and 1874"."""
    words, k = match.words, match.i - 1
    for _ in range(_LISTED):
        if words.low(k) in said("numbered"):
            return True
        if words.low(k) not in (",", "and", "or", ".", "#") and not words.low(k).isdigit():
            return False
        k -= 1
    return False


def _hyphens_fit(match: Match) -> bool:
    """A hyphen may tie a year to a year or to "mid", not to the parts of a telephone number or a code."""
    words, i, j = match.words, match.i, match.j
    if words.low(i - 1) == "-" and words.glued(i):
        before = words.low(i - 2)
        if before.isdigit() and not words.is_a(i - 2, "YEAR"):
            return words.is_a(i - 2, "DAYNUM") and words.is_month(i - 3)
        if words.low(i - 3) == "-" and words.glued(i - 2):
            return False
        if not before.isdigit() and before not in ("mid", "pre", "post", "early", "late", "to", "and"):
            return False
    tied = words.low(j) == "-" and words.glued(j) and words.low(j + 1).isdigit()
    return not tied or words.is_a(j + 1, "YEAR") or words.is_a(j + 1, "YY")


def _is_count(match: Match, value: int) -> bool:
    before, after = match.words.low(match.i - 1), match.words.low(match.j)
    if before in said("estimates") and match.words.low(match.i - 2) != "since":
        return True
    plural = after.endswith("s") and len(after) > 3 and not match.words.is_capital(match.j)
    return value == 2000 and plural and before not in ("in", "since", "the", "of", "its")


def _in_brackets(match: Match) -> bool:
    before, after = match.words.low(match.i - 1), match.words.low(match.j)
    return (before == "(" and after in (")", "-", "–")) or (before == "-" and match.words.low(match.i - 2).isdigit())


def _worded_year(match: Match) -> bool:
    """Takes "nineteen ninety-six" as a year; "nineteen hundred people" and "two thousand" mostly are not."""
    start, end = match.parts["y"]
    lows = match.words.lows[start:end]
    if words_measure(match, match.j) or match.words.is_a(match.i - 1, "MONEY"):
        return False
    if match.words.is_a(match.j, "UNITS") or match.words.is_a(match.j, "UNIT"):
        return False
    if lows[0] in ("nineteen", "eighteen", "seventeen") and len(lows) >= 2 and lows[1] != "hundred":
        return True
    return match.words.low(match.i - 1) in ("in", "since", "by", "until", "year", "of")


def year_span(match: Match) -> bool:
    first, last = int(match.low("y")), int(match.low("yy"))
    if match.words.low(match.j) == "-" and match.words.glued(match.j):
        return False  # 2017-12-…
    return 1800 <= first <= 2099 and 0 < (last - first % 100) % 100 <= 20


def weekday_short(match: Match) -> bool:
    return match.words.glued(match.j - 1)


def other_day(match: Match) -> bool:
    """In "Feb. 3 and 4 May" the 4 belongs to May, and the 3 to February."""
    words, start = match.words, min(start for start, _ in match.parts.values())
    if match.rule.name == "month-and-day":
        return not words.is_month(match.j) and month_year(match)
    before = start - 2 if words.low(start - 1) == "." else start - 1
    return not words.is_month(before)


def calendar_day(match: Match) -> bool:
    """In "March 19-April 30" the 19 belongs to March."""
    if match.rule.name == "day-month" and match.words.low(match.parts["m"][0] - 1) == "-":
        before = match.i - 1
        if match.words.is_month(before):
            return False
    return month_year(match)


def season(match: Match) -> bool:
    """Refuses "the fall of the wall"."""
    words = match.words
    low = match.low("s")
    if low == "fall" and words.low(match.j) in said("fall_after") and not match.has("y"):
        return (words.low(match.j) in ("in", "of") and words.is_a(match.j + 1, "YEAR")) or words.low(match.i) in (
            "this",
            "last",
            "next",
        )
    if low == "fall" and match.rule.name == "prep-season":
        return words.low(match.i - 1) in ("in", "since", "by", "until", "till") and not words.low(match.j).endswith(
            "ing"
        )
    return not (low == "spring" and words.low(match.j) in ("from", "up", "to"))


def holiday(match: Match) -> bool:
    return match.words.is_capital(match.i) or match.words.low(match.i) in ("last", "this", "next", "the")


def day_of_month(match: Match) -> bool:
    """Refuses "the 18th century", "the 5th of them": nothing that is counted may follow."""
    words, j = match.words, match.j
    after = words.low(j)
    if after == "of":
        return words.low(j + 1) in ("this", "the") and words.low(j + 2) == "month"
    return (
        not after
        or not after[0].isalpha()
        or after in ("and", "or", "but", "to", "at", "in", "with", "when", "that", "for")
    )

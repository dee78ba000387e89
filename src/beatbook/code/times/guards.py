"""When a rule that fits the words must still be refused: numbers that are no years, verbs that look like months."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from beatbook.code.times.lexicon import LEXICON, load_toml
from beatbook.code.times.rules import Match
from beatbook.code.times.words import Words

Guard = Callable[[Match], bool]


@cache
def _said(name: str) -> frozenset[str]:
    """A list of guards.toml."""
    held = load_toml("guards.toml")[name]
    assert isinstance(held, list)
    return frozenset(held)


def month(match: Match) -> bool:
    """Bare month names that are also verbs, names or short forms need a word that says so."""
    words, i = match.words, match.i
    low, before = words.low(i), words.low(i - 1)
    if before in _said("month_before") or (before == "(" and words.low(i + 1) == ")"):
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


def decade(match: Match) -> bool:
    """Refuses "in her 40s", an age."""
    if len(match.low("dec").strip("'’‘s")) > 2 or not match.low("dec")[0].isdigit():
        return True
    before = match.words.low(match.i - 1)
    return match.words.low(match.i) == "the" or (
        before in ("the", "early", "late") and match.words.low(match.i - 2) == "the"
    )


def words_measure(match: Match, j: int) -> bool:
    """Whether the word at ``j`` is something that is counted."""
    return match.words.is_a(j, "MEASURE") or match.words.low(j) in ("%", "million", "billion", "thousand", "hundred")


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
    if not _hyphens_fit(match):
        return False
    value = int(low)
    if 1900 <= value <= 2039:
        return not _is_count(match, value)
    if 1700 <= value < 1900 and (words.is_a(i - 1, "YEARPREP") or not after or after in ".,;:)!?" or after == "-"):
        return not _is_count(match, value)
    return (
        1000 <= value <= 2100
        and ((words.is_a(i - 1, "YEARPREP") and before not in _said("articles")) or _in_brackets(match))
        and not (value % 100 == 0 and after.endswith("s"))
    )


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
    if before in _said("estimates") and match.words.low(match.i - 2) != "since":
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


def duration(match: Match) -> bool:
    """Ages, shares, ordinals and measures that look like lengths of time."""
    words = match.words
    unit = words.lows[match.parts["u"][0]]
    if is_age(match):
        return False
    number = match.low("n") if match.has("n") else ""
    if unit in ("second", "min", "sec", "hr", "yr") and number in ("a", "an", "one", "another", "half"):
        if words.low(match.j)[:1].isalpha() and words.low(match.j) not in ("or", "and", "later", "before", "after"):
            return False  # "for a second term"
        return words.low(match.i - 1) in ("for", "per", "in", "within", "every")
    if unit in ("quarter", "quarters") and (
        number in ("a", "an", "one", "half", "the") or words.low(match.j) == "of" or words.low(match.j - 2) == "-"
    ):
        return False
    if unit == "generation":
        return False
    if number in ("one",) and unit == "day":
        return False
    if number in ("a", "an") and _counted(match, words.low(match.i - 1)) and unit == "night":
        return False  # "$40 a night"
    if number == "24" and words.low(match.j) in ("a", "per") and words.low(match.j + 1) == "day":
        return False  # "24 hours a day": always
    if number == "some" and unit in ("day", "time"):
        return False
    return not (number in ("a", "an") and words.low(match.i - 1) in ("such", "many", "quite") and unit == "day")


def duration_pair(match: Match) -> bool:
    """The second unit must be the smaller one: "two days a week" is a rate."""
    order = ["S", "MIN", "H", "D", "W", "M", "Y", "DE", "CE"]
    units = [LEXICON.words[match.low(part)] for part in "uv"]
    first, second = (str(unit.get("UNIT") or unit["UNITS"]) for unit in units)
    if first not in order or second not in order or order.index(second) >= order.index(first):
        return False
    return not is_age(match) and not (
        match.low("k") in ("a", "an") and "and" not in match.words.lows[match.i : match.j]
    )


def is_age(match: Match) -> bool:
    """For "12-year-old", "40 years old", "aged 7 years"."""
    words, j = match.words, match.j
    if words.low(j) == "-" and words.low(j + 1) in _said("old"):
        return words.lows[match.parts["u"][0]] in ("year", "years")
    return (
        words.low(j) in ("old", "older", "younger")
        or (words.low(j), words.low(j + 1)) == ("of", "age")
        or words.low(match.i - 1) == "aged"
    )


def units_later(match: Match) -> bool:
    """Refuses "seconds before", which is seldom marked; "one day later" is."""
    if not match.has("n"):
        return match.words.lows[match.parts["u"][0]] not in ("seconds", "secs")
    return duration(match) or match.low("n") == "one"


def calendar_day(match: Match) -> bool:
    """In "March 19-April 30" the 19 belongs to March."""
    if match.rule.name == "day-month" and match.words.low(match.parts["m"][0] - 1) == "-":
        before = match.i - 1
        if match.words.is_month(before):
            return False
    return month_year(match)


def bare_units(match: Match) -> bool:
    low = match.words.low(match.i)
    if is_age(match) or match.words.is_capital(match.i):
        return False
    if match.words.is_a(match.i - 1, "DIGITS") or match.words.is_a(match.i - 1, "NUMWORD"):
        return False  # the number was refused, so is its unit
    if match.words.low(match.i - 1) == "on" or match.words.low(match.j) in ("when", "where"):
        return False
    if low == "hours" and (
        match.words.low(match.i - 1) in _said("hours_before") or match.words.is_a(match.i - 1, "DAYPART")
    ):
        return False
    if low in ("minutes", "seconds", "nights", "weekends"):
        return match.words.low(match.j) in ("later", "earlier", "before", "after") or match.words.low(match.i - 1) in (
            "for",
            "within",
            "in",
        )
    return low in ("hours", "days", "weeks", "months", "years", "decades", "centuries", "millennia")


def rate(match: Match) -> bool:
    """For "$3 a year", "twelve hours a day": after what is counted."""
    words, i, j = match.words, match.i, match.j
    unit = words.low(j - 1)
    if unit in ("second", "quarter", "generation", "night", "weekend", "century", "millennium"):
        return False
    article, before = words.low(i), words.low(i - 1)
    if article == "each":
        return False
    if article == "per":
        return True
    if words.low(j) in _said("rate_block_after"):
        return words.low(j) in ("in", "for", "to", "or", "and", "from", "of") and _counted(match, before)
    return _counted(match, before)


def _counted(match: Match, before: str) -> bool:
    words = match.words
    if before in _said("adverbs") or not before:
        return False
    return (
        before in ("%", "percent", "million", "billion", "thousand", "hundred", "once", "twice", "times")
        or before[0].isdigit()
        or words.is_a(match.i - 1, "MEASURE")
        or words.is_a(match.i - 1, "UNITS")
        or words.is_a(match.i - 1, "NUMWORD")
    )


def season(match: Match) -> bool:
    """Refuses "the fall of the wall"."""
    words = match.words
    low = match.low("s")
    if low == "fall" and words.low(match.j) in _said("fall_after") and not match.has("y"):
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


def clock(match: Match) -> bool:
    """Refuses "one am", a number and a verb."""
    if match.has("h") and match.has("ap"):
        return (
            match.low("h").replace(":", "").replace(".", "").isdigit()
            or "." in match.low("ap")
            or match.low("ap") == "pm"
        )
    return True


def reference_word(match: Match) -> bool:
    """Refuses "Future" and "Current" inside names."""
    words = match.words
    if match.rule.name == "future" and not (words.low(match.j).isalpha() and not words.is_capital(match.j)):
        return False
    if match.rule.name == "future":
        return words.low(match.i - 1) not in _said("owners") and words.low(match.j) not in _said("after_noun")
    if match.rule.name == "current" and words.low(match.i - 1) in ("direct", "alternating", "electric", "ocean"):
        return False
    return not (words.is_capital(match.i) and not words.starts_sentence(match.i))


def the_part(match: Match) -> bool:
    words = match.words
    if words.low(match.i) == "the" or match.words.lows[match.j - 1] == "hours":
        return words.is_a(match.j, "WEEKDAY") or (words.low(match.j) == "of" and _is_day(words, match.j + 1))
    return True


def _is_day(words: Words, i: int) -> bool:
    """Whether a day is named at word ``i``."""
    i += words.low(i) in ("the", "that", "this")
    return words.is_month(i) or any(words.is_a(i, name) for name in ("WEEKDAY", "DAYNUM", "ORDDAY", "CALUNIT"))


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


def relative_unit(match: Match) -> bool:
    """Refuses "the last day of the month", which no calendar step reaches."""
    words = match.words
    stepped = match.has("last") or match.has("next") or match.has("prior")
    return not (stepped and words.low(match.j) == "of" and not words.is_month(match.j + 1))


def for_the_unit(match: Match) -> bool:
    unit = match.words.lows[match.parts["u"][0]]
    return unit not in ("day", "decade", "century") and match.words.low(match.j) not in (
        "of",
        "before",
        "after",
        "when",
        "that",
        "-",
    )


def refused(match: Match) -> bool:
    """Words that are marked as times too seldom to pay (development halves: soon 2 of 34, previously 4 of 20)."""
    return False


GUARDS: dict[str, Guard] = {
    "bare_month": month,
    "calendar_month": month_year,
    "calendar_day": calendar_day,
    "day_range": month_year,
    "year": year,
    "year_span": year_span,
    "decade": decade,
    "duration": duration,
    "duration_pair": duration_pair,
    "span_units": lambda match: not is_age(match),
    "bare_units": bare_units,
    "vague_units": lambda match: not is_age(match),
    "units_later": units_later,
    "other_day": month_year,
    "day_of_month": day_of_month,
    "in_units": lambda match: duration(match),
    "word": lambda match: match.words.low(match.j) != "as",
    "rate": rate,
    "season": season,
    "holiday": holiday,
    "clock": clock,
    "current": reference_word,
    "future": reference_word,
    "recent": reference_word,
    "the_part": the_part,
    "for_the_unit": for_the_unit,
    "relative_unit": relative_unit,
    "previously": refused,
    "soon": refused,
}


def holds(match: Match) -> bool:
    """Whether nothing speaks against the match."""
    if match.rule.name == "weekday-short":
        return weekday_short(match)
    guard = GUARDS.get(match.rule.make)
    return guard is None or guard(match)

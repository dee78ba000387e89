"""When a rule for lengths of time must be refused: ages, shares, ordinals, rates."""

from __future__ import annotations

from beatbook.code.times.guard_words import said
from beatbook.code.times.lexicon import LEXICON
from beatbook.code.times.rules import Match


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
    if number == "one" and (
        unit == "day" or (unit == "night" and words.low(match.i - 1) not in ("for", "than", "just"))
    ):
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
    if words.low(j) == "-" and words.low(j + 1) in said("old"):
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


def units_before(match: Match) -> bool:
    """Takes "two days" of "two days before the vote", not of "two days before, …"."""
    words, side = match.words, match.parts["l" if match.has("l") else "e"]
    return units_later(match) and words.low(side[1])[:1].isalnum() and words.low(side[1]) not in said("no_complement")


def bare_units(match: Match) -> bool:
    low = match.words.low(match.i)
    if is_age(match) or match.words.is_capital(match.i):
        return False
    if match.words.is_a(match.i - 1, "DIGITS") or match.words.is_a(match.i - 1, "NUMWORD"):
        return False  # the number was refused, so is its unit
    if (
        match.words.low(match.i - 1) == "on"
        or match.words.is_a(match.i - 1, "SEASON")
        or match.words.low(match.j) in ("when", "where")
    ):
        return False
    if low == "hours" and (
        match.words.low(match.i - 1) in said("hours_before") or match.words.is_a(match.i - 1, "DAYPART")
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
    if unit == "day" and before == "hours" and words.low(i - 2) == "24":
        return False  # always
    if article == "each":
        return False
    if article == "per":
        return True
    if words.low(j) in said("rate_block_after"):
        return words.low(j) in ("in", "for", "to", "or", "and", "from", "of") and _counted(match, before)
    return _counted(match, before)


def _counted(match: Match, before: str) -> bool:
    words = match.words
    if before in said("adverbs") or not before:
        return False
    return (
        before in ("%", "percent", "million", "billion", "thousand", "hundred", "once", "twice", "times")
        or before[0].isdigit()
        or words.is_a(match.i - 1, "MEASURE")
        or words.is_a(match.i - 1, "UNITS")
        or words.is_a(match.i - 1, "NUMWORD")
    )

"""When a rule that fits the words must still be refused."""

from __future__ import annotations

from beatbook.code.times import guards_dates, guards_lengths
from beatbook.code.times.guard_words import Guard, said
from beatbook.code.times.rules import Match
from beatbook.code.times.words import Words


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
        return words.low(match.i - 1) not in said("owners") and words.low(match.j) not in said("after_noun")
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


GUARDS: dict[str, Guard] = {
    "bare_month": guards_dates.month,
    "calendar_month": guards_dates.month_year,
    "calendar_day": guards_dates.calendar_day,
    "day_range": guards_dates.month_year,
    "year": guards_dates.year,
    "year_span": guards_dates.year_span,
    "decade": guards_dates.decade,
    "duration": guards_lengths.duration,
    "duration_pair": guards_lengths.duration_pair,
    "span_units": lambda match: not guards_lengths.is_age(match),
    "bare_units": guards_lengths.bare_units,
    "vague_units": lambda match: not guards_lengths.is_age(match),
    "units_later": guards_lengths.units_later,
    "units_before": guards_lengths.units_before,
    "other_day": guards_dates.other_day,
    "day_of_month": guards_dates.day_of_month,
    "in_units": guards_lengths.duration,
    "word": lambda match: match.words.low(match.j) != "as",
    "rate": guards_lengths.rate,
    "season": guards_dates.season,
    "holiday": guards_dates.holiday,
    "clock": clock,
    "current": reference_word,
    "future": reference_word,
    "recent": reference_word,
    "the_part": the_part,
    "for_the_unit": for_the_unit,
    "relative_unit": relative_unit,
}


def holds(match: Match) -> bool:
    """Whether nothing speaks against the match."""
    if match.rule.name == "weekday-short":
        return guards_dates.weekday_short(match)
    guard = GUARDS.get(match.rule.make)
    return guard is None or guard(match)

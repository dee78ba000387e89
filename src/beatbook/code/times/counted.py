"""Normalisers that count units from a date: two years ago, three days later, in a month, a year earlier."""

from __future__ import annotations

from beatbook.code.times.calendar import Point, range_of, week_value
from beatbook.code.times.durations import duration_value
from beatbook.code.times.lexicon import LEXICON
from beatbook.code.times.numbers import count
from beatbook.code.times.rules import Match
from beatbook.code.times.scene import Maker, Meaning, Scene
from beatbook.code.times.shifts import reference, shifted_unit, span_beside, unit_of, units_from


def number_of(match: Match) -> float | None:
    """How many units a match names; ``None`` when it says no number."""
    if not match.has("n"):
        return None
    number = 0.5 if match.low("n") == "half" else count(match.words, *match.parts["n"])
    if (
        number is not None
        and any(word in match.words.lows[match.i : match.j] for word in ("half", "½"))
        and number != 0.5
    ):
        number += 0.5
    return number


def units_ago(match: Match, scene: Scene) -> Meaning | None:
    ahead = match.has("d")
    number, unit = number_of(match), unit_of(match)
    step = 1 if ahead else -1
    if number is None or scene.base is None or unit in ("S", "MIN", "H", "GEN", "ML"):
        return reference(step)
    base = scene.base
    return _at(units_from(base, unit, step * number), unit) or reference(step)


def _at(value: str | None, unit: str) -> Meaning | None:
    """The date some units away; counted in weeks it can be any day of its week."""
    if value is None:
        return None
    counted = range_of(value) if unit in ("W", "FORTNIGHT") else None
    week = range_of(week_value(counted.earliest)) if counted and counted.earliest else None
    return Meaning("DATE", value, days=week)


def units_later(match: Match, scene: Scene) -> Meaning | None:
    """For "two days later": a date in narrative, in news the length of time between."""
    number, unit = number_of(match), unit_of(match)
    step = 1 if match.has("l") else -1
    if scene.mode == "news" or match.low("l" if match.has("l") else "e") in ("before", "after", "prior"):
        return Meaning("DURATION", duration_value(number, unit))
    if number is None or scene.reference is None:
        return reference(step)
    return _at(units_from(scene.reference, unit, step * number), unit) or reference(step)


def units_before(match: Match, scene: Scene) -> Meaning | None:
    """For "two days" of "two days before the vote": the length of time between."""
    return Meaning("DURATION", duration_value(number_of(match), unit_of(match)))


def in_units(match: Match, scene: Scene) -> Meaning | None:
    """For "in five years": a length of time, or a coming date where the clause looks ahead."""
    number, unit = number_of(match), unit_of(match)
    coming = "time" in match.words.lows[match.i : match.j] or scene.tense(match.i, match.j) in ("future", "present")
    if coming and number is not None and scene.mode == "news" and scene.base:
        found = _at(units_from(scene.base, unit, number), unit)
        if found:
            return found
    return Meaning("DURATION", duration_value(number, unit))


def year_ago(match: Match, scene: Scene) -> Meaning | None:
    """For "a year ago", "year-earlier": the period spoken of - a quarter, or the year - one year before."""
    if scene.quarter is not None and scene.reports_quarter and scene.mode == "news":
        value = scene.quarter
        return Meaning("DATE", f"{int(value[:4]) - 1:04d}{value[4:]}", sets_reference=False)
    return shifted_unit(scene.base, "Y", -1)


def same_unit_last_year(match: Match, scene: Scene) -> Meaning | None:
    """For "the same month a year earlier": that of the date mentioned last, one year before."""
    base, unit = scene.near, str(LEXICON.worth(match.low("u"), "UNIT"))
    if base is None or base.year < 2:
        return reference(-1)
    return shifted_unit(Point(base.year - 1, base.month, min(base.day, 28) if base.day else None), unit, 0)


def year_before(match: Match, scene: Scene) -> Meaning | None:
    return shifted_unit(scene.near, "Y", -1)


def past_unit(match: Match, scene: Scene) -> Meaning | None:
    """For "the past year": a span of that length up to now."""
    unit = str(LEXICON.worth(match.low("u"), "UNIT"))
    ahead = {"next", "coming"}.intersection(match.words.lows[match.i : match.j])
    step = 1 if ahead else -1
    return Meaning("DURATION", duration_value(1, unit), days=span_beside(scene.base, unit, 1, step))


def one_day(match: Match, scene: Scene) -> Meaning | None:
    """For "one day": some time to come, once upon a time, or the length of a day."""
    before, after = match.words.low(match.i - 1), match.words.low(match.j)
    if before in _LENGTH_BEFORE or after in _LENGTH_AFTER:
        return Meaning("DURATION", "P1D")
    if scene.tense(match.i, match.j) == "future":
        return reference(1)
    return Meaning("DATE", "XXXX-XX-XX", sets_reference=False)


_LENGTH_BEFORE = frozenset({"by", "for", "in", "within", "after", "only", "just", "than", "least", "lasted", "about"})


_LENGTH_AFTER = frozenset({"before", "after", "later", "earlier", "-", "long", "of"})


MAKERS: dict[str, Maker] = {
    "past_unit": past_unit,
    "year_ago": year_ago,
    "same_unit_last_year": same_unit_last_year,
    "year_before": year_before,
    "units_ago": units_ago,
    "units_later": units_later,
    "units_before": units_before,
    "in_units": in_units,
    "one_day": one_day,
}

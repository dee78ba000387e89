"""Normalisers of expressions that count from a day: today, weekdays, last week, two years ago, the next day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from beatbook.code.times.absolute import Maker, point_before_quarter
from beatbook.code.times.calendar import (
    Point,
    quarter_of,
    shift_date,
    shift_days,
    shift_months,
    week_value,
)
from beatbook.code.times.durations import duration_value
from beatbook.code.times.lexicon import LEXICON
from beatbook.code.times.numbers import count
from beatbook.code.times.relations import is_anaphoric, relation, step_of
from beatbook.code.times.rules import Match
from beatbook.code.times.scene import Meaning, Scene

_REFERENCES = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}


def reference(step: int) -> Meaning:
    """The value of a relative expression whose anchor is not known."""
    return Meaning("DATE", _REFERENCES[max(-1, min(1, step))], sets_reference=False)


def _day(day: date | None) -> Meaning | None:
    return Meaning("DATE", day.isoformat()) if day else None


def today(match: Match, scene: Scene) -> Meaning | None:
    step = LEXICON.number(match.low("t"), "TODAY")
    if scene.mode == "narrative" or scene.anchor is None:
        return reference(step)
    return _day(shift_days(scene.anchor, step))


def day_offset(match: Match, scene: Scene) -> Meaning | None:
    step = int(str(match.rule.params["offset"]))
    return _day(shift_days(scene.anchor, step)) if scene.anchor else reference(step)


def today_part(match: Match, scene: Scene) -> Meaning | None:
    """For "yesterday morning", "tonight"."""
    part = part_value(match)
    step = LEXICON.number(match.low("t"), "TODAY") if match.has("t") else 0
    if scene.mode == "narrative" or scene.anchor is None:
        return Meaning("TIME", f"XXXX-XX-XX{part}", sets_reference=False)
    day = shift_days(scene.anchor, step)
    return Meaning("TIME", f"{day.isoformat()}{part}") if day else None


def part_value(match: Match) -> str:
    """The value of the part of the day that a match names."""
    for low in match.lows("p") if match.has("p") else ():
        for name in ("DAYPART", "TONIGHT"):
            if name in LEXICON.words.get(low, {}):
                return str(LEXICON.worth(low, name))
    return "TNI"


def weekday_number(match: Match) -> int:
    """1 to 7 for the part `wd`."""
    classes = LEXICON.words[match.low("wd")]
    return int(classes["WEEKDAY"] if "WEEKDAY" in classes else classes["WEEKDAYCAP"])


def weekday(match: Match, scene: Scene) -> Meaning | None:
    day = find_weekday(match, scene)
    return _day(day) if day else Meaning("DATE", f"XXXX-WXX-{weekday_number(match)}", sets_reference=False)


def find_weekday(match: Match, scene: Scene) -> date | None:
    """The day that a weekday means here."""
    wanted, kind = weekday_number(match), relation(match)
    if scene.mode == "narrative" or is_anaphoric(kind):
        return _weekday_after(scene, wanted, kind)
    anchor = scene.anchor
    if anchor is None:
        return None
    back = (anchor.isoweekday() - wanted) % 7
    if kind == "last":
        return shift_days(anchor, -(back or 7))
    if kind == "next":
        return shift_days(anchor, 7 - back)
    if kind == "this":
        return shift_days(anchor, wanted - anchor.isoweekday())
    if back and scene.tense(match.i, match.j) == "future":
        return shift_days(anchor, 7 - back)
    return shift_days(anchor, -back)


def _weekday_after(scene: Scene, wanted: int, kind: str | None) -> date | None:
    base = scene.near if is_anaphoric(kind) else scene.base
    if base is None or base.exact is None:
        return None
    here = base.first
    if kind in ("last", "prior"):
        return shift_days(here, -((here.isoweekday() - wanted) % 7 or 7))
    ahead = (wanted - here.isoweekday()) % 7
    return shift_days(here, ahead or 7 if kind in ("next", "following") else ahead)


def weekday_of_week(match: Match, scene: Scene) -> Meaning | None:
    """For "Friday of last week"."""
    wanted = weekday_number(match)
    if scene.anchor is None:
        return Meaning("DATE", f"XXXX-WXX-{wanted}", sets_reference=False)
    step = step_of(relation(match)) * 7
    return _day(shift_days(scene.anchor, wanted - scene.anchor.isoweekday() + step))


def weekday_ago(match: Match, scene: Scene) -> Meaning | None:
    """For "a week ago Friday": the Friday before the last."""
    wanted = weekday_number(match)
    if scene.anchor is None:
        return Meaning("DATE", f"XXXX-WXX-{wanted}", sets_reference=False)
    return _day(shift_days(scene.anchor, -((scene.anchor.isoweekday() - wanted) % 7) - 7))


def weekday_part(match: Match, scene: Scene) -> Meaning | None:
    day, part = find_weekday(match, scene), part_value(match)
    if day is None:
        return Meaning("TIME", f"XXXX-WXX-{weekday_number(match)}{part}", sets_reference=False)
    return Meaning("TIME", f"{day.isoformat()}{part}")


def this_part(match: Match, scene: Scene) -> Meaning | None:
    """For "this morning", "last night", "that evening", "the next morning"."""
    kind, part = relation(match), part_value(match)
    base = scene.near if is_anaphoric(kind) else scene.base
    if base is None or base.exact is None:
        return Meaning("TIME", f"XXXX-XX-XX{part}", sets_reference=False)
    day = shift_days(base.first, step_of(kind))
    return Meaning("TIME", f"{day.isoformat()}{part}") if day else None


def the_part(match: Match, scene: Scene) -> Meaning | None:
    """For "in the early morning": a part of the day that is spoken of."""
    part, base = part_value(match), scene.near if scene.mode == "narrative" else scene.base
    if base is None or base.exact is None:
        return Meaning("TIME", f"XXXX-XX-XX{part}", sets_reference=False)
    return Meaning("TIME", f"{base.first.isoformat()}{part}")


def relative_unit(match: Match, scene: Scene) -> Meaning | None:
    """For "last week", "this year", "that day", "the following month"."""
    kind = relation(match)
    unit = str(LEXICON.worth(match.low("u"), "UNIT")) if match.has("u") else "D"
    base = scene.near if is_anaphoric(kind) else scene.base
    if unit == "D" and kind in ("that", "same") and (base is None or base.exact is None):
        return None  # "that day" of no known date says nothing
    return shifted_unit(base, unit, step_of(kind))


def shifted_unit(base: Point | None, unit: str, step: int) -> Meaning:
    """The calendar unit that lies ``step`` units from the one that holds ``base``."""
    found = _UNIT_VALUES[unit](base, step) if base and unit in _UNIT_VALUES else None
    if found is not None:
        return Meaning("DATE", found)
    return reference(step) if base is None else Meaning("DATE", _UNKNOWN_UNIT.get(unit, "XXXX"), sets_reference=False)


def _day_unit(base: Point, step: int) -> str | None:
    day = shift_days(base.first, step) if base.exact else None
    return day.isoformat() if day else base.value if base.day and not step else None


def _week_unit(base: Point, step: int) -> str | None:
    day = shift_days(base.first, 7 * step) if base.exact else None
    return week_value(day) if day else None


def _weekend_unit(base: Point, step: int) -> str | None:
    found = _week_unit(base, step)
    return f"{found}-WE" if found else None


def _month_unit(base: Point, step: int) -> str | None:
    if base.month is None:
        return None
    year, month = shift_months(base.year, base.month, step)
    return Point(year, month).value


def _quarter_unit(base: Point, step: int) -> str | None:
    if base.month is None or base.year < 1:
        return None
    index = base.year * 4 + quarter_of(base.first) - 1 + step
    return f"{index // 4:04d}-Q{index % 4 + 1}"


def _year_unit(base: Point, step: int) -> str | None:
    return Point(base.year + step).value


def _decade_unit(base: Point, step: int) -> str | None:
    return f"{base.year // 10 + step:03d}" if base.year > 0 else None


def _century_unit(base: Point, step: int) -> str | None:
    return f"{base.year // 100 + step:02d}" if base.year > 0 else None


_UNIT_VALUES: dict[str, Callable[[Point, int], str | None]] = {
    "D": _day_unit,
    "W": _week_unit,
    "WE": _weekend_unit,
    "M": _month_unit,
    "Q": _quarter_unit,
    "Y": _year_unit,
    "DE": _decade_unit,
    "CE": _century_unit,
}
_UNKNOWN_UNIT = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX"}


def weekend(match: Match, scene: Scene) -> Meaning | None:
    """For "Over the weekend": the last one, or this one when the clause looks ahead."""
    base = scene.base
    ahead = scene.tense(match.i, match.j) == "future" or (
        base is not None and base.exact and base.first.isoweekday() > 5
    )
    return shifted_unit(base, "WE", 0 if ahead or scene.mode == "narrative" else -1)


def the_unit(match: Match, scene: Scene) -> Meaning | None:
    """For "the end of the year", "later in the week": the one spoken of."""
    near = scene.mode == "narrative" and scene.reference
    return shifted_unit(scene.reference if near else scene.base, str(LEXICON.worth(match.low("u"), "UNIT")), 0)


def past_unit(match: Match, scene: Scene) -> Meaning | None:
    """For "the past year": a span of that length up to now."""
    return Meaning("DURATION", duration_value(1, str(LEXICON.worth(match.low("u"), "UNIT"))))


def year_ago(match: Match, scene: Scene) -> Meaning | None:
    """For "a year ago", "year-earlier": the period spoken of - a quarter, or the year - one year before."""
    if scene.quarter is not None and scene.reports_quarter and scene.mode == "news":
        value = scene.quarter
        return Meaning("DATE", f"{int(value[:4]) - 1:04d}{value[4:]}", sets_reference=False)
    return shifted_unit(scene.base, "Y", -1)


def year_before(match: Match, scene: Scene) -> Meaning | None:
    return shifted_unit(scene.near, "Y", -1)


_COARSE = {"Y": 12, "DE": 120, "CE": 1200, "M": 1, "Q": 3}


def units_from(base: Point, unit: str, number: float) -> str | None:
    """The value that lies ``number`` units from ``base``: as fine as the unit, never finer than ``base``."""
    if unit in ("D", "NIGHT", "W", "FORTNIGHT", "WE"):
        if base.exact is None:
            return None
        days = {"W": 7, "WE": 7, "FORTNIGHT": 14}.get(unit, 1) * number
        day = shift_days(base.first, round(days))
        return day.isoformat() if day else None
    if unit not in _COARSE:
        return None
    return _months_from(base, unit, number)


def _months_from(base: Point, unit: str, number: float) -> str | None:
    months = round(_COARSE[unit] * number)
    if unit in ("Y", "DE", "CE") and number == int(number):
        year = base.year + months // 12
        if base.year < 0 or not 0 < year <= 9999:
            return Point(year).value if year < 0 else None
        return f"{year // 10:03d}" if unit == "DE" else f"{year:04d}"
    if base.month is None:
        year = base.year + round(months / 12)
        return f"{year:04d}" if 0 < year <= 9999 else None
    year, month = shift_months(base.year, base.month, months)
    return f"{year:04d}-{month:02d}" if 0 < year <= 9999 else None


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
    value = units_from(base, unit, step * number)
    return Meaning("DATE", value) if value else reference(step)


def unit_of(match: Match) -> str:
    """The unit's symbol."""
    classes = LEXICON.words[match.low("u")]
    return str(classes.get("UNIT") or classes["UNITS"])


def units_later(match: Match, scene: Scene) -> Meaning | None:
    """For "two days later": a date in narrative, in news the length of time between."""
    number, unit = number_of(match), unit_of(match)
    step = 1 if match.has("l") else -1
    if scene.mode == "news":
        return Meaning("DURATION", duration_value(number, unit))
    if match.low("l" if match.has("l") else "e") in ("before", "after", "prior"):
        return Meaning("DURATION", duration_value(number, unit))
    if number is None or scene.reference is None:
        return reference(step)
    value = units_from(scene.reference, unit, step * number)
    return Meaning("DATE", value) if value else reference(step)


def in_units(match: Match, scene: Scene) -> Meaning | None:
    """For "in five years": a length of time, or a coming date where the clause looks ahead."""
    number, unit = number_of(match), unit_of(match)
    coming = "time" in match.words.lows[match.i : match.j] or scene.tense(match.i, match.j) == "future"
    if coming and number is not None and scene.mode == "news" and scene.base:
        value = units_from(scene.base, unit, number)
        if value:
            return Meaning("DATE", value)
    return Meaning("DURATION", duration_value(number, unit))


def adjacent_day(match: Match, scene: Scene) -> Meaning | None:
    """For "the next day", "the same evening"."""
    low = match.low("d")
    step = 0 if low == "same" else -1 if LEXICON.words[low].get("PRIOR") else 1
    base, unit = scene.near, match.low("u")
    part = "" if unit == "day" else str(LEXICON.worth(unit, "DAYPART"))
    if base is None or base.exact is None:
        return Meaning("TIME" if part else "DATE", f"XXXX-XX-XX{part}", sets_reference=False)
    day = shift_days(base.first, step)
    return Meaning("TIME" if part else "DATE", f"{day.isoformat()}{part}") if day else None


def day_before(match: Match, scene: Scene) -> Meaning | None:
    """For "the day after": counted from the date mentioned last."""
    step = 1 if match.has("l") else -1
    base = scene.near if scene.mode == "narrative" else scene.reference
    return shifted_unit(base, "D", step) if base and base.exact else Meaning("DATE", "XXXX-XX-XX", sets_reference=False)


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


def for_the_unit(match: Match, scene: Scene) -> Meaning | None:
    """For "for the week", "over the year": the one that the post's day lies in, or a quarter spoken of."""
    unit = str(LEXICON.worth(match.low("u"), "UNIT"))
    if unit == "Q":
        value = scene.quarter or point_before_quarter(scene)
        return Meaning("DATE", value, sets_reference=False) if value else reference(0)
    return the_unit(match, scene)


def fiscal_span(match: Match, scene: Scene) -> Meaning | None:
    """For "the year ended June 30": a span of that length."""
    unit = str(LEXICON.worth(match.low("u"), "UNIT"))
    if unit == "Q":
        return for_the_unit(match, scene)
    return Meaning("DURATION", duration_value(1, unit))


MAKERS: dict[str, Maker] = {
    "today": today,
    "day_offset": day_offset,
    "today_part": today_part,
    "weekday": weekday,
    "weekday_of_week": weekday_of_week,
    "weekday_ago": weekday_ago,
    "weekday_part": weekday_part,
    "this_part": this_part,
    "the_part": the_part,
    "relative_unit": relative_unit,
    "weekend": weekend,
    "the_unit": the_unit,
    "past_unit": past_unit,
    "year_ago": year_ago,
    "year_before": year_before,
    "units_ago": units_ago,
    "units_later": units_later,
    "in_units": in_units,
    "adjacent_day": adjacent_day,
    "day_before": day_before,
    "one_day": one_day,
    "for_the_unit": for_the_unit,
    "fiscal_span": fiscal_span,
}

__all__ = ["MAKERS", "shift_date"]

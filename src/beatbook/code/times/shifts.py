"""Calendar units and how far they lie from a date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from beatbook.code.times.calendar import Point, quarter_of, shift_date, shift_days, shift_months, week_value
from beatbook.code.times.lexicon import LEXICON
from beatbook.code.times.rules import Match
from beatbook.code.times.scene import Meaning, Scene
from beatbook.record import DateRange

_REFERENCES = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}


def reference(step: int) -> Meaning:
    """The value of a relative expression whose anchor is not known."""
    return Meaning("DATE", _REFERENCES[max(-1, min(1, step))], sets_reference=False)


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


def span_beside(base: Point | None, unit: str, number: float | None, step: int) -> DateRange | None:
    """The days of "the past two weeks" (step -1) and "the next three months" (1), seen from a day."""
    here = base.exact if base else None
    if here is None or step == 0:
        return None
    far = _far_end(here, unit, number * step) if number is not None else None
    if far is None:
        return DateRange(None, here, "range", "text") if step < 0 else DateRange(here, None, "range", "text")
    return DateRange(min(far, here), max(far, here), "range", "text")


def _far_end(here: date, unit: str, number: float) -> date | None:
    if unit in _COARSE:
        return shift_date(here, round(number * _COARSE[unit]))
    days = {"W": 7, "FORTNIGHT": 14, "WE": 7, "D": 1, "NIGHT": 1, "H": 1 / 24, "MIN": 1 / 1440}.get(unit)
    return shift_days(here, round(number * days)) if days else None


def unit_of(match: Match) -> str:
    """The unit's symbol."""
    classes = LEXICON.words[match.low("u")]
    return str(classes.get("UNIT") or classes["UNITS"])


def quarter_before(scene: Scene) -> str | None:
    """The last quarter that was over on the post's day."""
    if scene.anchor is None:
        return None
    number = quarter_of(scene.anchor) - 1
    return f"{scene.anchor.year:04d}-Q{number}" if number else f"{scene.anchor.year - 1:04d}-Q4"

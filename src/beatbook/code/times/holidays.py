"""The days that have names: fixed days, nth weekdays, days counted from Easter."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from beatbook.code.times.calendar import easter, nth_weekday
from beatbook.code.times.lexicon import load_toml


@cache
def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, int]]:
    data = load_toml("holidays.toml")
    fixed, nth, moved = data["fixed"], data["nth"], data["easter"]
    assert isinstance(fixed, dict)
    assert isinstance(nth, dict)
    assert isinstance(moved, dict)
    return fixed, nth, moved


def holiday_date(name: str, year: int) -> date:
    """The day that a holiday falls on in a year; raises ``KeyError`` for an unknown name."""
    fixed, nth, moved = _tables()
    if name in fixed:
        month, day = (int(part) for part in fixed[name].split("-"))
        return date(year, month, day)
    if name in moved:
        return easter(year) + timedelta(moved[name])
    return _counted(nth[name], year)


def _counted(rule: str, year: int) -> date:
    """Month-weekday-nth; nth "e" is the Tuesday after the first Monday, "b" and "c" follow Thanksgiving."""
    month, weekday, nth = rule.split("-")
    if nth == "e":
        return nth_weekday(year, int(month), 1, 1) + timedelta(1)
    if nth in "bc":
        return nth_weekday(year, int(month), 4, 4) + timedelta(1 if nth == "b" else 4)
    return nth_weekday(year, int(month), int(weekday), int(nth))

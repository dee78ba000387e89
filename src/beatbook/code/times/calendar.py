"""Days and TIMEX3 values: formatting, shifting, and the days that a value covers.

Values follow TIMEX3 (ISO 8601 with the additions of TimeML: ``1998-SU``, ``1998-Q3``, ``199`` for a decade,
``19`` for a century, ``2013-W12-WE``, ``PXY``, ``XXXX-WXX-4``).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from beatbook.record import DateRange
from beatbook.record.dates import Precision

# First month of each season; winter runs on into the next year. Meteorological seasons of the north.
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_VALUES: tuple[tuple[re.Pattern[str], Precision], ...] = (
    (re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?P<t>T.*)?"), "day"),
    (re.compile(r"(?P<y>\d{4})-W(?P<w>\d\d)-(?P<wd>[1-7])"), "day"),
    (re.compile(r"(?P<y>\d{4})-W(?P<w>\d\d)(?P<we>-WE)?"), "week"),
    (re.compile(r"(?P<y>\d{4})-(?P<m>\d\d)(?:-XX)?(?:T.*)?"), "month"),
    (re.compile(r"(?P<y>\d{4})-Q(?P<q>[1-4])"), "quarter"),
    (re.compile(r"(?P<y>\d{4})-H(?P<h>[12])"), "range"),
    (re.compile(r"(?P<y>\d{4})-(?P<s>SP|SU|FA|WI)"), "season"),
    (re.compile(r"(?P<y>\d{4})(?:-(?:XX(?:-XX)?|WXX))?"), "year"),
    (re.compile(r"(?P<dec>\d{3})"), "decade"),
    (re.compile(r"(?P<c>\d{2})"), "century"),
)


@dataclass(frozen=True, slots=True)
class Point:
    """A date that may lack its day or month: what later words refer back to. Years before Christ are negative."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """Its first day; before Christ the first day there is, as Python's calendar ends there."""
        return date(self.year, self.month or 1, self.day or 1) if self.year > 0 else date.min

    @property
    def exact(self) -> date | None:
        """The day, where it names one that the calendar can count from."""
        return self.first if self.day is not None and self.year > 0 else None

    @property
    def value(self) -> str:
        """Its TIMEX3 value."""
        year = f"{self.year:04d}" if self.year > 0 else f"BC{-self.year:04d}"
        parts = (year, *(f"{part:02d}" for part in (self.month, self.day) if part is not None))
        return "-".join(parts)


def make_date(year: int, month: int, day: int) -> date | None:
    """The day, or ``None`` where the calendar has none (31 June)."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def shift_days(day: date, days: int) -> date | None:
    """``day`` moved by days; ``None`` outside the calendar."""
    try:
        return day + timedelta(days)
    except OverflowError:
        return None


def shift_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month moved by months."""
    index = year * 12 + (month - 1) + months
    return index // 12, index % 12 + 1


def shift_date(day: date, months: int) -> date | None:
    """The same day of the month so many months on, or the month's last."""
    year, month = shift_months(day.year, day.month, months)
    if not 1 <= year <= 9999:
        return None
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def week_value(day: date) -> str:
    """The ISO week that holds the day."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def quarter_of(day: date) -> int:
    """1 to 4."""
    return (day.month + 2) // 3


def season_of(day: date) -> tuple[int, str]:
    """Season and the year it began in; winter belongs to the year of its December."""
    for name, first in (("WI", 12), ("FA", 9), ("SU", 6), ("SP", 3)):
        if day.month >= first:
            return day.year, name
    return day.year - 1, "WI"


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous computus, as printed in Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth Monday (1) … Sunday (7) of a month; 5 is the last."""
    first = date(year, month, 1)
    day = first + timedelta((weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    return day if day.month == month else day - timedelta(7)


def point_of(value: str) -> Point | None:
    """What a value leaves behind for later words to refer to."""
    match = re.match(r"(BC)?(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\d])", value)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups()[1:])
    if year is None or year == 0:
        return None
    if match[1]:
        return Point(-year, month, day)
    if month is not None and day is not None and make_date(year, month, day) is None:
        return None
    return Point(year, month, day)


def range_of(value: str) -> DateRange | None:
    """The days that a DATE or TIME value covers; ``None`` where it names none."""
    if "/" in value:
        return _joined(value)
    for pattern, precision in _VALUES:
        match = pattern.fullmatch(value)
        if match:
            return _days(match.groupdict(), precision)
    return None


def _joined(value: str) -> DateRange | None:
    low, high = (range_of(part) for part in value.split("/", 1))
    if low is None or high is None or low.earliest is None or high.latest is None:
        return None
    return DateRange(low.earliest, high.latest, "range", "text") if low.earliest <= high.latest else None


def _days(parts: dict[str, str | None], precision: Precision) -> DateRange | None:
    try:
        first, last = _bounds({k: v for k, v in parts.items() if v is not None})
    except (ValueError, OverflowError):
        return None
    return DateRange(first, last, "time" if parts.get("t") else precision, "text")


def _bounds(parts: dict[str, str]) -> tuple[date, date]:
    if "dec" in parts:
        return date(int(parts["dec"]) * 10, 1, 1), date(int(parts["dec"]) * 10 + 9, 12, 31)
    if "c" in parts:
        return date(max(int(parts["c"]) * 100, 1), 1, 1), date(int(parts["c"]) * 100 + 99, 12, 31)
    year = int(parts["y"])
    if "w" in parts:
        return _week_bounds(year, int(parts["w"]), parts)
    if "d" in parts:
        day = date(year, int(parts["m"]), int(parts["d"]))
        return day, day
    first, months = _month_span(parts)
    last_year, last_month = shift_months(year, first, months - 1)
    return date(year, first, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])


def _week_bounds(year: int, week: int, parts: dict[str, str]) -> tuple[date, date]:
    if "wd" in parts:
        day = date.fromisocalendar(year, week, int(parts["wd"]))
        return day, day
    monday = date.fromisocalendar(year, week, 1)
    return (monday + timedelta(5) if "we" in parts else monday), monday + timedelta(6)


def _month_span(parts: dict[str, str]) -> tuple[int, int]:
    """First month and number of months."""
    if "m" in parts:
        return int(parts["m"]), 1
    if "q" in parts:
        return int(parts["q"]) * 3 - 2, 3
    if "h" in parts:
        return int(parts["h"]) * 6 - 5, 6
    if "s" in parts:
        return _SEASON_MONTH[parts["s"]], 3
    return 1, 12

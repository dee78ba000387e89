"""Dates as pages print them, in many layouts and languages, with the days they can mean."""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from beatbook.record import DateRange
from beatbook.record.dates import Basis, Precision

YEARS = range(1970, 2070)  # publication years that a page of clippings can carry; other numbers are no dates


@dataclass(frozen=True, slots=True)
class Found:
    """A printed date: where it stands in the searched text, and the days it can mean."""

    start: int
    end: int
    earliest: date
    latest: date
    precision: Precision
    unsure: bool = False  # 3/4/2012: the order of day and month is not known from these words alone

    def range(self, basis: Basis = "printed") -> DateRange:
        """The days it can mean, under the basis by which it is known."""
        return DateRange(self.earliest, self.latest, self.precision, basis)


@cache
def _words() -> tuple[dict[str, int], str, str]:
    data = tomllib.loads(files("beatbook.read").joinpath("data/months.toml").read_text("utf-8"))
    months = {name: int(number) for number, names in data["months"].items() for name in names}
    days = [name for names in data["weekdays"].values() for name in names]
    longest = sorted(months, key=len, reverse=True)
    return months, "|".join(map(re.escape, longest)), "|".join(map(re.escape, sorted(days, key=len, reverse=True)))


@cache
def pattern() -> re.Pattern[str]:
    """One expression for every layout; the group that matched names the layout."""
    _, month, weekday = _words()
    week = rf"(?:(?:{weekday})\b\.?,?\s+(?:the\s+|den\s+|le\s+)?)?"
    year = r"(?:19[7-9]\d|20[0-6]\d)"
    day = r"(?:3[01]|[12]\d|0?[1-9])"
    nth = r"(?:st|nd|rd|th|er|º|ª|\.)?"
    return re.compile(
        rf"(?<![^\W\d])(?:"
        rf"(?<![\w/.-])(?P<iso>{year}-[01]\d-[0-3]\d(?=T\d|\b))"
        rf"|(?<![\w/.-])(?P<ymd>{year}(?P<sep>[/.])(?:1[0-2]|0?[1-9])(?P=sep){day}(?![/.]?\d))"
        rf"|(?<!\d)(?P<cjk>{year}\s*[年년]\s*(?:1[0-2]|0?[1-9])\s*[月월]\s*{day}\s*[日일])"
        rf"|(?P<mdy>{week}(?:{month})\b\.?\s*{day}{nth},?(?:\s+at)?[,\s]\s*{year}(?!\d))"
        rf"|(?<![\w/.-])(?P<dmy>{week}{day}{nth}(?:\s+|-)?(?:of\s+|de\s+|d['’])?(?:{month})\b\.?,?(?:\s+|-)?(?:de\s+|del\s+)?{year}(?!\d))"
        rf"|(?<![\w/.-])(?P<num>{day}(?P<nsep>[/.-]){day}(?P=nsep)(?:{year}|\d\d)(?![/.-]?\d))"
        rf"|(?P<my>(?:{month})\b\.?,?\s+(?:de\s+)?{year}(?!\d))"
        rf")",
        re.IGNORECASE,
    )


# What every layout must hold: a year, or numbers between marks. Most lines hold neither, and this is a cheap look.
_MAYBE = re.compile(r"(?:19[7-9]|20[0-6])\d|\d[/.-]\d\d?[/.-]\d\d")
_SLASHED = re.compile(r"(?<![\w/.-])(\d\d?)([/.-])(\d\d?)\2(?:(?:19[7-9]|20[0-6])\d|\d\d)(?![/.-]?\d)")
_NUMBER = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+")


def find_dates(text: str, day_first: bool | None = None) -> list[Found]:
    """Every printed date in ``text``, left to right; ``day_first`` settles 3/4/2012 where the page tells."""
    if not _MAYBE.search(text):
        return []
    return [found for match in pattern().finditer(text) if (found := _read(match, day_first)) is not None]


def first_date(text: str, day_first: bool | None = None) -> Found | None:
    """The first printed date in ``text``, to the day where one is."""
    found = find_dates(text, day_first)
    return next((one for one in found if one.precision == "day" or one.unsure), found[0] if found else None)


def day_comes_first(text: str) -> bool | None:
    """Whether 3/4/2012 means the third of April on this page: told by a number over twelve, else not known."""
    for match in _SLASHED.finditer(text):
        left, right = int(match[1]), int(match[3])
        if left > 12 >= right and left <= 31:
            return True
        if right > 12 >= left and right <= 31:
            return False
    return None


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or ``None`` where the calendar has none such or the year is no publication year."""
    if year in YEARS and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
        return date(year, month, day)
    return None


def _read(match: re.Match[str], day_first: bool | None) -> Found | None:
    words, numbers = match[0], [int(n) for n in _NUMBER.findall(match[0])]
    if match["num"] is not None:
        return _numeric(match, numbers, day_first)
    if match["my"] is not None:
        year, month = numbers[-1], _month(words)
        return Found(*match.span(), date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")
    if match["mdy"] is not None or match["dmy"] is not None:
        value = make_day(numbers[-1], _month(words), numbers[0])
    else:
        value = make_day(*numbers[:3])
    return Found(*match.span(), value, value, "day") if value else None


def _month(words: str) -> int:
    months = _words()[0]
    return next(months[w] for w in reversed([w.lower() for w in _WORD.findall(words)]) if w in months)


def _numeric(match: re.Match[str], numbers: list[int], day_first: bool | None) -> Found | None:
    left, right, year = numbers
    if year < 100:
        year += 2000 if year < 70 else 1900
    by_day, by_month = make_day(year, right, left), make_day(year, left, right)
    if day_first is not None and by_day and by_month:
        by_day, by_month = (by_day, None) if day_first else (None, by_month)
    both = [value for value in (by_day, by_month) if value is not None]
    if not both:
        return None
    low, high = min(both), max(both)
    return Found(*match.span(), low, high, "day" if low == high else "range", low != high)


def iso(value: DateRange) -> str | None:
    """ISO 8601, as partial as the date is: ``2017-12-21``, ``2017-12``, ``2017``; ``None`` if it names no such unit."""
    if value.earliest is None or value.basis not in ("printed", "permalink", "feed", "given"):
        return None
    if value.is_day:
        return value.earliest.isoformat()
    if value.precision in ("month", "year"):
        return value.earliest.isoformat()[: 7 if value.precision == "month" else 4]
    return None


_GIVEN = re.compile(r"\s*(\d{4})(?:-(\d\d?)(?:-(\d\d?)(?:[T ].*)?)?)?\s*")


def given_date(words: str, basis: Basis = "given") -> DateRange | None:
    """A date as people and programs write it in files: 2024, 2024-03, 2024-03-31, with or without a time."""
    match = _GIVEN.fullmatch(words)
    if not match or int(match[1]) not in range(1600, 2200):
        return None
    year, month, number = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if not month:
        return DateRange(date(year, 1, 1), date(year, 12, 31), "year", basis)
    if month > 12:
        return None
    last = monthrange(year, month)[1]
    if not number:
        return DateRange(date(year, month, 1), date(year, month, last), "month", basis)
    if number > last:
        return None
    value = date(year, month, number)
    return DateRange(value, value, "day", basis)

"""Values in words for people."""

from __future__ import annotations

from datetime import date

from beatbook.protect import ReleasedFigure

MONTHS = {
    1: "January",
    2: "February",
    3: "March",
    4: "April",
    5: "May",
    6: "June",
    7: "July",
    8: "August",
    9: "September",
    10: "October",
    11: "November",
    12: "December",
}
MARKS = {
    "about": "about ",
    "nearly": "nearly ",
    "at least": "at least ",
    "more than": "more than ",
    "at most": "at most ",
    "fewer than": "fewer than ",
    "up to": "up to ",
}


def number_words(value: float) -> str:
    """1234.0 -> "1,234"; 0.25 -> "0.25"."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.10g}"


def value_words(figure: ReleasedFigure) -> str:
    """A figure's value with its qualifier and unit, as a person would say it."""
    low, high, best = figure.low, figure.high, figure.best
    if figure.qualifier == "between" and low is not None and high is not None:
        number = f"{number_words(low)}–{number_words(high)}"
    else:
        shown = next((v for v in (best, low, high) if v is not None), None)
        number = MARKS.get(figure.qualifier, "") + (number_words(shown) if shown is not None else figure.qualifier)
    if figure.unit == "percentage":
        return f"{number} %"
    if figure.unit == "-":
        return number
    return f"{figure.unit} {number}" if figure.unit.isupper() else f"{number} {plural(figure.unit, best)}"


def plural(unit: str, value: float | None) -> str:
    """A unit's name as it is said beside a value."""
    if value == 1 or unit.endswith("s"):
        return unit
    if unit == "year of age":
        return "years of age"
    if unit == "foot":
        return "feet"
    return f"{unit[:-1]}ies" if unit.endswith("y") and unit[-2:-1] not in set("aeiou") else f"{unit}s"


def date_words(iso: str) -> str:
    """An ISO date, month, year or interval in words: "17 June 2019", "June 2019", "2019", "3–9 May 2020"."""
    if not iso:
        return "date not known"
    low, slash, high = iso.partition("/")
    if not slash:
        return _one(low)
    if low == "..":
        return f"by {_one(high)}"
    if high == "..":
        return f"since {_one(low)}"
    if low[:7] == high[:7] and len(low) == len(high) == 10:
        return f"{int(low[8:])}–{_one(high)}"
    return f"{_one(low)} – {_one(high)}"


def _one(iso: str) -> str:
    parts = iso.split("-")
    if len(parts) == 1:
        return parts[0]
    month = MONTHS[int(parts[1])]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def year_position(iso: str) -> float | None:
    """The middle of an ISO date, month, year or interval as a number of years, for an axis."""
    ends = [e for e in iso.split("/") if e and e != ".."]
    found = [p for e in ends for p in (_position(e, False), _position(e, True))]
    return (min(found) + max(found)) / 2 if found else None


def _position(iso: str, last: bool) -> float:
    parts = [int(p) for p in iso.split("-")]
    year = parts[0]
    if len(parts) == 1:
        return year + (1.0 if last else 0.0)
    if len(parts) == 2:
        return year + (parts[1] - (0 if last else 1)) / 12
    return year + (date(*parts).timetuple().tm_yday - 1) / 366

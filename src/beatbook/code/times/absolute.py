"""Normalisers of calendar days and months."""

from __future__ import annotations

import re

from beatbook.code.times.calendar import (
    Point,
    make_date,
    range_of,
    shift_months,
    week_value,
)
from beatbook.code.times.calendar import nth_weekday as counted_weekday
from beatbook.code.times.lexicon import LEXICON
from beatbook.code.times.numbers import ordinal, two_digit_year
from beatbook.code.times.relations import is_anaphoric, related_year, relation, step_of
from beatbook.code.times.rules import Match
from beatbook.code.times.scene import Maker, Meaning, Scene
from beatbook.code.times.years import guess_year, month_number, year_of, year_of_range


def _date(year: int | None, month: int, day: int) -> Meaning | None:
    if not 1 <= day <= 31 or not 1 <= month <= 12:
        return None
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02d}-{day:02d}")
    if year > 0 and make_date(year, month, day) is None:
        return None
    return Meaning("DATE", Point(year, month, day).value)


def iso_date(match: Match, scene: Scene) -> Meaning | None:
    text = match.words.word(match.i)
    day, _, clock = text.partition("T")
    year, month, number = (int(part) for part in re.split(r"[/.-]", day))
    found = _date(year, month, number)
    if found is None or not clock:
        return found
    return Meaning("TIME", f"{found.value}T{clock}")


def slash_date(match: Match, scene: Scene) -> Meaning | None:
    """12/21/2017 and 21/12/2017: the reading that the calendar allows; month first where both are possible."""
    first, second, year = (int(part) for part in re.split(r"[/.-]", match.words.word(match.i)))
    year = two_digit_year(year) if year < 100 else year
    dotted = "/" not in match.words.word(match.i)
    month, day = (second, first) if first > 12 or (dotted and second <= 12) else (first, second)
    return _date(year, month, day)


def calendar_day(match: Match, scene: Scene) -> Meaning | None:
    month, day = month_number(match), ordinal(match.words, *match.parts["d"])
    year = year_of(match)
    if year is None:
        year = guess_year(match, scene, month, day)
    return _date(year, month, day)


def attacks_of_2001(match: Match, scene: Scene) -> Meaning | None:
    """The Sept. 11 attacks are those of 2001; other days that name attacks are read as days."""
    if (month_number(match), ordinal(match.words, *match.parts["d"])) == (9, 11):
        return Meaning("DATE", "2001-09-11")
    return calendar_day(match, scene)


def calendar_day_of(match: Match, scene: Scene) -> Meaning | None:
    return _date(related_year(match, scene), month_number(match), ordinal(match.words, *match.parts["d"]))


def weekday_day(match: Match, scene: Scene) -> Meaning | None:
    """For "Thursday the 21st": the nearest month in which that day is that weekday."""
    day, low = ordinal(match.words, *match.parts["d"]), match.low("wd")
    classes = LEXICON.words[low]
    weekday = int(classes["WEEKDAY"] if "WEEKDAY" in classes else classes["WEEKDAYCAP"])
    base = scene.base
    if base is None or base.year < 1:
        return Meaning("DATE", f"XXXX-XX-{day:02d}")
    found = []
    for months in range(-6, 7):
        year, month = shift_months(base.year, base.month or 1, months)
        candidate = make_date(year, month, day) if 1 <= year <= 9999 else None
        if candidate and candidate.isoweekday() == weekday:
            found.append(candidate)
    if not found:
        return Meaning("DATE", f"XXXX-XX-{day:02d}")
    return Meaning("DATE", min(found, key=lambda d: (abs((d - base.first).days), d)).isoformat())


def day_of_month(match: Match, scene: Scene) -> Meaning | None:
    """For "on the 18th": of the month spoken of in narrative, in news the nearest by tense."""
    day, base = ordinal(match.words, *match.parts["d"]), scene.base
    if base is None or base.month is None or base.year < 1:
        return Meaning("DATE", f"XXXX-XX-{day:02d}", sets_reference=False)
    step = 0
    if scene.mode == "news" and base.day is not None:
        tense = scene.tense(match.i, match.j)
        step = -1 if day > base.day and tense == "past" else 1 if day < base.day and tense == "future" else 0
    year, month = shift_months(base.year, base.month, step)
    return _date(year, month, day)


def nth_weekday(match: Match, scene: Scene) -> Meaning | None:
    """For "the first Friday of July"."""
    classes = LEXICON.words[match.low("wd")]
    nth = 5 if match.low("o") == "last" else ordinal(match.words, *match.parts["o"])
    month = _month_meant(match, scene)
    if month is None or month.month is None or not 1 <= nth <= 5:
        return Meaning("DATE", f"XXXX-WXX-{classes['WEEKDAY']}", sets_reference=False)
    found = counted_weekday(month.year, month.month, int(classes["WEEKDAY"]), nth)
    return Meaning("DATE", found.isoformat())


def _month_meant(match: Match, scene: Scene) -> Point | None:
    """The month of "July", "July 2014", "this month", "the following month"."""
    if match.has("m"):
        month = month_number(match)
        year = year_of(match) or guess_year(match, scene, month, None)
        return Point(year, month) if year and 1 <= year <= 9999 else None
    kind = relation(match)
    base = scene.near if is_anaphoric(kind) else scene.base
    if base is None or base.month is None or base.year < 1:
        return None
    return Point(*shift_months(base.year, base.month, step_of(kind)))


def day_of_relative_month(match: Match, scene: Scene) -> Meaning | None:
    """For "the 20th of next month"."""
    day, month = ordinal(match.words, *match.parts["d"]), _month_meant(match, scene)
    return _date(month.year, month.month or 0, day) if month else Meaning("DATE", f"XXXX-XX-{day:02d}", None, False)


def week_of(match: Match, scene: Scene) -> Meaning | None:
    """For "the week of Aug. 7"."""
    found = calendar_day(match, scene)
    found_day = range_of(found.value) if found else None
    if found_day is None or found_day.earliest is None:
        return Meaning("DATE", "XXXX-WXX", sets_reference=False)
    weekend = "weekend" in match.words.lows[match.i : match.j]
    return Meaning("DATE", week_value(found_day.earliest) + ("-WE" if weekend else ""))


def day_range(match: Match, scene: Scene) -> Meaning | None:
    first, last = (ordinal(match.words, *match.parts[part]) for part in "de")
    if first >= last or last > 31:
        return None
    month, year = month_number(match), year_of(match)
    if year is None:
        year = guess_year(match, scene, month, first)
    low, high = _date(year, month, first), _date(year, month, last)
    return Meaning("DATE", f"{low.value}/{high.value}") if low and high else None


def other_day(match: Match, scene: Scene) -> Meaning | None:
    """The "25" of "April 24 and 25"."""
    month, day = month_number(match), ordinal(match.words, *match.parts["d"])
    near = scene.reference
    year = near.year if near and near.month == month else guess_year(match, scene, month, day)
    return _date(year, month, day)


def calendar_month(match: Match, scene: Scene) -> Meaning | None:
    year = year_of(match)
    return _month(year, month_number(match)) if year else None


def _month(year: int | None, month: int) -> Meaning:
    return Meaning("DATE", Point(year, month).value if year else f"XXXX-{month:02d}")


def month_of(match: Match, scene: Scene) -> Meaning | None:
    return _month(related_year(match, scene), month_number(match))


def relative_month(match: Match, scene: Scene) -> Meaning | None:
    """For "last June", "this March", "next May": the nearest such month on that side."""
    month, kind = month_number(match), relation(match)
    base = scene.near if kind in ("that", "same", "prior", "following") else scene.base
    if base is None:
        return _month(None, month)
    here = base.month or 1
    if kind in ("last", "prior"):
        year = base.year if month < here else base.year - 1
    elif kind in ("next", "following"):
        year = base.year if month > here else base.year + 1
    else:
        year = base.year
    if match.has("d"):
        return _date(year, month, ordinal(match.words, *match.parts["d"]))
    return _month(year, month)


def bare_month(match: Match, scene: Scene) -> Meaning | None:
    month = month_number(match)
    year = year_of_range(match, scene, month) or guess_year(match, scene, month, None)
    return _month(year, month)


MAKERS: dict[str, Maker] = {
    "iso_date": iso_date,
    "slash_date": slash_date,
    "calendar_day": calendar_day,
    "attacks_of_2001": attacks_of_2001,
    "calendar_day_of": calendar_day_of,
    "weekday_day": weekday_day,
    "day_of_month": day_of_month,
    "nth_weekday": nth_weekday,
    "day_of_relative_month": day_of_relative_month,
    "week_of": week_of,
    "day_range": day_range,
    "calendar_month": calendar_month,
    "month_of": month_of,
    "relative_month": relative_month,
    "bare_month": bare_month,
    "other_day": other_day,
}

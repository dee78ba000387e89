"""Normalisers of calendar dates, months, years, decades, seasons, quarters and holidays."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from beatbook.code.times.calendar import Point, make_date, quarter_of, range_of, season_of, shift_months, week_value
from beatbook.code.times.calendar import nth_weekday as counted_weekday
from beatbook.code.times.holidays import holiday_date
from beatbook.code.times.lexicon import LEXICON, holiday_words
from beatbook.code.times.numbers import ordinal, two_digit_year, year_number
from beatbook.code.times.relations import is_anaphoric, related_year, relation, step_of
from beatbook.code.times.rules import Match
from beatbook.code.times.scene import Meaning, Scene

Maker = Callable[[Match, Scene], Meaning | None]

# How many months ahead weigh as one back, from the month mentioned last, in narrative (WikiWars, development half).
_BACK_BIAS = 1.2  # 7 months ahead weigh as 5 back
# What a month or day ahead or back of the post's day costs by the tense of the clause: the cheapest year wins.
_COSTS: dict[str | None, tuple[float, float]] = {
    "past": (1.0, 4.0),
    "future": (4.0, 1.0),
    "present": (1.0, 2.0),
    None: (1.0, 2.0),
}


def month_number(match: Match) -> int:
    """The month that the part `m` names."""
    low = match.low("m")
    classes = LEXICON.words[low]
    return int(classes["MONTH"] if "MONTH" in classes else classes["MONTHCAP"])


def _year(match: Match) -> int | None:
    """The year a match names; negative before Christ."""
    if match.has("y"):
        found = year_number(match.words, *match.parts["y"])
        before = match.has("era") and LEXICON.words[match.low("era")]["ERA"] == "BC"
        return -found if found and before else found
    if match.has("yy"):
        return two_digit_year(int(match.low("yy")))
    return None


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
    year = _year(match)
    if year is None:
        year = guess_year(match, scene, month, day)
    return _date(year, month, day)


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
        year = _year(match) or guess_year(match, scene, month, None)
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
    return Meaning("DATE", week_value(found_day.earliest))


def day_range(match: Match, scene: Scene) -> Meaning | None:
    first, last = (ordinal(match.words, *match.parts[part]) for part in "de")
    if first >= last or last > 31:
        return None
    month, year = month_number(match), _year(match)
    if year is None:
        year = guess_year(match, scene, month, first)
    low, high = _date(year, month, first), _date(year, month, last)
    return Meaning("DATE", f"{low.value}/{high.value}") if low and high else None


def calendar_month(match: Match, scene: Scene) -> Meaning | None:
    year = _year(match)
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
    return _month(guess_year(match, scene, month, None), month)


def guess_year(match: Match, scene: Scene, month: int, day: int | None) -> int | None:
    """The year of a date printed without one."""
    if scene.mode == "narrative":
        return _narrative_year(scene, month)
    if scene.anchor is None:
        return scene.reference.year if scene.reference else None
    return _news_year(scene.anchor, scene.tense(match.i, match.j), month, day)


def _narrative_year(scene: Scene, month: int) -> int | None:
    base = scene.reference
    if base is None:
        return None
    if base.month is None:
        # A year said by the way ("planned for 1976") does not move a story that goes on in the same month.
        goes_on = scene.chain is not None and scene.chain.month == month and not scene.opens
        return scene.chain.year if goes_on and scene.chain else base.year
    ahead = (month - base.month) % 12
    step = ahead if ahead <= (12 - ahead) * _BACK_BIAS else ahead - 12
    return base.year + (base.month - 1 + step) // 12


def _news_year(anchor: date, tense: str | None, month: int, day: int | None) -> int:
    back_cost, ahead_cost = _COSTS[tense]

    def cost(year: int) -> float:
        gap = (year - anchor.year) * 12.0 + month - anchor.month
        if day is not None:
            gap += (day - anchor.day) / 31
        return gap * ahead_cost if gap > 0 else -gap * back_cost

    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    return min(
        (y for y in years if day is None or y < 1 or day < 29 or make_date(y, month, day)),
        key=cost,
        default=anchor.year,
    )


def year(match: Match, scene: Scene) -> Meaning | None:
    found = _year(match)
    return Meaning("DATE", Point(found).value) if found else None


def year_era(match: Match, scene: Scene) -> Meaning | None:
    found = _year(match)
    return Meaning("DATE", Point(found).value) if found and abs(found) <= 9999 else None


def year_span(match: Match, scene: Scene) -> Meaning | None:
    """The "59" of "1958-59"."""
    first, last = int(match.low("y")), int(match.low("yy"))
    end = first // 100 * 100 + last
    return Meaning("DATE", f"{end + 100 if end < first else end:04d}")


def other_day(match: Match, scene: Scene) -> Meaning | None:
    """The "25" of "April 24 and 25"."""
    month, day = month_number(match), ordinal(match.words, *match.parts["d"])
    near = scene.reference
    year = near.year if near and near.month == month else guess_year(match, scene, month, day)
    return _date(year, month, day)


def decade(match: Match, scene: Scene) -> Meaning | None:
    digits = re.sub(r"\D", "", match.low("dec"))
    if len(digits) == 2:
        digits = ("19" if int(digits) >= 20 else "20") + digits  # "the '90s", "the '10s"
    return Meaning("DATE", digits[:3], sets_reference=False)


def decade_words(match: Match, scene: Scene) -> Meaning | None:
    return Meaning("DATE", f"19{LEXICON.number(match.low('dw'), 'DECADEWORD')}", sets_reference=False)


def century(match: Match, scene: Scene) -> Meaning | None:
    number = ordinal(match.words, *match.parts["o"])
    if not 1 <= number <= 40:
        return None
    before = match.has("era") and LEXICON.words[match.low("era")]["ERA"] == "BC"
    return Meaning("DATE", f"{'BC' if before else ''}{number - 1:02d}", sets_reference=False)


def season(match: Match, scene: Scene) -> Meaning | None:
    name = str(LEXICON.worth(match.low("s"), "SEASON"))
    found = _year(match) or _season_year(match, scene, name)
    return Meaning(
        "DATE", f"{Point(found).value}-{name}" if found else f"XXXX-{name}", sets_reference=found is not None
    )


def _season_year(match: Match, scene: Scene, name: str) -> int | None:
    kind = relation(match)
    if kind and match.lows("m" if match.has("m") else "s")[0] and match.words.low(match.j - 1) == "year":
        return related_year(match, scene)
    base = scene.near if kind in ("that", "same", "prior", "following") else scene.base
    if base is None or base.year < 1:
        return base.year if base else None
    order = ("SP", "SU", "FA", "WI")
    at = date(base.year, base.month or 6, min(base.day or 15, 28))
    year_now, now = season_of(at)
    step = order.index(name) - order.index(now)
    if kind in ("last", "prior"):
        return year_now if step < 0 else year_now - 1
    if kind in ("next", "following"):
        return year_now if step > 0 else year_now + 1
    if kind or scene.mode == "narrative":
        return base.year
    if scene.tense(match.i, match.j) == "future":
        return year_now if step >= 0 else year_now + 1
    return year_now if step <= 0 else year_now - 1


def past_seasons(match: Match, scene: Scene) -> Meaning | None:
    return Meaning("SET", f"XXXX-{LEXICON.worth(match.low('s'), 'SEASONS')}")


def quarter(match: Match, scene: Scene) -> Meaning | None:
    number = LEXICON.number(match.low("q"), "QTRCODE") if match.has("q") else ordinal(match.words, *match.parts["o"])
    if not 1 <= number <= 4:
        return None
    found = _year(match)
    if found is None and relation(match):
        found = related_year(match, scene)
    if found is None:
        found = _quarter_year(match, scene, number)
    return Meaning("DATE", f"{found:04d}-Q{number}" if found else f"XXXX-Q{number}")


def _quarter_year(match: Match, scene: Scene, number: int) -> int | None:
    base = scene.base
    if base is None:
        return None
    now = (base.month or 1) + 2
    if number <= now // 3 or scene.tense(match.i, match.j) == "future" or scene.mode == "narrative":
        return base.year
    return base.year - 1


def half_year(match: Match, scene: Scene) -> Meaning | None:
    if match.has("lat"):
        half = 2
    elif match.has("q"):
        half = LEXICON.number(match.low("q"), "HALFCODE")
    else:
        half = ordinal(match.words, *match.parts["o"])
    found = _year(match) or related_year(match, scene)
    if half not in (1, 2):
        return None
    return Meaning("DATE", f"{found:04d}-H{half}" if found else f"XXXX-H{half}")


def year_end(match: Match, scene: Scene) -> Meaning | None:
    base = scene.base
    if base is None:
        return Meaning("DATE", "XXXX", "END", sets_reference=False)
    step = {"last": -1, "next": 1}.get(relation(match) or "", 0)
    return Meaning("DATE", f"{base.year + step:04d}", "END", sets_reference=False)


def month_end(match: Match, scene: Scene) -> Meaning | None:
    base = scene.base
    if base is None or base.month is None:
        return Meaning("DATE", "XXXX-XX", "END", sets_reference=False)
    return Meaning("DATE", f"{base.year:04d}-{base.month:02d}", "END", sets_reference=False)


def latest_quarter(match: Match, scene: Scene) -> Meaning | None:
    """For "The latest quarter": the one the text reports on, else the last that was over on the post's day."""
    value = scene.quarter or point_before_quarter(scene)
    return Meaning("DATE", value, sets_reference=False) if value else Meaning("DATE", "PAST_REF", sets_reference=False)


def point_before_quarter(scene: Scene) -> str | None:
    """The last quarter that was over on the post's day."""
    if scene.anchor is None:
        return None
    number = quarter_of(scene.anchor) - 1
    return f"{scene.anchor.year:04d}-Q{number}" if number else f"{scene.anchor.year - 1:04d}-Q4"


def the_quarter(match: Match, scene: Scene) -> Meaning | None:
    return latest_quarter(match, scene)


def year_ago_quarter(match: Match, scene: Scene) -> Meaning | None:
    """For "The year-ago quarter": the quarter mentioned last, a year before."""
    value = scene.quarter or point_before_quarter(scene)
    if value is None:
        return Meaning("DATE", "PAST_REF", sets_reference=False)
    number = ordinal(match.words, *match.parts["o"]) if match.has("o") else int(value[-1])
    return Meaning("DATE", f"{int(value[:4]) - 1:04d}-Q{number}", sets_reference=False)


def year_period(match: Match, scene: Scene) -> Meaning | None:
    """For "The 1988 period": of the length that was spoken of - a quarter, or the year."""
    found = _year(match)
    if found is None:
        return None
    value = f"{found:04d}-Q{scene.quarter[-1]}" if scene.reports_quarter and scene.quarter else f"{found:04d}"
    return Meaning("DATE", value, sets_reference=False)


def holiday(match: Match, scene: Scene) -> Meaning | None:
    """A named day, in the year that is said or the one that fits."""
    start, end = match.parts["h"]
    name = holiday_words()[tuple(low.replace("’", "'") for low in match.words.lows[start:end])]
    found = _year(match)
    if found is None:
        found = _holiday_year(match, scene, name)
    if found is None or not 1 <= found <= 9999:
        return Meaning("DATE", "XXXX-XX-XX", sets_reference=False)
    return Meaning("DATE", holiday_date(name, found).isoformat())


def _holiday_year(match: Match, scene: Scene, name: str) -> int | None:
    kind, base = relation(match), scene.base
    if base is None:
        return None
    if kind in ("last", "prior", "next", "following") and base.exact:
        years = [y for y in (base.year - 1, base.year, base.year + 1) if 1 <= y <= 9999]
        days = [(holiday_date(name, y) - base.first).days for y in years]
        wanted = [y for y, gap in zip(years, days, strict=True) if (gap < 0) == (kind in ("last", "prior")) and gap]
        return (max(wanted) if kind in ("last", "prior") else min(wanted)) if wanted else base.year
    if base.year < 1:
        return None
    at = holiday_date(name, base.year)
    return guess_year(match, scene, at.month, at.day)


MAKERS: dict[str, Maker] = {
    "holiday": holiday,
    "iso_date": iso_date,
    "slash_date": slash_date,
    "calendar_day": calendar_day,
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
    "year": year,
    "year_era": year_era,
    "year_span": year_span,
    "other_day": other_day,
    "decade": decade,
    "decade_words": decade_words,
    "century": century,
    "season": season,
    "past_seasons": past_seasons,
    "quarter": quarter,
    "half_year": half_year,
    "year_end": year_end,
    "month_end": month_end,
    "latest_quarter": latest_quarter,
    "the_quarter": the_quarter,
    "year_ago_quarter": year_ago_quarter,
    "year_period": year_period,
}

__all__ = ["MAKERS", "Maker", "Point"]

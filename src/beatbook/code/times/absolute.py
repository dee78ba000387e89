"""Normalisers of calendar dates, months, years, decades, seasons, quarters and holidays."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from beatbook.code.times.calendar import Point, make_date, quarter_of, season_of, shift_months
from beatbook.code.times.lexicon import LEXICON
from beatbook.code.times.numbers import ordinal, two_digit_year, year_number
from beatbook.code.times.relations import relation, related_year
from beatbook.code.times.rules import Match
from beatbook.code.times.scene import Meaning, Scene

Maker = Callable[[Match, Scene], Meaning | None]

# In narrative, a month this many months before the last one mentioned belongs to the next year.
_WRAP_MONTHS = 7
# How much nearer the coming date must be before a date without tense is read as coming (news, development half).
_AHEAD_BIAS = 2.0


def month_number(match: Match) -> int:
    """The month that the part `m` names."""
    low = match.low("m")
    classes = LEXICON.words[low]
    return int(classes["MONTH"] if "MONTH" in classes else classes["MONTHCAP"])


def _year(match: Match) -> int | None:
    if match.has("y"):
        return year_number(match.words, *match.parts["y"])
    if match.has("yy"):
        return two_digit_year(int(match.low("yy")))
    return None


def _date(year: int | None, month: int, day: int) -> Meaning | None:
    if not 1 <= day <= 31 or not 1 <= month <= 12:
        return None
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02d}-{day:02d}")
    found = make_date(year, month, day)
    return Meaning("DATE", found.isoformat()) if found else None


def iso_date(match: Match, scene: Scene) -> Meaning | None:
    text = match.words.word(match.i)
    day, _, clock = text.partition("T")
    year, month, number = (int(part) for part in day.split("-"))
    found = _date(year, month, number)
    if found is None or not clock:
        return found
    return Meaning("TIME", f"{found.value}T{clock}")


def slash_date(match: Match, scene: Scene) -> Meaning | None:
    """12/21/2017 and 21/12/2017: the reading that the calendar allows; month first where both are possible."""
    first, second, year = (int(part) for part in re.split(r"[/.]", match.words.word(match.i)))
    year = two_digit_year(year) if year < 100 else year
    dotted = "." in match.words.word(match.i)
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
    """"Thursday the 21st": the nearest month in which that day is that weekday."""
    day, low = ordinal(match.words, *match.parts["d"]), match.low("wd")
    classes = LEXICON.words[low]
    weekday = int(classes["WEEKDAY"] if "WEEKDAY" in classes else classes["WEEKDAYCAP"])
    base = scene.base
    if base is None:
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
    return Meaning("DATE", f"{year:04d}-{month:02d}" if year else f"XXXX-{month:02d}")


def month_of(match: Match, scene: Scene) -> Meaning | None:
    return _month(related_year(match, scene), month_number(match))


def relative_month(match: Match, scene: Scene) -> Meaning | None:
    """"last June", "this March", "next May": the nearest such month on that side."""
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
    wraps = base.month is not None and base.month - month >= _WRAP_MONTHS
    return base.year + 1 if wraps else base.year


def _news_year(anchor: date, tense: str | None, month: int, day: int | None) -> int:
    if day is None:
        return _news_month_year(anchor, tense, month)
    years = [year for year in (anchor.year - 1, anchor.year, anchor.year + 1) if make_date(year, month, day)]
    gaps = {year: (date(year, month, day) - anchor).days for year in years}
    if tense == "past":
        back = [year for year in years if gaps[year] <= 0]
        if back:
            return max(back)
    if tense == "future":
        ahead = [year for year in years if gaps[year] >= 0]
        # A day just past stays past: "before the April 3 vote, which will be remembered".
        if ahead and gaps[min(ahead)] <= 300:
            return min(ahead)
    return min(years, key=lambda year: (gaps[year] * _AHEAD_BIAS if gaps[year] > 0 else -gaps[year], year)) if years else anchor.year


def _news_month_year(anchor: date, tense: str | None, month: int) -> int:
    if tense == "future":
        return anchor.year if month >= anchor.month else anchor.year + 1
    if tense == "past" or month <= anchor.month:
        return anchor.year if month <= anchor.month else anchor.year - 1
    ahead, back = month - anchor.month, anchor.month + 12 - month
    return anchor.year if ahead * _AHEAD_BIAS < back else anchor.year - 1


def year(match: Match, scene: Scene) -> Meaning | None:
    found = _year(match)
    return Meaning("DATE", f"{found:04d}") if found else None


def year_era(match: Match, scene: Scene) -> Meaning | None:
    number = int(match.low("y").replace(",", ""))
    if not 0 < number <= 9999:
        return None
    before = LEXICON.words[match.low("era")]["ERA"] == "BC"
    return Meaning("DATE", f"{'BC' if before else ''}{number:04d}", sets_reference=not before)


def year_span(match: Match, scene: Scene) -> Meaning | None:
    first, last = int(match.low("y")), int(match.low("yy"))
    end = first // 100 * 100 + last
    end += 100 if end < first else 0
    return Meaning("DATE", f"{first:04d}/{end:04d}") if first < end <= first + 20 else None


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
    return Meaning("DATE", f"{found:04d}-{name}" if found else f"XXXX-{name}", sets_reference=found is not None)


def _season_year(match: Match, scene: Scene, name: str) -> int | None:
    kind = relation(match)
    if kind and match.lows("m" if match.has("m") else "s")[0] and match.words.low(match.j - 1) == "year":
        return related_year(match, scene)
    base = scene.near if kind in ("that", "same", "prior", "following") else scene.base
    if base is None:
        return None
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
    """"The latest quarter": the one mentioned last, else the last that was over on the post's day."""
    if scene.quarter is not None:
        return Meaning("DATE", scene.quarter[0])
    base = point_before_quarter(scene)
    return Meaning("DATE", base) if base else Meaning("DATE", "PAST_REF", sets_reference=False)


def point_before_quarter(scene: Scene) -> str | None:
    """The last quarter that was over on the post's day."""
    if scene.anchor is None:
        return None
    number = quarter_of(scene.anchor) - 1
    return f"{scene.anchor.year:04d}-Q{number}" if number else f"{scene.anchor.year - 1:04d}-Q4"


def the_quarter(match: Match, scene: Scene) -> Meaning | None:
    return latest_quarter(match, scene)


def year_ago_quarter(match: Match, scene: Scene) -> Meaning | None:
    """"The year-ago quarter": the quarter mentioned last, a year before."""
    value = scene.quarter[0] if scene.quarter else point_before_quarter(scene)
    if value is None:
        return Meaning("DATE", "PAST_REF", sets_reference=False)
    number = ordinal(match.words, *match.parts["o"]) if match.has("o") else int(value[-1])
    return Meaning("DATE", f"{int(value[:4]) - 1:04d}-Q{number}", sets_reference=False)


def year_period(match: Match, scene: Scene) -> Meaning | None:
    """"The 1988 period": of the length that was spoken of - a quarter, or the year."""
    found = _year(match)
    if found is None:
        return None
    value = f"{found:04d}-Q{scene.quarter[0][-1]}" if scene.quarter else f"{found:04d}"
    return Meaning("DATE", value, sets_reference=False)


MAKERS: dict[str, Maker] = {
    "iso_date": iso_date,
    "slash_date": slash_date,
    "calendar_day": calendar_day,
    "calendar_day_of": calendar_day_of,
    "weekday_day": weekday_day,
    "day_range": day_range,
    "calendar_month": calendar_month,
    "month_of": month_of,
    "relative_month": relative_month,
    "bare_month": bare_month,
    "year": year,
    "year_era": year_era,
    "year_span": year_span,
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

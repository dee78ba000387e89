"""Normalisers of years, decades, seasons, quarters, halves and named days."""

from __future__ import annotations

import re
from datetime import date

from beatbook.code.times.calendar import (
    Point,
    season_of,
)
from beatbook.code.times.holidays import holiday_date
from beatbook.code.times.lexicon import LEXICON, holiday_words
from beatbook.code.times.numbers import ordinal
from beatbook.code.times.relations import related_year, relation
from beatbook.code.times.rules import Match
from beatbook.code.times.scene import Maker, Meaning, Scene
from beatbook.code.times.shifts import quarter_before, shifted_unit
from beatbook.code.times.years import guess_year, year_of


def year(match: Match, scene: Scene) -> Meaning | None:
    found = year_of(match)
    return Meaning("DATE", Point(found).value) if found else None


def year_era(match: Match, scene: Scene) -> Meaning | None:
    found = year_of(match)
    return Meaning("DATE", Point(found).value) if found and abs(found) <= 9999 else None


def year_span(match: Match, scene: Scene) -> Meaning | None:
    """The "59" of "1958-59"."""
    first, last = int(match.low("y")), int(match.low("yy"))
    end = first // 100 * 100 + last
    return Meaning("DATE", f"{end + 100 if end < first else end:04d}")


def decade(match: Match, scene: Scene) -> Meaning | None:
    digits = re.sub(r"\D", "", match.low("dec"))
    if len(digits) == 2:
        digits = ("19" if int(digits) >= 20 else "20") + digits  # "the '90s", "the '10s"
    if digits.endswith("00") and len(digits) == 4 and digits < "2000":
        return Meaning("DATE", digits[:2], sets_reference=False)  # "the 1800s"
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
    found = year_of(match) or _season_year(match, scene, name)
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
    if step == 0 and match.words.low(match.i - 1) == "late" and at.month % 3 != 2 and scene.mode == "news":
        step = 1  # early in spring, "late spring" is not this one yet
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
    found = year_of(match)
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
    found = year_of(match) or related_year(match, scene)
    if half not in (1, 2):
        return None
    return Meaning("DATE", f"{found:04d}-H{half}" if found else f"XXXX-H{half}")


def year_end(match: Match, scene: Scene) -> Meaning | None:
    base, said = scene.base, year_of(match)
    if said is not None:
        return Meaning("DATE", f"{said:04d}", "END")
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
    value = scene.quarter or quarter_before(scene)
    return Meaning("DATE", value, sets_reference=False) if value else Meaning("DATE", "PAST_REF", sets_reference=False)


def the_quarter(match: Match, scene: Scene) -> Meaning | None:
    return latest_quarter(match, scene)


def year_ago_quarter(match: Match, scene: Scene) -> Meaning | None:
    """For "The year-ago quarter": the quarter mentioned last, a year before."""
    if scene.quarter is None and "period" in match.words.lows[match.i : match.j]:
        return shifted_unit(scene.base, "Y", -1)
    value = scene.quarter or quarter_before(scene)
    if value is None:
        return Meaning("DATE", "PAST_REF", sets_reference=False)
    number = ordinal(match.words, *match.parts["o"]) if match.has("o") else int(value[-1])
    return Meaning("DATE", f"{int(value[:4]) - 1:04d}-Q{number}", sets_reference=False)


def year_period(match: Match, scene: Scene) -> Meaning | None:
    """For "The 1988 period": of the length that was spoken of - a quarter, or the year."""
    found = year_of(match)
    if found is None:
        return None
    value = f"{found:04d}-Q{scene.quarter[-1]}" if scene.reports_quarter and scene.quarter else f"{found:04d}"
    return Meaning("DATE", value, sets_reference=False)


def holiday(match: Match, scene: Scene) -> Meaning | None:
    """A named day, in the year that is said or the one that fits."""
    start, end = match.parts["h"]
    name = holiday_words()[tuple(low.replace("’", "'") for low in match.words.lows[start:end])]
    found = year_of(match)
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

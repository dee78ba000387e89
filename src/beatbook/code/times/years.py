"""Which year a date means that is printed without one."""

from __future__ import annotations

from datetime import date

from beatbook.code.times.calendar import Point, make_date
from beatbook.code.times.guard_words import said
from beatbook.code.times.lexicon import LEXICON
from beatbook.code.times.numbers import two_digit_year, year_number
from beatbook.code.times.rules import Match
from beatbook.code.times.scene import Scene
from beatbook.code.times.words import BREAK, Words

# How many months ahead weigh as one back, from the month mentioned last, in narrative (WikiWars, development half).
_BACK_BIAS = 1.2  # 7 months ahead weigh as 5 back


_TURN = 9  # months: so far back in one year is rather ahead in the next
_LISTED_DAYS = 4  # days of several months that may share a year


# What a month or day ahead or back of the post's day costs by the tense of the clause: the cheapest year wins.
_COSTS: dict[str | None, tuple[float, float]] = {
    "past": (1.0, 6.0),
    "future": (12.0, 1.0),
    "present": (1.0, 2.0),
    None: (1.0, 2.0),
}


def month_number(match: Match) -> int:
    """The month that the part `m` names."""
    return month_of(match.low("m"))


def month_of(low: str) -> int:
    """The month that a word in lower case names."""
    classes = LEXICON.words[low]
    return int(next(classes[name] for name in ("MONTH", "MONTHCAP", "MONTHABBR") if name in classes))


def year_of(match: Match) -> int | None:
    """The year a match names; negative before Christ."""
    if match.has("y"):
        found = year_number(match.words, *match.parts["y"])
        before = match.has("era") and LEXICON.words[match.low("era")]["ERA"] == "BC"
        return -found if found and before else found
    if match.has("yd"):
        return int(match.low("yd")[:4])
    if match.has("yy"):
        return two_digit_year(int(match.low("yy")))
    return None


def year_of_range(match: Match, scene: Scene, month: int) -> int | None:
    """The year of a month that begins or ends a range: "between January and October", "May 2015 to March"."""
    words, i, j = match.words, match.i, match.j
    near = scene.reference
    if words.low(i - 1) in said("range_joints") and near and near.month and _dated(words, i - 2):
        return near.year if month >= near.month else near.year + 1
    joint = words.low(j)
    opened = words.low(i - 1) in ("between", "from") or joint in ("-", "–", "through")
    if not opened or (joint != "and" and joint not in said("range_joints")) or not words.is_month(j + 1):
        return None
    last = month_of(words.lows[j + 1])
    year: int | None = int(words.lows[j + 2]) if words.is_a(j + 2, "YEAR") else guess_year(match, scene, last, None)
    if year is None:
        return None
    return year if month <= last else year - 1


def _dated(words: Words, i: int) -> bool:
    return words.is_a(i, "YEAR") or words.is_month(i)


def guess_year(match: Match, scene: Scene, month: int, day: int | None) -> int | None:
    """The year of a date printed without one."""
    shared = _shared_year(match, month) if day is not None else None
    if shared is not None:
        return shared
    if scene.mode == "narrative":
        return _narrative_year(scene, month)
    if scene.open_year and scene.told is not None:
        return _same_year(scene.reference or scene.told, month)
    if scene.anchor is None:
        return scene.reference.year if scene.reference else None
    if scene.told is not None and scene.told == scene.reference and _goes_on(match, scene, scene.told):
        year = _same_year(scene.told, month)
        if year < scene.anchor.year:
            return year
    return _news_year(scene.anchor, scene.tense(match.i, match.j), month, day)


def _shared_year(match: Match, month: int) -> int | None:
    """The year printed after the last of several days: "March 3 and April 4, 2015", "Dec. 20 to Jan. 5, 2016"."""
    words, k = match.words, match.j
    for _ in range(_LISTED_DAYS):
        start = k
        while words.low(k) in said("day_joints"):
            k += 1
        if k == start or not words.is_month(k):
            return None
        last = month_of(words.lows[k])
        k += 2 if words.low(k + 1) == "." else 1
        if not (words.is_a(k, "DAYNUM") or words.is_a(k, "ORDDAY")):
            return None
        k += 1
        after = k + 1 if words.low(k) == "," else k
        if words.is_a(after, "YEAR"):
            year = int(words.lows[after])
            return year if month <= last else year - 1
    return None


def _goes_on(match: Match, scene: Scene, told: Point) -> bool:
    """Whether the paragraph goes on with an old year that opened a sentence: "In 2014, … On March 3 he was held"."""
    anchor, words = scene.anchor, match.words
    if anchor is None or told.year >= anchor.year or not scene.opens:
        return False
    return scene.tense(match.i, match.j) == "past" and BREAK not in words.codes[scene.told_at : match.i]


def _same_year(told: Point, month: int) -> int:
    """The year of the date told last, but for the turn of the year: "in December 2016, … on January 3"."""
    ahead = month - (told.month or month)
    return told.year + (ahead <= -_TURN) - (ahead >= _TURN)


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

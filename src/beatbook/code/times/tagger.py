"""The tagger: a text and its anchor into time expressions with values and the days they can mean."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from beatbook.code.parsed import Doc
from beatbook.code.times import absolute, clock, counted, durations, periods, relative
from beatbook.code.times.calendar import range_of
from beatbook.code.times.guards import holds
from beatbook.code.times.masks import find_masked
from beatbook.code.times.mode import choose_mode
from beatbook.code.times.pieces import Piece, join_matches
from beatbook.code.times.rules import find_matches
from beatbook.code.times.scene import Meaning, Mode, Scene
from beatbook.code.times.tense import Tense, Tenses
from beatbook.code.times.words import Words, split_words
from beatbook.record import UNKNOWN, DateRange
from beatbook.record.codes import TimexType

MAKERS = {
    **absolute.MAKERS,
    **periods.MAKERS,
    **relative.MAKERS,
    **counted.MAKERS,
    **durations.MAKERS,
    **clock.MAKERS,
}


_OPEN_YEAR = timedelta(300)  # bounds wider than this fit the same day of two years, or nearly
DateMode = Literal["auto", "news", "narrative"]


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression of a text: offsets are code points, end-exclusive."""

    start: int
    end: int
    type: TimexType
    value: str
    mod: str | None
    range: DateRange
    rule: str
    tense: Tense | None


def tag_text(text: str, anchor: DateRange, mode: DateMode, doc: Doc | None = None) -> list[Timex]:
    """All time expressions of a text in reading order."""
    words = split_words(text)
    chosen = choose_mode(words, anchor) if mode == "auto" else mode
    tenses = Tenses(words, doc)
    pieces = join_matches(find_matches(words, find_masked(words, doc), holds))
    return list(_timexes(words, tenses, pieces, anchor, chosen))


def _timexes(words: Words, tenses: Tenses, pieces: list[Piece], anchor: DateRange, mode: Mode) -> list[Timex]:
    low, high = anchor.earliest, anchor.latest
    open_year = low is None or high is None or high - low > _OPEN_YEAR
    first = resolve(words, tenses, pieces, low, mode, open_year)
    second = first if low == high else resolve(words, tenses, pieces, high, mode, open_year)
    found = []
    for piece, one, two in zip(pieces, first, second, strict=True):
        if one is None or two is None:
            continue
        if open_year and one != two:
            one, two = within_reach(one, two, anchor, tenses.at(piece.i, piece.j))
        meaning, days = between(one, two, anchor, mode, piece.main.has("wd"))
        span = words.starts[piece.i], words.ends[piece.j - 1]
        mod = piece.mod or meaning.mod
        tense = _tense_of(meaning, tenses, piece)
        found.append(Timex(*span, meaning.type, meaning.value, mod, days, piece.main.rule.name, tense))
    return found


_SAID: dict[str, Tense] = {"PAST_REF": "past", "PRESENT_REF": "present", "FUTURE_REF": "future"}


def _tense_of(meaning: Meaning, tenses: Tenses, piece: Piece) -> Tense | None:
    if meaning.type not in ("DATE", "TIME"):
        return None
    return _SAID.get(meaning.value) or tenses.at(piece.i, piece.j)


def resolve(
    words: Words, tenses: Tenses, pieces: list[Piece], anchor: date | None, mode: Mode, open_year: bool = False
) -> list[Meaning | None]:
    """What each expression means for one anchor day, read from front to back.

    ``open_year`` says that the anchor is but one end of so long a time that the year is open.
    """
    scene = Scene(words, tenses, anchor, mode, open_year=open_year)
    meanings: list[Meaning | None] = []
    for piece in pieces:
        meaning = MAKERS[piece.main.rule.make](piece.main, scene)
        if meaning is not None and piece.clock is not None:
            meaning = with_clock(meaning, MAKERS[piece.clock.rule.make](piece.clock, scene))
        if meaning is not None:
            scene.remember(meaning, piece.i, piece.j)
        meanings.append(meaning)
    return meanings


def with_clock(day: Meaning, time: Meaning | None) -> Meaning:
    """A day and a clock time as one value."""
    if time is None:
        return day
    return Meaning("TIME", f"{day.value.split('T')[0]}T{time.value.split('T', 1)[1]}", day.mod)


def within_reach(one: Meaning, two: Meaning, anchor: DateRange, tense: Tense | None) -> tuple[Meaning, Meaning]:
    """The readings from the two ends of the bounds, without one that no day between them can mean.

    "In May they left", written between June 2014 and May 2015, is May 2014: what is past lies before the last day.
    """
    days = [range_of(meaning.value) for meaning in (one, two)]
    if days[0] is None or days[1] is None or one.value[4:] != two.value[4:]:
        return one, two  # only a year can be out of reach
    if tense == "past" and anchor.latest and days[1].latest and days[1].latest >= anchor.latest:
        return one, one
    if tense == "future" and anchor.earliest and days[0].earliest and days[0].earliest <= anchor.earliest:
        return two, two
    return one, two


def between(
    one: Meaning, two: Meaning, anchor: DateRange, mode: Mode, weekly: bool = False
) -> tuple[Meaning, DateRange]:
    """One meaning out of those for the two ends of the anchor: alike, or what holds for both.

    ``weekly`` says that the words name a weekday.
    """
    if one == two:
        return one, _days_of(one, anchor, mode)
    low, high = (
        _days_of(one, DateRange(anchor.earliest, anchor.earliest), mode),
        _days_of(two, DateRange(anchor.latest, anchor.latest), mode),
    )
    earliest = low.earliest if anchor.earliest else None
    latest = high.latest if anchor.latest else None
    days = DateRange(earliest, latest, "range" if earliest or latest else "unknown", "text")
    value = (weekly and common_weekday(one.value, two.value)) or common_value(one.value, two.value)
    return Meaning(one.type, value, one.mod), days


def common_weekday(one: str, two: str) -> str | None:
    """``XXXX-WXX-4`` for two days that are both Thursdays, as weekdays seen from two days are."""
    left, right = _DAY.match(one), _DAY.match(two)
    if left is None or right is None or left[2] != right[2]:
        return None
    weekday = date.fromisoformat(left[1]).isoweekday()
    return f"XXXX-WXX-{weekday}{left[2] or ''}" if date.fromisoformat(right[1]).isoweekday() == weekday else None


def _days_of(meaning: Meaning, anchor: DateRange, mode: Mode) -> DateRange:
    """The days a meaning covers; vague references count from the post's day in news only."""
    if meaning.days is not None:
        return meaning.days
    if mode == "narrative" and meaning.value.endswith("_REF"):
        return UNKNOWN
    if meaning.type not in ("DATE", "TIME"):
        return UNKNOWN
    if meaning.value == "PAST_REF":
        return DateRange(None, anchor.latest, "unknown", "text") if anchor.latest else UNKNOWN
    if meaning.value == "FUTURE_REF":
        return DateRange(anchor.earliest, None, "unknown", "text") if anchor.earliest else UNKNOWN
    if meaning.value == "PRESENT_REF":
        return DateRange(anchor.earliest, anchor.latest, "unknown", "text") if anchor.is_known else UNKNOWN
    return range_of(meaning.value) or UNKNOWN


_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(T.*)?$")
_SHAPES = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)(T.*)?"), ("{0}-{1}-XX{3}", "{0}-XX-XX{3}", "XXXX-XX-XX{3}")),
    (re.compile(r"(\d{4})-(W\d\d)(-WE)?()"), ("{0}-WXX{2}", "XXXX-WXX{2}")),
    (re.compile(r"(\d{4})-(\d\d)()()"), ("{0}-XX", "XXXX-XX")),
    (re.compile(r"(\d{4})-(Q\d|H\d|SP|SU|FA|WI)()()"), ("XXXX-{1}",)),
)


def common_value(one: str, two: str) -> str:
    """The value that says what two values share: 2017-12-21 and 2017-12-28 share 2017-12-XX."""
    for pattern, shapes in _SHAPES:
        left, right = pattern.fullmatch(one), pattern.fullmatch(two)
        if left and right:
            parts = [[part or "" for part in match.groups()] for match in (left, right)]
            for shape in shapes:
                if shape.format(*parts[0]) == shape.format(*parts[1]):
                    return shape.format(*parts[0])
    known = [value for value in (one, two) if not value.startswith("X") and not value.endswith("_REF")]
    vague = [value for value in (one, two) if value not in known]
    return vague[0] if vague else "XXXX"

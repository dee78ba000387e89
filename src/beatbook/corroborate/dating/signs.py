"""How well each day fits the words of a post: a weight for every day of a stretch, 1 at most.

The shapes are plain on purpose. Measured on half of TimeBank and AQUAINT (2026-11, 92 news texts, days from the date
meant to that of writing): a past day without its year 6 to 132 in the middle four fifths, median 32; a coming one 2 to
45, median 19; a past month counted from its first day 45 to 209, never the running month. A year is printed where it
is not the year of writing: nine in ten of the newest past dates with a year began 299 days ago or more, half of them
less than three years. The newest weekday told as past is that of writing (57 of 100) or the day before (20); archives
take a clipping over a day or two later, so ``WEEKDAY`` is flatter. One in twelve dates with a year lies on the other
side of the day of writing than its verb says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from beatbook.record import DateRange, DateSign

Weights = NDArray[np.float64]

WRONG_SIDE = 0.08  # a date with its year that lies on the other side than its verb says
NO_YEAR_FITS = 0.02  # a date without a year that no year brings into reach
YEAR = 366.0
FARTHEST_SIGN = 366  # days that a sign told from the day of writing can reach
STORY_DAYS = 30.0  # as nearness of posts fades (corroborate.links)
IN_STORY_TIME = 0.6  # share of a story's posts told in one stretch; the rest come back to it later
REACH = 366  # days that a date without a year is away at most
PAST_DAY, PAST_MONTH = 15.0, 60.0  # days after which the weight has fallen to a half
YEAR_PRINTED = 300  # days: what is nearer is mostly told without its year
NEAR_WITH_YEAR, NEAR_DAY_WITH_YEAR = 0.25, 0.6  # weights of a year printed all the same; diaries print full dates
PAST_YEARS = 1000.0
WEEKDAY = (1.0, 0.6, 0.35, 0.25, 0.12, 0.08, 0.08)  # by days since the newest weekday told
AHEAD_DAY, AHEAD_MONTH = 25.0, 60.0
RUNNING_MONTH = 0.3  # "in September", told while it runs
DAY_WIDE, MONTH_WIDE = 12, 40  # days up to which a date counts as one to the day ("late May" too), to the month
SLACK = 1  # days: midnight and time zones


@dataclass(frozen=True, slots=True)
class Meant:
    """One happening that a sign may mean, since another post tells and dates it."""

    days: DateRange
    chance: float  # that both tell the same happening, before any day is looked at
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """A sign told from the day of writing, and the happenings that it may mean: at most one of them."""

    sign: DateSign
    meant: tuple[Meant, ...]


def own_weights(signs: Sequence[DateSign], first: int, count: int) -> Weights:
    """How well each of ``count`` days from ordinal ``first`` fits as the day these words were written."""
    days = np.arange(first, first + count, dtype=np.float64)
    weights = np.ones(count)
    wrong = np.zeros(count)
    newest: DateSign | None = None
    for sign in signs:
        if sign.kind != "fixed" or sign.earliest is None or sign.latest is None:
            continue
        if sign.tense == "past":
            wrong += days < sign.earliest.toordinal()
            newest = max(newest or sign, sign, key=_start_and_end)
        elif sign.tense == "future":
            wrong += days > sign.latest.toordinal()
    if newest is not None and newest.earliest is not None and newest.latest is not None:
        lag = days - newest.earliest.toordinal()
        weights *= PAST_YEARS / (PAST_YEARS + np.maximum(lag - YEAR_PRINTED, 0.0))
        to_day = (newest.latest - newest.earliest).days < DAY_WIDE
        weights[lag < YEAR_PRINTED] *= NEAR_DAY_WITH_YEAR if to_day else NEAR_WITH_YEAR
    weights *= WRONG_SIDE ** np.minimum(wrong, 2)
    told = [sign.step for sign in signs if sign.kind == "weekday" and sign.tense != "future"]
    if told:
        since = np.min([(days.astype(np.int64) - step) % 7 for step in told], axis=0)  # ordinal 1 is a Monday
        weights *= np.array(WEEKDAY)[since]
    for ahead in (False, True):
        found = [
            _yearly(s, first, count, ahead) for s in signs if s.kind == "yearly" and (s.tense == "future") == ahead
        ]
        if found:
            best = np.max(found, axis=0)
            # Of past days the newest counts, all others were past before; coming ones all lie ahead still.
            weights *= np.maximum(np.sqrt(best * np.min(found, axis=0)) if ahead else best, NO_YEAR_FITS)
    return weights


def _start_and_end(sign: DateSign) -> tuple[date, date]:
    return sign.earliest or date.min, sign.latest or date.min


def told_weights(told: Told, first: int, count: int) -> Weights:
    """How well each day fits a sign that may mean days another post names.

    Days that make it mean them weigh as much more as such days are rarer than others in a year.
    """
    weights: Weights = np.full(count, 1.0 - sum(meant.chance for meant in told.meant))
    for meant in told.meant:
        fits = meant_on(told.sign, meant.days, first, count)
        if fits.any():
            weights += meant.chance * fits * min(YEAR / fits.sum(), count)
    made: Weights = weights / weights.max()
    return made


def meant_on(sign: DateSign, days: DateRange, first: int, count: int) -> Weights:
    """1 for each day of writing from which a sign means one of these days, else 0."""
    fits = np.zeros(count)
    if days.earliest is None or days.latest is None:
        return fits
    slack = timedelta(SLACK if sign.kind in ("day", "weekday") else 0)
    low, high = days.earliest - slack, days.latest + slack
    begin, end = low.toordinal() - FARTHEST_SIGN - first, high.toordinal() + FARTHEST_SIGN - first
    for n in range(max(begin, 0), min(end + 1, count)):
        meant = days_meant(sign, date.fromordinal(first + n))
        if meant and meant[0] <= high and low <= meant[1]:
            fits[n] = 1.0
    return fits


def story_weights(mates: Sequence[date], first: int, count: int) -> Weights:
    """How well each day fits a post whose story has posts of these days: a story is told within weeks, mostly."""
    days = np.arange(first, first + count, dtype=np.float64)
    near = np.zeros(count)
    for mate in mates:
        near += np.exp(-np.abs(days - mate.toordinal()) / STORY_DAYS)
    weights: Weights = 1.0 - IN_STORY_TIME + IN_STORY_TIME * near / len(mates) * YEAR / (2 * STORY_DAYS)
    made: Weights = weights / weights.max()
    return made


def days_meant(sign: DateSign, written: date) -> tuple[date, date] | None:
    """The days that a sign told from the day of writing means; ``None`` for one that names its days itself."""
    if sign.kind == "day":
        day = written + timedelta(sign.step)
        return day, day
    if sign.kind == "week":
        monday = written - timedelta(written.weekday()) + timedelta(7 * sign.step)
        return monday, monday + timedelta(6)
    if sign.kind == "month":
        months = written.year * 12 + written.month - 1 + sign.step
        start = date(months // 12, months % 12 + 1, 1)
        return start, date(*divmod_month(months + 1), 1) - timedelta(1)
    if sign.kind == "weekday":
        back = (written.isoweekday() - sign.step) % 7
        day = written + timedelta((7 - back) % 7) if sign.tense == "future" else written - timedelta(back)
        return day, day
    return None


def divmod_month(months: int) -> tuple[int, int]:
    """Year and month of a count of months since the year 0."""
    return months // 12, months % 12 + 1


def _yearly(sign: DateSign, first: int, count: int, ahead: bool) -> Weights:
    """The weight of a date without its year: by the nearest year that puts it on its side of the day of writing."""
    weights = np.zeros(count)
    if sign.earliest is None or sign.latest is None:
        return weights
    wide = (sign.latest - sign.earliest).days + 1
    for year in range(date.fromordinal(first).year - 1, date.fromordinal(first + count).year + 2):
        start = in_year(sign.earliest, year)
        if sign.weekday is not None and start.isoweekday() != sign.weekday:
            continue
        low, high = start.toordinal() - first, start.toordinal() + wide - 1 - first
        sides = (True, False) if sign.tense not in ("past", "future") else (ahead,)
        for side in sides:
            _lay(weights, low, high, wide, side)
    return weights


def _lay(weights: Weights, low: int, high: int, wide: int, ahead: bool) -> None:
    """Weights of the days from which days ``low`` to ``high`` are told as coming, or as past."""
    count = len(weights)
    begin, end = (high - REACH, high) if ahead else (low, low + REACH)
    begin, end = max(begin, 0), min(end, count - 1)
    if begin > end:
        return
    days = np.arange(begin, end + 1, dtype=np.float64)
    to_day = wide <= DAY_WIDE
    if ahead:
        half = AHEAD_DAY if to_day else AHEAD_MONTH
        made = 1.0 / (1.0 + (np.maximum(low - days, 0.0) / half) ** 2)
        made[days > low] *= RUNNING_MONTH
    else:
        half = PAST_DAY if to_day else PAST_MONTH
        made = half / (half + days - low)
        if not to_day and wide <= MONTH_WIDE:
            made[days <= high] *= RUNNING_MONTH
    weights[begin : end + 1] = np.maximum(weights[begin : end + 1], made)


def in_year(day: date, year: int) -> date:
    """The same day of another year; the end of February is its 28th."""
    return date(year, day.month, min(day.day, 28) if day.month == 2 else day.day)

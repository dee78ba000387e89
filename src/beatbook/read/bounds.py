"""Dates that nobody printed: bounds from the page's order, from dates in the words, from the day of capture."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import pairwise

from beatbook.read.dates import Found, find_dates
from beatbook.record import DateRange, Post
from beatbook.record.dates import Basis

FIRM: tuple[Basis, ...] = ("printed", "permalink", "feed", "given")
LEAST_DATED = 2  # dated posts that must agree before a page counts as ordered by date


def bound_dates(posts: Sequence[Post], captured: date | None) -> list[Post]:
    """Posts with bounds where no date is known; a date that was printed or carried is never touched.

    Pages of posts run from new to old. Where the dated posts of a page say otherwise, order gives no bound; where none
    is dated, it is taken unless the bounds from the words contradict it.
    """
    if all(post.date.basis in FIRM for post in posts):
        return list(posts)
    own = [post.date if post.date.basis in FIRM else _from_words(post) for post in posts]
    order = _order(posts, own)
    ranges = _by_order(own, order) if order else [(r, False) for r in own]
    return [
        post if post.date.basis in FIRM else replace(post, date=_closed(made, moved, captured))
        for post, (made, moved) in zip(posts, ranges, strict=True)
    ]


def _closed(made: DateRange, moved: bool, captured: date | None) -> DateRange:
    """Bounds under their basis, with the day of capture as the last possible day."""
    low, high = made.earliest, made.latest
    if captured is not None:
        if low is not None and low > captured:
            low = None
        if high is None or high > captured:
            high = captured
            if low is None and not moved:
                return DateRange(None, captured, "range", "capture")
    if low is None and high is None:
        return DateRange()
    return DateRange(low, high, "day" if low == high else "range", "order" if moved else "text")


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = tomllib.loads(files("beatbook.read").joinpath("data/date_words.toml").read_text("utf-8"))
    future = "|".join(map(re.escape, sorted(data["future"], key=len, reverse=True)))
    year = "|".join(map(re.escape, sorted(data["year"], key=len, reverse=True)))
    return re.compile(rf"\b(?:{future})\b", re.I), re.compile(rf"\b(?:{year})[\s-]+((?:19[7-9]|20[0-6])\d)\b", re.I)


_CLAUSE = re.compile(r"[.!?;](?:\s|$)|\n")


def _from_words(post: Post) -> DateRange:
    """Bounds from absolute dates: not written before a day the text looks back on, nor after one it looks ahead to."""
    text = post.text
    low: date | None = None
    high: date | None = None
    for found in _mentions(text):
        if _looks_ahead(text, found.start):
            high = min(high, found.latest) if high else found.latest
        else:
            low = max(low, found.earliest) if low else found.earliest
    if low and high and low > high:
        # The words look ahead from another day than that of writing (a quotation, a plan retold): only the past counts.
        high = None
    return DateRange(low, high, "range", "text") if low or high else DateRange()


def _mentions(text: str) -> list[Found]:
    found = [one for one in find_dates(text) if not one.unsure]
    taken = {i for one in found for i in range(one.start, one.end)}
    for match in _words()[1].finditer(text):
        if match.start(1) not in taken:
            year = int(match[1])
            found.append(Found(match.start(1), match.end(1), date(year, 1, 1), date(year, 12, 31), "year"))
    return sorted(found, key=lambda one: one.start)


def _looks_ahead(text: str, at: int) -> bool:
    start = max((m.end() for m in _CLAUSE.finditer(text, max(0, at - 400), at)), default=max(0, at - 400))
    return bool(_words()[0].search(text, start, at))


def _order(posts: Sequence[Post], own: Sequence[DateRange]) -> int:
    """-1 where the page runs from new to old, 1 where from old to new, 0 where it does neither."""
    if len(posts) < 2:
        return 0
    days = [r.earliest for p, r in zip(posts, own, strict=True) if p.date.basis in FIRM and r.earliest]
    if len(days) >= LEAST_DATED and len(set(days)) > 1:
        if all(a >= b for a, b in pairwise(days)):
            return -1
        return 1 if all(a <= b for a, b in pairwise(days)) else 0
    return -1 if _agree(own) else 0


def _agree(own: Sequence[DateRange]) -> bool:
    """Whether bounds allow the order from new to old: no later post must be newer than an earlier one may be."""
    ceiling: date | None = None
    for made in own:
        if ceiling and made.earliest and made.earliest > ceiling:
            return False
        if made.latest and (ceiling is None or made.latest < ceiling):
            ceiling = made.latest
    return True


def _by_order(own: Sequence[DateRange], order: int) -> list[tuple[DateRange, bool]]:
    """Each range cut by its neighbours: nothing is newer than what stands before it, nor older than what follows."""
    ranges = list(own) if order < 0 else list(reversed(own))
    highs: list[date | None] = []
    ceiling: date | None = None
    for made in ranges:
        ceiling = min((d for d in (ceiling, made.latest) if d), default=None)
        highs.append(ceiling)
    lows: list[date | None] = []
    floor: date | None = None
    for made in reversed(ranges):
        floor = max((d for d in (floor, made.earliest) if d), default=None)
        lows.append(floor)
    lows.reverse()
    cut = []
    for made, low, high in zip(ranges, lows, highs, strict=True):
        if low and high and low > high:
            cut.append((made, False))
        else:
            cut.append((DateRange(low, high, "range", "order"), (low, high) != (made.earliest, made.latest)))
    return cut if order < 0 else list(reversed(cut))

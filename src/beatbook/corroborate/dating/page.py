"""The posts of one page: a likely range of days for each that prints none, and the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from beatbook.corroborate.dating.order import weigh_alone, weigh_in_order
from beatbook.corroborate.dating.signs import Told, meant_on, own_weights, story_weights, told_weights
from beatbook.record import DateRange, DateSign

Weights = NDArray[np.float64]

FIRM = frozenset({"printed", "permalink", "feed", "given"})
OUTSIDE = 0.1  # of a post's weight that is left outside its likely range; `docs/why/dates.md` has what it covers
WIDEST = 370  # days: a wider range says too little to be called likely
AFTER = 1100  # days that a post can lie after the last date the page names, where nothing bounds it
BEFORE = 400
LONGEST = 7300  # days looked at on one page: the last twenty years
LEAST_DATED = 2  # dated posts that must agree before they tell a page's order
OLD_FIRST = 3.0  # by how much, as a logarithm, the words must speak for an order other than new to old
MOST_IN_ORDER = 1000  # posts on a page; a longer list is no page
SHOWN = 3  # signs quoted in a reason


@dataclass(frozen=True, slots=True)
class PageItem:
    """A post of the page: what was read as its date, what its words say of its day, what others date for it."""

    post: str
    title: str
    read: DateRange
    signs: tuple[DateSign, ...] = ()
    told: tuple[Told, ...] = ()
    mates: tuple[date, ...] = ()  # printed days of the posts in its story

    @property
    def is_firm(self) -> bool:
        """Whether its date was printed or carried."""
        return self.read.basis in FIRM and self.read.earliest is not None


@dataclass(frozen=True, slots=True)
class PostDate:
    """When a post was likely written, and why."""

    post: str
    date: DateRange
    why: tuple[str, ...]


def date_page(items: Sequence[PageItem], captured: date | None, in_order: bool) -> list[PostDate]:
    """Likely dates for the posts that print none; a post is left out where too little is known.

    ``items`` stand as on the page. ``in_order`` says whether it is a page at all, and no list of rows.
    """
    stretch = _stretch(items, captured)
    if stretch is None or all(item.is_firm for item in items):
        return []
    first, count = stretch
    weights = [_weights(item, first, count) for item in items]
    order, made = _best_order(items, weights, in_order)
    dated = []
    for n, (item, likely) in enumerate(zip(items, made, strict=True)):
        if item.is_firm:
            continue
        low, high = _range(likely, first)
        if (high - low).days + 1 > WIDEST or not _is_news(item.read, low, high):
            continue
        days = DateRange(low, high, "day" if low == high else "range", "likely")
        dated.append(PostDate(item.post, days, tuple(_reasons(items, n, order, weights, likely, first))))
    return dated


def _stretch(items: Sequence[PageItem], captured: date | None) -> tuple[int, int] | None:
    """The days that can matter, as first ordinal and count; ``None`` where the page names no year at all."""
    known = [day for item in items for day in _named(item)]
    if captured is None and not known:
        return None
    last = captured or max(known) + timedelta(AFTER)
    begin = min([*known, last]) - timedelta(BEFORE)
    first = max(begin.toordinal(), last.toordinal() - LONGEST, 1)
    return first, last.toordinal() - first + 1


def _named(item: PageItem) -> list[date]:
    """The newest day that a post's date, its words or others' name with a year."""
    if item.is_firm:
        return [day for day in (item.read.earliest, item.read.latest) if day]
    past = [s.earliest for s in item.signs if s.kind == "fixed" and s.tense != "future" and s.earliest]
    told = [meant.days.latest for t in item.told for meant in t.meant if meant.days.latest]
    return [*sorted(past)[-1:], *told, *item.mates]


def _weights(item: PageItem, first: int, count: int) -> Weights:
    if item.is_firm and item.read.earliest is not None:
        low = item.read.earliest.toordinal() - first
        high = (item.read.latest or item.read.earliest).toordinal() - first
        weights = np.full(count, 1e-9)
        weights[max(low, 0) : max(high, 0) + 1] = 1.0
        return weights
    weights = own_weights(item.signs, first, count)
    for told in item.told:
        weights = weights * told_weights(told, first, count)
    if item.mates:
        weights = weights * story_weights(item.mates, first, count)
    return weights


def _best_order(items: Sequence[PageItem], weights: list[Weights], in_order: bool) -> tuple[int, list[Weights]]:
    """-1 where the page runs from new to old, 1 from old to new, 0 where order says nothing; and the days."""
    alone, none = weigh_alone(weights)
    if not in_order or not 1 < len(items) <= MOST_IN_ORDER:
        return 0, alone
    told = _order_of_dated(items)
    if told == 0:
        return 0, alone
    down, new_first = weigh_in_order(weights)
    if told == -1:
        return -1, down
    up, old_first = weigh_in_order(weights[::-1])
    up.reverse()
    if told == 1 or old_first > max(new_first, none) + OLD_FIRST:
        return 1, up
    return (0, alone) if none > new_first + OLD_FIRST else (-1, down)


def _order_of_dated(items: Sequence[PageItem]) -> int | None:
    """The order that the dated posts show: -1, 1, 0 for neither; ``None`` where too few are dated."""
    days = [item.read.earliest for item in items if item.is_firm and item.read.earliest]
    if len(days) < LEAST_DATED or len(set(days)) == 1:
        return None
    if all(a >= b for a, b in pairwise(days)):
        return -1
    return 1 if all(a <= b for a, b in pairwise(days)) else 0


def _range(likely: Weights, first: int) -> tuple[date, date]:
    """The shortest stretch of days that holds all of the weight but ``OUTSIDE``; of equals the earliest."""
    sums = np.concatenate(([0.0], np.cumsum(likely)))
    ends = np.searchsorted(sums, np.minimum(sums[:-1] + (1 - OUTSIDE) * sums[-1], sums[-1]) - 1e-9)
    starts = np.flatnonzero(sums[:-1] <= OUTSIDE * sums[-1])
    low = int(starts[np.argmin(ends[starts] - starts)])
    return date.fromordinal(first + low), date.fromordinal(first + int(ends[low]) - 1)


def _is_news(known: DateRange, low: date, high: date) -> bool:
    """Whether the likely days say more than the sure bounds."""
    return not (known.earliest and known.latest and (known.latest - known.earliest) <= (high - low))


def _reasons(
    items: Sequence[PageItem], n: int, order: int, weights: Sequence[Weights], likely: Weights, first: int
) -> list[str]:
    item = items[n]
    reasons = [why for told in item.told for why in _meant(told, likely, first)]
    for tense, words in (("future", "it looks ahead to"), ("past", "it looks back on")):
        said = [s.text for s in item.signs if s.kind in ("fixed", "yearly") and s.tense == tense]
        if said:
            reasons.append(f"{words} " + ", ".join(f"'{text}'" for text in dict.fromkeys(said[-SHOWN:])))
    if order:
        newer, older = (range(n - 1, -1, -1), range(n + 1, len(items)))
        if order > 0:
            newer, older = older, newer
        for side, words in ((newer, "not after"), (older, "not before")):
            near = next((k for k in side if _says(weights[k])), None)
            if near is not None:
                reasons.append(f"{words} '{items[near].title or items[near].post}', by its place on the page")
    return reasons


def _meant(told: Told, likely: Weights, first: int) -> list[str]:
    """Why a sign is taken for another post's happening, where it likely is."""
    share = [(float(likely[meant_on(told.sign, m.days, first, len(likely)) > 0].sum()), m.why) for m in told.meant]
    return [why for held, why in share if held >= 0.5]


def _says(weights: Weights) -> bool:
    """Whether a post's own words or date tell one day from another."""
    return float(weights.max() - weights.min()) > 0.5

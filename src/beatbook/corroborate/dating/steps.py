"""The steps that date posts, as picklable values with names and versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from beatbook.corroborate.dating.page import PageItem, PostDate, date_page
from beatbook.corroborate.dating.signs import Told
from beatbook.corroborate.dating.told import Signed, find_told


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be dated: its posts in order, the day it was captured, and whether its order can mean anything."""

    items: tuple[PageItem, ...]
    captured: date | None
    in_order: bool


@dataclass(frozen=True, slots=True)
class PageDates:
    """The likely dates found on a page."""

    dates: tuple[PostDate, ...] = ()


@dataclass(frozen=True, slots=True)
class ToldBy:
    """What other posts date for a post."""

    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class PageStep:
    """Pages into likely dates of their posts."""

    name: str = "beatbook.corroborate.dating.page.v1"
    needs: tuple[str, ...] = ("post", "signs")
    gives: tuple[str, ...] = ("dates",)

    def work(self, item: Page) -> PageDates:
        """The likely dates of one page's posts."""
        return PageDates(tuple(date_page(item.items, item.captured, item.in_order)))


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A post without a day, and the posts near it, into the happenings that they date for it."""

    name: str = "beatbook.corroborate.dating.told.v1"
    needs: tuple[str, ...] = ("signs", "codes")
    gives: tuple[str, ...] = ("told",)

    def work(self, item: tuple[Signed, Sequence[Signed]]) -> ToldBy:
        """What the others date for the post."""
        return ToldBy(find_told(*item))

"""Dates as whole numbers, and the order in which posts are listed."""

from __future__ import annotations

from beatbook.corroborate.coded import Coded
from beatbook.record import DateRange

Days = tuple[int | None, int | None]


def as_ordinals(date: DateRange) -> Days:
    """A date's ends as ordinal days."""
    return (
        date.earliest.toordinal() if date.earliest else None,
        date.latest.toordinal() if date.latest else None,
    )


def date_of(item: Coded) -> DateRange:
    """When a post was published, as closely as is known."""
    return item.codes.date if item.codes.date.is_known else item.post.date


def order_of(item: Coded) -> tuple[int, str, int, str]:
    """By day; within a day or where no day is known, by place on the page, later ones standing higher."""
    earliest, latest = as_ordinals(date_of(item))
    known = latest if latest is not None else earliest
    return (known if known is not None else 0, item.post.capture, -item.post.position, item.post.id)

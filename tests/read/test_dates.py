"""Printed dates in many layouts, and bounds where none is printed."""

# ruff: noqa: E501 -- pages stand as they are printed

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from beatbook.read import ReadResult, as_json
from beatbook.read.dates import day_comes_first, find_dates, given_date


@pytest.mark.parametrize(
    "words",
    [
        "June 7, 2019",
        "7 June 2019",
        "Friday, June 7th, 2019",
        "2019-06-07",
        "2019-06-07T10:00:00Z",
        "2019/06/07",
        "7. Juni 2019",
        "le 7 juin 2019",
        "7 de junio de 2019",
        "2019年6月7日",
        "Jun. 7 2019",
        "7-Jun-2019",
        "the 7th of June 2019",
        "June 7, 2019June 9, 2019",
    ],
)
def test_one_day_in_many_layouts(words: str) -> None:
    found = find_dates(words)[0]
    assert (found.earliest, found.latest) == (date(2019, 6, 7), date(2019, 6, 7))


def test_order_of_day_and_month_is_told_by_the_page() -> None:
    unsure = find_dates("03/04/2019")[0]
    assert unsure.unsure
    assert (unsure.earliest, unsure.latest) == (date(2019, 3, 4), date(2019, 4, 3))
    assert day_comes_first("25/04/2019 and 03/04/2019") is True
    assert find_dates("03/04/2019", day_first=True)[0].earliest == date(2019, 4, 3)
    assert day_comes_first("03/04/2019") is None


@pytest.mark.parametrize(
    "words", ["version 2.10.2019.1", "31 June 2019", "2019-13-01", "chapter 12/13/14/2019", "May be"]
)
def test_what_is_no_date(words: str) -> None:
    assert find_dates(words) == []


def test_dates_of_files() -> None:
    assert given_date("2020") is not None
    assert given_date("2020-02-30") is None
    month = given_date("2020-02")
    assert month is not None
    assert month.latest == date(2020, 2, 29)


UNDATED = (
    "Category: Harbour\n\nThe new pier\n\nPosted on by\n\nThe pier will be opened in May 2018, the council said on Monday.\n\n"
    "The old pier\n\nPosted on by\n\nThe old pier burned down in March 2017 and was never rebuilt after that.\n\n"
    "The ferry\n\nPosted on by\n\nThe ferry is painted green and white this year, and the crews like it.\n"
)


def test_bounds_from_words_and_order(read: Callable[..., ReadResult]) -> None:
    new, old, last = read(UNDATED).posts
    assert (old.date.earliest, old.date.latest) == (date(2017, 3, 1), date(2018, 5, 31))
    assert (new.date.earliest, new.date.latest) == (date(2017, 3, 1), date(2018, 5, 31))
    assert (last.date.earliest, last.date.latest) == (None, date(2018, 5, 31))
    assert {p.date.basis for p in (new, old, last)} == {"order"}


def test_the_day_of_capture_is_the_last_possible_day(read: Callable[..., ReadResult]) -> None:
    posts = read(UNDATED, captured=datetime(2018, 1, 9, tzinfo=UTC)).posts
    assert all(post.date.latest == date(2018, 1, 9) for post in posts)


def test_neighbours_bound_a_post_without_a_date(read: Callable[..., ReadResult]) -> None:
    """A list whose second entry lost its date."""
    rows = [
        ("One boat", "June 9, 2019"),
        ("Two boats", ""),
        ("Three boats", "June 3, 2019"),
        ("Four boats", "May 1, 2019"),
    ]
    html = "<ul>" + "".join(
        f'<li class="post"><h3><a href="/{n}">{title} at sea</a></h3><time>{day}</time><p>They sailed before the wind rose on '
        f"the far side of the bay.</p></li>"
        for n, (title, day) in enumerate(rows)
    )
    posts = read(f"<html><body>{html}</ul></body></html>").posts
    assert (posts[1].date.earliest, posts[1].date.latest, posts[1].date.basis) == (
        date(2019, 6, 3),
        date(2019, 6, 9),
        "order",
    )
    shown = as_json(read(f"<html><body>{html}</ul></body></html>"))["posts"]
    assert shown[0]["date"] == "2019-06-09"
    assert shown[1]["date"] is None
    assert shown[1]["earliest"] == "2019-06-03"

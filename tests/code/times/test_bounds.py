"""When the post's day is only known within bounds, values hold for every day in them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.code.times import find_times_in, narrow_date
from beatbook.record import UNKNOWN, DateRange, Span, TimeRef, day

TEXT = (
    "It rained on Thursday and will snow on Friday. Last week, last month, in May, on Nov. 3, two days ago, next year, "
    "over the weekend, this summer, yesterday morning, in the past two weeks and in the third quarter all was calm."
)


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 60), st.data())
def test_bounds_hold_for_every_day_in_them(low: date, width: int, data: st.DataObject) -> None:
    high = low + timedelta(width)
    inside = low + timedelta(data.draw(st.integers(0, width)))
    wide = find_times_in(TEXT, DateRange(low, high, "range", "order"), "news")
    for known, bounded in zip((low, high), (wide, wide), strict=True):
        exact = find_times_in(TEXT, day(known), "news")
        for one, many in zip(exact, bounded, strict=True):
            assert (one.start, one.end) == (many.start, many.end)
            assert many.range.overlaps(one.range)
    for one, many in zip(find_times_in(TEXT, day(inside), "news"), wide, strict=True):
        assert many.range.overlaps(one.range)


@pytest.mark.parametrize(
    ("words", "value", "low", "high"),
    [
        ("The ferry sank on Thursday.", "XXXX-WXX-4", date(2017, 12, 14), date(2017, 12, 28)),
        ("The ferry sank yesterday.", "2017-12-XX", date(2017, 12, 19), date(2017, 12, 28)),
        ("The ferry sank last month.", "2017-11", date(2017, 11, 1), date(2017, 11, 30)),
        ("The ferry sank last year.", "2016", date(2016, 1, 1), date(2016, 12, 31)),
    ],
)
def test_values_say_what_all_days_share(words: str, value: str, low: date, high: date) -> None:
    bounds = DateRange(date(2017, 12, 20), date(2017, 12, 29), "range", "order")
    (time,) = find_times_in(words, bounds, "news")
    assert (time.value, time.range.earliest, time.range.latest) == (value, low, high)


DAYS_WITHOUT_A_YEAR = [
    ("The hall was shut from Dec. 20 to Jan. 5, 2016.", "Dec. 20", "2015-12-20"),
    ("They met on March 3, April 4 and May 5, 2015.", "March 3", "2015-03-03"),
    ("In 2014, the weir was built. On Oct. 3 it broke.", "Oct. 3", "2014-10-03"),
    ("In 2014, the weir was built.\n\nOn Oct. 3 it broke.", "Oct. 3", "2023-10-03"),
    ("The weir was built in 2014. It will close on May 3.", "May 3", "2024-05-03"),
    ("The fair will open in December.", "December", "2024-12"),
]


@pytest.mark.parametrize(("text", "words", "value"), DAYS_WITHOUT_A_YEAR)
def test_neighbours_lend_their_year(text: str, words: str, value: str) -> None:
    found = find_times_in(text, day(date(2024, 2, 14)), "news")
    assert [t.value for t in found if text[t.start : t.end] == words] == [value]


def test_where_the_posts_day_leaves_the_year_open_its_dates_decide() -> None:
    """The fair ran in May 2017 and again on December 11-16."""
    text = "The fair ran in May 2017. Then came the storm. It ran again on December 11-16 and on January 2."
    for bounds in (UNKNOWN, DateRange(date(2016, 1, 1), date(2019, 12, 31), "range", "order")):
        assert [t.value for t in find_times_in(text, bounds, "news")] == [
            "2017-05",
            "2017-12-11/2017-12-16",
            "2018-01-02",
        ]


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("The ferry sank in May.", date(2017, 5, 1), date(2017, 5, 31)),
        ("The ferry sank on 2 June.", date(2017, 6, 2), date(2017, 6, 2)),
        ("The ferry will sail on 2 June.", date(2018, 6, 2), date(2018, 6, 2)),
        ("The ferry sank in February.", date(2017, 2, 1), date(2018, 2, 28)),
    ],
)
def test_no_year_that_the_bounds_leave_out(words: str, low: date, high: date) -> None:
    """What is past lies before the last day of the bounds, what is to come after their first."""
    (time,) = find_times_in(words, DateRange(date(2017, 6, 5), date(2018, 5, 31), "range", "order"), "news")
    assert (time.range.earliest, time.range.latest) == (low, high)


def told(value: date, tense: str, rule: str = "month-day", words: str = "May 4, 2017") -> TimeRef:
    return TimeRef(Span("p", 0, 1), words, "DATE", value.isoformat(), None, day(value, "text"), rule, tense)  # type: ignore[arg-type]


def test_the_text_narrows_the_posts_bounds() -> None:
    """Told as past on 4 May and announced for 20 May: the post lies between."""
    bounds = DateRange(date(2017, 4, 1), date(2017, 6, 30), "range", "order")
    times = (told(date(2017, 5, 4), "past"), told(date(2017, 5, 20), "future"), told(date(2016, 1, 1), "past"))
    assert narrow_date(bounds, times) == DateRange(date(2017, 5, 4), date(2017, 5, 20), "range", "order")


def test_a_known_day_and_what_counts_from_it_narrow_nothing() -> None:
    known = day(date(2017, 5, 4))
    assert narrow_date(known, (told(date(2017, 5, 3), "past"),)) == known
    bounds = DateRange(None, date(2017, 6, 30), "range", "capture")
    assert narrow_date(bounds, (told(date(2017, 5, 4), "past", "weekday"),)) == bounds


def test_a_day_printed_without_its_year_narrows_nothing() -> None:
    bounds = DateRange(None, date(2017, 6, 30), "range", "capture")
    assert narrow_date(bounds, (told(date(2017, 5, 4), "past", words="May 4"),)) == bounds


def test_an_unknown_date_learns_a_lower_bound() -> None:
    assert narrow_date(UNKNOWN, (told(date(2017, 5, 4), "past"),)) == DateRange(date(2017, 5, 4), None, "range", "text")

"""News counts from the post's day, narrative from the date mentioned last; the text tells which it is."""

from __future__ import annotations

from datetime import date

from beatbook.code.times import find_times_in
from beatbook.code.times.mode import choose_mode
from beatbook.code.times.words import split_words
from beatbook.record import UNKNOWN, DateRange

WRITTEN = DateRange(date(2024, 3, 13), date(2024, 3, 13), "day", "given")
HISTORY = (
    "In 1811 the canal was begun. By May 1812 it had reached the lake. On 4 June 1812 the lock broke; two days later "
    "it was mended. In 1815 the second lock followed, and in 1820 the third. The following year the canal was sold."
)
NEWS = "The lock broke on Monday. Officials said last week that the canal, dug in 1811 and sold in 1821, was safe."


def values(text: str, mode: str) -> list[str]:
    return [t.value for t in find_times_in(text, WRITTEN, mode)]  # type: ignore[arg-type]


def test_a_history_is_told_from_news() -> None:
    assert choose_mode(split_words(HISTORY), WRITTEN) == "narrative"
    assert choose_mode(split_words(NEWS), WRITTEN) == "news"


def test_narrative_counts_from_the_date_mentioned_last() -> None:
    assert values(HISTORY, "auto") == [
        "1811",
        "1812-05",
        "1812-06-04",
        "1812-06-06",
        "1815",
        "1820",
        "1821",
    ]


def test_a_month_goes_on_from_the_one_before() -> None:
    """The town fell in November 1914. In January relief came."""
    assert values("The town fell in November 1914. In January relief came.", "narrative") == ["1914-11", "1915-01"]


def test_a_year_by_the_way_does_not_move_the_story() -> None:
    """On 2 March 1914 the port, meant for a fair planned for 1916, burned. On 9 March it reopened."""
    text = "On 2 March 1914 the port, meant for a fair planned for 1916, burned. On 9 March it reopened."
    assert values(text, "narrative") == ["1914-03-02", "1916", "1914-03-09"]


def test_narrative_without_a_date_yet_leaves_values_open() -> None:
    assert values("On Tuesday they left; last year they came.", "narrative") == ["XXXX-WXX-2", "PAST_REF"]


def test_news_without_any_date_leaves_values_open() -> None:
    found = find_times_in("On Tuesday they left, three years ago they came, and on 4 June they go.", UNKNOWN, "news")
    assert [t.value for t in found] == ["XXXX-WXX-2", "PAST_REF", "XXXX-06-04"]
    assert not any(t.range.is_known for t in found)

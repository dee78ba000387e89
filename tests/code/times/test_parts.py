"""The parts of the tagger: calendar, patterns, words, rules."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.code.times import find_times_in
from beatbook.code.times.calendar import easter, nth_weekday, range_of
from beatbook.code.times.holidays import holiday_date
from beatbook.code.times.lexicon import LEXICON
from beatbook.code.times.patterns import compile_pattern
from beatbook.code.times.rules import RULES
from beatbook.code.times.tagger import MAKERS
from beatbook.code.times.words import split_words
from beatbook.record import DateRange

WRITTEN = DateRange(date(2024, 3, 13), date(2024, 3, 13), "day", "given")


@pytest.mark.parametrize(
    ("value", "low", "high", "precision"),
    [
        ("2017-12-21", date(2017, 12, 21), date(2017, 12, 21), "day"),
        ("2017-12-21TMO", date(2017, 12, 21), date(2017, 12, 21), "time"),
        ("2017-02", date(2017, 2, 1), date(2017, 2, 28), "month"),
        ("2016-WI", date(2016, 12, 1), date(2017, 2, 28), "season"),
        ("2017-W01", date(2017, 1, 2), date(2017, 1, 8), "week"),
        ("2017-W01-WE", date(2017, 1, 7), date(2017, 1, 8), "week"),
        ("2017-Q4", date(2017, 10, 1), date(2017, 12, 31), "quarter"),
        ("2017-H2", date(2017, 7, 1), date(2017, 12, 31), "range"),
        ("201", date(2010, 1, 1), date(2019, 12, 31), "decade"),
        ("19", date(1900, 1, 1), date(1999, 12, 31), "century"),
        ("2017-12-11/2017-12-16", date(2017, 12, 11), date(2017, 12, 16), "range"),
    ],
)
def test_the_days_of_a_value(value: str, low: date, high: date, precision: str) -> None:
    assert range_of(value) == DateRange(low, high, precision, "text")  # type: ignore[arg-type]


@pytest.mark.parametrize("value", ["XXXX-WXX-4", "P3M", "2017-02-31", "2017-W60", "PAST_REF", "BC0044", "0000"])
def test_values_that_name_no_days(value: str) -> None:
    assert range_of(value) is None


def test_movable_feasts() -> None:
    assert (easter(2024), easter(1961)) == (date(2024, 3, 31), date(1961, 4, 2))
    assert holiday_date("thanksgiving", 2023) == date(2023, 11, 23)
    assert holiday_date("election day", 2022) == date(2022, 11, 8)
    assert nth_weekday(2024, 2, 4, 5) == date(2024, 2, 29)


def test_patterns_without_bound_are_refused() -> None:
    with pytest.raises(ValueError, match="repeats without bound"):
        compile_pattern("the+ day", {}, LEXICON.members)


def test_patterns_with_unknown_classes_are_refused() -> None:
    with pytest.raises(ValueError, match="NOSUCH"):
        compile_pattern("the NOSUCH", {}, LEXICON.members)


def test_every_rule_has_a_normaliser_and_a_name_of_its_own() -> None:
    assert {rule.make for rule in RULES} == set(MAKERS)
    assert len({rule.name for rule in RULES}) == len(RULES)


WORDS = st.lists(
    st.sampled_from([*LEXICON.words, "3", "1990", "12", ",", ".", "-", "\n\n", "p.m.", "’s", "'", "(", "$"])
)


@given(st.one_of(st.text(), WORDS.map(" ".join), WORDS.map("".join)), st.sampled_from(["news", "narrative", "auto"]))
def test_spans_lie_in_the_text_in_order_and_apart(text: str, mode: str) -> None:
    times = find_times_in(text, WRITTEN, mode)  # type: ignore[arg-type]
    ends = [0]
    for time in times:
        assert ends[-1] <= time.start < time.end <= len(text)
        assert text[time.start : time.end].strip()
        ends.append(time.end)
    assert times == find_times_in(text, WRITTEN, mode)  # type: ignore[arg-type]


@given(st.text())
def test_words_cover_all_letters_and_digits(text: str) -> None:
    words = split_words(text)
    covered = {k for start, end in zip(words.starts, words.ends, strict=True) for k in range(start, end)}
    assert all(k in covered for k, char in enumerate(text) if char.isalpha() or char.isdecimal())


@pytest.mark.parametrize(
    "piece", ["one ", "the ", "1990-", "5:", "May ", "last ", "a", "1", "of the end ", "two hundred and "]
)
def test_a_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    """200,000 characters of one piece: anything quadratic would run for minutes."""
    find_times_in(piece * (200_000 // len(piece)), WRITTEN, "news")

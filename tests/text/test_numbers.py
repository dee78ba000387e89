"""Numbers in any dress, as strings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.text.numbers import find_numbers, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("seven", 7),
        ("nineteen", 19),
        ("twenty-six", 26),
        ("ninety five", 95),
        ("a hundred", 100),
        ("three hundred and twelve", 312),
        ("six hundred thousand", 600_000),
        ("one million two hundred thousand", 1_200_000),
        ("2,750", 2_750),
        ("2\u00a0750", 2_750),
        ("2\u202f750\u202f000", 2_750_000),
        ("600 000", 600_000),
        ("12,34,567", 1_234_567),
        ("4.2 million", 4_200_000),
        ("18\u00a0million", 18_000_000),
        ("1.7bn", 1.7e9),
        ("25k", 25_000),
        ("3 hundred", 300),
        ("three-thousand", 3_000),
        ("5,000 crore", 5e10),
        ("half a million", 500_000),
        ("a quarter of a million", 250_000),
        ("half a dozen", 6),
        ("three dozen", 36),
        ("four-and-a-half", 4.5),
        ("one and a half million", 1_500_000),
        ("7 1/2", 7.5),
        ("7½", 7.5),
        ("¾", 0.75),
        ("two-thirds", 2 / 3),
        ("three quarters", 0.75),
        ("3.1×10^5", 310_000),
        ("6x10−3", 0.006),
        ("twice", 2),
        ("sixfold", 6),
    ],
)
def test_a_number_has_one_value(text, value):
    number = parse_number(text)
    assert number is not None
    assert (number.start, number.end) == (0, len(text))
    assert number.best == number.low == number.high == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("dozens", 24),
        ("hundreds", 200),
        ("several hundred", 300),
        ("tens of thousands", 20_000),
        ("hundreds of thousands", 200_000),
        ("millions", 2e6),
    ],
)
def test_a_vague_plural_is_open_above(text, low):
    number = parse_number(text)
    assert number is not None
    assert (number.low, number.high, number.best) == (low, None, None)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("six or seven", 6, 7),
        ("3-4 million", 3e6, 4e6),
        ("two to four thousand", 2_000, 4_000),
        ("20,000–35,000", 20_000, 35_000),
        ("12 to 18", 12, 18),
        ("50-60,000", 50_000, 60_000),
        ("900 to 1.5 million", 900, 1.5e6),
    ],
)
def test_a_range_keeps_both_ends(text, low, high):
    number = parse_number(text)
    assert number is not None
    assert (number.low, number.high, number.best) == (low, high, None)


@pytest.mark.parametrize("text", ["", "reporters", "3-2", "a year", "someone", "often"])
def test_no_number(text):
    assert parse_number(text) is None


def test_words_that_hold_a_number_word_are_none():
    """The weight of the tenants, someone's freight, done."""
    assert find_numbers("The weight of the tenants, someone's freight, done.") == ()


@given(st.integers(min_value=0, max_value=10**12))
def test_every_integer_with_commas_reads_back(value):
    number = parse_number(f"{value:,}")
    assert number is not None
    assert number.best == value


@given(st.text(max_size=200))
def test_numbers_lie_in_the_text_in_order_and_apart(text):
    end = 0
    for number in find_numbers(text):
        assert end <= number.start < number.end <= len(text)
        end = number.end

"""What words say of the day they were written, whatever that day is."""

from __future__ import annotations

from datetime import date

import pytest

from beatbook.code.times import find_signs
from beatbook.record import DateSign, Post


def signs(text: str) -> list[DateSign]:
    return list(find_signs(Post("post-1", "capture-1", "", text)))


@pytest.mark.parametrize(
    ("text", "kind", "tense", "step"),
    [
        ("The mill burned on Thursday.", "weekday", "past", 4),
        ("The ferry will sail on Monday.", "weekday", "future", 1),
        ("The mill burned yesterday.", "day", "past", -1),
        ("The mill burned three days ago.", "day", "past", -3),
        ("The bridge was closed last week.", "week", "past", -1),
        ("The mayor visited the harbour this week.", "week", "past", 0),
        ("The bridge was closed last month.", "month", "past", -1),
    ],
)
def test_what_is_told_from_the_day_of_writing(text: str, kind: str, tense: str, step: int) -> None:
    (sign,) = signs(text)
    assert (sign.kind, sign.tense, sign.step) == (kind, tense, step)
    assert sign.earliest is None


def test_a_date_with_its_year_is_fixed_and_one_without_lacks_only_that() -> None:
    """In March 2014 the mill burned. On 3 May it was pulled down, and a new one will open on Tuesday, October 20."""
    text = str(test_a_date_with_its_year_is_fixed_and_one_without_lacks_only_that.__doc__)
    fixed, pulled, opens = signs(text)
    assert (fixed.kind, fixed.earliest, fixed.latest) == ("fixed", date(2014, 3, 1), date(2014, 3, 31))
    assert pulled.kind in ("yearly", "fixed")
    assert opens.kind == "yearly"
    assert opens.earliest is not None
    assert (opens.earliest.month, opens.earliest.day, opens.weekday) == (10, 20, 2)


def test_late_in_a_month_is_its_last_third() -> None:
    (sign,) = signs("The letters were sent in late October.")
    assert sign.earliest is not None
    assert (sign.kind, sign.earliest.month, sign.earliest.day) == ("yearly", 10, 21)


def test_years_lengths_and_habits_tell_no_day() -> None:
    assert signs("Last year it rained for two weeks, as it does every Friday.") == []


def test_every_sign_holds_its_words() -> None:
    text = "It rained on Friday, last month and on 4 June 2015."
    post = Post("post-1", "capture-1", "Rain", text)
    assert [post.words(sign.span) for sign in find_signs(post)] == [sign.text for sign in find_signs(post)]

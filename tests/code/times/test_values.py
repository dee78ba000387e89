"""What words mean in news written on Wednesday, 13 March 2024. Each case: the sentence, then what is found in it."""

from __future__ import annotations

from datetime import date

import pytest

from beatbook.code.times import find_times_in
from beatbook.record import DateRange

WRITTEN = date(2024, 3, 13)  # a Wednesday


def found(text: str, written: date = WRITTEN) -> list[tuple[str, str, str, str | None]]:
    times = find_times_in(text, DateRange(written, written, "day", "given"), "news")
    return [(text[t.start : t.end], t.type, t.value, t.mod) for t in times]


DATES = [
    ("The ferry sank on Thursday off the coast.", ("Thursday", "DATE", "2024-03-07", None)),
    ("The ferry sank on Wednesday.", ("Wednesday", "DATE", "2024-03-13", None)),
    ("The council will vote on Friday.", ("Friday", "DATE", "2024-03-15", None)),
    ("The council met last Friday.", ("last Friday", "DATE", "2024-03-08", None)),
    ("Rain fell in mid-March.", ("mid-March", "DATE", "2024-03", "MID")),
    ("It closed in late 2019.", ("late 2019", "DATE", "2019", "END")),
    ("The mine closed in the 1990s.", ("the 1990s", "DATE", "199", None)),
    ("They date from the 19th century.", ("the 19th century", "DATE", "18", None)),
    ("The dam burst last month.", ("last month", "DATE", "2024-02", None)),
    ("They met earlier this week.", ("earlier this week", "DATE", "2024-W11", None)),
    ("Work ends next year.", ("next year", "DATE", "2025", None)),
    ("The strike has gone on since late spring.", ("late spring", "DATE", "2023-SP", "END")),
    ("The summer of 2015 was hot.", ("The summer of 2015", "DATE", "2015-SU", None)),
    ("Output rose in the third quarter of 2020.", ("the third quarter of 2020", "DATE", "2020-Q3", None)),
    ("They moved in the first half of 2011.", ("the first half of 2011", "DATE", "2011-H1", None)),
    ("On Christmas Eve 2019 the bridge opened.", ("Christmas Eve 2019", "DATE", "2019-12-24", None)),
    ("The bridge opened on Good Friday 2022.", ("Good Friday 2022", "DATE", "2022-04-15", None)),
    ("He was born on 3rd of May, 1971.", ("3rd of May, 1971", "DATE", "1971-05-03", None)),
    ("She spoke on Jan. 30.", ("Jan. 30", "DATE", "2024-01-30", None)),
    ("The toll starts on April 2.", ("April 2", "DATE", "2024-04-02", None)),
    ("She left two days ago.", ("two days ago", "DATE", "2024-03-11", None)),
    ("She left five years ago.", ("five years ago", "DATE", "2019", None)),
    ("She was there months ago.", ("months ago", "DATE", "PAST_REF", None)),
    ("The fair is from May 11-16.", ("May 11-16", "DATE", "2024-05-11/2024-05-16", None)),
    ("They meet on the first Friday of July.", ("the first Friday of July", "DATE", "2023-07-07", None)),
    ("It was the week of Feb. 7.", ("the week of Feb. 7", "DATE", "2024-W06", None)),
    ("The boat came on the 4th.", ("the 4th", "DATE", "2024-03-04", None)),
    ("It is now closed.", ("now", "DATE", "PRESENT_REF", None)),
    ("It was recently closed.", ("recently", "DATE", "PAST_REF", None)),
    ("The town fell in 44 BC.", ("44 BC", "DATE", "BC0044", None)),
    ("In nineteen ninety-six it closed.", ("nineteen ninety-six", "DATE", "1996", None)),
    ("Security rose after 9/11.", ("9/11", "DATE", "2001-09-11", None)),
    ("Filed 2024-03-01.", ("2024-03-01", "DATE", "2024-03-01", None)),
    ("Filed 21/12/2017.", ("21/12/2017", "DATE", "2017-12-21", None)),
]
CLOCKS = [
    ("The hearing was put off until 9 a.m. Monday.", ("9 a.m. Monday", "TIME", "2024-03-18T09:00", None)),
    ("It began yesterday morning.", ("yesterday morning", "TIME", "2024-03-12TMO", None)),
    ("Curfew begins tonight.", ("tonight", "TIME", "2024-03-13TNI", None)),
    ("On 21 December 2017 at 14:30 GMT it rang.", ("21 December 2017 at 14:30 GMT", "TIME", "2017-12-21T14:30Z", None)),
    ("The night of June 5, 2018, was calm.", ("The night of June 5, 2018", "TIME", "2018-06-05TNI", None)),
    ("They left at half past three.", ("half past three", "TIME", "2024-03-13T03:30", None)),
    ("The bell rang at noon Sunday.", ("noon Sunday", "TIME", "2024-03-10T12:00", None)),
]
LENGTHS = [
    ("40 minutes later the second boat came.", ("40 minutes later", "DURATION", "PT40M", None)),
    ("He waited two-and-a-half years.", ("two-and-a-half years", "DURATION", "P2.5Y", None)),
    ("It took nearly three years.", ("nearly three years", "DURATION", "P3Y", "LESS_THAN")),
    ("It took more than a week.", ("more than a week", "DURATION", "P1W", "MORE_THAN")),
    ("It took half an hour.", ("half an hour", "DURATION", "PT30M", None)),
    ("A decade after the flood, it is dry.", ("A decade", "DURATION", "P10Y", None)),
    ("In recent years it reopened.", ("recent years", "DURATION", "PXY", None)),
    ("They sailed for 2 years and 3 months.", ("2 years and 3 months", "DURATION", "P2Y3M", None)),
    ("A three-day festival began.", ("three-day", "DURATION", "P3D", None)),
]
SETS = [
    ("The market opens every Friday morning.", ("every Friday morning", "SET", "XXXX-WXX-5TMO", None)),
    ("They train twice a week.", ("twice a week", "SET", "P1W", None)),
    ("It meets every two years.", ("every two years", "SET", "P2Y", None)),
    ("Trains run daily.", ("daily", "SET", "P1D", None)),
    ("Ships call each July.", ("each July", "SET", "XXXX-07", None)),
    ("It costs $3 million a year.", ("a year", "SET", "P1Y", None)),
    ("The shop is shut on Sundays.", ("on Sundays", "SET", "XXXX-WXX-7", None)),
]


@pytest.mark.parametrize(("text", "expected"), [*DATES, *CLOCKS, *LENGTHS, *SETS])
def test_one_time_in_the_sentence(text: str, expected: tuple[str, str, str, str | None]) -> None:
    assert found(text) == [expected]


def test_a_quarter_reported_on_carries_to_the_year_before() -> None:
    """Net income rose in the third quarter from a year earlier."""
    text = "Net income rose in the third quarter from a year earlier."
    assert [value for _, _, value, _ in found(text, date(2019, 11, 5))] == ["2019-Q3", "2018-Q3"]


def test_two_days_of_one_month() -> None:
    """The talks were held on April 24 and 25."""
    assert [v for _, _, v, _ in found("The talks were held on April 24 and 25.", date(2019, 5, 2))] == [
        "2019-04-24",
        "2019-04-25",
    ]


def test_a_range_of_years_is_two_times() -> None:
    assert [v for _, _, v, _ in found("From 2014-2016 and in 1958-59 exports fell.")] == [
        "2014",
        "2016",
        "1958",
        "1959",
    ]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Between January and October 90 ships came.", ["2023-01", "2023-10"]),
        ("From October 2015 to March none came.", ["2015-10", "2016-03"]),
        ("It froze from November to February.", ["2023-11", "2024-02"]),
    ],
)
def test_the_ends_of_a_range_of_months_fit_each_other(text: str, values: list[str]) -> None:
    assert [value for _, _, value, _ in found(text)] == values

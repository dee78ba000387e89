"""Value, bounds, qualifier, unit and direction of a quantity."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beatbook.code.quantities.find import find_drafts


@pytest.mark.parametrize(
    ("text", "words", "low", "high", "qualifier"),
    [
        ("The ferry carried 84 goats.", "84", 84, 84, "exact"),
        ("Nearly 2,600 goats drowned.", "Nearly 2,600", 2600, 2600, "nearly"),
        ("Some 410 villagers left.", "Some 410", 410, 410, "about"),
        ("They hired an estimated 90 divers.", "an estimated 90", 90, 90, "about"),
        ("At least 17 miners are missing.", "At least 17", 17, None, "at least"),
        ("no fewer than six boats sank", "no fewer than six", 6, None, "at least"),
        ("more than 12,500 beekeepers", "more than 12,500", 12_500, None, "more than"),
        ("Fewer than 40 wolves remain.", "Fewer than 40", None, 40, "fewer than"),
        ("up to half a million bees", "up to half a million", None, 500_000, "up to"),
        ("as many as 300 kites", "as many as 300", None, 300, "up to"),
        ("no more than eight guests", "no more than eight", None, 8, "at most"),
        ("≥ 30 samples, ≤ 5 errors", "≥ 30", 30, None, "at least"),
        ("15 or more farms", "15 or more", 15, None, "at least"),
        ("200+ farms", "200+", 200, None, "at least"),
        ("dozens of kites", "dozens", 24, None, "dozens"),
        ("tens of thousands of kites", "tens of thousands", 20_000, None, "dozens"),
        ("six or seven kites", "six or seven", 6, 7, "between"),
        ("between 20 and 30 kites", "between 20 and 30", 20, 30, "between"),
        ("The herd grew from five to 15 goats.", "from five to 15", 5, 15, "between"),
        ("about 8,000 to 9,000 bees", "about 8,000 to 9,000", 8_000, 9_000, "about"),
        ("two-and-a-half years", "two-and-a-half years", 2.5, 2.5, "exact"),
    ],
)
def test_bounds_and_qualifier(quantities_of, text, words, low, high, qualifier):
    first = quantities_of(text)[0]
    assert (first.text, first.low, first.high, first.qualifier) == (words, low, high, qualifier)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("US$71,000", 71_000, "USD"),
        ("a fine of $12.4 million", 12.4e6, "USD"),
        ("€3bn", 3e9, "EUR"),
        ("£5m for the harbour", 5e6, "GBP"),
        ("EUR 50 million", 50e6, "EUR"),
        ("20 Swiss francs", 20, "CHF"),
        ("7 million Australian dollars", 7e6, "AUD"),
        ("he paid 300,000 won", 300_000, "KRW"),
        ("a grant of R5,400", 5_400, "ZAR"),
        ("N2bn for schools", 2e9, "NGN"),
        ("Rs 20 lakh", 2_000_000, "INR"),
        ("thirteen dollars and forty-five cents", 13.45, "USD"),
        ("$1,000-a-month flat", 1_000, "USD per month"),
        ("470 pence a share", 470, "penny per share"),
        ("85 percent", 85, "percentage"),
        ("0.3 percentage points", 0.3, "percentage point"),
        ("a 60 basis point rise", 60, "basis point"),
        ("17 km", 17, "kilometre"),
        ("a 300-mile trek", 300, "mile"),
        ("12 sq km of forest", 12, "square kilometre"),
        ("4.6 tonnes of rice", 4.6, "tonne"),
        ("23°C", 23, "celsius"),
        ("-4 degrees Celsius", -4, "celsius"),
        ("35 GWh", 35, "gigawatt hour"),
        ("90 km/h", 90, "kilometre per hour"),
        ("2 million barrels a day", 2e6, "barrel per day"),
        ("40 minutes later", 40, "minute"),
        ("seven times", 7, "time"),
        ("a 48-year-old nurse", 48, "year of age"),
        ("a boy aged 12", 12, "year of age"),
        ("a boy of 9 was found", 9, "year of age"),
        ("a tall man of about 30 came", 30, "year of age"),
        ("Rosa Lim, 44, said so", 44, "year of age"),
        ("ten months old", 10, "month of age"),
        ("children under five", 5, "year of age"),
        ("She was 97.", 97, "year of age"),
        ("48m tall", 48, "metre"),
        ("1.1m homes", 1.1e6, "-"),
        ("2.4m new and repaired roofs", 2.4e6, "-"),
        ("the 200m freestyle finals", 200, "metre"),
        ("3 million Danish crowns", 3e6, "DKK"),
        ("40 sen", 40, "sen"),
        ("C$8 (US$5.90) per share", 8, "CAD per share"),
        ("$US40 billion", 40e9, "USD"),
        ("90 USD million", 90e6, "USD"),
        ("usd$ 12", 12, "USD"),
        ("18 euros and 40.", 18.4, "EUR"),
        ("half a mile on", 0.5, "mile"),
        ("a third of an acre", 1 / 3, "acre"),
        ("1⁄64 of an inch", 1 / 64, "inch"),
        ("900 tonnes of dried fish a year", 900, "tonne per year"),
        ("80° Celsius", 80, "celsius"),
        ("three US gallons", 3, "gallon"),
        ("He will be 41 by then.", 41, "year of age"),
        ("two pounds of figs", 2, "pound"),
        ("two more hours", 2, "hour"),
    ],
)
def test_units(quantities_of, text, value, unit):
    first = quantities_of(text)[0]
    assert first.unit == unit
    assert first.best == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("$10 to $15 billion", 10e9, 15e9, "USD"),
        ("between £3m and £4m", 3e6, 4e6, "GBP"),
        ("5 to 7 per cent", 5, 7, "percentage"),
        ("5-10W", 5, 10, "watt"),
        ("$4.5-5m", 4.5e6, 5e6, "USD"),
        ("between 400 metres and 500 metres", 400, 500, "metre"),
        ("1800 to 2200 calories", 1800, 2200, "calorie"),
        ("from a high of 900 tonnes to 300 tonnes", 300, 900, "tonne"),
        ("from 21 months to 33 months", 21, 33, "month"),
        ("from $75 a barrel to $45.88", 45.88, 75, "USD per barrel"),
        ("from 6 percent in March to 6.8 in April", 6, 6.8, "percentage"),
        ("from $900 at 9.20pm last night to $870", 870, 900, "USD"),
    ],
)
def test_ranges_with_units(quantities_of, text, low, high, unit):
    (only,) = quantities_of(text)
    assert (only.low, only.high, only.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Sales rose 5 %.", "up"),
        ("Arrivals fell by about 12 percent.", "down"),
        ("The index was down 2.1%.", "down"),
        ("an 8 percent increase", "up"),
        ("Prices dropped sharply by 300 won.", "down"),
        ("Oslo +0.4%", "up"),
        ("Sales rose to 5 million euros.", None),
        ("They raised $5 million.", None),
        ("They gave up 40 miles of road.", None),
        ("The pilots dropped 15 bombs.", None),
        ("85 percent of voters", None),
        ("She added a 45 degree bend.", None),
    ],
)
def test_change(quantities_of, text, change):
    assert quantities_of(text)[0].change == change


@pytest.mark.parametrize(
    "text",
    [
        "on 3 May 2014",
        "2016s worst harvest",
        "the sp 500",
        "in 1987",
        "since 2010",
        "the 1990s",
        "highs in the 80s",
        "at 5:30 p.m.",
        "the 22nd time",
        "Part 1",
        "page 12 of the book",
        "Flight 815 landed",
        "a Boeing 767",
        "Windows 8.1",
        "Room 39",
        "F-16 jets and H5N1",
        "They won 3-1.",
        "a 2-2 draw",
        "open 24/7",
        "call 555-867-5309",
        "https://example.org/2019/04/12345",
        "one day they left",
        "no one came",
        "one another",
        "the second half",
        "a third meeting",
        "a two-state solution",
        "the 48-Hour Gate fell",
        "1. Go home.",
        "742 Evergreen Road",
        "the scores of both exams",
        "a best-of-seven final",
        "picture 4/4",
        "the Radar 5 unit was lost",
    ],
)
def test_not_a_quantity(quantities_of, text):
    assert quantities_of(text) == ()


PIECES = [
    *[
        "R5,400",
        "of",
        "them",
        "-",
        "$",
        "3",
        "half",
        "one",
        "–",
        "to",
        "from",
        "(",
        ")",
        "%",
        "km",
        "a",
        "year",
        "old",
        "aged",
        "12",
        "including",
    ],
    *["dozens", "the", "boats", "”", "between", "and", "nearly", "all", "1.5m", "x"],
    "\n",
]


@pytest.mark.parametrize(
    ("text", "reached"),
    [
        ("Prices fell to 300 won.", "down"),
        ("Flour rose 30 sen to RM4.60.", "up"),
        ("Arrivals dropped sharply to 80.", "down"),
        ("They were moved to 80 huts.", None),
        ("Sales rose 5 %.", None),
    ],
)
def test_where_a_movement_ended(quantities_of, text, reached):
    last = quantities_of(text)[-1]
    assert last.reached == reached
    assert not (last.reached and last.change)


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("The loan is paid back over three years.", "exact"),
        ("She lived there for over three years.", "more than"),
        ("Over three years ago", "more than"),
        ("just under 20 percent", "fewer than"),
        ("just over 20 percent", "more than"),
    ],
)
def test_over_and_under(quantities_of, text, qualifier):
    assert quantities_of(text)[0].qualifier == qualifier


@pytest.mark.parametrize(
    ("text", "value", "share"),
    [
        ("A third of the farmers left.", 1 / 3, True),
        ("One out of three Danes cycles.", 1 / 3, True),
        ("60 out of 400 wells", 60, False),
        ("half a dozen farmers", 6, False),
    ],
)
def test_shares_of_what_is_counted(quantities_of, text, value, share):
    first = quantities_of(text)[0]
    assert (first.best, first.share) == (pytest.approx(value), share)


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The highest bid was 84 cents, while the lowest was 70.", "cent"),
        ("Turnout was 41.5 percent in Lund and 38.2 in Malmö.", "percentage"),
        ("Oslo's index closed at 912.40, up 8.5 points.", "point"),
        ("The index lost 12 points, or 1.3%, to end at 899.10.", "point"),
        ("wheat at 212 euros, up 4.5", "EUR"),
    ],
)
def test_a_bare_number_has_its_neighbours_unit(quantities_of, text, unit):
    assert [q.unit for q in quantities_of(text) if not q.share or unit == "percentage"] == [unit, unit]


@pytest.mark.parametrize(
    "text", ["He lost 5 kilos and 3 friends.", "paid 12 euros and 40 stayed", "8 percent from 900 farms"]
)
def test_a_number_with_a_noun_of_its_own_borrows_no_unit(quantities_of, text):
    assert quantities_of(text)[1].unit == "-"


def test_what_two_numbers_share(quantities_of):
    """The moths fly more than 100 km (60 miles); jobs grew by 900 or 2 per cent."""
    km, miles, _, share = quantities_of("The moths fly more than 100 km (60 miles); jobs grew by 900 or 2 per cent.")
    assert (km.qualifier, miles.qualifier, miles.low) == ("more than", "more than", 60)
    assert share.change == "up"


def test_headline_and_body_keep_their_own_words(quantities_of):
    """1,000 flee the flood / Nearly 1,000 people fled."""
    headline, body = quantities_of("1,000 flee the flood\n\nNearly 1,000 people fled.")
    assert (headline.qualifier, body.qualifier) == ("exact", "nearly")


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join))
def test_no_text_is_too_odd(quantities_of, text):
    for quantity in quantities_of(text):
        assert text[quantity.span.start : quantity.span.end] == quantity.text
        if quantity.what_span is not None:
            assert text[quantity.what_span.start : quantity.what_span.end] == quantity.what


@settings(max_examples=150)
@given(st.text(alphabet="0123456789.,-–$€% abconemilthusd\n°'\"()", max_size=60))
def test_drafts_lie_in_the_text(text):
    for draft in find_drafts(text):
        assert 0 <= draft.start <= draft.number.start < draft.number.end <= draft.end <= len(text)
        assert draft.low is None or draft.high is None or draft.low <= draft.high

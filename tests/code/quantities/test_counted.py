"""What is counted, what it is a part of, and what it is said of."""

from __future__ import annotations

import pytest

from beatbook.code.quantities import unit_name
from beatbook.code.quantities.tables import currencies


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("12 Peruvian beekeepers", "Peruvian beekeepers"),
        ("dozens of migrants", "migrants"),
        ("a 15-member council", "member"),
        ("thousands of women and girls", "women and girls"),
        ("more than 31,000 of the farmers", "farmers"),
    ],
)
def test_noun_behind_the_number(quantities_of, text, what):
    first = quantities_of(text)[0]
    assert first.what == what
    assert first.what_span is not None
    assert text[first.what_span.start : first.what_span.end] == what


def test_part_of_a_count(quantities_of):
    """21 sailors, including six cadets, compared with nine sailors, including one cadet, in May."""
    whole, part, other, its_part = quantities_of(
        "21 sailors, including six cadets, compared with nine sailors, including one cadet, in May."
    )
    assert part.part_of == whole.span
    assert other.part_of is None
    assert its_part.part_of == other.span


@pytest.mark.parametrize("text", ["four of 19 wells", "60 out of 400 wells", "30 percent of the more than 700 wells"])
def test_part_out_of_a_whole(quantities_of, text):
    part, whole = quantities_of(text)
    assert part.part_of == whole.span
    assert whole.what == "wells"
    assert part.what == "wells"


def test_a_bare_number_goes_on_counting_the_whole(quantities_of):
    """30 divers, including four women, left, compared with 12 before."""
    divers, women, bare = quantities_of("30 divers, including four women, left, compared with 12 before.")
    assert (divers.what, women.what, bare.what) == ("divers", "women", "divers")


def test_seven_of_them(quantities_of):
    """They tested 19 wells and found four of them dry."""
    wells, dry = quantities_of("They tested 19 wells and found four of them dry.")
    assert (dry.what, dry.best) == (wells.what, 4)


def test_in_ten_is_a_share(quantities_of):
    """Nine in 10 farmers"""
    (share,) = quantities_of("Nine in 10 farmers")
    assert (share.best, share.share) == (0.9, True)


def test_nearly_all_is_a_share_up_to_one(quantities_of):
    """Virtually all farmers"""
    (share,) = quantities_of("Virtually all farmers")
    assert (share.low, share.high, share.qualifier, share.share) == (None, 1.0, "nearly", True)


def test_subject_of_a_share(parsed):
    """Exports rose 5 percent"""
    (share,) = parsed("Exports/NOUN/nsubj/1 rose/VERB/root/1 5/NUM/nummod/3 percent/NOUN/obl/1")
    assert (share.what, share.change, share.unit) == ("Exports", "up", "percentage")


def test_noun_that_a_measure_describes(parsed):
    """Divers mapped a 40 km reef"""
    (length,) = parsed(
        "Divers/NOUN/nsubj/1 mapped/VERB/root/1 a/DET/det/5 40/NUM/nummod/4 km/NOUN/compound/5 reef/NOUN/obj/1"
    )
    assert (length.what, length.about) == ("reef", "Divers")


def test_of_names_what_a_share_is_of(parsed):
    """Floods ruined 40 percent of crops"""
    (share,) = parsed(
        "Floods/NOUN/nsubj/1 ruined/VERB/root/1 40/NUM/nummod/3 percent/NOUN/obj/1 of/ADP/case/5 crops/NOUN/nmod/3"
    )
    assert (share.what, share.about) == ("crops", "Floods")


def test_whose_count_it_is(parsed):
    """Brazil has 300 divers"""
    (count,) = parsed("Brazil/PROPN/nsubj/1 has/VERB/root/1 300/NUM/nummod/3 divers/NOUN/obj/1")
    assert (count.what, count.about) == ("divers", "Brazil")


def test_number_alone_in_its_clause(parsed):
    """The number of divers fell to 80"""
    (count,) = parsed(
        "The/DET/det/1 number/NOUN/nsubj/4 of/ADP/case/3 divers/NOUN/nmod/1 fell/VERB/root/4 to/ADP/case/6 80/NUM/obl/4"
    )
    assert count.what == "divers"


def test_a_date_is_no_thing_that_is_counted(parsed):
    """Profits for Friday rose to $ 80, with the day known as a date"""
    (sum_,) = parsed(
        "Profits/NOUN/nsubj/3 for/ADP/case/2 Friday/PROPN/nmod/0 reached/VERB/root/3 $/SYM/obj/3 80/NUM/nummod/4",
        dates=["Friday"],
    )
    assert (sum_.what, sum_.about) == ("Profits", None)


def test_a_forecast_of_so_many(parsed):
    """Growers missed a forecast of 900"""
    (count,) = parsed(
        "Growers/NOUN/nsubj/1 missed/VERB/root/1 a/DET/det/3 forecast/NOUN/obj/1 of/ADP/case/5 900/NUM/nmod/3"
    )
    assert (count.what, count.about) == (None, "forecast")


@pytest.mark.parametrize(
    ("rows", "noun"),
    [
        ("60/NUM/nummod/2 inshore/ADJ/amod/2 trawlers/NOUN/root/2", "inshore trawler"),
        ("Brazil/PROPN/nsubj/1 has/VERB/root/1 300/NUM/nummod/3 divers/NOUN/obj/1", "diver"),
        ("40/NUM/nummod/1 cooks/NOUN/root/1 and/CCONJ/cc/3 bakers/NOUN/conj/1", "cooks and bakers"),
    ],
)
def test_the_thing_counted_in_the_singular(parsed, rows, noun):
    assert parsed(rows)[0].noun == noun


@pytest.mark.parametrize(
    ("unit", "name"),
    [
        ("USD", "US dollar"),
        ("MYR per square foot", "Malaysian ringgit per square foot"),
        ("mile per gallon", "mile per gallon"),
        ("-", "-"),
    ],
)
def test_units_in_words(unit, name):
    assert unit_name(unit) == name


def test_every_currency_has_a_name():
    table = currencies()
    codes = {
        code for forms in (table.signs, table.letters, table.after, table.words, table.large) for code in forms.values()
    }
    assert codes == set(table.names)

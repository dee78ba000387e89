"""From quantities to figures: what a book keeps, of whom, where, when, who says so, in which series."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

import pytest
import spacy
from spacy.language import Language

from beatbook.beat import Beat, SeriesRule
from beatbook.code.figures import find_figures, suggest_series
from beatbook.code.quantities import find_quantities
from beatbook.code.reading import Reading
from beatbook.record import Claim, DateRange, Figure, Place, Post, Source, TimeRef, day

REPORT = day(date(2018, 3, 9))


@cache
def _blank() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    return nlp


def _year(year: int) -> DateRange:
    return DateRange(date(year, 1, 1), date(year, 12, 31), "year", "text")


def _read(text: str, beat: Beat, post: str) -> Reading:
    return Reading(Post(post, "capture-1", "", text, date=REPORT), _blank()(text), beat)


@pytest.fixture
def figures_of() -> Callable[..., tuple[Figure, ...]]:
    """The figures of a text; ``dates`` and ``places`` are words of it with what they mean, ``said_by`` a source."""

    def find(
        text: str,
        dates: dict[str, DateRange] | None = None,
        places: tuple[str, ...] = (),
        said_by: str | None = None,
        series: tuple[SeriesRule, ...] = (),
        post: str = "post-1",
    ) -> tuple[Figure, ...]:
        reading = _read(text, Beat("test", series=series), post)
        times = tuple(
            TimeRef(reading.span(at, at + len(words)), words, "DATE", "XXXX", None, range_, "test")
            for words, range_ in (dates or {}).items()
            for at in [text.index(words)]
        )
        found = tuple(
            Place(reading.span(text.index(name), text.index(name) + len(name)), name, name, "country")
            for name in places
        )
        source = Source(said_by, "organisation", None) if said_by else None
        claims = (Claim(reading.span(0, len(text)), source, None, "asserted"),) if source else ()
        return find_figures(reading, find_quantities(reading, times), times, found, claims)

    return find


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("The ferry carried 84 goats for 40 minutes.", ["84", "40 minutes"]),
        ("Both sides met; the two sides signed.", []),
        ("One baker said so.", []),
        ("One of the bakers said so.", []),
        ("One day they left.", []),
        ("There are three reasons.", []),
        ("21 sailors, including one cadet, drowned.", ["21", "one"]),
        ("At least one well is dry.", ["At least one"]),
        ("They walked twice.", ["twice"]),
        ("A 48-year-old nurse paid $300.", ["48-year-old", "$300"]),
    ],
)
def test_what_a_book_keeps(figures_of, text, kept):
    assert [f.quantity.text for f in figures_of(text)] == kept


def test_each_figure_has_its_own_year(figures_of):
    """21 boats, including six ferries, sank off Peru in 2017, compared with nine boats in 2016."""
    text = "21 boats, including six ferries, sank off Peru in 2017, compared with nine boats in 2016."
    figures = figures_of(text, {"2017": _year(2017), "2016": _year(2016)}, ("Peru",))
    assert [f.period.earliest.year for f in figures if f.period.earliest] == [2017, 2017, 2016]
    assert {f.place for f in figures} == {"Peru"}
    assert {f.as_of for f in figures} == {REPORT}


def test_a_date_at_the_head_holds_for_the_sentence(figures_of):
    """In 2018 about 1,450 nurses came, compared with 2,210 in 2011."""
    text = "In 2018 about 1,450 nurses came, compared with 2,210 in 2011."
    first, second = figures_of(text, {"2018": _year(2018), "2011": _year(2011)})
    assert first.period == _year(2018)
    assert second.period == _year(2011)
    assert first.quantity.what == second.quantity.what == "nurses"


def test_since_reaches_to_the_report(figures_of):
    """Some 300 wells have been dug since 2015."""
    (figure,) = figures_of("Some 300 wells have been dug since 2015.", {"2015": _year(2015)})
    assert (figure.period.earliest, figure.period.latest) == (date(2015, 1, 1), date(2018, 3, 9))
    assert figure.scope == "since 2015"


def test_as_of_is_no_period(figures_of):
    """As of 2016, 300 wells were dry."""
    (figure,) = figures_of("As of 2016, 300 wells were dry.", {"2016": _year(2016)})
    assert figure.as_of == _year(2016)
    assert not figure.period.is_known


def test_so_far_this_year_is_a_scope(figures_of):
    (figure,) = figures_of("Police have seized 40 boats so far this year.")
    assert figure.scope == "so far this year"


def test_ends_with_years_of_their_own_are_two_figures(figures_of):
    """The herd fell from 900 goats in 2010 to 700 goats in 2015."""
    text = "The herd fell from 900 goats in 2010 to 700 goats in 2015."
    first, second = figures_of(text, {"2010": _year(2010), "2015": _year(2015)})
    assert (first.quantity.best, first.period) == (900, _year(2010))
    assert (second.quantity.best, second.period) == (700, _year(2015))
    (whole,) = figures_of("The herd grew from 700 to 900 goats.")
    assert (whole.quantity.low, whole.quantity.high, whole.quantity.change) == (700, 900, "up")


def test_source_is_that_of_the_claim_around_it(figures_of):
    (figure,) = figures_of("The harbour lost 40 boats.", said_by="the coast guard")
    assert figure.source is not None
    assert figure.source.text == "the coast guard"


SERIES = (
    SeriesRule("boats-sunk", nouns=("boat", "ferry"), verbs=("sank",), words=("sank", "sunk"), place="Peru"),
    SeriesRule("boats", nouns=("boat",)),
    SeriesRule("nurses-yearly", nouns=("nurse",), period="year"),
    SeriesRule("inflation", nouns=("price",), unit="percentage"),
)


@pytest.mark.parametrize(
    ("text", "places", "series"),
    [
        ("Nine boats sank off Peru.", ("Peru",), "boats-sunk"),
        ("Nine boats sank off Chile.", ("Chile",), "boats"),
        ("Nine boats left.", (), "boats"),
        ("Nine goats left.", (), None),
        ("Nine percent of boats left.", (), None),
    ],
)
def test_series_of_the_beat(figures_of, text, places, series):
    assert figures_of(text, places=places, series=SERIES)[0].series == series


def test_series_by_period(figures_of):
    text = "Some 1,450 nurses came in 2017."
    assert figures_of(text, {"2017": _year(2017)}, series=SERIES)[0].series == "nurses-yearly"
    assert figures_of(text, {"2017": day(date(2017, 3, 3), "text")}, series=SERIES)[0].series is None


def test_series_are_proposed_from_what_recurs(figures_of):
    texts = ("Nine boats sank.", "Some 12 boats sank.", "At least 20 boats burned.", "Seven goats left.")
    figures = [f for i, text in enumerate(texts) for f in figures_of(text, post=f"post-{i}")]
    proposals = suggest_series(figures)
    assert [p.rule.nouns for p in proposals] == [("boat",)]
    assert (proposals[0].posts, len(proposals[0].spans)) == (3, 3)


def test_figures_already_in_a_series_are_not_proposed_again(figures_of):
    rule = SeriesRule("boats", nouns=("boat",))
    figures = [f for i in range(4) for f in figures_of("Nine boats.", series=(rule,), post=f"post-{i}")]
    assert suggest_series(figures) == ()

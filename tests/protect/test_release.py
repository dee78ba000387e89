"""What may leave, on a record made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.beat import Beat, Protection
from beatbook.protect import Words, assign_numbers, find_leaks, make_release, withheld_of
from beatbook.protect.numbers import letters
from beatbook.protect.words import excerpt_end, iso, sentence_around, year_only
from beatbook.record import (
    UNKNOWN,
    Capture,
    Claim,
    Credit,
    DateRange,
    Entity,
    Figure,
    Findings,
    Place,
    Post,
    PostCodes,
    Quantity,
    Record,
    Risk,
    RiskDetail,
    RiskSign,
    Source,
    Story,
    day,
)

BODY = (
    "Nadia Vell, 34, a nurse from Brannick, asked that her name be kept out. "
    "Vell fled on 3 May. Her neighbour Jon Hale stayed."
)


def record() -> Record:
    post = Post(id="p1", capture="c1", title="Nurse Nadia Vell speaks", body=BODY, date=day(date(2020, 5, 9)))

    def span(words: str, nth: int = 0) -> object:
        at = -1
        for _ in range(nth + 1):
            at = post.text.index(words, at + 1)
        return post.span(at, at + len(words))

    age = Quantity(span("34"), "34", 34, 34, 34, "exact", "year of age")  # type: ignore[arg-type]
    nadia = Entity(
        "e1",
        "Nadia Vell",
        "PER",
        ("Nadia Vell", "Vell"),
        (span("Nadia Vell"), span("Nadia Vell", 1), span("Vell fled")),
        (),
    )  # type: ignore[arg-type]
    jon = Entity("e2", "Jon Hale", "PER", ("Jon Hale",), (span("Jon Hale"),), ())  # type: ignore[arg-type]
    details = (
        RiskDetail("age", span("34")),
        RiskDetail("occupation", span("a nurse")),
        RiskDetail("place", span("Brannick")),
    )  # type: ignore[arg-type]
    sign = RiskSign("Nadia Vell", None, "anonymity", (span("asked that her name be kept out"),), details, "Nadia Vell")  # type: ignore[arg-type]
    risk = Risk("r1", "Nadia Vell", "e1", ("anonymity",), (sign,))
    codes = PostCodes("p1", quantities=(age,), figures=(Figure(age, None, None, None, UNKNOWN, UNKNOWN, None),))
    capture = Capture("c1", "x.html", "x.html", 1)
    return Record((capture,), (post,), (), (codes,), Findings(entities=(nadia, jon), risks=(risk,)))


def released(policy: Protection | None = None) -> str:
    beat = Beat(name="b", protection=policy or Protection(excerpt_words=0))
    release, numbers = make_release(record(), beat, {})
    assert find_leaks(release, withheld_of(record(), beat.protection, numbers).names) == []
    return repr(release)


def test_a_protected_name_is_nowhere_and_a_neighbour_stays() -> None:
    told = released()
    assert "Nadia" not in told
    assert "Vell" not in told
    assert "Jon Hale" in told
    assert "Person A" in told or "name" in told


def test_details_that_would_identify_are_withheld_with_a_mark() -> None:
    told = released()
    assert "Brannick" not in told
    assert "a nurse" not in told
    assert "withheld='place'" in told


def test_a_figure_on_a_withheld_detail_does_not_leave() -> None:
    assert "year of age" not in released()


def test_the_policy_decides() -> None:
    told = released(Protection(generalise=("age",), excerpt_words=0))
    assert "Brannick" in told
    told = released(Protection(public=("Nadia Vell",), excerpt_words=0))
    assert "Nadia Vell" in told


def test_a_name_in_capitals_over_a_line_break_or_in_an_address_is_the_same_name() -> None:
    withheld = withheld_of(record(), Protection(), {("person", "r1"): 1})
    assert withheld.words("NADIA VELL and nadia\nvell") == "Person A and Person A"
    assert withheld.address("https://example.org/2020/nadia-vell-speaks") is None
    assert withheld.address("https://example.org/2020/nurse") == "https://example.org/2020/nurse"


def spoken(reason: str) -> Record:
    told = record()
    claim = Claim(told.posts[0].span(0, 5), Source("Vell", "person", None, "Nadia Vell"), None, "asserted")
    risk = replace(told.findings.risks[0], reasons=(reason,))  # type: ignore[arg-type]
    codes = replace(told.codes[0], claims=(claim,))
    return replace(told, codes=(codes,), findings=replace(told.findings, risks=(risk,)))


def test_a_victim_who_speaks_under_her_name_is_not_hidden_but_one_who_asked_is() -> None:
    assert withheld_of(spoken("victim"), Protection(), {}).people == 0
    assert withheld_of(spoken("anonymity"), Protection(), {}).people == 1


def test_who_was_hurt_keeps_the_news_and_loses_the_age_alone() -> None:
    told = record()
    risk = replace(told.findings.risks[0], reasons=("victim",))
    withheld = withheld_of(replace(told, findings=replace(told.findings, risks=(risk,))), Protection(), {})
    assert {kind for found in withheld.spans.values() for _, _, kind in found} == {"age", "name"}


def test_a_country_identifies_nobody() -> None:
    told = record()
    span = told.findings.risks[0].signs[0].details[2].span
    country = Place(span, "Brannick", "Brannick", "country")
    codes = replace(told.codes[0], places=(country,))
    kinds = {
        k for found in withheld_of(replace(told, codes=(codes,)), Protection(), {}).spans.values() for _, _, k in found
    }
    assert "place" not in kinds
    assert "occupation" in kinds


def test_a_story_named_after_a_title_loses_what_the_title_loses() -> None:
    told = record()
    story = Story("s1", "Nurse Nadia Vell …", ("p1",), (), ())
    release, _ = make_release(replace(told, findings=replace(told.findings, stories=(story,))), Beat(name="b"), {})
    assert release.stories[0].name == "Nurse [name withheld] …"


def test_a_name_in_a_credit_is_protected_too() -> None:
    told = record()
    credit = Credit("From a talk with Nadia Vell", "bracket", 0, 1)
    post = replace(told.posts[0], credits=(credit,))
    release, _ = make_release(replace(told, posts=(post,)), Beat(name="b"), {})
    assert release.posts[0].outlet == "From a talk with Person A"


def test_a_held_word_keeps_the_whole_post_back() -> None:
    release, _ = make_release(record(), Beat(name="b", protection=Protection(hold=("brannick",))), {})
    assert release.posts == ()
    assert release.held_posts == 1


def test_a_leak_is_found() -> None:
    beat = Beat(name="b", protection=Protection(excerpt_words=0))
    release, _ = make_release(record(), beat, {})
    assert find_leaks(replace(release, title="What Nadia Vell said"), ["Nadia Vell"]) == ["Nadia Vell"]


def test_an_excerpt_ends_with_a_word_and_counts_words() -> None:
    text = "One two three four."
    assert text[: excerpt_end(text, 0, 2)] == "One two"
    assert excerpt_end(text, 0, 99) == len(text)
    release, _ = make_release(record(), Beat(name="b", protection=Protection(excerpt_words=5)), {})
    assert release.posts[0].shortened


def test_numbers_are_kept_and_new_ones_come_after() -> None:
    first = assign_numbers({}, [("post", "b"), ("post", "a"), ("story", "a")])
    assert first == {("post", "b"): 1, ("post", "a"): 2, ("story", "a"): 1}
    again = assign_numbers(first, [("post", "c"), ("post", "a")])
    assert again["post", "a"] == 2
    assert again["post", "c"] == 3


def test_pseudonyms_count_on() -> None:
    assert [letters(n) for n in (1, 26, 27, 53)] == ["A", "Z", "AA", "BA"]


@pytest.mark.parametrize(
    ("range_", "told"),
    [
        (day(date(2020, 1, 2)), "2020-01-02"),
        (DateRange(date(2020, 2, 1), date(2020, 2, 29), "month", "text"), "2020-02"),
        (DateRange(date(2020, 1, 1), date(2020, 12, 31), "year", "text"), "2020"),
        (DateRange(None, date(2020, 1, 2), "range", "capture"), "../2020-01-02"),
        (UNKNOWN, ""),
    ],
)
def test_dates_leave_as_iso(range_: DateRange, told: str) -> None:
    assert iso(range_) == told


@given(st.integers(0, len(BODY)), st.integers(0, len(BODY)))
def test_pieces_never_hold_what_is_withheld(a: int, b: int) -> None:
    found = record()
    withheld = withheld_of(found, Protection(), {("person", "r1"): 1})
    post = found.posts[0]
    start, end = sorted((a, b))
    told = Words(1, withheld.pieces("p1", post.text, start, end)).text
    assert "Brannick" not in told
    assert "Nadia" not in told


def test_the_sentence_round_some_words_is_whole() -> None:
    text = "Bridge painted in five days. Two men did it.\nThe mayor came."
    assert text[slice(*sentence_around(text, 18, 22))] == "Bridge painted in five days."
    assert text[slice(*sentence_around(text, 29, 32))] == "Two men did it."
    assert text[slice(*sentence_around(text, 49, 54))] == "The mayor came."


def test_a_withheld_date_is_coarser_than_what_was_printed() -> None:
    """A day becomes its year; a year that was printed and kept back becomes nothing."""
    assert year_only(day(date(2020, 5, 3))) == "2020"
    assert year_only(DateRange(date(2014, 1, 1), date(2014, 12, 31), "year", "text")) == ""

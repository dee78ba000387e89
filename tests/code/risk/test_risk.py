"""Who is at risk, which words say so, and what would identify them; the input stands in the test."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from beatbook.beat import Beat, Protection
from beatbook.code.claims import find_claims, find_quotes
from beatbook.code.names import find_names
from beatbook.code.places import find_places
from beatbook.code.quantities import find_quantities
from beatbook.code.reading import Reading
from beatbook.code.risk import find_risks
from beatbook.code.times import find_times
from beatbook.english import pipeline
from beatbook.record import UNKNOWN, Post, RiskSign

PLAIN = Protection()


@cache
def risks_of(text: str, protection: Protection = PLAIN) -> tuple[RiskSign, ...]:
    reading = Reading(Post("post-1", "capture-1", "", text), pipeline()(text), Beat("test", protection=protection))
    times = find_times(reading, UNKNOWN)
    quantities = find_quantities(reading, times)
    mentions = find_names(reading)
    claims = find_claims(reading, mentions, find_quotes(reading, mentions))
    return find_risks(reading, times, quantities, mentions, find_places(reading, mentions), claims)


@pytest.fixture
def risks() -> Callable[..., tuple[RiskSign, ...]]:
    return risks_of


Risks = Callable[..., tuple[RiskSign, ...]]


def words(text: str, sign: RiskSign) -> list[str]:
    return [text[s.start : s.end] for s in sign.spans]


def details(text: str, sign: RiskSign) -> set[tuple[str, str]]:
    return {(d.type, text[d.span.start : d.span.end]) for d in sign.details}


@pytest.mark.parametrize(
    "asking",
    [
        "who spoke on condition of anonymity",
        "who asked not to be named",
        "who did not want to be identified",
        "who declined to give her name",
        "who requested anonymity",
        "who asked to remain anonymous",
        "whose name is being withheld",
    ],
)
def test_asking_for_anonymity(risks: Risks, asking: str) -> None:
    text = f"A welder at the yard, {asking}, said the crane had no licence."
    signs = [s for s in risks(text) if s.reason == "anonymity"]
    assert len(signs) == 1
    assert "welder" in signs[0].person
    assert any(asking.split()[-1] in w for w in words(text, signs[0]))


def test_anonymity_in_a_clause_after_the_saying(risks: Risks) -> None:
    text = "A diver said the wreck had been looted. “They took the bell,” he said, speaking on condition of anonymity."
    sign = next(s for s in risks(text) if s.reason == "anonymity")
    assert "diver" in sign.person


def test_detained_person_with_age_kin_place_and_date(risks: Risks) -> None:
    text = "Her 31-year-old brother was arrested in Trieste on 4 March 2019, she said."
    sign = next(s for s in risks(text) if s.reason == "detained")
    found = details(text, sign)
    assert ("kin", "Her 31-year-old brother") in found
    assert ("place", "Trieste") in found
    assert any(kind == "date" for kind, _ in found)
    assert any(kind == "age" and "31" in what for kind, what in found)


def test_family_left_behind(risks: Risks) -> None:
    text = "Yara Nasser fled in 2014, leaving her two sons behind. They still live with her mother in Daraa."
    assert any(s.reason == "family" and "sons" in s.person for s in risks(text))


def test_minors_by_age_and_by_word(risks: Risks) -> None:
    text = "A 14-year-old apprentice and her baby were pulled from the mud."
    people = {s.person for s in risks(text) if s.reason == "minor"}
    assert any("apprentice" in p for p in people)


def test_an_adult_with_a_child_is_not_a_minor(risks: Risks) -> None:
    text = "Ada Obi, 34, a baker whose 6-year-old daughter was on the bus, waited at the gate."
    minors = [s for s in risks(text) if s.reason == "minor"]
    assert [s.entity for s in minors] == [None]
    assert "daughter" in minors[0].person


def test_own_story_puts_the_family_at_risk(risks: Risks) -> None:
    text = (
        "I grew up by the salt works. My father was a foreman there, and I was a clerk. I left when I was twenty. "
        "My older sister stayed. I think about my sister every night. I could not say goodbye to my aunt."
    )
    people = {s.person for s in risks(text) if s.reason == "family"}
    assert {"My father", "My older sister"} <= people


def test_children_and_prisoners_in_general_are_no_entry(risks: Risks) -> None:
    assert not risks("Children often walk to school. Refugees who cross the border illegally are detained.")


def test_listed_and_public_names(risks: Risks) -> None:
    text = "Police arrested Viktor Hale in Graz on Monday."
    assert any(s.reason == "listed" for s in risks(text, Protection(protect=("Viktor Hale",))))
    assert not risks(text, Protection(public=("Viktor Hale",)))


def test_every_span_lies_in_the_text_and_the_order_is_kept(risks: Risks) -> None:
    text = "Two nurses were kidnapped near Gao in May. One of them, a 29-year-old mother, asked not to be named."
    found = risks(text)
    assert found == risks_of.__wrapped__(text)
    starts = [s.spans[0].start for s in found]
    assert starts == sorted(starts)
    for sign in found:
        for span in (*sign.spans, *(d.span for d in sign.details)):
            assert 0 <= span.start < span.end <= len(text)


def test_they_are_the_group_told_of_before(risks: Risks) -> None:
    text = "Four teachers reached the border at dawn. They were arrested by soldiers."
    sign = next(s for s in risks(text) if s.reason == "detained")
    assert sign.person == "Four teachers"


def test_a_flight_from_charges_is_none(risks: Risks) -> None:
    assert not risks("The senator escaped charges again, a columnist wrote.")


def test_the_only_name_given_is_a_detail(risks: Risks) -> None:
    text = "The cook, identified only by her first name, Marta, said the kitchen had been locked."
    sign = next(s for s in risks(text) if s.reason == "anonymity")
    assert ("name", "Marta") in details(text, sign)


def test_somebody_named_out_of_a_group_at_risk(risks: Risks) -> None:
    text = "Teachers like Omar Haddad face deportation. Haddad, a chemist, has lived in Malmo for nine years."
    sign = next(s for s in risks(text) if s.entity == "Omar Haddad")
    assert sign.reason == "detained"
    assert ("place", "Malmo") in details(text, sign)

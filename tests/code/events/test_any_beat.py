"""What the general codebook must read on beats that nobody prepared: rescues, kidnappings, epidemics, accidents."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from beatbook.beat import default_beat
from beatbook.code.reading import Reading
from beatbook.code.step import code_reading
from beatbook.english import pipeline
from beatbook.record import EventReport, Post, day

FRIDAY = date(2019, 6, 14)


@cache
def told(text: str) -> tuple[EventReport, ...]:
    post = Post("post", "capture", "", text, date=day(FRIDAY))
    return code_reading(Reading(post, pipeline()(post.text), default_beat())).reports


def types(text: str) -> set[str]:
    return {report.type for report in told(text)}


def only(text: str, type_: str) -> EventReport:
    found = [report for report in told(text) if report.type == type_]
    assert len(found) == 1, [(r.type, r.rule) for r in told(text)]
    return found[0]


def people(report: EventReport) -> set[str]:
    return {person.text for person in report.participants}


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Two climbers were carried to the surface on Tuesday.", "rescue"),
        ("Prosecutors charged the head of the old depot and two drivers with fraud on Monday.", "charge"),
        ("The council has asked Norway, Sweden and Denmark for help.", "demand"),
        ("The widow made a plea before the press on Monday.", "demand"),
        ("A deckhand was swept overboard and is presumed dead.", "death"),
        ("The flood has so far claimed 33 lives.", "death"),
        ("The shipowner has sued the port.", "lawsuit"),
        ("More than forty sailors have caught cholera since May.", "infection"),
        ("A bakery and two schools were closed on Monday.", "restriction"),
        ("Judges froze the company's bank accounts on Monday.", "sanction"),
        ("Two miners were overcome by gas on Tuesday.", "injury"),
        ("Divers were picked up by a Danish trawler on Tuesday.", "rescue"),
        ("The bus operator pulled out 30 foreign staff on Tuesday.", "evacuation"),
    ],
)
def test_what_other_beats_tell(text: str, type_: str) -> None:
    assert type_ in types(text)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("Five pupils were found in a flooded cave in Norway on Tuesday.", "collapse"),  # no roof caved in
        ("The mayor let the regatta go ahead on Tuesday.", "release"),
        ("The storm swept the harbour on Tuesday.", "outbreak"),
        ("A nine-day operation brought up the wreck on Tuesday.", "medical treatment"),
        ("A stowaway scrambled out of the hold on Tuesday.", "military action"),
        ("The indictment says the skipper ignored two letters.", "charge"),  # the paper says so
        ("The mayor released a map on Tuesday.", "release"),
    ],
)
def test_what_only_looks_alike(text: str, type_: str) -> None:
    assert type_ not in types(text)


def test_a_setting_vouches_for_a_weak_word() -> None:
    """The captors moved the skipper twice. | He was released on Tuesday."""
    assert "release" in types("The captors moved the skipper twice. He was released on Tuesday.")
    assert "release" not in types("The band moved the concert twice. Its record was released on Tuesday.")


def test_what_hangs_on_a_noun_within_a_phrase_takes_part() -> None:
    report = only("The wreck claimed the lives of two Danish divers on Tuesday.", "death")
    assert "two Danish divers" in people(report)


def test_a_person_within_a_phrase_takes_part() -> None:
    report = only("The pirates released two hostages on Tuesday.", "release")
    assert "two hostages" in people(report)


@pytest.mark.parametrize(
    ("text", "type_", "first", "last"),
    [
        ("Six divers were found on Tuesday, five days after a quay collapsed.", "collapse", (6, 6), (6, 6)),
        ("The fever has killed 64 people, up from 41 a week ago.", "death", None, (6, 14)),
        ("The pirates threaten to sink the ferry unless money is paid by 20 July.", "threat", None, (6, 14)),
        (
            "Police held two guards over the abduction of a skipper, the mayor said on Monday.",
            "abduction",
            None,
            (6, 14),
        ),
    ],
)
def test_times_that_belong_to_something_else(
    text: str, type_: str, first: tuple[int, int] | None, last: tuple[int, int]
) -> None:
    found = only(text, type_).date
    assert found.earliest == (date(2019, *first) if first else None)
    assert found.latest == date(2019, *last)


def test_a_day_to_come_is_not_lent_to_the_past() -> None:
    """Results are due on 24 June. Some villagers have fled."""
    report = only("Results are expected on 24 June. Some villagers have fled to the hills.", "escape")
    assert report.date.latest is not None
    assert report.date.latest <= FRIDAY


def test_the_first_to_die_died() -> None:
    assert only("The first to die was a ferryman.", "death").stance == "asserted"


@pytest.mark.parametrize(
    "text", ["Nobody died in the blast on Tuesday.", "The crew prevented the sinking of the tug on Tuesday."]
)
def test_what_did_not_happen_is_negated(text: str) -> None:
    found = [report for report in told(text) if report.type in ("death", "crash")]
    assert all(report.stance == "negated" for report in found)


def test_a_participle_that_reads_like_a_verb() -> None:
    report = only("A pilot abducted in May walked free on Tuesday, the harbour office said.", "abduction")
    assert "A pilot" in people(report)


@pytest.mark.parametrize(
    "text",
    [
        "Several senators turned away from the candidate on Monday.",
        "The clerk walked out of the embassy on Monday with her bags.",
    ],
)
def test_turning_from_something_sends_nobody_back(text: str) -> None:
    assert not {"deportation", "rejection"} & types(text)

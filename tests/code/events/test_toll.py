"""The toll of one post: how many were killed and injured, by which words. The texts are ours."""

from __future__ import annotations

from datetime import date

import pytest

from beatbook.beat import default_beat
from beatbook.code.as_json import as_json
from beatbook.code.reading import Reading
from beatbook.code.step import code_reading
from beatbook.english import pipeline
from beatbook.record import Post, Toll, day


def read(text: str, title: str = "") -> tuple[Toll, Post]:
    post = Post("post", "capture", title, text, date=day(date(2019, 6, 14)))
    reading = Reading(post, pipeline()(post.text), default_beat())
    return code_reading(reading).toll, post


def told(text: str, title: str = "") -> tuple[int | None, int | None]:
    toll, _ = read(text, title)
    return (toll.killed.value if toll.killed else None, toll.injured.value if toll.injured else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two sailors were killed and five wounded in the blast on Monday.", (2, 5)),
        ("A sailor died on Monday.", (1, None)),
        ("The ferry left the harbour on Monday.", (None, None)),
        ("The boiler burst on Monday, killing at least three stokers and injuring 11 others.", (3, 11)),
        ("The derailment left nine passengers dead and 40 injured on Monday.", (9, 40)),
        ("The deaths of four miners were confirmed on Monday.", (4, None)),
        ("A baker and his two sons were found dead in the mill on Monday.", (3, None)),
        ("Six dockers were shot on the quay on Monday.", (None, 6)),
        ("Six dockers were shot on the quay on Monday, one fatally.", (1, 5)),
    ],
)
def test_numbers_beside_words_of_harm(text: str, expected: tuple[int | None, int | None]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("4 shot, one fatally, on ferry pier", (1, 3)),
        ("Two dead, seven hurt in tram crash", (2, 7)),
        ("2 women, 3 children found dead in lighthouse", (5, None)),
        ("Stoker dies in boiler blast", (1, None)),
        ("Police seek driver after fatal crash", (1, None)),
        ("Third suspect held in triple homicide", (3, None)),
        ("Three dead, one critical after boiler blast", (3, 1)),
        ("Woman, young child killed in tram crash", (None, None)),  # who are told one by one are not added up
    ],
)
def test_headlines_leave_words_out(title: str, expected: tuple[int | None, int | None]) -> None:
    assert told("The harbour office said nothing more.", title) == expected


@pytest.mark.parametrize(
    "text",
    [
        "A man was charged with the attempted murder of five bakers on Monday.",
        "The leak could have killed 20 people, the inspector said on Monday.",
        "Nobody was hurt when the crane fell on Monday.",
        "The shooting happened on Monday at 16 Mill Street.",
        "Guards shot 20 times at the gate on Monday.",
    ],
)
def test_harm_that_did_not_come_about_and_numbers_of_other_things(text: str) -> None:
    assert told(text) == (None, None)


def test_a_bracketed_age_is_no_count() -> None:
    assert told("Carla Mendes, 47, of Faro, was killed on the bridge on Monday.") == (1, None)


def test_one_person_with_a_name_and_a_noun_is_one() -> None:
    text = "The stoker, identified as Carla Mendes, died on Monday. Mendes was a mother of two. The woman died at once."
    assert told(text)[0] == 1


def test_who_died_is_not_among_the_injured() -> None:
    text = "A sailor was shot on Monday. He was airlifted to a clinic and died there."
    assert told(text) == (1, None)


def test_a_count_of_the_whole_year_is_not_the_toll() -> None:
    text = "A docker drowned on Monday. So far this year, 14 people have drowned in the harbour."
    assert told(text) == (1, None)


def test_the_doer_is_added_to_whom_they_killed() -> None:
    assert told("A guard shot and killed three dockers on Monday before killing himself.")[0] == 4


def test_a_count_that_holds_the_doer_is_not_raised() -> None:
    assert told("Five people, including the gunman, were killed on the pier on Monday.")[0] == 5


def test_dead_and_wounded_side_by_side_are_no_sum() -> None:
    assert told("The blast on Monday left two dead and three wounded.") == (2, 3)


def test_somebody_else_is_hurt_beside_the_dead() -> None:
    assert told("The guard killed a baker and wounded a stoker on Monday.") == (1, 1)


def test_numbers_that_disagree_are_no_toll() -> None:
    text = (
        "The pier fell on Monday. The mayor spoke. The bishop spoke. The captain spoke. "
        "Three anglers were killed, a nurse said. Five anglers were killed, a guard said."
    )
    assert told(text)[0] is None


def test_a_toll_says_its_words_and_its_rule() -> None:
    toll, post = read("Divers searched on Tuesday.", "Two dead, seven hurt in tram crash")
    assert toll.killed is not None
    assert toll.killed.rule == "killed and injured told together in the title"
    assert [post.words(span) for span in toll.killed.spans] == ["Two"]


def test_the_json_tells_the_toll_with_rule_and_words() -> None:
    text = "Two sailors were killed in the blast on Monday."
    post = Post("post", "capture", "", text, date=day(date(2019, 6, 14)))
    toll = as_json(code_reading(Reading(post, pipeline()(post.text), default_beat())))["toll"]
    assert toll["injured"] is None
    assert toll["killed"]["value"] == 2
    assert toll["killed"]["rule"]
    assert [text[span["start"] : span["end"]] for span in toll["killed"]["spans"]]

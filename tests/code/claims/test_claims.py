"""Who says what: one small clipping a test; the input stands in the test."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Claims = Callable[[str], list[Any]]


def one(lines: list[Any], word: str) -> Any:
    """The only claim whose content holds a word."""
    found = [line for line in lines if word in line.content]
    assert len(found) == 1, [(line.rule, line.content) for line in lines]
    return found[0]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The ferry sank near the harbour, the coastguard said.", "the coastguard", "The ferry sank near the harbour"),
        ("The coastguard said the ferry sank near the harbour.", "The coastguard", "the ferry sank near the harbour"),
        (
            "The ferry, officials said, sank near the harbour.",
            "officials",
            "The ferry, officials said, sank near the harbour",
        ),
        ("The ferry sank near the harbour, according to a survivor.", "a survivor", "The ferry sank near the harbour"),
        ("According to the report, the ferry had no radio.", "the report", "the ferry had no radio"),
        ("The report says that the ferry had no radio.", "The report", "that the ferry had no radio"),
        (
            "The mayor announced Friday that the bridge will stay closed.",
            "The mayor",
            "that the bridge will stay closed",
        ),
    ],
)
def test_indirect_speech(claims: Claims, text: str, source: str, content: str) -> None:
    line = next(x for x in claims(text) if x.source == source)
    assert line.content == content


def test_a_saying_without_a_subject_of_its_own_keeps_the_speaker(claims: Claims) -> None:
    lines = claims("The minister praised the crews, adding that the fire was under control.")
    assert one(lines, "under control").source == "The minister"


def test_a_headline_colon(claims: Claims) -> None:
    line = claims("Police: two held over warehouse fire\n\nTwo men were held on Monday.")[0]
    assert (line.source, line.content, line.rule) == ("Police", "two held over warehouse fire", "colon")


def test_interrupted_and_continued_quotation_is_one_claim(claims: Claims) -> None:
    text = "“The pumps failed,” said Ada Obi, a farmer. “We lost the whole harvest.”\n\nThe rain went on."
    line = one(claims(text), "pumps")
    assert line.content == text.split("\n")[0]
    assert (line.source, line.kind, line.cue) == ("Ada Obi", "person", "said")


def test_a_colon_paragraph_brings_in_the_next(claims: Claims) -> None:
    text = "In a letter to parents, headmaster Jon Vale wrote:\n\n“The school will open on Monday.”"
    assert "Vale" in one(claims(text), "open on Monday").source


def test_a_name_under_the_words(claims: Claims) -> None:
    line = one(claims("“We never got an answer.” — Ruta Lind"), "answer")
    assert line.name == "Ruta Lind"


def test_told_to_an_outlet(claims: Claims) -> None:
    line = one(claims("The pilot was blameless, airline director Rosa Mendes told Reuters."), "blameless")
    assert line.cites == "Reuters"


def test_nested_anonymous_source(claims: Claims) -> None:
    text = "A trade official who spoke to the Harbour Times on condition of anonymity said the deal was dead."
    line = one(claims(text), "dead")
    assert (line.kind, line.cites) == ("anonymous", "Harbour Times")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The ministry said the road is closed.", "organisation"),
        ("A study found that the water was unsafe.", "document"),
        ("Reuters reported that the road is closed.", "outlet"),
        ("Witnesses said the road is closed.", "anonymous"),
        ("Ivan Petrov said the road is closed.", "person"),
    ],
)
def test_kinds_of_sources(claims: Claims, text: str, kind: str) -> None:
    assert claims(text)[0].kind == kind


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The army said the village was empty.", "asserted"),
        ("The villagers alleged that the army burned their homes.", "alleged"),
        ("The army denied that it burned the homes.", "denied"),
        ("The army said the convoy was not attacked.", "negated"),
        ("The company promised to pay the miners.", "planned"),
        ("Residents asked whether the dam was safe.", "question"),
        ("The engineer said the wall could collapse.", "conditional"),
        ("Nine people were reportedly hurt.", "alleged"),
        ("Villagers fear that the dam will break.", "conditional"),
        ("The union doubts that the mine is safe.", "question"),
    ],
)
def test_stances(claims: Claims, text: str, stance: str) -> None:
    assert claims(text)[0].stance == stance


def test_nobody_vouches_for_reportedly(claims: Claims) -> None:
    assert claims("Nine people were reportedly hurt.")[0].source is None


def test_an_act_that_only_should_happen_is_no_claim(claims: Claims) -> None:
    assert not claims("The council should discuss the budget soon.")


def test_unverified_falls_on_the_claim_before(claims: Claims) -> None:
    text = "The rebels said they had taken the airport. Reuters could not independently verify the claim."
    lines = claims(text)
    assert one(lines, "airport").verification == "unverified"
    own = next(x for x in lines if x.source == "Reuters")
    assert own.verification == "unverified"


@pytest.mark.parametrize(
    "text",
    [
        "The embassy declined to comment.",
        "The embassy has yet to comment.",
        "The embassy did not respond to questions.",
        "The embassy did not immediately reply to an email.",
    ],
)
def test_no_comment(claims: Claims, text: str) -> None:
    line = claims(text)[0]
    assert (line.source, line.verification, line.stance) == ("The embassy", "no comment", "negated")


def test_spans_are_the_words(claims: Claims) -> None:
    text = "“It was dark,” the guard told investigators. He added that the gate was open."
    for line in claims(text):
        for span in (line.claim.content, line.claim.cue, line.claim.source.span):
            assert 0 <= span.start < span.end <= len(text)


def test_an_outlet_that_passes_on_a_saying_is_cited(claims: Claims) -> None:
    line = one(claims("“We are still looking,” coastguard captain Anders Holt said, according to Reuters."), "looking")
    assert (line.name, line.cites) == ("Anders Holt", "Reuters")


def test_citing_a_source_makes_it_the_source(claims: Claims) -> None:
    lines = claims("The Harbour Times reported that the mine would close, citing two managers.")
    cited = next(line for line in lines if line.rule == "citing")
    assert (cited.source, cited.cites) == ("two managers", "Harbour Times")
    assert cited.content == "that the mine would close"


def test_a_passive_with_nobody_behind_it_is_no_claim(claims: Claims) -> None:
    assert not claims("The appeal was rejected on Monday.")
    assert claims("The appeal was rejected by the court on Monday.")[0].source == "the court"


def test_accusations_count_even_if_nobody_is_named(claims: Claims) -> None:
    line = claims("The captain was accused of leaving the bridge.")[0]
    assert (line.source, line.stance) == (None, "alleged")


def test_unclear_is_about_itself_not_about_the_claim_before(claims: Claims) -> None:
    lines = claims("The ministry said two ships had sunk. It is not clear whether the crews survived.")
    assert one(lines, "ships").verification is None
    assert one(lines, "crews").verification == "unverified"


def test_a_source_named_once_goes_on_telling(claims: Claims) -> None:
    text = "The nurse said she fled at night. She had hidden in a shed for two days. The road is closed now."
    lines = claims(text)
    carried = one(lines, "shed")
    assert (carried.source, carried.cue, carried.rule) == ("The nurse", None, "carried")
    assert not any("road" in line.content for line in lines)


def test_divers_who_find_somebody_make_no_claim_but_a_poll_that_finds_does(claims: Claims) -> None:
    assert not claims("Divers found nine miners on Tuesday.")
    assert claims("The poll found broad support for the strike.")[0].source == "The poll"


def test_a_refusal_to_say_is_one_claim(claims: Claims) -> None:
    lines = claims("He declined to say when the shaft would reopen.")
    assert [(line.cue, line.stance, line.verification) for line in lines] == [("declined", "negated", "no comment")]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Harbour pilots put the number of missing at 12.", "Harbour pilots", "the number of missing at 12"),
        ("The aid group North Harbour Relief denied it had paid.", "The aid group North Harbour Relief", "it had paid"),
        (
            "A sailor rang the station and demanded money, according to the Harbour Times.",
            "the Harbour Times",
            "A sailor rang the station and demanded money",
        ),
    ],
)
def test_sources_and_contents_are_whole(claims: Claims, text: str, source: str, content: str) -> None:
    assert (source, content) in [(line.source, line.content) for line in claims(text)]


def test_the_speaker_after_two_sentences_and_a_possessive(claims: Claims) -> None:
    line = one(claims("“Let our sister go. She came to help,” said her brother, Anders Holt."), "Let our sister")
    assert line.name == "Anders Holt"


def test_lives_are_claimed_without_a_word(claims: Claims) -> None:
    """A flood that claims lives says nothing; the officials do."""
    lines = claims("The flood has claimed 14 lives, officials said.")
    assert [line.rule for line in lines if "14 lives" in line.content and line.rule.startswith("allege")] == []
    assert any("14 lives" in line.content for line in lines)


def test_a_report_that_is_denied_is_not_asserted(claims: Claims) -> None:
    lines = claims("The abbot rejected the claim that the bell had cracked.")
    assert {line.stance for line in lines if "bell" in line.content} == {"denied"}

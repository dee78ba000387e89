"""A denial or another number that answers what stands beside it, and what beside a denial is no answer."""

from __future__ import annotations

from dataclasses import replace

import pytest

from beatbook.corroborate import corroborate
from beatbook.record import Participant, Toll, TollCount


def rules(findings) -> list[tuple[str, str]]:  # type: ignore[no-untyped-def]
    return sorted((c.type, c.rule) for c in findings.contradictions)


def flagged(clip, beat, text: str, *claims: tuple[str, str, str, str]):  # type: ignore[no-untyped-def]
    """The contradictions of one post; each claim is its content, source, stance and rule."""
    made = clip("a", "2022-03-03", "Dam at Orla under watch", text)
    for content, source, stance, rule in claims:
        made.claims(content, source, stance, rule)
    return corroborate([made.done()], beat)


def test_any_such_points_back_to_what_another_source_told(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """No word is shared: "such" is the link."""
    found = flagged(
        clip,
        beat,
        "Divers went down twice and came back with nothing, a foreman said. The mayor denied any such dive.",
        ("Divers went down twice and came back with nothing", "a foreman", "asserted", "say:clause"),
        ("any such dive", "The mayor", "denied", "deny:clause"),
    )
    assert rules(found) == [("denial", "replies.points back")]
    (only,) = found.contradictions
    assert {only.left.source, only.right.source} == {"a foreman", "The mayor"}
    assert "just before" in only.why


def test_that_was_false_denies_what_stands_before_it(clip, beat) -> None:  # type: ignore[no-untyped-def]
    found = flagged(
        clip,
        beat,
        "A station in Tesk reported that the sluice had burst, but the keeper said that was untrue.",
        ("that the sluice had burst", "A station in Tesk", "asserted", "report:clause"),
        ("that was untrue", "the keeper", "asserted", "say:clause"),
    )
    assert rules(found) == [("denial", "replies.points back")]


def test_a_denial_of_this_takes_its_sentence_as_its_side(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """ "Denied this" holds no content; the report of the denial has the speaker."""
    text = "Villagers said the pumps had stood idle since May. A warden denied this and said two of them ran at night."
    made = clip("a", "2022-03-03", "Pumps at Orla", text)
    made.claims("the pumps had stood idle since May", "Villagers", "asserted", "say:clause")
    warden = Participant("speaker", "A warden", made.span("A warden"))
    made.report("denial", "denied", "A warden denied this and said two of them ran at night.", participants=(warden,))
    found = corroborate([made.done()], beat)
    assert rules(found) == [("denial", "replies.points back")]
    assert any("two of them ran" in side.value for c in found.contradictions for side in (c.left, c.right))


def test_a_denial_that_the_next_sentence_meets_with_but(clip, beat) -> None:  # type: ignore[no-untyped-def]
    found = flagged(
        clip,
        beat,
        "The owner denied it had skimped on timber. But a joiner told the Tesk Mail that half the props were pine.",
        ("it had skimped on timber", "The owner", "denied", "deny:clause"),
        ("half the props were pine", "a joiner", "asserted", "say:clause"),
    )
    assert rules(found) == [("denial", "replies.answered")]


def test_words_of_one_matter_link_a_denial_to_its_neighbour(clip, beat) -> None:  # type: ignore[no-untyped-def]
    found = flagged(
        clip,
        beat,
        "A groom was shot in the knee, his aunt said. The sheriff denied rifles had been issued.",
        ("A groom was shot in the knee", "his aunt", "asserted", "say:clause"),
        ("rifles had been issued", "The sheriff", "denied", "deny:clause"),
    )
    assert rules(found) == [("denial", "replies.beside")]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (  # another matter in the sentence before
            "The harbour lost two cranes, an agent said. The mayor denied he would resign.",
            [("The harbour lost two cranes", "an agent"), ("he would resign", "The mayor")],
        ),
        (  # the same mouth
            "The sheriff said a groom was shot. The sheriff denied rifles had been issued.",
            [("a groom was shot", "The sheriff"), ("rifles had been issued", "The sheriff")],
        ),
        (  # another paragraph
            "A groom was shot, his aunt said.\n\nThe sheriff denied rifles had been issued.",
            [("A groom was shot", "his aunt"), ("rifles had been issued", "The sheriff")],
        ),
        (  # two sentences away
            "A groom was shot, his aunt said. Rain fell on Tesk. The sheriff denied rifles had been issued.",
            [("A groom was shot", "his aunt"), ("rifles had been issued", "The sheriff")],
        ),
    ],
    ids=["another matter", "one mouth", "another paragraph", "far"],
)
def test_what_answers_nothing_stays_quiet(clip, beat, text, claims) -> None:  # type: ignore[no-untyped-def]
    told, denied = claims
    made = clip("a", "2022-03-03", "Orla", text)
    made.claims(*told, "asserted", "say:clause")
    made.claims(*denied, "denied", "deny:clause")
    assert rules(corroborate([made.done()], beat)) == []


def test_a_denied_report_holds_both_sides(clip, beat) -> None:  # type: ignore[no-untyped-def]
    found = flagged(
        clip,
        beat,
        "The bishop rejected a magazine report that the chapel had been sold to a brewer.",
        ("a magazine report that the chapel had been sold to a brewer", "The bishop", "denied", "deny:object"),
    )
    assert rules(found) == [("denial", "replies.reported")]
    assert {s.source for c in found.contradictions for s in (c.left, c.right)} == {"magazine report", "The bishop"}


def counted(clip, beat, text: str, first, second, numbers):  # type: ignore[no-untyped-def]
    made = clip("a", "2022-03-03", "Orla", text)
    for words, value, what in numbers:
        made.number(words, value, what)
    made.claims(*first, "asserted", "say:clause")
    made.claims(*second, "asserted", "put:object")
    return corroborate([made.done()], beat)


def test_a_bare_number_answers_the_count_before_it(clip, beat) -> None:  # type: ignore[no-untyped-def]
    found = counted(
        clip,
        beat,
        "The fever has taken 26 patients, the board said. Nurses put the number at 39.",
        ("The fever has taken 26 patients", "the board"),
        ("the number at 39", "Nurses"),
        [("26", 26, "patients"), ("39", 39, None)],
    )
    assert [c.type for c in found.contradictions] == ["conflict"]
    (only,) = found.contradictions
    assert (only.left.value, only.right.value) == ("26", "39")


def test_a_number_of_something_named_is_not_of_what_was_counted_before(clip, beat) -> None:  # type: ignore[no-untyped-def]
    found = counted(
        clip,
        beat,
        "The barge may carry 26 guests, the board said. The owner put the number aboard that night at 39.",
        ("The barge may carry 26 guests", "the board"),
        ("the number aboard that night at 39", "The owner"),
        [("26", 26, "guests"), ("39", 39, None)],
    )
    assert rules(found) == []


def test_two_sources_side_by_side_count_the_same(clip, beat) -> None:  # type: ignore[no-untyped-def]
    text = "The firm said 29 miners were below the shaft; the union said 34 miners were below."
    found = counted(
        clip,
        beat,
        text,
        ("29 miners were below the shaft", "The firm"),
        ("34 miners were below", "the union"),
        [("29", 29, "miners"), ("34", 34, "miners")],
    )
    assert rules(found) == []  # nothing but "below" is shared, and that is no telling word
    told = text.replace("were below", "were trapped below")
    found = counted(
        clip,
        beat,
        told,
        ("29 miners were trapped below the shaft", "The firm"),
        ("34 miners were trapped below", "the union"),
        [("29", 29, "miners"), ("34", 34, "miners")],
    )
    assert rules(found) == [("conflict", "replies.rival counts")]


def deadly(clip, id_: str, words: str, low: int, noun: str, source: str, when: str = "2022-03-03"):  # type: ignore[no-untyped-def]
    text = f"A ferry turned over off Tesk on 2 March and cost {words} {noun}, {source} said."
    made = clip(id_, when, "Ferry turns over off Tesk", text)
    quantity = made.number(words, low, noun)
    made.place("Tesk")
    made.report(
        "death", "cost", text, "2022-03-02", place="Tesk", who=[("victim", f"{words} {noun}", None, quantity)],
        source=source,
    )  # fmt: skip
    item = made.done()
    toll = Toll(TollCount(low, "the only number", (quantity.span,)))
    return replace(item, codes=replace(item.codes, toll=toll))


def test_tolls_in_other_nouns_are_compared(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """Souls and sailors are dead all the same; a later larger toll is an update, one source's two are no conflict."""
    one = deadly(clip, "a", "19", 19, "souls", "the port")
    assert rules(corroborate([one, deadly(clip, "b", "27", 27, "sailors", "the hospital")], beat)) == [
        ("conflict", "tolls.numbers.disjoint")
    ]
    late = deadly(clip, "b", "27", 27, "sailors", "the hospital", "2022-03-05")
    assert rules(corroborate([one, late], beat)) == [("update", "tolls.numbers.later and larger")]
    assert rules(corroborate([one, deadly(clip, "b", "27", 27, "sailors", "the port")], beat)) == []


def test_a_denial_without_a_coded_claim_is_read_by_its_words(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """The tree may lose what is denied; the report of the denial and its sentence are there."""
    denial = "The sheriff denied rifles had been issued."
    made = clip("a", "2022-03-03", "Orla", f"A groom was shot in the knee, his aunt said. {denial}")
    made.claims("A groom was shot in the knee", "his aunt", "asserted", "say:clause")
    sheriff = Participant("speaker", "The sheriff", made.span("The sheriff"))
    made.report("denial", "denied", denial, participants=(sheriff,))
    assert rules(corroborate([made.done()], beat)) == [("denial", "replies.beside")]
    made = clip("a", "2022-03-03", "Orla", "A groom was shot, his aunt said. The sheriff denied him a rifle.")
    made.claims("A groom was shot", "his aunt", "asserted", "say:clause")
    sheriff = Participant("speaker", "The sheriff", made.span("The sheriff"))
    made.report("denial", "denied", "The sheriff denied him a rifle.", participants=(sheriff,))
    assert rules(corroborate([made.done()], beat)) == []

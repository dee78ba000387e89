"""What does not agree, by type; and what must stay quiet."""

import pytest

from beatbook.beat import Beat, SeriesRule
from beatbook.corroborate import corroborate

TITLE = "Bus falls into Orla gorge"


def toll(clip, id_, when, words, low, what="passengers", **more):  # type: ignore[no-untyped-def]
    """A post that tells how many passengers were killed when the bus fell into the gorge on 2 March."""
    text = f"A bus fell into the Orla gorge near Tesk on 2 March, killing {words} {what}, rescuers said."
    made = clip(id_, when, TITLE, text)
    quantity = made.number(words, low, what, **more)
    made.place("Tesk")
    made.report(
        "death", "killing", text, "2022-03-02", place="Tesk", who=[("victim", f"{words} {what}", None, quantity)]
    )
    return made.done()


def types(findings):  # type: ignore[no-untyped-def]
    return sorted((c.type, c.rule) for c in findings.contradictions)


def test_a_later_larger_toll_is_an_update(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """Seven; four days later at least nine."""
    late = toll(clip, "b", "2022-03-07", "at least nine", 9, high=None, best=None, qualifier="at least")
    findings = corroborate([toll(clip, "a", "2022-03-03", "seven", 7), late], beat)
    assert types(findings) == [("update", "numbers.later and larger")]
    (found,) = findings.contradictions
    assert (found.left.value, found.right.value) == ("seven", "at least nine")
    assert found.left.date.earliest < found.right.date.earliest
    assert found.why


def test_two_tolls_on_one_day_are_a_conflict(clip, beat) -> None:  # type: ignore[no-untyped-def]
    findings = corroborate([toll(clip, "a", "2022-03-03", "seven", 7), toll(clip, "b", "2022-03-03", "11", 11)], beat)
    assert types(findings) == [("conflict", "numbers.disjoint")]


def test_a_later_smaller_toll_is_a_conflict(clip, beat) -> None:  # type: ignore[no-untyped-def]
    findings = corroborate([toll(clip, "a", "2022-03-03", "11", 11), toll(clip, "b", "2022-03-08", "seven", 7)], beat)
    assert types(findings) == [("conflict", "numbers.disjoint")]


def test_nearly_a_thousand_and_a_thousand_are_rounding(clip, beat) -> None:  # type: ignore[no-untyped-def]
    vague = toll(clip, "a", "2022-03-03", "nearly 1,000", 1000, qualifier="nearly", high=1000)
    findings = corroborate([vague, toll(clip, "b", "2022-03-03", "987", 987)], beat)
    assert types(findings) == [("rounding", "numbers.rounded")]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (("seven", 7, {}), ("seven", 7, {})),
        (("at least seven", 7, {"high": None, "best": None, "qualifier": "at least"}), ("nine", 9, {})),
        (("seven", 7, {}), ("seven", 7, {"what": "school passengers"})),
        (("seven", 7, {}), ("40", 40, {})),
    ],
    ids=["equal", "at least", "equal and narrower", "far apart"],
)
def test_tolls_that_can_both_be_true_stay_quiet(clip, beat, left, right) -> None:  # type: ignore[no-untyped-def]
    one = toll(clip, "a", "2022-03-03", left[0], left[1], **left[2])
    more = dict(right[2])
    two = toll(clip, "b", "2022-03-03", right[0], right[1], more.pop("what", "passengers"), **more)
    assert types(corroborate([one, two], beat)) == []


def aged(clip, id_, when, text, age, low):  # type: ignore[no-untyped-def]
    made = clip(id_, when, "Conductor Vera Lindqvist vanishes in Tesk", text)
    made.name("Vera Lindqvist")
    made.number(age, low, unit="year of age")
    return made.done()


def test_ages_of_one_person_four_years_apart_are_a_conflict(clip, beat) -> None:  # type: ignore[no-untyped-def]
    one = aged(clip, "a", "2022-03-03", "Vera Lindqvist, 44, a conductor, vanished in Tesk on tour.", "44", 44)
    two = aged(
        clip, "b", "2022-03-05", "The 48-year-old conductor Vera Lindqvist vanished in Tesk on tour.", "48-year-old", 48
    )
    findings = corroborate([one, two], beat)
    assert types(findings) == [("conflict", "ages.one person")]


def test_a_birthday_is_no_conflict_and_neighbours_keep_their_own_ages(clip, beat) -> None:  # type: ignore[no-untyped-def]
    one = aged(clip, "a", "2022-03-03", "Vera Lindqvist, 44, a conductor, vanished in Tesk on tour.", "44", 44)
    two = aged(clip, "b", "2022-11-05", "Vera Lindqvist, 45, a conductor, vanished in Tesk on tour.", "45", 45)
    assert types(corroborate([one, two], beat)) == []
    text = "The orchestra lost Vera Lindqvist, 44, and 60-year-old flutist Bo Ek in Tesk."
    both = clip("c", "2022-03-03", "", text)
    both.name("Vera Lindqvist")
    both.name("Bo Ek")
    both.number("44", 44, unit="year of age")
    both.number("60-year-old", 60, unit="year of age")
    assert types(corroborate([both.done()], beat)) == []


def asylum(clip, id_, source, text, trigger, **report):  # type: ignore[no-untyped-def]
    made = clip(id_, "2022-04-02", "Conductor Vera Lindqvist and the asylum question", text)
    if "Vera Lindqvist" in text:
        made.name("Vera Lindqvist")
    made.report("asylum", trigger, text, "2022-04-01", source=source, **report)
    return made.done()


def test_seeking_asylum_and_no_application_received_are_a_denial(clip, beat) -> None:  # type: ignore[no-untyped-def]
    who = [("applicant", "conductor", None, None)]
    yes = asylum(
        clip,
        "a",
        "Daily Tesk",
        "The conductor is seeking asylum in Norrland, the Daily Tesk says.",
        "seeking asylum",
        who=who,
    )
    no = asylum(
        clip,
        "b",
        "Ministry",
        "The Ministry has not received an asylum application from the conductor.",
        "received an asylum application",
        stance="negated",
        who=who,
    )
    findings = corroborate([yes, no], beat)
    assert types(findings) == [("denial", "statements.denied")]
    assert "Ministry denies" in findings.contradictions[0].why


def test_the_same_source_does_not_deny_itself(clip, beat) -> None:  # type: ignore[no-untyped-def]
    who = [("applicant", "conductor", None, None)]
    yes = asylum(
        clip,
        "a",
        "Ministry",
        "The conductor is seeking asylum in Norrland, the Ministry says.",
        "seeking asylum",
        who=who,
    )
    no = asylum(
        clip,
        "b",
        "Ministry",
        "The Ministry has not received an asylum application from the conductor.",
        "received an asylum application",
        stance="negated",
        who=who,
    )
    assert types(corroborate([yes, no], beat)) == []


def test_fled_or_abducted_are_rival_readings(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """ "The dancers fled to Norrland. Their government says they were abducted." """
    text = "The dancers fled to Norrland in May. Their government says they were abducted by agents."
    made = clip("a", "2022-06-01", "Dancers in Norrland", text)
    made.report("escape", "fled", "The dancers fled to Norrland in May.", who=[("mover", "The dancers", None, None)])
    made.report(
        "abduction",
        "abducted",
        "Their government says they were abducted by agents.",
        source="government",
        stance="alleged",
        who=[("victim", "they", None, None)],
    )
    assert types(corroborate([made.done()], beat)) == [("conflict", "statements.rival readings")]


def test_begun_or_only_planned_is_a_conflict_unless_it_is_about_more(clip, beat) -> None:  # type: ignore[no-untyped-def]
    for planned, expected in (
        ("The agency says shelters were planned.", 1),
        ("The agency says more shelters were planned.", 0),
    ):
        text = f"Norrland has started construction of the shelters. {planned}"
        made = clip("a", "2022-06-01", "Shelters", text)
        made.report(
            "construction",
            "started construction",
            "Norrland has started construction of the shelters.",
            who=[("object", "the shelters", None, None)],
        )
        made.report("construction", "shelters were planned", planned, source="agency", stance="planned")
        found = types(corroborate([made.done()], beat))
        assert found == [("conflict", "statements.planned")] * expected


def test_a_plan_that_only_a_claim_tells_counts_too(clip, beat) -> None:  # type: ignore[no-untyped-def]
    begun, claim = "Norrland has started construction of the shelters.", "that shelters were planned in two valleys"
    made = clip("a", "2022-06-01", "Shelters", f"{begun} A leaked paper stated {claim}.")
    made.report("construction", "started construction", begun, who=[("object", "the shelters", None, None)])
    made.claims(claim, "A leaked paper", "planned")
    (found,) = corroborate([made.done()], beat).contradictions
    assert found.rule == "statements.planned"
    assert found.right.source == "A leaked paper"


def test_a_negation_of_another_verb_denies_nothing(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """ "The guard who fled was not hurt" does not say that nobody fled."""
    yes, no = "The guard fled through the fog, the army said.", "Officials said the guard who fled was not hurt."
    made = clip("a", "2022-06-01", "Guard flees", f"{yes} {no}")
    who = [("mover", "guard", None, None)]
    made.report("escape", "fled through", yes, source="army", who=who)
    made.report("escape", "fled was", no, source="Officials", stance="negated", who=who)
    assert types(corroborate([made.done()], beat)) == []


def test_knowing_nothing_of_a_raid_is_a_denial_of_knowledge(clip, beat) -> None:  # type: ignore[no-untyped-def]
    text = "Officers raided the shelter in May, relatives said. The ministry said it had no information about the raid."
    made = clip("a", "2022-06-01", "Shelter raided", text)
    made.report("raid", "raided", "Officers raided the shelter in May, relatives said.", source="relatives")
    made.report(
        "denial",
        "had no information",
        "The ministry said it had no information about the raid.",
        source="ministry",
        stance="negated",
    )
    assert types(corroborate([made.done()], beat)) == [("denial", "statements.denial of knowledge")]


@pytest.mark.parametrize(
    ("lead", "low", "expected"),
    [("Fifty", 50, 1), ("A group of 54", 54, 0), ("Six", 6, 0)],
    ids=["near but other", "the same", "something else"],
)
def test_a_headline_that_the_text_does_not_bear_out(clip, beat, lead, low, expected) -> None:  # type: ignore[no-untyped-def]
    made = clip("a", "2022-06-01", "54 mayors walk out", f"{lead} town leaders left the hall, saying no more.")
    made.number("54", 54, "mayors")
    if lead.startswith("A group"):
        made.codes["quantities"].append(
            made.codes["quantities"][0].__class__(
                made.post.span(20 + 11, 20 + 13), "54", 54, 54, 54, "exact", "-", "town leaders"
            )
        )
    else:
        made.number(lead, low, "town leaders")
    found = types(corroborate([made.done()], beat))
    assert found == [("conflict", "numbers.headline")] * expected


def test_figures_of_one_series_in_other_years_are_scope_and_in_one_year_conflict(clip, beat) -> None:  # type: ignore[no-untyped-def]
    from datetime import date

    from beatbook.record import DateRange

    def arrivals(id_: str, words: str, low: float, year: int):  # type: ignore[no-untyped-def]
        made = clip(
            id_, "2022-06-01", "Arrivals in Norrland: the count", f"Norrland counted {words} arrivals in {year}."
        )
        period = DateRange(date(year, 1, 1), date(year, 12, 31), "year", "text")
        made.figure(made.number(words, low, "arrivals"), series="arrivals", period=period)
        return made.done()

    assert types(corroborate([arrivals("a", "2,706", 2706, 2019), arrivals("b", "1,137", 1137, 2020)], beat)) == [
        ("scope", "figures.scope")
    ]
    assert types(corroborate([arrivals("a", "2,706", 2706, 2019), arrivals("b", "1,937", 1937, 2019)], beat)) == [
        ("conflict", "numbers.disjoint")
    ]


@pytest.mark.parametrize(
    ("cumulative", "first", "second", "region", "expected"),
    [
        (True, 212, 187, None, [("conflict", "figures.fell")]),
        (True, 187, 212, None, [("update", "numbers.later and larger")]),
        (False, 212, 187, None, [("scope", "figures.scope")]),
        (True, 212, 187, "the valley", [("scope", "figures.scope")]),
    ],
    ids=["fell", "grew", "may fall", "of another population"],
)
def test_a_cumulative_series_can_only_grow(clip, cumulative, first, second, region, expected) -> None:  # type: ignore[no-untyped-def]
    beat = Beat("test", series=(SeriesRule("cases", nouns=("case",), cumulative=cumulative),))

    def cases(id_: str, when: str, count: int, population: str | None):  # type: ignore[no-untyped-def]
        made = clip(id_, when, "Milk fever in Tesk: the count", f"Tesk counted {count} cases of milk fever so far.")
        made.figure(made.number(str(count), count, "cases"), series="cases", population=population)
        return made.done()

    posts = [cases("a", "2022-06-01", first, None), cases("b", "2022-06-09", second, region)]
    assert types(corroborate(posts, beat)) == expected


MILL = "Paper mill at Tesk and its closing"


def said(clip, id_, text, content, source, stance="asserted", rule="say:clause"):  # type: ignore[no-untyped-def]
    """A post in which somebody makes one statement on the mill."""
    made = clip(id_, "2022-05-03", MILL, text)
    made.name("Orla Paper Mill", "ORG")
    made.claims(content, source, stance, rule)
    return made.done()


YES = (
    "A union shop steward said the Orla Paper Mill would close in autumn.",
    "the Orla Paper Mill would close in autumn",
)


@pytest.mark.parametrize(
    ("source", "verb", "content", "stance", "rule", "expected"),
    [
        ("The owners", "denied", "that they were closing the Orla Paper Mill", "denied", "deny:clause", 1),
        ("The owners", "said", "they will not close the Orla Paper Mill", "negated", "say:clause", 1),
        ("The owners", "said", "they know nothing of closing the Orla Paper Mill", "asserted", "say:clause", 1),
        ("The owners", "said", "they were unaware that the Orla Paper Mill would close", "asserted", "say:clause", 0),
        ("The owners", "denied", "that the Orla Paper Mill had poisoned the river", "denied", "deny:clause", 0),
        ("The owners", "denied", "that they did not close the Orla Paper Mill", "denied", "deny:clause", 0),
        ("The owners", "denied", "the closing Orla Paper Mill a loan", "denied", "deny:object", 0),
        ("The owners", "denied", "that they were closing a bakery", "denied", "deny:clause", 0),
        ("A union shop steward", "denied", "that the Orla Paper Mill would close", "denied", "deny:clause", 0),
    ],
    ids=[
        "denied",
        "negated",
        "knows nothing",
        "unaware that",
        "something else",
        "double",
        "a refusal",
        "another thing",
        "one source",
    ],
)
def test_a_denial_in_words_needs_its_matter_and_another_source(  # type: ignore[no-untyped-def]
    clip, beat, source, verb, content, stance, rule, expected
) -> None:
    yes = said(clip, "a", YES[0], YES[1], "A union shop steward")
    no = said(clip, "b", f"{source} {verb} {content}.", content, source, stance, rule)
    findings = corroborate([yes, no], beat)
    assert len(findings.stories) == 1
    assert types(findings) == [("denial", "statements.denied in words")] * expected
    for found in findings.contradictions:
        assert {found.left.source, found.right.source} == {"A union shop steward", "The owners"}
        assert found.attribute.startswith("clos")


def test_a_headline_and_its_sentence_are_one_denial(clip, beat) -> None:  # type: ignore[no-untyped-def]
    yes = said(clip, "a", YES[0], YES[1], "A union shop steward")
    made = clip(
        "b",
        "2022-05-03",
        "Owners deny that the Orla Paper Mill will close",
        "They denied that they close the Orla Paper Mill.",
    )
    made.name("Orla Paper Mill", "ORG")
    made.claims("that the Orla Paper Mill will close", "Owners", "denied", "deny:clause")
    made.claims("that they close the Orla Paper Mill", "Owners", "denied", "deny:clause")
    assert len(corroborate([yes, made.done()], beat).contradictions) == 1


def test_a_claim_denies_what_a_report_tells_in_other_words(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """Seeking asylum and an application for asylum are one matter within a story; another person's is not."""
    text = "Conductor Vera Lindqvist is seeking asylum in Norrland, the Daily Tesk wrote."
    yes = asylum(clip, "a", "Daily Tesk", text, "seeking asylum")
    for person, expected in (("her", 1), ("Bo Ek", 0)):
        words = f"that any application for asylum from {person} had arrived"
        made = clip("b", "2022-04-02", "Conductor Vera Lindqvist and the asylum question", f"Officials denied {words}.")
        made.name("Bo Ek")
        made.claims(words, "Officials", "denied", "deny:clause")
        assert types(corroborate([yes, made.done()], beat)) == [("denial", "statements.denied in words")] * expected


def test_an_age_behind_a_name_in_apposition(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """ "Vera Lindqvist, the 44-year-old who" against "the 48-year-old Lindqvist"; a neighbour's age is his own."""
    one = clip(
        "a",
        "2022-03-03",
        "Conductor Vera Lindqvist vanishes in Tesk",
        "Vera Lindqvist, the 44-year-old who led the choir, vanished in Tesk on tour.",
    )
    one.name("Vera Lindqvist")
    one.number("44-year-old", 44, unit="year of age")
    two = clip(
        "b",
        "2022-03-05",
        "Conductor vanishes in Tesk",
        "The 48-year-old Lindqvist vanished in Tesk on tour, said the choir of the conductor.",
    )
    two.name("Lindqvist")
    two.number("48-year-old", 48, unit="year of age")
    assert types(corroborate([one.done(), two.done()], beat)) == [("conflict", "ages.one person")]
    three = clip(
        "c",
        "2022-03-05",
        "Conductor Vera Lindqvist vanishes in Tesk",
        "Vera Lindqvist, the 60-year-old flutist Bo Ek and a singer vanished in Tesk on tour.",
    )
    three.name("Vera Lindqvist")
    three.name("Bo Ek")
    three.number("60-year-old", 60, unit="year of age")
    assert types(corroborate([one.done(), three.done()], beat)) == []

"""Event reports: what is told, when, where, by whom and to whom; and what is no happening at all.

The texts are ours, about ferries, mills and harbours.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from beatbook.beat import Beat, default_beat, parse_beat
from beatbook.code.events.explain import explain
from beatbook.code.reading import Reading
from beatbook.code.step import code_reading
from beatbook.english import pipeline
from beatbook.record import EventReport, Post, day

FRIDAY = date(2019, 6, 14)


@cache
def told(text: str, title: str = "", beat: Beat | None = None) -> tuple[EventReport, ...]:
    post = Post("post", "capture", title, text, date=day(FRIDAY))
    reading = Reading(post, pipeline()(post.text), beat or default_beat())
    return code_reading(reading).reports


def only(text: str, type_: str, title: str = "") -> EventReport:
    found = [report for report in told(text, title) if report.type == type_]
    assert len(found) == 1, [(r.type, r.rule) for r in told(text, title)]
    return found[0]


def roles(report: EventReport) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for person in report.participants:
        found.setdefault(person.role, []).append(person.text)
    return found


def types(text: str) -> list[str]:
    return [report.type for report in told(text)]


def test_active_verb() -> None:
    """Customs officers arrested two sailors in Rotterdam on Tuesday."""
    report = only("Customs officers arrested two sailors in Rotterdam on Tuesday.", "arrest")
    assert roles(report) == {"detained": ["two sailors"], "actor": ["Customs officers"]}
    assert report.date.earliest == report.date.latest == date(2019, 6, 11)
    assert report.place == "Rotterdam"
    assert report.participants[0].count is not None
    assert report.participants[0].count.best == 2
    assert report.plover == "COERCE"
    assert report.stance == "asserted"


def test_passive_verb_with_its_doer() -> None:
    report = only("Two sailors were arrested by customs officers on Tuesday.", "arrest")
    assert roles(report) == {"detained": ["Two sailors"], "actor": ["customs officers"]}


def test_participle_after_its_noun() -> None:
    report = only("A baker arrested in May walked to the harbour.", "arrest")
    assert roles(report)["detained"] == ["A baker"]
    assert report.date.earliest == date(2019, 5, 1)


def test_noun_carried_by_a_light_verb() -> None:
    report = only("The dockers held a rally in Porto on Monday.", "protest")
    assert roles(report)["actor"] == ["The dockers"]
    assert report.date.earliest == date(2019, 6, 10)


def test_subject_of_what_happens_to_somebody() -> None:
    report = only("Three fishermen drowned on Sunday.", "death")
    assert roles(report)["victim"] == ["Three fishermen"]


def test_number_before_a_word_for_people() -> None:
    report = only("The ferry sank on Sunday, leaving four dead.", "death")
    assert any(p.count is not None and p.count.best == 4 for p in report.participants)


def test_phrase_with_words_in_between() -> None:
    report = only("Police took the young miller into custody on Wednesday.", "arrest")
    assert roles(report)["detained"] == ["the young miller"]


def test_infinitive_takes_its_subject_from_above() -> None:
    report = only("On Monday the prisoners managed to escape from the island.", "escape")
    assert roles(report)["mover"] == ["the prisoners"]
    assert report.stance == "asserted"


@pytest.mark.parametrize(
    ("text", "type_", "stance"),
    [
        ("The minister will visit Lisbon on Monday.", "visit", "planned"),
        ("Police did not arrest the captain on Monday.", "arrest", "negated"),
        ("The captain refused to meet the owners on Monday.", "meeting", "negated"),
        ("The court could deport the sailors on Monday.", "deportation", "conditional"),
        ("The guards allegedly tortured the sailors in May.", "torture", "alleged"),
    ],
)
def test_stances_are_marked_and_nothing_is_dropped(text: str, type_: str, stance: str) -> None:
    assert only(text, type_).stance == stance


@pytest.mark.parametrize(
    "text",
    [
        "Smugglers bribe guards.",
        "Thieves often steal boats from the harbour.",
        "The risk of strikes grows.",
        "If the dam collapses, the village floods.",
        "The fire department bought a new engine.",
        "He had a heart attack of laughter at the comedy.",
    ],
)
def test_what_is_no_happening(text: str) -> None:
    assert not [t for t in types(text) if t in ("fraud", "strike", "collapse", "natural disaster", "fire", "attack")]


def test_several_tellings_of_one_happening_are_one_report() -> None:
    text = (
        "Police arrested the captain of the ferry on Monday. The arrest came after a long search. "
        "He was detained at his house."
    )
    report = only(text, "arrest")
    assert len(report.spans) >= 2


def test_other_days_are_other_happenings() -> None:
    text = "Police arrested a captain on Monday. Police arrested a miller in March."
    assert types(text).count("arrest") == 2


def test_a_title_joins_the_body() -> None:
    report = only("A ferry sank off Porto on Sunday.", "crash", title="Ferry sinks off Porto")
    assert report.spans[0].start > len("Ferry sinks off Porto")


def test_a_pronoun_brings_whom_it_stands_for() -> None:
    text = "The harbour master left the office. She was arrested on Monday."
    report = only(text, "arrest")
    assert roles(report)["detained"] == ["She", "The harbour master"]


def test_the_incident_dates_what_was_told_last() -> None:
    text = "A ferry sank off Porto. The incident happened on Sunday."
    report = only(text, "crash")
    assert report.date.earliest == date(2019, 6, 9)


def test_date_told_before_is_lent() -> None:
    text = "A ferry sank off Porto on Sunday. Three fishermen drowned."
    report = only(text, "death")
    assert report.date.earliest == date(2019, 6, 9)
    assert "told before" in report.rule


def test_what_is_alleged_borrows_no_date() -> None:
    text = "A ferry sank off Porto on Sunday. The guards allegedly tortured the sailors."
    report = only(text, "torture")
    assert (report.stance, report.date.earliest, report.date.latest) == ("alleged", None, FRIDAY)


@pytest.mark.parametrize(
    ("text", "type_", "first", "last"),
    [
        ("A ferry sank on Sunday. Three days later three men drowned.", "death", date(2019, 6, 12), date(2019, 6, 12)),
        ("A ferry sank on June 3. A week earlier a mill burned down.", "fire", date(2019, 5, 25), date(2019, 5, 29)),
        (
            "A mill burned down on Sunday. Police said on Thursday that 40 minutes later a warehouse had exploded.",
            "explosion",
            date(2019, 6, 9),
            date(2019, 6, 9),
        ),
        (
            "A mill burned down on Sunday, the owner said on Thursday. The next day police arrested two bakers.",
            "arrest",
            date(2019, 6, 10),
            date(2019, 6, 10),
        ),
    ],
)
def test_days_later_are_counted_from_what_was_told_before(text: str, type_: str, first: date, last: date) -> None:
    report = only(text, type_)
    assert (report.date.earliest, report.date.latest) == (first, last)


@pytest.mark.parametrize(
    ("text", "type_", "when"),
    [
        ("The boat lost its engine a day after it left Porto on 5 April 2019.", "accident", date(2019, 4, 6)),
        ("Two days after the June 3 vote, a bomb exploded in the market.", "explosion", date(2019, 6, 5)),
        ("The captain was arrested three days before the ferry sank on June 3.", "arrest", date(2019, 5, 31)),
        ("Two bakers were arrested on June 9, two days after the vote.", "arrest", date(2019, 6, 9)),
        ("Guards raided the camp on May 6. Two men were arrested two days after the raid.", "arrest", date(2019, 5, 8)),
    ],
)
def test_so_many_days_after_something_dated(text: str, type_: str, when: date) -> None:
    report = only(text, type_)
    assert (report.date.earliest, report.date.latest) == (when, when)


def test_days_later_after_nothing_say_nothing() -> None:
    report = only("Two hours later, a bomb exploded in the market.", "explosion")
    assert (report.date.earliest, report.date.latest) == (None, FRIDAY)


def test_two_days_later_in_one_sentence_is_another_arrest() -> None:
    reports = told("Police arrested a captain on Monday, and two days later they arrested a miller.")
    assert [r.date.earliest for r in reports if r.type == "arrest"] == [date(2019, 6, 10), date(2019, 6, 12)]


def test_without_a_date_only_the_posts_bound_is_known() -> None:
    report = only("A ferry sank off Porto.", "crash")
    assert (report.date.earliest, report.date.latest) == (None, FRIDAY)
    assert report.date_span is None


def test_long_ago_is_background() -> None:
    text = "A ferry sank off Porto on Sunday. In 1998 a trawler capsized near the same reef."
    found = [report for report in told(text) if report.type == "crash"]
    assert [report.background for report in found] == [False, True]


def test_own_type_with_own_trigger() -> None:
    beat = parse_beat(
        'name = "mills"\n[[event_types]]\nname = "painting"\nverbs = ["paint"]\nroles = { actor = ["subject"] }'
    )
    [report] = [r for r in told("The bakers painted the mill on Monday.", beat=beat) if r.type == "painting"]
    assert roles(report) == {"actor": ["The bakers"]}


def test_dated_act_of_no_type_is_kept_as_other() -> None:
    report = only("The harbour master juggled oranges on Monday.", "other happening")
    assert report.rule.startswith("any verb")


def test_reports_are_the_same_at_every_run() -> None:
    text = "Police arrested a captain on Monday. Three fishermen drowned off Porto in March."
    told.cache_clear()
    first = told(text)
    told.cache_clear()
    assert told(text) == first


def test_every_span_lies_in_the_post_and_holds_its_words() -> None:
    text = "Customs officers arrested two sailors in Rotterdam on Tuesday. They were freed on Friday."
    for report in told(text):
        for person in report.participants:
            assert text[person.span.start : person.span.end] == person.text
        assert all(0 <= span.start < span.end <= len(text) for span in report.spans)
        assert any(span.contains(report.trigger) for span in report.spans)


def test_explain_names_trigger_rule_and_words() -> None:
    [found] = [
        e for e in explain("Police arrested two sailors on Tuesday.", default_beat(), day(FRIDAY)) if e.type == "arrest"
    ]
    assert (found.trigger, found.rule) == ("arrested", "verb: arrest")
    assert dict(found.values)["date"] == '2019-06-11 from "Tuesday" (own clause)'
    assert found.dropped is None


def test_explain_says_why_not() -> None:
    found = explain("Smugglers bribe guards.", default_beat(), day(FRIDAY))
    assert [e.dropped for e in found if e.type == "fraud"] == ["generally so"]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "?!", "Arrest", "killed. killed. killed", "— “ ” …", "a " * 400])
def test_odd_texts_raise_nothing(text: str) -> None:
    assert isinstance(told(text), tuple)
    assert isinstance(told(text, title="Police arrest two"), tuple)

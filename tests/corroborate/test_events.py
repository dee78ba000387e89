"""Reports of one happening meet; reports of two stay apart; every merge says why."""

from dataclasses import replace
from datetime import date

from beatbook.corroborate import corroborate, make_timeline
from beatbook.record import DateRange


def ferry(clip, id_, when, text, trigger, happened, *, post_title="Ferry runs aground off Lund Point", **report):  # type: ignore[no-untyped-def]
    made = clip(id_, when, post_title, text)
    made.report("accident", trigger, text, happened, **report)
    return made


def merged(findings):  # type: ignore[no-untyped-def]
    return [e for e in findings.events if len(e.reports) > 1]


def test_two_posts_on_one_ferry_are_one_event(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """Both tell of the ferry that ran aground on 4 May, 300 metres / about 300 metres from the pier."""
    one = ferry(
        clip,
        "a",
        "2021-05-05",
        "The ferry Alma ran aground 300 metres from the pier at Lund Point on Tuesday.",
        "ran aground",
        "2021-05-04",
    )
    one.number("300 metres", 300, unit="metre")
    two = ferry(
        clip,
        "b",
        "2021-05-06",
        "Divers reached the ferry Alma, which ran aground about 300 metres off the pier.",
        "ran aground",
        "2021-05-04",
    )
    two.number("about 300 metres", 300, unit="metre", qualifier="about")
    findings = corroborate([one.done(), two.done()], beat)
    (event,) = merged(findings)
    (merge,) = event.merges
    assert merge.same
    assert "same detail '300 metres' / 'about 300 metres'" in merge.why or "same detail 'about 300 metres'" in merge.why
    assert "on the same day" in merge.why
    assert event.date.is_day
    assert event.story == findings.stories[0].id


def test_another_day_is_another_event(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """The same ferry runs aground again three weeks later."""
    one = ferry(
        clip, "a", "2021-05-05", "The ferry Alma ran aground at Lund Point on Tuesday.", "ran aground", "2021-05-04"
    )
    two = ferry(
        clip,
        "b",
        "2021-05-27",
        "The ferry Alma ran aground at Lund Point again on Wednesday.",
        "ran aground",
        "2021-05-26",
    )
    assert not merged(corroborate([one.done(), two.done()], beat))


def test_reports_of_one_post_are_never_merged(clip, beat) -> None:  # type: ignore[no-untyped-def]
    made = clip(
        "a", "2021-05-05", "Two ferries aground", "One ferry ran aground on Tuesday. Another ferry ran aground too."
    )
    made.report("accident", "ran aground on", "One ferry ran aground on Tuesday.", "2021-05-04")
    made.report("accident", "ran aground too", "Another ferry ran aground too.", "2021-05-04")
    assert not merged(corroborate([made.done()], beat))


def test_other_people_in_the_same_role_stay_apart_and_the_near_miss_is_kept(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """Two arrests in one story on one day, of two people."""
    posts = []
    for id_, who in (("a", "Ingrid Solberg"), ("b", "Tomas Reyes")):
        text = f"Police arrested harbour pilot {who} in Lund over the ferry inquiry on Friday."
        made = clip(id_, "2021-05-08", "Harbour pilot arrested in ferry inquiry", text)
        made.name(who)
        made.place("Lund")
        made.report("arrest", "arrested", text, "2021-05-07", place="Lund", who=[("detained", who, who, None)])
        posts.append(made.done())
    findings = corroborate(posts, beat)
    assert not merged(findings)


def test_a_near_miss_is_kept_with_its_reasons(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """One story, one kind of happening in May; nothing else says that it is the same one."""
    month = {"date": DateRange(date(2021, 5, 1), date(2021, 5, 31), "month", "text")}
    posts = []
    for id_, text in (("a", "A boat sank off Lund."), ("b", "Insurers count losses.")):
        made = clip(id_, "2021-05-20", "Ferry inquiry in Lund harbour hears pilots", text)
        made.report("accident", "sank" if id_ == "a" else "losses", text, **month)
        posts.append(made.done())
    findings = corroborate(posts, beat)
    assert not merged(findings)
    misses = {m for e in findings.events for m in e.merges}
    (miss,) = misses
    assert not miss.same
    assert "in the same month" in miss.why
    assert "no person, place, number or word in common" in miss.why


def test_different_stories_meet_by_person_and_day(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """A long portrait and a brief on the courts both tell that Ingrid Solberg was freed on 9 June."""
    texts = {
        "a": "Ingrid Solberg grew up among sailors. She learned charts. She was released on 9 June in Lund.",
        "b": "The court calendar lists nine rulings. Bail fees rose. Ingrid Solberg was released on 9 June in Lund.",
    }
    posts = []
    for id_, text in texts.items():
        made = clip(id_, "2021-06-20", f"Page {id_}", text)
        made.name("Ingrid Solberg")
        made.place("Lund")
        sentence = text.split(". ")[-1]
        made.report(
            "release",
            "released",
            sentence,
            "2021-06-09",
            place="Lund",
            who=[("freed", "Ingrid Solberg" if id_ == "b" else "She was", "Ingrid Solberg", None)],
        )
        posts.append(made.done())
    assert len(merged(corroborate(posts, beat))) == 1


def test_a_printed_part_is_a_part(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """ "Fifteen boats were seized, four of them near Lund": four is a part of fifteen."""
    text = "Fifteen boats were seized this spring. Four of them were seized near Lund."
    made = clip("a", "2021-06-01", "Boats seized", text)
    whole = made.number("Fifteen", 15, "boats")
    part = made.number("Four", 4, "boats", part_of=whole.span)
    made.report(
        "raid", "seized this", "Fifteen boats were seized this spring.", who=[("target", "Fifteen boats", None, whole)]
    )
    made.report(
        "raid", "seized near", "Four of them were seized near Lund.", who=[("target", "Four of them", None, part)]
    )
    events = corroborate([made.done()], beat).events
    parts = {e.part_of for e in events}
    assert len(events) == 2
    assert parts - {None} <= {e.id for e in events}
    assert len(parts) == 2


def test_the_timeline_goes_by_what_happened_when(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """The later post tells the earlier happening; one happening has no date."""
    one = ferry(clip, "a", "2021-05-05", "The ferry Alma ran aground at Lund Point.", "ran aground", "2021-05-04")
    two = clip(
        "b",
        "2021-05-09",
        "Ferry aground at Lund Point: what went before",
        "The ferry Alma was inspected at Lund Point. Captains had warned.",
    )
    two.report("visit", "inspected", "The ferry Alma was inspected at Lund Point.", "2021-05-01")
    two.report("warning", "warned", "Captains had warned.")
    findings = corroborate([one.done(), two.done()], beat)
    (story,) = findings.stories
    line = make_timeline(story, findings)
    assert [entry.date.earliest for entry in line] == [date(2021, 5, 1), date(2021, 5, 4), None]
    assert line[-1].date == DateRange()
    assert line[0].posts == ("b",)


def test_a_report_without_a_day_is_not_one_of_another_year_by_its_noun_alone(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """ "A ferry ran aground" and "the last time a ferry did was 2007"; a named captain in both brings them together."""
    year = DateRange(date(2007, 1, 1), date(2007, 12, 31), "year", "text")
    for captain, expected in ((None, 0), ("Ida Holm", 1)):
        who = [("victim", "a ferry", None, None), *([("pilot", captain, captain, None)] if captain else [])]
        name = f" under {captain}" if captain else ""
        news = ferry(clip, "a", "2021-05-05", f"A ferry ran aground{name}.", "ran aground", "", who=[
            (r, w[0].upper() + w[1:] if r == "victim" else w, e, c) for r, w, e, c in who
        ])  # fmt: skip
        old = ferry(clip, "b", "2021-05-06", f"The last time a ferry stranded{name} was 2007.", "stranded", "", who=who)
        if captain:
            news.name(captain)
            old.name(captain)
        (report,) = old.codes["reports"]
        old.codes["reports"] = [replace(report, date=year)]
        findings = corroborate([news.done(), old.done()], beat)
        assert len(findings.stories) == 1
        assert len(merged(findings)) == expected

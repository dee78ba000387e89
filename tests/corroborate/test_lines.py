"""Series, risks, relevance and stories as a person meets them."""

from datetime import date
from pathlib import Path

import pytest

from beatbook.beat import Beat, Scope, SeriesRule
from beatbook.corroborate import corroborate
from beatbook.record import DateRange, RiskSign


def arrivals(clip, id_, when, words, low, year, **more):  # type: ignore[no-untyped-def]
    """A post that gives the arrivals of a year, as of its day."""
    made = clip(id_, when, f"Arrivals, {id_}", f"Norrland counted {words} arrivals in {year}.")
    period = DateRange(date(year, 1, 1), date(year, 12, 31), "year", "text")
    made.figure(made.number(words, low, "arrivals"), series="arrivals", period=period, **more)
    return made.done()


def test_a_series_goes_by_period_and_a_later_count_revises_an_earlier_one(clip) -> None:  # type: ignore[no-untyped-def]
    beat = Beat("test", series=(SeriesRule("arrivals", "Arrivals"),))
    posts = [
        arrivals(clip, "c", "2021-07-01", "1,204", 1204, 2020),
        arrivals(clip, "a", "2020-02-01", "2,706", 2706, 2019),
        arrivals(clip, "b", "2021-01-05", "1,137", 1137, 2020),
    ]
    (series,) = corroborate(posts, beat).series
    assert series.name == "Arrivals"
    assert [p.post for p in series.points] == ["a", "b", "c"]
    assert [p.revises for p in series.points] == [None, None, series.points[1].figure.span]


def test_another_place_is_another_line(clip) -> None:  # type: ignore[no-untyped-def]
    beat = Beat("test", series=(SeriesRule("arrivals", "Arrivals"),))
    posts = [
        arrivals(clip, "a", "2020-02-01", "2,706", 2706, 2019, place="Norrland"),
        arrivals(clip, "b", "2021-01-05", "1,137", 1137, 2019, place="Tesk"),
    ]
    assert [s.name for s in corroborate(posts, beat).series] == ["Arrivals, Norrland", "Arrivals, Tesk"]


def test_a_full_name_is_one_person_at_risk_over_posts_and_a_last_name_is_not(clip, beat) -> None:  # type: ignore[no-untyped-def]
    posts = []
    for id_, name in (("a", "Vera Lindqvist"), ("b", "Lindqvist, Vera"), ("c", "Vera Lindqvist"), ("d", "Lindqvist")):
        made = clip(id_, "2021-01-01", f"Page {id_}", f"{name} asked not to be named.")
        made.codes["risks"] = [RiskSign(name, None, "anonymity", (made.span("asked not to be named"),), entity=name)]
        posts.append(made.done())
    risks = corroborate(posts, beat).risks
    assert sorted(len(r.signs) for r in risks) == [1, 1, 2]


COAST = [
    "The coastguard searched the reef for the missing trawler and its crew on Monday.",
    "A trawler crew was saved from the reef by the coastguard in a night of storm.",
    "Coastguard pilots want a beacon on the reef where trawlers strand each winter.",
    "Trawler owners asked the coastguard why the reef beacon was dark when the crew called.",
    "The coastguard towed a trawler off the reef; its crew was cold but unhurt.",
    "Two trawlers met at the reef, and the coastguard took the crew of one ashore.",
    "An old coastguard hut above the reef now shows photographs of trawlers and crews.",
    "Reef, trawler, crew, coastguard: a winter of rescues is told in a new book.",
    "The coastguard's reef patrol found a trawler adrift without its crew.",
]
STRAY = "Bakers in the capital won a prize for sourdough; judges praised crust, crumb, flour and an unusual oven."


def test_a_stray_is_found_and_never_dropped(clip, beat) -> None:  # type: ignore[no-untyped-def]
    """Nine posts on the reef and one on bread."""
    posts = [clip(f"p{i}", "2021-01-01", f"Coast {i}", text).done() for i, text in enumerate(COAST)]
    findings = corroborate([*posts, clip("stray", "2021-01-01", "Bread", STRAY).done()], beat)
    off = [r for r in findings.relevance if not r.on_beat]
    assert [r.post for r in off] == ["stray"]
    assert "0 % of what the beat's posts have in common" in off[0].why
    assert any("stray" in s.posts for s in findings.stories)


def test_a_scope_word_or_its_story_keeps_a_post_of_few_common_words_on_the_beat(clip) -> None:  # type: ignore[no-untyped-def]
    """Bread is on a beat that asks for sourdough, and the post that goes on with its story with it; cheese is not."""
    beat = Beat("test", scope=Scope(terms=("sourdough",), exclude=("lottery",)))
    more = "Judges praised crust, crumb and flour of the bakers in the capital; the unusual oven won a second prize."
    cheese = "Dairymaids at a mountain fair lost a wager over goats, rennet, whey and a cellar full of shelves."
    posts = [clip(f"p{i}", "2021-01-01", f"Coast {i}", text).done() for i, text in enumerate(COAST)]
    bread = [clip("one", "2021-01-01", "Bread", STRAY).done(), clip("two", "2021-01-02", "Bread", more).done()]
    findings = corroborate([*posts, *bread, clip("cheese", "2021-01-01", "Cheese", cheese).done()], beat)
    found = {r.post: r for r in findings.relevance}
    assert any(set(s.posts) == {"one", "two"} for s in findings.stories)
    assert [p for p, r in found.items() if not r.on_beat] == ["cheese"]
    assert "belongs to a story whose other post is on the beat" in found["two"].why
    assert "story" not in found["one"].why
    excluded = clip("two", "2021-01-02", "Bread", more.replace("second prize", "lottery")).done()
    again = {r.post: r for r in corroborate([*posts, bread[0], excluded], beat).relevance}
    assert not again["two"].on_beat


def test_posts_with_nothing_in_common_have_no_strays(clip, beat) -> None:  # type: ignore[no-untyped-def]
    texts = [
        STRAY,
        *(
            f"{w} {w}s were {w}ed near {w}ville while {w}ists and {w}ers watched a {w}ing {w} for many {w} hours today"
            for w in ("blim", "trok", "vast", "quon", "zarf", "plin", "drob", "shum")
        ),
    ]
    findings = corroborate([clip(f"p{i}", "2021-01-01", f"Page {i}", t).done() for i, t in enumerate(texts)], beat)
    assert all(r.on_beat for r in findings.relevance)


def test_the_scope_speaks_for_and_against(clip) -> None:  # type: ignore[no-untyped-def]
    beat = Beat("test", scope=Scope(terms=("sourdough",), exclude=("lottery",), since=date(2020, 1, 1)))
    posts = [
        clip("in", "2021-01-01", "Bread", STRAY).done(),
        clip("excluded", "2021-01-01", "Luck", "A lottery was held in the harbour.").done(),
        clip("old", "2019-05-01", "Old bread", STRAY).done(),
    ]
    found = {r.post: r for r in corroborate(posts, beat).relevance}
    assert found["in"].on_beat
    assert "sourdough" in found["in"].why
    assert not found["excluded"].on_beat
    assert "lottery" in found["excluded"].why
    assert not found["old"].on_beat
    assert "2020-01-01" in found["old"].why


def test_a_story_has_a_name_words_and_reasons_and_its_posts_in_order(clip, beat) -> None:  # type: ignore[no-untyped-def]
    title = "Reef beacon dark as trawler Alma strands"
    later = clip("a", "2021-01-09", title, "The trawler Alma stranded on the reef; the beacon was dark, its crew said.")
    first = clip(
        "b", "2021-01-07", "Trawler Alma strands on reef", "The Alma stranded on the reef. Its crew saw no beacon."
    )
    other = clip("c", "2021-01-07", "Bread prize", STRAY)
    stories = corroborate([later.done(), other.done(), first.done()], beat).stories
    assert [s.posts for s in stories] == [("b", "a"), ("c",)]
    story = stories[0]
    assert story.name in (title, "Trawler Alma strands on reef")
    assert {"trawler", "reef", "beacon"} & set(story.terms)
    assert "nearness" in story.why[0]


@pytest.mark.parametrize(("name", "least"), [("stories_dev", 93.0)])
def test_stories_on_the_benchmark(shared_data: Path, name: str, least: float) -> None:
    """B-cubed of the whole set, words alone; it may only rise."""
    import json
    from collections import defaultdict

    from beatbook.corroborate import Coded, State, make_signature
    from beatbook.record import Post, PostCodes, day

    rows = [json.loads(line) for line in (shared_data / "events" / f"{name}.jsonl").read_text("utf-8").splitlines()]
    state, gold = State(), defaultdict(set)
    for row in rows:
        gold[row["story"]].add(row["id"])
    posts = [Post(r["id"], "page", r["title"], r["text"], date=day(date.fromisoformat(r["date"][:10]))) for r in rows]
    state.update(make_signature(Coded(p, PostCodes(p.id, date=p.date)), Beat("test")) for p in posts)
    precision = recall = 0.0
    for row in rows:
        told = {state.filed[n].post for n in state.stories[state.number_of[row["id"]]]}
        right = len(told & gold[row["story"]])
        precision, recall = (
            precision + right / len(told) / len(rows),
            recall + right / len(gold[row["story"]]) / len(rows),
        )
    assert 200 * precision * recall / (precision + recall) >= least

"""Posts that print no date: what their words, their page and other posts make likely."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from beatbook.corroborate.dating import Meant, PageItem, Signed, Told, date_page, find_told
from beatbook.corroborate.sameness import compare
from beatbook.corroborate.sketch import file_reports, make_sketch
from beatbook.record import UNKNOWN, DateRange, DateSign, Span, day

from .conftest import ClipMaker


def sign(kind: Any, tense: Any, first: str = "", last: str = "", step: int = 0, text: str = "then") -> DateSign:
    days = [date.fromisoformat(d) if d else None for d in (first, last or first)]
    return DateSign(Span("p", 0, 4), text, kind, tense, *days, step)


def undated(post: str, *signs: DateSign, **more: Any) -> PageItem:
    return PageItem(post, post, UNKNOWN, signs, **more)


def dated(post: str, when: str) -> PageItem:
    return PageItem(post, post, day(date.fromisoformat(when)))


def likely(*items: PageItem, captured: date | None = None, in_order: bool = True) -> dict[str, DateRange]:
    return {found.post: found.date for found in date_page(items, captured, in_order)}


def test_a_post_between_two_dated_ones_lies_between_them() -> None:
    found = likely(dated("c", "2016-05-20"), undated("b"), dated("a", "2016-05-11"))
    assert set(found) == {"b"}
    assert found["b"].earliest is not None
    assert found["b"].latest is not None
    assert date(2016, 5, 11) <= found["b"].earliest <= found["b"].latest <= date(2016, 5, 20)
    assert found["b"].basis == "likely"


def test_a_page_from_old_to_new_is_seen_by_its_dated_posts() -> None:
    found = likely(dated("a", "2016-05-11"), undated("b"), dated("c", "2016-05-20"), undated("d"))
    assert found["d"].earliest is not None
    assert found["d"].earliest >= date(2016, 5, 19)


def test_dates_in_no_order_give_no_order() -> None:
    items = [dated("c", "2016-05-20"), undated("b"), dated("a", "2014-05-11"), dated("d", "2018-05-11")]
    assert likely(*items) == {}


def test_without_a_year_anywhere_nothing_is_likely() -> None:
    assert likely(undated("a", sign("yearly", "past", "2014-06-18")), undated("b")) == {}


def test_a_plan_without_its_year_lies_ahead_of_the_post_and_its_year_comes_from_the_page() -> None:
    plan = undated("plan", sign("yearly", "future", "2014-09-20", "2014-09-24"))
    found = likely(dated("c", "2011-10-30"), plan, dated("a", "2011-06-02"))
    assert found["plan"].latest is not None
    assert found["plan"].latest <= date(2011, 9, 24)
    assert found["plan"].earliest is not None
    assert found["plan"].earliest >= date(2011, 6, 15)


def test_a_printed_date_is_never_touched_and_rows_of_a_table_have_no_order() -> None:
    items = [dated("c", "2016-05-20"), undated("b"), dated("a", "2016-05-11")]
    assert likely(*items, in_order=False) == {}
    assert "a" not in likely(*items)


def test_what_another_post_dates_dates_a_post() -> None:
    """ "This week" of a post means the strike that another post dates: it was written in that week."""
    told = Told(sign("week", "past"), (Meant(DateRange(date(2012, 3, 6), date(2012, 3, 8)), 0.9, "the same strike"),))
    items = [dated("c", "2012-04-01"), undated("b", told=(told,)), dated("a", "2012-02-10")]
    (found,) = date_page(items, None, True)
    assert found.date.earliest is not None
    assert found.date.latest is not None
    assert date(2012, 3, 5) <= found.date.earliest <= found.date.latest <= date(2012, 3, 11)
    assert "the same strike" in found.why


def test_a_wrong_tie_gives_way_to_the_page() -> None:
    """What another post dates lies years before every post of the page: the dated neighbours hold."""
    told = Told(sign("week", "past"), (Meant(DateRange(date(2002, 3, 6), date(2002, 3, 8)), 0.8, "another strike"),))
    (found,) = date_page([dated("c", "2012-03-20"), undated("b", told=(told,)), dated("a", "2012-03-02")], None, True)
    assert found.date.earliest is not None
    assert found.date.earliest >= date(2012, 3, 2)
    assert "another strike" not in found.why


def test_why_names_the_neighbours_and_the_words() -> None:
    words = sign("fixed", "past", "2012-03-09", text="March 9, 2012")
    items = [dated("Flood over", "2012-03-20"), undated("Dyke holds", words), dated("Rain", "2012-03-02")]
    (found,) = date_page(items, None, True)
    assert found.why == (
        "it looks back on 'March 9, 2012'",
        "not after 'Flood over', by its place on the page",
        "not before 'Rain', by its place on the page",
    )


def test_the_day_of_capture_is_the_last() -> None:
    found = likely(undated("a", sign("yearly", "past", "2014-04-20")), captured=date(2020, 5, 2))
    assert all(r.latest is not None and r.latest <= date(2020, 5, 2) for r in found.values())


def strike(clip: ClipMaker, id_: str, when: str, words: str, told: str, who: str) -> Signed:
    text = f"{who} led the walkout at the Brennick dockyard {words}, and 340 welders stopped work."
    made = clip(id_, when, f"Walkout {id_}", text)
    made.name(who)
    made.place("Brennick")
    made.report(
        "strike", "walkout", text, told, place="Brennick", date_span=made.span(words), who=[("actor", who, who, None)]
    )
    span = made.span(words)
    kind = "month" if words == "last month" else "yearly"
    return Signed(made.done(), (DateSign(span, words, kind, "past", step=-1 if kind == "month" else 0),))


def test_one_walkout_told_twice_dates_the_post_that_says_last_month(clip: ClipMaker) -> None:
    late = strike(clip, "late", "", "last month", "", "Ada Voss")
    early = strike(clip, "early", "2013-02-20", "on Feb. 18", "2013-02-18", "Ada Voss")
    (told,) = find_told(late, [early])
    assert (told.sign.text, told.meant[0].days.earliest) == ("last month", date(2013, 2, 18))
    assert "the same named people" in told.meant[0].why
    assert find_told(late, [early, early]) == find_told(late, [early])


def test_a_post_whose_own_day_is_unknown_dates_nothing(clip: ClipMaker) -> None:
    late = strike(clip, "late", "", "last month", "", "Ada Voss")
    other = strike(clip, "other", "", "last month", "2013-02-18", "Ada Voss")
    assert find_told(late, [other]) == ()


def test_chances_of_one_sign_never_add_up_to_certainty(clip: ClipMaker) -> None:
    late = strike(clip, "late", "", "last month", "", "Ada Voss")
    others = [strike(clip, f"early{n}", f"2013-0{n}-20", "on the 18th", f"2013-0{n}-18", "Ada Voss") for n in (2, 4, 6)]
    (told,) = find_told(late, others)
    assert sum(meant.chance for meant in told.meant) <= 0.91
    assert len({meant.days for meant in told.meant}) == 3
    assert find_told(late, others[::-1]) == (told,)


def test_the_same_page_gives_the_same_dates_twice() -> None:
    items = [
        dated("d", "2016-05-20"),
        undated("c", sign("weekday", "past", step=4)),
        undated("b"),
        dated("a", "2016-04-01"),
    ]
    assert date_page(items, None, True) == date_page([replace(i) for i in items], None, True)


def journey(clip: ClipMaker, id_: str, town: str) -> Any:
    text = f"Ada Voss travelled to {town} with the union's books."
    made = clip(id_, "2013-02-20", f"Voss travels {id_}", text)
    made.name("Ada Voss")
    made.place(town)
    who = [("mover", "Ada Voss", "Ada Voss", None), ("place_to", town, town, None)]
    made.report("journey", "travelled", text, "2013-02-18", who=who)
    return make_sketch(file_reports([made.done()])[0], made.done())


def test_two_journeys_to_two_towns_are_less_one_than_two_to_the_same(clip: ClipMaker) -> None:
    one = journey(clip, "a", "Brennick")
    same = compare(one, journey(clip, "b", "Brennick"), True)
    other = compare(one, journey(clip, "c", "Lund Point"), True)
    assert same.score > other.score + 2
    assert "the same place to" in same.why

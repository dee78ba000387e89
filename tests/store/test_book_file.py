from __future__ import annotations

import sqlite3
import threading
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.errors import StoreError
from beatbook.record import Capture, DateRange, Post, Problem, Span
from beatbook.store import BookFile, Thing
from beatbook.store.words import match_expression


@pytest.fixture
def book(tmp_path: Path) -> BookFile:
    return BookFile(tmp_path / "book.db")


def capture(id_: str = "a" * 64) -> Capture:
    return Capture(id=id_, file="x.html", source="x.html", size=3, captured=datetime(2020, 5, 4, 3, 2, 1))


def test_a_capture_is_kept_once_and_its_bytes_come_back(book: BookFile) -> None:
    assert book.save_capture(capture(), b"abc")
    assert not book.save_capture(capture(), b"abc")
    assert book.capture_data("a" * 64) == b"abc"
    assert book.captures() == [capture()]


def test_results_come_back_as_the_types_they_were(book: BookFile) -> None:
    post = Post(id="p", capture="c", title="T", body="B", date=DateRange(date(2020, 1, 1), None, "range", "order"))
    book.save_done("step.v1", "beat", [("p", post)])
    assert book.done("step.v1", "p", "beat", Post) == post
    assert book.done_items("step.v1", "beat") == {"p"}
    assert book.done_items("step.v2", "beat") == set()
    with pytest.raises(KeyError):
        book.done("step.v2", "p", "beat", Post)


def test_stale_results_are_dropped(book: BookFile) -> None:
    book.save_done("step.v1", "old", [("p", 1)])
    book.save_done("step.v1", "new", [("p", 2)])
    assert book.drop_stale({"step.v1": {("p", "new")}}) == 1
    assert book.done("step.v1", "p", "new", int) == 2


def test_replacing_things_keeps_order_and_drops_what_is_gone(book: BookFile) -> None:
    book.replace_things("span", [Thing("b", "1", Span("b", 0, 1), "x"), Thing("a", "2", Span("a", 0, 1))])
    book.replace_things("span", [Thing("a", "2", Span("a", 0, 2), "y"), Thing("c", "1", Span("c", 0, 1), "y")])
    assert book.things("span", Span) == [Span("c", 0, 1), Span("a", 0, 2)]
    assert book.tags("span") == {"y": 2}


def test_what_is_up_to_date_is_not_loaded_again(book: BookFile) -> None:
    loaded: list[str] = []

    def load(id_: str) -> tuple[Span, str]:
        loaded.append(id_)
        return Span(id_, 0, 1), ""

    book.sync_things("span", [("a", "1", "1"), ("b", "2", "1")], load)
    book.sync_things("span", [("b", "2", "1"), ("a", "3", "2"), ("c", "4", "1")], load)
    assert loaded == ["a", "b", "a", "c"]
    assert [s.post for s in book.things("span", Span)] == ["b", "a", "c"]


def test_a_shelf_loads_what_is_asked_for_and_writes_what_changed(book: BookFile) -> None:
    first = book.shelves(fresh=True)
    first.shelf("links", dict[int, float]).update({n: {n: 0.5} for n in range(9)})
    with book.writing():
        assert first.save() == 9
    shelves = book.shelves()
    links = shelves.shelf("links", dict[int, float])
    assert 11 not in links
    links[3][4] = 0.25  # changed in place
    del links[5]
    links[11] = {1: 1.0}
    assert links[7] == {7: 0.5}
    with book.writing():
        assert shelves.save() == 3
    again = book.shelves().shelf("links", dict[int, float])
    assert dict(again) == {n: {n: 0.5} for n in range(9) if n not in (3, 5)} | {3: {3: 0.5, 4: 0.25}, 11: {1: 1.0}}
    anew = book.shelves(fresh=True)
    assert 3 not in anew.shelf("links", dict[int, float])
    with book.writing():
        anew.save()
    assert not dict(book.shelves().shelf("links", dict[int, float]))


def test_judgements_are_never_changed_or_deleted(book: BookFile, tmp_path: Path) -> None:
    book.add_judgement("key", {"verdict": "same"})
    raw = sqlite3.connect(tmp_path / "book.db")
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        raw.execute("UPDATE judgement SET value = 'x'")
    with pytest.raises(sqlite3.IntegrityError, match="never deleted"):
        raw.execute("DELETE FROM judgement")
    assert book.judgements(dict) == [{"verdict": "same"}]


def indexed(book: BookFile, posts: dict[str, tuple[str, str]]) -> None:
    book.sync_index({id_: title + body for id_, (title, body) in posts.items()}, posts.__getitem__)


def test_search_finds_words_and_forgets_them(book: BookFile, tmp_path: Path) -> None:
    ferry, bridge = ("Ferry late", "The Quillfeather ferry was late."), ("Bridge", "The bridge held.")
    indexed(book, {"p1": ferry, "p2": bridge})
    assert [hit.id for hit in book.search("ferry late")] == ["p1"]
    assert [hit.id for hit in book.search('bridge -ferry "bridge held"')] == ["p2"]
    indexed(book, {"p2": ("Bridge", "The bridge fell.")})
    assert book.search("ferry") == []
    assert [hit.id for hit in book.search("fell")] == ["p2"]
    book.erase([])
    book.close()
    assert b"uillfeather" not in (tmp_path / "book.db").read_bytes().lower()


@given(st.text(max_size=40))
def test_no_search_words_are_a_syntax_error(words: str) -> None:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE t USING fts5 (w)")
    expression = match_expression(words.replace("\x00", " "))
    if expression:
        database.execute("SELECT * FROM t WHERE t MATCH ?", (expression,)).fetchall()


def test_a_newer_book_and_a_damaged_one_are_refused_in_one_sentence(tmp_path: Path) -> None:
    newer = sqlite3.connect(tmp_path / "newer.db")
    newer.execute("PRAGMA user_version = 999")
    newer.close()
    with pytest.raises(StoreError, match="newer beatbook"):
        BookFile(tmp_path / "newer.db")
    (tmp_path / "bad.db").write_bytes(b"not a database at all" * 100)
    with pytest.raises(StoreError, match="cannot be opened"):
        BookFile(tmp_path / "bad.db")


def test_eight_writers_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    BookFile(path).close()

    def write(worker: int) -> None:
        mine = BookFile(path)
        for n in range(25):
            mine.add_judgement(f"{worker}-{n}", n)
        mine.close()

    threads = [threading.Thread(target=write, args=(w,)) for w in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(BookFile(path).judgements(int)) == 200


def test_forgetting_blanks_a_name_in_a_ruling_and_keeps_the_ruling(book: BookFile, tmp_path: Path) -> None:
    book.add_judgement("k", {"verdict": "on", "note": "Quillfeather told me"})
    book.erase([], "quillfeather")
    assert book.judgements(dict) == [{"verdict": "on", "note": "[forgotten]"}]
    raw = sqlite3.connect(tmp_path / "book.db")
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        raw.execute("UPDATE judgement SET value = 'x'")


def test_check_sees_bytes_that_are_not_the_ones_added(book: BookFile, tmp_path: Path) -> None:
    book.save_capture(capture(), b"abc")
    assert "not the ones" in book.check()[0]


def test_problems_are_those_of_the_last_build(book: BookFile) -> None:
    book.replace_problems([("read", Problem("a", "one"))])
    book.replace_problems([("code", Problem("b", "two", 7))])
    assert book.problems() == [("code", Problem("b", "two", 7))]

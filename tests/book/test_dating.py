"""Posts without a printed date in a whole book: dated by their page and by other posts, and saying so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from beatbook.book.book import Book
from beatbook.book.private_export import private_lines

UNDATED = """Category: dockyard

Welders at Brennick stop work again

Posted on by

Welders at the Brennick dockyard stopped work on Tuesday, the second walkout this spring, Ada Voss
of the dockers' union said.

[Harbour Gazette]

Union calls walkout at Brennick

Posted on by

The dockers' union will hold a meeting in Brennick on May 14, Ada Voss told reporters.
A strike ended there in 2012, and its terms will run out in November 2013.

[Coast News]

Court hears the dockyard's case

Posted on by

A court in Brennick heard the dockyard's case against the union in late April. It will
rule in January 2014; the yard was sold in 2012.

[Harbour Gazette]
"""
DATED = """Voss elected

By Ida Holm, March 3, 2013

Ada Voss was elected head of the dockers' union in Brennick on Saturday.
"""


def built(folder: Path, *files: tuple[str, str]) -> Book:
    book = Book.create(folder / "beat")
    for name, text in files:
        (folder / name).write_text(text, encoding="utf-8")
        book.add([str(folder / name)])
    book.build()
    return book


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return built(tmp_path_factory.mktemp("undated"), ("page.txt", UNDATED), ("voss.txt", DATED))


def test_a_page_without_dates_is_dated_by_its_words_and_order(book: Book) -> None:
    posts = {p.title.split()[0]: p for p in book.record().posts}
    for title, low, high in (
        ("Union", date(2013, 1, 1), date(2013, 5, 14)),
        ("Court", date(2013, 1, 1), date(2013, 5, 14)),
    ):
        found = posts[title].date
        assert found.basis == "likely"
        assert found.earliest is not None
        assert found.latest is not None
        assert low <= found.earliest <= found.latest <= high
        assert posts[title].date_why
    assert posts["Voss"].date.basis == "printed"
    assert posts["Voss"].date_why == ()


def test_the_export_shows_the_likely_the_sure_and_why(book: Book) -> None:
    posts = {line["title"]: line for line in private_lines(book.record()) if line["kind"] == "post"}
    union = posts["Union calls walkout at Brennick"]
    assert union["date_basis"] == "likely"
    assert union["date_bounds"]["earliest"] < union["earliest"]
    assert any("'May 14'" in why for why in union["date_why"])
    assert posts["Voss elected"]["date_bounds"] is None


def test_a_second_build_has_nothing_to_do_and_any_order_of_adding_gives_the_same(book: Book, tmp_path: Path) -> None:
    assert book.build().worked == 0
    other = built(tmp_path, ("voss.txt", DATED), ("page.txt", UNDATED))
    assert [p.date for p in other.record().posts] == [p.date for p in book.record().posts]
    other.close()

"""The owner's full record, line by line."""

from __future__ import annotations

from pathlib import Path

from beatbook.book.book import Book
from beatbook.book.private_export import private_lines

PAGE = """Fire at the Ellmoor mill

By Ida Holm, March 3, 2013

Four weavers were killed and nine injured on Saturday when the mill in Ellmoor burned, the fire chief said.
"""


def test_a_post_tells_its_toll_with_the_words_that_say_it(tmp_path: Path) -> None:
    book = Book.create(tmp_path / "beat")
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    book.add([str(page)])
    book.build()
    (toll,) = (line["toll"] for line in private_lines(book.record()) if line["kind"] == "post")
    assert (toll["killed"]["value"], toll["injured"]["value"]) == (4, 9)
    span = toll["killed"]["spans"][0]
    assert PAGE[span["start"] : span["end"]] == span["text"]
    assert toll["killed"]["rule"]

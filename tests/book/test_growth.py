"""A book that grew capture by capture is the book that one build of all captures makes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from random import Random

import pytest

from beatbook.book.book import Book
from beatbook.book.build import Build
from beatbook.book.growth import Growth

from .test_line import begun, exported

TOWNS = ("Tesk", "Lundby", "Orlac", "Vinsta")
PEOPLE = ("Odile Varga", "Jorun Haldorsen", "Pekka Laine", "Mirela Dovan", "Sanna Brook", "Ivo Marsh")
WHAT = (
    "was hurt when a van left the wet road by the mill",
    "was killed in a fire at the old sawmill",
    "was arrested after a raid on the harbour office",
    "fled across the river border with two children",
)


def row(number: int) -> dict[str, str]:
    """One clipping of a few stories; every fifth repeats the one before under another headline."""
    random = Random(number // 4)
    who, town, what = random.choice(PEOPLE), random.choice(TOWNS), random.choice(WHAT)
    own = Random(number)
    day = 1 + number // 4 + own.randrange(2)
    more = " ".join(own.sample(["Rain", "Police", "Neighbours", "A witness", "The mayor", "Nobody"], 3))
    text = f"{who} {what} in {town} on Monday, police said. {more} would say no more about {who.split()[1]}."
    if number % 5 == 4:
        text = row(number - 1)["text"] + f" This was told again in {town}."
    return {
        "id": f"r{number}",
        "title": f"{who.split()[1]} of {town}: what is known, part {number % 3}",
        "date": f"2021-03-{day:02d}",
        "outlet": ("Tesk Courier", "Harbour Gazette", "")[number % 3],
        "text": text,
    }


def written(folder: Path, name: str, rows: list[dict[str, str]]) -> str:
    path = folder / f"{name}.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_book_that_grew_is_the_book_of_one_build(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    wholes = []
    real = Build._whole
    monkeypatch.setattr(Build, "_whole", lambda self: wholes.append(1) or real(self))
    rows = [row(n) for n in range(28)]
    rows.append(row(3) | {"id": "r3 again", "text": row(3)["text"] + " Later that day the road was opened again."})
    names = [written(tmp_path, f"part{n}", rows[n : n + 3]) for n in range(0, len(rows), 3)]
    whole = begun(tmp_path / "whole")
    whole.add(names)
    whole.build()
    whole.close()
    grown = begun(tmp_path / "grown")
    order = Random(seed).sample(names, len(names))
    while order:
        take, order = order[:2], order[2:]
        grown.add(take)
        grown.build()
    assert grown.build().worked == 0
    grown.close()
    assert exported(tmp_path / "grown") == exported(tmp_path / "whole")
    assert len(wholes) == 2, "each book is built whole once, to begin with"


def test_growing_looks_at_no_capture_but_the_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = begun(tmp_path / "beat")
    book.add([written(tmp_path, "first", [row(n) for n in range(12)])])
    book.build()
    book.add([written(tmp_path, "second", [row(12)])])
    monkeypatch.setattr("beatbook.store.BookFile.captures", lambda self: pytest.fail("all captures were read"))
    monkeypatch.setattr("beatbook.store.BookFile.things", lambda self, *_: pytest.fail("all things were read"))
    worked = {step.step.split(".")[1]: step.worked for step in book.build().steps}
    assert worked["read"] == worked["code"] == 1
    assert book.summary()["posts"] == 13
    monkeypatch.undo()
    book.close()


def test_a_post_without_a_date_is_dated_as_in_a_whole_build(tmp_path: Path) -> None:
    undated = {k: v for k, v in row(13).items() if k != "date"}
    parts = [written(tmp_path, "first", [row(n) for n in range(12)]), written(tmp_path, "second", [undated])]
    for name, times in (("grown", 1), ("whole", 2)):
        book = begun(tmp_path / name)
        for at in range(0, 2, times):
            book.add(parts[at : at + times])
            book.build()
        book.close()
    assert exported(tmp_path / "grown") == exported(tmp_path / "whole")


def test_a_build_that_was_overtaken_by_another_is_made_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = begun(tmp_path / "beat")
    book.add([written(tmp_path, "first", [row(n) for n in range(8)])])
    book.build()
    shutil.copytree(tmp_path / "beat", tmp_path / "alone")
    second, third = written(tmp_path, "second", [row(8)]), written(tmp_path, "third", [row(9)])
    book.add([second])
    real = Growth._take_in

    def overtaken(self: Growth, *args: object) -> object:
        monkeypatch.undo()
        other = Book.open(tmp_path / "beat")
        other.add([third])
        other.build()
        other.close()
        return real(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Growth, "_take_in", overtaken)
    book.build()
    book.close()
    alone = Book.open(tmp_path / "alone")
    alone.add([third, second])
    alone.build()
    alone.close()
    assert exported(tmp_path / "beat") == exported(tmp_path / "alone")


def test_a_file_that_cannot_be_read_keeps_no_book_from_growing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 40)
    wholes = []
    real = Build._whole
    monkeypatch.setattr(Build, "_whole", lambda self: wholes.append(1) or real(self))
    book = begun(tmp_path / "beat")
    for name in (str(tmp_path / "noise.bin"), written(tmp_path, "a", [row(0)]), written(tmp_path, "b", [row(1)])):
        book.add([name])
        problems = book.build().problems
        assert [problem.where for _, problem in problems] == ["noise.bin"]
    assert book.summary()["posts"] == 2
    book.close()
    assert len(wholes) == 1


def test_a_broken_off_build_of_another_beat_takes_nothing_that_the_book_stands_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (
        written(tmp_path, name, [row(n) for n in range(*at)]) for name, at in (("a", (0, 8)), ("b", (8, 12)))
    )
    book = begun(tmp_path / "beat")
    book.add([first])
    book.build()
    book.close()
    beat = (tmp_path / "beat" / "beat.toml").read_text(encoding="utf-8")
    (tmp_path / "beat" / "beat.toml").write_text(beat.replace("title = ", "title = 'Other' # "), encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("beatbook.store.BookFile.replace_things", lambda *_: 1 // 0)
        with pytest.raises(ZeroDivisionError):
            Book.open(tmp_path / "beat").build()
    (tmp_path / "beat" / "beat.toml").write_text(beat, encoding="utf-8")
    book = Book.open(tmp_path / "beat")
    book.add([second])
    assert book.build().worked < 20
    book.close()
    whole = begun(tmp_path / "whole")
    whole.add([first, second])
    whole.build()
    whole.close()
    assert exported(tmp_path / "beat") == exported(tmp_path / "whole")


def test_a_page_is_dated_anew_where_a_post_leaves_it_for_a_fuller_reading(tmp_path: Path) -> None:
    """The dated post between two others pins them; then a fuller reading of it stands on a page of its own."""
    opening = "Flood water closed a mill by Lundby, and its owner left with both dogs before anybody asked why."
    pinned = f"Mill closed\n\nPosted on March 9, 2021 by\n\n{opening}"
    page = (
        "Category: crafts\n\n"
        "Wheel turns\n\nPosted on by\n\nThirty potters showed bowls in Orlac, first seen during 2018.\n\n"
        "[Harbour Gazette]\n\n"
        f"{pinned}\n\n[Harbour Gazette]\n\n"
        "Roof falls\n\nPosted on by\n\nSlates from 2017 came down over Vinsta on May 4.\n\n[Coast News]\n"
    )
    fuller = f"{pinned}\n\nNobody else had gone inside. Mending might take until winter.\n"
    for name, text in (("page.txt", page), ("fuller.txt", fuller)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name, steps in (("grown", (["page.txt"], ["fuller.txt"])), ("whole", (["page.txt", "fuller.txt"],))):
        book = begun(tmp_path / name)
        for files in steps:
            book.add([str(tmp_path / file) for file in files])
            book.build()
        book.close()
    assert exported(tmp_path / "grown") == exported(tmp_path / "whole")

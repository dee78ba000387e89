"""Captures in random batches, with builds that are broken off, rulings and captures that are forgotten in between,
make the book that one build of what is left makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest

from beatbook.book.book import Book
from beatbook.book.dating import post_version
from beatbook.book.growth import Growth
from beatbook.book.steps import CodeStep, SignStep
from beatbook.record import Post
from beatbook.store import BookFile

from ..conftest import SAMPLE
from .test_dating import DATED, UNDATED
from .test_growth import PEOPLE, TOWNS, WHAT, row, written
from .test_line import begun, exported

BEATS = Path(__file__).parents[1] / "beats"
WHEN = ("last month", "on Monday", "last week", "in March", "on March 9", "yesterday")


@pytest.fixture(autouse=True)
def coded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same post is coded once in all: coding is the same in any company, and slow."""
    for step, known in ((CodeStep, CODED), (SignStep, SIGNED)):
        monkeypatch.setattr(step, "work_many", remembered(step.work_many, known))


CODED: dict[str, Any] = {}
SIGNED: dict[str, Any] = {}


def remembered(work: Callable[..., list[Any]], known: dict[str, Any]) -> Callable[..., list[Any]]:
    def work_many(self: object, items: Sequence[Post]) -> list[Any]:
        for post in items:
            if (version := post_version(post)) not in known:
                known[version] = work(self, [post])[0]
        return [known[post_version(post)] for post in items]

    return work_many


def undated_page(number: int) -> str:
    """A category page that prints no dates; its posts tell of what dated ones may tell too."""
    random = Random(1000 + number)
    parts = ["Category: harbour"]
    for part in range(3):
        who, town, what = random.choice(PEOPLE), random.choice(TOWNS), random.choice(WHAT)
        if part == 0:
            like = row(4 * (number % 6))["text"].split(" on Monday")[0]
            who, what, town = "", like.rsplit(" in ", 1)[0], like.rsplit(" in ", 1)[1]
        told = f"{who} {what} in {town} {random.choice(WHEN)}, police said.".strip()
        year = random.choice(("The mill was sold in 2020.", "It was built in 2019.", "Rain fell.", ""))
        parts.append(f"{town} in page {number}, part {part}\n\nPosted on by\n\n{told}\n{year}\n\n[Harbour Gazette]")
    return "\n\n".join(parts) + "\n"


def longer_version(number: int) -> str:
    """A clipping of its own with one post of an undated page, told at more length; every second one is dated."""
    page = undated_page(number)
    post = page.split("\n\n", 1)[1].split("\n\n[Harbour")[0]
    title, body = post.split("\n\nPosted on by\n\n")
    line = f"By Ida Holm, March {2 + number}, 2021\n\n" if number % 2 else ""
    more = "The mayor of the town said on the day after that the road would be closed for good."
    return f"{title}\n\n{line}{body}\n{more}\n"


def clippings(folder: Path) -> list[str]:
    """Files of many kinds: dated and undated posts, copies, later versions, and one that cannot be read."""
    files = [written(folder, f"rows{n}", [row(k) for k in range(3 * n, 3 * n + 3)]) for n in range(9)]
    again = row(3) | {"id": "again", "text": row(3)["text"] + " Later that day the road was opened again."}
    files.append(written(folder, "again", [again]))
    files.append(written(folder, "no date", [{k: v for k, v in row(n).items() if k != "date"} for n in (28, 2)]))
    texts = {"dockyard": UNDATED, "voss": DATED}
    texts |= {f"page{n}": undated_page(n) for n in range(6)}
    texts |= {f"longer{n}": longer_version(n) for n in range(6)}
    texts |= {path.parent.name: path.read_text(encoding="utf-8") for path in sorted(BEATS.glob("*/page.txt"))[:2]}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        files.append(str(folder / f"{name}.txt"))
    (folder / "noise.bin").write_bytes(bytes(range(256)) * 40)
    return [*files, str(folder / "noise.bin"), *map(str, sorted((SAMPLE / "clippings").iterdir()))]


class Broken(Exception):
    """A build was broken off."""


class BreaksOff:
    """Progress that ends a build after some steps have begun or reported."""

    def __init__(self, after: int) -> None:
        self.left = after

    def start(self, step: str, total: int) -> Callable[[int], None]:
        self.tick(0)
        return self.tick

    def tick(self, count: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise Broken


def broken_off(book: Book, random: Random, monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that ends early: in a step, or in the transaction that saves its findings."""
    with monkeypatch.context() as patch:
        if random.random() < 0.3:
            where = random.choice(((Growth, "finish"), (BookFile, "drop_stale"), (BookFile, "put_things")))
            patch.setattr(*where, raising)
        with suppress(Broken):
            book.build(progress=BreaksOff(random.randrange(1, 24)))


def raising(*_: object) -> None:
    raise Broken


def batches(files: list[str], random: Random) -> Iterator[list[str]]:
    order = random.sample(files, len(files))
    while order:
        size = random.choice((1, 1, 2, 3, 5, 9))
        yield order[:size]
        order = order[size:]


@pytest.mark.parametrize("seed", [3, 19])  # with captures forgotten, and posts that others moved; 0 to 22 pass
def test_any_batching_with_whatever_happens_between_gives_the_same_book(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    random = Random(seed)
    files = random.sample(every := clippings(tmp_path), len(every) * 2 // 3)
    grown = begun(tmp_path / "grown")
    forgotten: set[str] = set()
    rulings: list[tuple[str, str, str]] = []
    for batch in batches(files, random):
        grown.add(batch)
        chance = random.random()
        if chance < 0.15:
            broken_off(grown, random, monkeypatch)
        elif chance < 0.85:
            grown.build()
        if chance > 0.88:
            gone = random.choice(grown.captures())
            grown.forget([gone.id])
            forgotten.add(gone.id)
        elif chance > 0.7 and (queue := [q for q in grown.queue() if q.kind == "relevance"]):
            rulings.append(("relevance", random.choice(queue).key, "on"))
            grown.rule(*rulings[-1])
    grown.build()
    assert grown.build().worked == 0
    assert grown.verify() == []
    grown.close()
    whole = begun(tmp_path / "whole")
    whole.add(files)
    whole.forget([c.id for c in whole.captures() if c.id in forgotten])
    for ruling in rulings:
        whole.rule(*ruling)
    whole.build()
    whole.close()
    assert exported(tmp_path / "grown") == exported(tmp_path / "whole")
    assert moved(tmp_path / "whole"), "some posts must have a date from others, or the test says less than it should"


def moved(folder: Path) -> int:
    file = BookFile(folder / ".beatbook" / "book.db")
    found = len(file.shelves().shelf("moved", int))
    file.close()
    return found

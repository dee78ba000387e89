"""What `beatbook build` costs after one more post, in a small book and in a large one: the whole command, cold.

    python bench/build.py [--sizes 1000,10000,100000] [--add 5] [--keep FOLDER]

A book of each size is made from clippings of invented words, with the word frequencies of news (Zipf): posts come in
stories of some eight, with people, towns and words of their own, every tenth repeats a passage of the one before, and
one name and one town stand in very many posts. For the posts that the book begins with, coding is bypassed: their
codes (terms, names, places, one report of an event each) are written by the generator and filed in the ledger as the
coding step would have filed them; everything else is the real line. Then one post at a time is added, each to a story
of some years' standing, and built by the real commands in a process of their own, coding included.

Printed are medians in processor seconds, since the clock tells more of other work on the machine: `beatbook add`;
`beatbook build` with one new post, and the most memory that it held; how much of that is start-up and coding, which no
book enters (`beatbook code` on the same text); a build with nothing new; the book's own part of a build with one new
post, measured by itself in a process that has started already and with made codes; and the size of the file. The last
line compares the books' own parts.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median

from beatbook.book.book import Book
from beatbook.book.steps import CodeStep
from beatbook.record import EventReport, Mention, Participant, Place, Post, PostCodes

VOCABULARY = 60_000
WORDS = 180  # of a post
STORY = 8
PER_FILE = 50  # posts of one clippings file
FIRST = date(2015, 1, 1)
SYLLABLES = re.findall("..", "bacedifoguhakelimonuparesitovuwayezibocladrefligroplestatri")


def word(number: int) -> str:
    """An invented word; the same for the same number, and no two alike."""
    number, parts = number + len(SYLLABLES), []
    while number:
        number, rest = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
    return "".join(parts)


class Maker:
    """Clippings as `beatbook add posts.jsonl` takes them, the same for the same number."""

    def __init__(self) -> None:
        self.upto = list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))

    def words(self, random: Random, count: int) -> list[str]:
        """Words by Zipf's law."""
        return [word(bisect_left(self.upto, random.random() * self.upto[-1])) for _ in range(count)]

    def row(self, number: int, of: int | None = None) -> dict[str, str]:
        """Post ``number``, of its own story or of another."""
        story, random = number // STORY if of is None else of, Random(number)
        own = Random(-story - 1)
        people = [f"{word(own.randrange(9999)).title()} {word(own.randrange(9999)).title()}" for _ in range(3)]
        town = word(100 + own.randrange(400)).title()
        plot = [word(300 + own.randrange(20_000)) for _ in range(10)]
        sentences = [
            f"{random.choice(people)} of {town} was killed by gunmen near {town} on Monday.",
            f"{'Mirela Dovan' if random.random() < 0.3 else random.choice(people)} spoke in Ostrava.",
        ]
        while sum(len(s.split()) for s in sentences) < WORDS:
            sentences.append(" ".join([*self.words(random, 12), *random.choices(plot, k=4)]).capitalize() + ".")
        if number % 10 == 9:
            sentences += str(self.row(number - 1, of)["text"]).split(". ")[3:6]
        return {
            "id": f"made-{number:07d}",
            "title": " ".join([*plot[:2], *self.words(random, 3)]).capitalize(),
            "date": (FIRST + timedelta(days=story // 4 + random.randrange(3))).isoformat(),
            "text": " ".join(sentences),
        }

    def files(self, size: int) -> Iterator[tuple[str, str]]:
        """Names and texts of clippings files with so many posts in all."""
        for first in range(0, size, PER_FILE):
            rows = (self.row(n) for n in range(first, min(size, first + PER_FILE)))
            yield f"made-{first:07d}.jsonl", "".join(json.dumps(row) + "\n" for row in rows)


def made_codes(post: Post) -> PostCodes:
    """Codes of a made-up post, without any reading: its words, its names, its towns, one report."""
    sentence = post.body.split(".", 1)[0] + "."
    start = post.text.index(sentence)
    span = post.span(start, start + len(sentence))
    who, rest = sentence.split(" of ", 1)
    town = rest.split(" ", 1)[0]
    at = start + len(who) + 4
    person, place = post.span(start, start + len(who)), post.span(at, at + len(town))
    spoke = post.body.split(". ", 2)[1].split(" spoke")[0]
    second = post.text.index(spoke + " spoke")
    return PostCodes(
        post.id,
        date=post.date,
        terms=tuple(w.strip(".").casefold() for w in post.text.split()),
        mentions=(
            Mention(person, who, "PER", who),
            Mention(post.span(second, second + len(spoke)), spoke, "PER", spoke),
            Mention(place, town, "LOC", town),
        ),
        places=(Place(place, town, town, "city"),),
        reports=(
            EventReport(
                type="killing", plover=None, trigger=post.span(start, start + 1), spans=(span,), date=post.date,
                date_span=None, place=town, place_span=place, participants=(Participant("victim", who, person, who),),
                stance="asserted", source=None,
            ),
        ),
    )  # fmt: skip


class MadeCodes(CodeStep):
    """The coding step with the generator's codes in place of reading."""

    def work_many(self, items: Sequence[Post]) -> list[PostCodes]:
        return [made_codes(post) for post in items]


def begin(folder: Path, size: int) -> None:
    """A built book of so many posts."""
    import beatbook.book.build as build

    book = Book.create(folder)
    for name, text in Maker().files(size):
        path = folder / name
        path.write_text(text, encoding="utf-8")
        book.add([str(path)])
        path.unlink()
    real = build.CodeStep
    build.CodeStep = MadeCodes  # type: ignore[misc]
    try:
        book.build()
    finally:
        build.CodeStep = real  # type: ignore[misc]
        book.close()


def begun(folder: Path, size: int) -> float:
    """Begin a book in a process of its own, since a child's memory counts what its parent held; the seconds it took."""
    began = time.perf_counter()
    process = get_context("spawn").Process(target=begin, args=(folder, size))
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"no book could be made in {folder}")
    return time.perf_counter() - began


@dataclass(frozen=True)
class Cost:
    """What a command took."""

    wall: float  # seconds
    busy: float  # processor seconds: what counts on a machine with other work
    held: float  # MB


def timed(folder: Path | None, *command: str) -> Cost:
    """The cost of a command, on the book or without one, in a process of its own."""
    where = ("--in", str(folder)) if folder else ()
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", "beatbook", *command, *where], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command} failed in {folder}")
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def own_part(folder: Path, size: int, add: int, maker: Maker, offset: int) -> float:
    """Processor seconds of a build with one new post whose codes are there: what the book itself costs."""
    import beatbook.book.build as build

    real, took = build.CodeStep, []
    build.CodeStep = MadeCodes  # type: ignore[misc]
    try:
        for number in range(add):
            path = folder / f"own-{offset + number}.jsonl"
            path.write_text(json.dumps(fresh_row(size, offset + number, maker)) + "\n", encoding="utf-8")
            book = Book.open(folder)
            book.add([str(path)])
            began = time.process_time()
            done = book.build()
            took.append(time.process_time() - began)
            book.close()
            path.unlink()
            assert done.steps[0].items == 1, "a whole build was made"
    finally:
        build.CodeStep = real  # type: ignore[misc]
    return median(took)


def fresh_row(size: int, number: int, maker: Maker) -> dict[str, str]:
    """A new post of one of the stories that the book has."""
    return maker.row(10**9 + number, number * 7919 % (size // STORY))


def measure(folder: Path, size: int, add: int, maker: Maker) -> float:
    """One line of the table; the seconds of the book's own part."""
    fresh = not (folder / "beat.toml").exists()
    took = begun(folder, size) if fresh else 0.0
    timed(folder, "build")  # whatever a first command warms: caches of compiled modules, the file's pages
    adding, building, coding = [], [], []
    offset = int(time.time()) % 100_000 * 10_000 + size  # a kept book is given other posts each time
    for number in range(add):
        row = fresh_row(size, offset + number, maker)
        path = folder / f"more-{offset + number}.jsonl"
        path.write_text(json.dumps(row) + "\n", encoding="utf-8")
        adding.append(timed(folder, "add", str(path)))
        building.append(timed(folder, "build"))
        path.unlink()
        text = path.with_suffix(".txt")
        text.write_text(row["text"], encoding="utf-8")
        coding.append(timed(None, "code", str(text), "--date", row["date"], "--json"))
        text.unlink()
    idle = timed(folder, "build")
    own = own_part(folder, size, add, maker, offset + add)
    stored = sum(f.stat().st_size for f in (folder / ".beatbook").iterdir()) / 2**20
    print(
        f"{size:>7} posts: begun in {took:.1f} s; add {_middle(adding)}; build one more {_middle(building)},"
        f" {max(c.held for c in building):.0f} MB (start-up and coding {_middle(coding)}); nothing new"
        f" {_middle([idle])}; the book's own part {own:.2f} s; file {stored:.0f} MB",
        flush=True,
    )
    return own


def _middle(costs: list[Cost]) -> str:
    return f"{median(c.busy for c in costs):.2f} s"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,10000")
    parser.add_argument("--add", type=int, default=5)
    parser.add_argument("--keep", type=Path, help="make the books here and leave them; measure those that are there")
    args = parser.parse_args()
    maker, own = Maker(), {}
    for size in map(int, args.sizes.split(",")):
        if args.keep:
            own[size] = measure(args.keep / f"book-{size}", size, args.add, maker)
            continue
        with tempfile.TemporaryDirectory() as folder:
            own[size] = measure(Path(folder) / "book", size, args.add, maker)
    first, *others = own
    for size in others:
        print(f"own part, {size} to {first} posts: {own[size] / own[first]:.2f}")


if __name__ == "__main__":
    main()

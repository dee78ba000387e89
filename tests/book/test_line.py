"""The whole line on the sample beat."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from beatbook.book.book import Book
from beatbook.book.private_export import private_lines
from beatbook.errors import NoBeatError, UsageError
from beatbook.run import PoolRunner
from beatbook.store import BookFile

from ..conftest import SAMPLE


def exported(folder: Path) -> bytes:
    book = Book.open(folder)
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in private_lines(book.record()))
    book.close()
    return text.encode()


def begun(folder: Path) -> Book:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(SAMPLE / "beat.toml", folder / "beat.toml")
    return Book.open(folder)


def test_the_sample_shows_everything_it_is_there_to_show(sample_book: Path) -> None:
    book = Book.open(sample_book)
    record = book.record()
    book.close()
    assert len(record.captures) >= 8
    assert len(record.posts) >= 30
    assert {p.credit for p in record.posts} >= {"New York Times", "VoA", "Newsweek", "NPR", "Reuters"}
    assert any(p.truncated for p in record.posts)
    assert {p.part for p in record.posts} >= {1, 2}
    assert any(not p.date.is_day for p in record.posts), "some post must have no printed date"
    stray = next(r for r in record.findings.relevance if "own party" in _title(record.posts, r.post))
    assert not stray.on_beat
    assert {s.qualifier for c in record.codes for s in c.quantities} >= {
        "nearly",
        "fewer than",
        "more than",
        "at least",
    }
    assert record.findings.risks, "people who asked not to be named"
    assert any(len(s.posts) >= 3 for s in record.findings.stories)
    assert any(len({r.post for r in record.findings.reports if r.id in e.reports}) > 1 for e in record.findings.events)
    assert {c.type for c in record.findings.contradictions} >= {"conflict", "denial"}


def _title(posts: tuple[object, ...], id_: str) -> str:
    return next(p.title for p in posts if p.id == id_)  # type: ignore[attr-defined]


def test_every_span_of_the_export_holds_its_words_in_the_capture(sample_book: Path) -> None:
    book = Book.open(sample_book)
    record = book.record()
    texts = {c.id: book.capture_data(c.id).decode() for c in record.captures if c.file.endswith(".txt")}
    lines = list(private_lines(record))
    book.close()
    checked = 0

    def check(value: object) -> None:
        nonlocal checked
        if isinstance(value, dict):
            if {"capture", "start", "end", "text", "post"} <= value.keys() and value.get("kind") is None:
                text = texts.get(value["capture"])
                if text is not None:
                    checked += 1
                    assert " ".join(text[value["start"] : value["end"]].split()) == " ".join(value["text"].split())
            for part in value.values():
                check(part)
        elif isinstance(value, list):
            for part in value:
                check(part)

    check([line for line in lines if line["kind"] != "post"])
    assert checked > 300


def test_verify_finds_every_word_in_its_place(sample_book: Path) -> None:
    book = Book.open(sample_book)
    assert book.verify() == []
    book.close()


def test_a_second_build_does_no_work(sample_book: Path) -> None:
    book = Book.open(sample_book)
    assert book.build().worked == 0
    assert len(book.add([str(SAMPLE / "clippings")]).added) == 0
    book.close()


def test_one_more_capture_redoes_only_what_it_touches(sample_book: Path, tmp_path: Path) -> None:
    shutil.copytree(sample_book, tmp_path / "beat")
    (tmp_path / "more.txt").write_text(
        "Bridge painted\n\nBy Ida, May 3, 2020\n\nThe bridge in Larkenfold was painted on Friday.\n"
    )
    book = Book.open(tmp_path / "beat")
    book.add([str(tmp_path / "more.txt")])
    worked = {step.step.rpartition(".")[0]: step.worked for step in book.build().steps}
    book.close()
    assert worked["beatbook.read"] == 1
    assert worked["beatbook.code"] == 1


def test_two_books_from_scratch_export_the_same_bytes_whatever_the_order_and_runner(
    sample_book: Path, tmp_path: Path
) -> None:
    other = begun(tmp_path / "other")
    for clipping in sorted((SAMPLE / "clippings").iterdir(), reverse=True):
        other.add([str(clipping)])
        if clipping.suffix == ".xml":
            other.build()
    other.build(PoolRunner(2, chunk=5))
    other.close()
    left, right = exported(sample_book), exported(tmp_path / "other")
    assert left == right


def test_a_killed_build_goes_on_where_it_stopped(sample_book: Path, tmp_path: Path) -> None:
    book = begun(tmp_path / "beat")
    book.add([str(SAMPLE / "clippings")])
    book.close()
    build = [sys.executable, "-m", "beatbook", "build", "--quiet", "--in", str(tmp_path / "beat")]
    running = subprocess.Popen(build)
    file = BookFile(tmp_path / "beat" / ".beatbook" / "book.db")
    while running.poll() is None and not file.done_items("beatbook.read.v1"):
        time.sleep(0.02)
    running.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    assert running.wait() != 0, "the build must have been killed in the middle"
    done = file.done_items("beatbook.read.v1")
    file.close()
    assert done, "what was done before the kill must stay done"
    subprocess.run(build, check=True)
    assert exported(tmp_path / "beat") == exported(sample_book)


def test_rulings_survive_a_build_from_nothing(sample_book: Path, tmp_path: Path) -> None:
    shutil.copytree(sample_book, tmp_path / "beat")
    book = Book.open(tmp_path / "beat")
    item = next(i for i in book.queue() if i.kind == "relevance")
    book.rule("relevance", item.key, "on", "it belongs here", "Ida")
    book.add([str(SAMPLE / "clippings")])
    book.build()
    post = next(r for r in book.record().findings.relevance if r.post == item.posts[0])
    book.close()
    assert post.on_beat
    assert "Ida" in post.why


def test_forgetting_a_person_takes_the_captures_that_name_them(sample_book: Path, tmp_path: Path) -> None:
    shutil.copytree(sample_book, tmp_path / "beat")
    book = Book.open(tmp_path / "beat")
    named = book.captures_naming("Tamsin Brook")
    assert {c.file for c in named} >= {"bugle-break-in.html", "quarry-lane-gazette.xml"}
    book.forget([c.id for c in named])
    book.build()
    assert book.search("Tamsin") == []
    book.close()
    everything = b"".join(f.read_bytes() for f in (tmp_path / "beat" / ".beatbook").iterdir())
    assert b"Tamsin" not in everything


def test_a_folder_without_a_beat_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoBeatError, match="beatbook init"):
        Book.open(tmp_path)


def test_init_never_writes_over_a_beat(tmp_path: Path) -> None:
    Book.create(tmp_path / "b").close()
    with pytest.raises(UsageError, match="is there already"):
        Book.create(tmp_path / "b")


def test_a_capture_that_cannot_be_read_is_named_and_the_rest_is_built(tmp_path: Path) -> None:
    book = begun(tmp_path / "beat")
    (tmp_path / "noise.bin").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "good.txt").write_text("Bridge painted\n\nThe bridge in Larkenfold was painted on Friday by two men.\n")
    book.add([str(tmp_path / "noise.bin"), str(tmp_path / "good.txt")])
    report = book.build()
    posts = book.record().posts
    book.close()
    assert [p.title for p in posts] == ["Bridge painted"]
    assert [problem.where for _, problem in report.problems] == ["noise.bin"]

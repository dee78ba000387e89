"""Reading and writing the book's file in the words of the domain."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from beatbook.record import Capture, Problem
from beatbook.store.connection import open_database
from beatbook.store.shelf import FileShelves
from beatbook.store.words import match_expression

Value = TypeVar("Value")

FEW = 500  # items that are asked for one by one: a look at all of a step's would read most of the file


@dataclass(frozen=True, slots=True)
class Hit:
    """A post that a search found, with the words around the hit (marks: ``[`` and ``]``)."""

    id: str
    title: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class Thing:
    """What a build says, on its way into the file."""

    id: str
    place: str  # sorts the things of its kind
    value: object
    tag: str = ""  # what a summary counts


Row = tuple[str, str, str]  # id, place, version


class BookFile:
    """One open book. Safe with several processes: writes take the lock at once and wait for each other."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = open_database(path)

    def close(self) -> None:
        self._db.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all that is saved inside is kept, or none of it."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    # captures ---------------------------------------------------------------------------------------------------

    def save_capture(self, capture: Capture, data: bytes) -> bool:
        """Keep a capture; ``False`` when the same bytes are there already."""
        with self.writing():
            cursor = self._db.execute(
                "INSERT OR IGNORE INTO capture (id, seq, about, data, added)"
                " VALUES (?, (SELECT coalesce(max(seq), 0) + 1 FROM capture), ?, ?, ?)",
                (capture.id, _json(capture), zlib.compress(data, 6), _now()),
            )
        return cursor.rowcount > 0

    def captures(self) -> list[Capture]:
        """All captures by id, so that the order of adding does not show."""
        rows = self._db.execute("SELECT about FROM capture ORDER BY id")
        return [msgspec.json.decode(row[0], type=Capture) for row in rows]

    def captures_after(self, seq: int) -> tuple[list[Capture], int]:
        """The captures that were added after the one of a number, by id, and the number of the last one."""
        rows = self._db.execute("SELECT about, seq FROM capture WHERE seq > ? ORDER BY id", (seq,)).fetchall()
        return [msgspec.json.decode(row[0], type=Capture) for row in rows], max((row[1] for row in rows), default=seq)

    def capture(self, id_: str) -> Capture:
        """One capture; ``KeyError`` when it is not there."""
        row = self._db.execute("SELECT about FROM capture WHERE id = ?", (id_,)).fetchone()
        if row is None:
            raise KeyError(id_)
        return msgspec.json.decode(row[0], type=Capture)

    def capture_data(self, id_: str) -> bytes:
        """The untouched bytes of a capture."""
        row = self._db.execute("SELECT data FROM capture WHERE id = ?", (id_,)).fetchone()
        if row is None:
            raise KeyError(id_)
        return zlib.decompress(row[0])

    # the ledger -------------------------------------------------------------------------------------------------

    def done_items(self, step: str, beat: str = "", among: Collection[str] | None = None) -> set[str]:
        """The items that a step has results for; ``among`` some, where these are few."""
        if among is not None and len(among) <= FEW:
            one = "SELECT 1 FROM done WHERE step = ? AND item = ? AND beat = ?"
            return {item for item in among if self._db.execute(one, (step, item, beat)).fetchone()}
        return {row[0] for row in self._db.execute("SELECT item FROM done WHERE step = ? AND beat = ?", (step, beat))}

    def save_done(self, step: str, beat: str, results: Iterable[tuple[str, object]]) -> None:
        """File results of a step, in one transaction."""
        rows = [(step, item, beat, zlib.compress(msgspec.json.encode(value), 1)) for item, value in results]
        with self.writing():
            self._db.executemany("INSERT OR REPLACE INTO done (step, item, beat, result) VALUES (?, ?, ?, ?)", rows)

    def done(self, step: str, item: str, beat: str, type_: type[Value]) -> Value:
        """One filed result; ``KeyError`` when it is not there."""
        row = self._db.execute(
            "SELECT result FROM done WHERE step = ? AND item = ? AND beat = ?", (step, item, beat)
        ).fetchone()
        if row is None:
            raise KeyError((step, item))
        return msgspec.json.decode(zlib.decompress(row[0]), type=type_)

    def drop_stale(self, keep: Mapping[str, set[tuple[str, str]]]) -> int:
        """Forget results that no longer serve: for each step, all but the ``(item, beat)`` given."""
        stale = [
            (step, item, beat)
            for step, item, beat in self._db.execute("SELECT step, item, beat FROM done").fetchall()
            if (item, beat) not in keep.get(step, set())
        ]
        with self.writing():
            self._db.executemany("DELETE FROM done WHERE step = ? AND item = ? AND beat = ?", stale)
        return len(stale)

    def drop_done(self, step: str, beat: str, items: Iterable[str]) -> None:
        """Forget the results of some items."""
        with self.writing():
            self._db.executemany(
                "DELETE FROM done WHERE step = ? AND item = ? AND beat = ?", [(step, item, beat) for item in items]
            )

    # shelves ----------------------------------------------------------------------------------------------------

    def shelves(self, fresh: bool = False) -> FileShelves:
        """The shelves of this book; ``fresh`` ones begin empty, and replace the file's when they are saved."""
        return FileShelves(self._db, fresh)

    # what the build says ----------------------------------------------------------------------------------------

    def sync_things(self, kind: str, wanted: Iterable[Row], load: Callable[[str], tuple[object, str]]) -> None:
        """Bring a kind up to date: ``wanted`` is every ``(id, place, version)``; only what changed is loaded.

        ``place`` sorts the kind; ``load`` gives the value of an id and its tag, by which things can be counted.
        """
        wanted = list(wanted)
        have = {
            id_: (place, version)
            for id_, place, version in self._db.execute("SELECT id, place, version FROM thing WHERE kind = ?", (kind,))
        }
        with self.writing():
            self.drop_things(kind, have.keys() - {id_ for id_, _, _ in wanted})
            for id_, place, version in wanted:
                if have.get(id_) != (place, version):
                    self._put(kind, id_, place, version, *load(id_))

    def put_things(self, kind: str, things: Iterable[Thing]) -> None:
        """Put things in place of those of the same ids; equal ones are not written again."""
        with self.writing():
            for thing in things:
                value = _json(thing.value)
                version = _digest(value)
                row = self._db.execute(
                    "SELECT place, version FROM thing WHERE kind = ? AND id = ?", (kind, thing.id)
                ).fetchone()
                if row != (thing.place, version):
                    self._put(kind, thing.id, thing.place, version, thing.value, thing.tag)

    def put_thing(self, kind: str, thing: Thing, version: str) -> None:
        """Put one thing under a version of the caller's."""
        with self.writing():
            self._put(kind, thing.id, thing.place, version, thing.value, thing.tag)

    def drop_tagged(self, kind: str, tags: Iterable[str]) -> None:
        """Take out whatever has one of these tags."""
        with self.writing():
            self._db.executemany("DELETE FROM thing WHERE kind = ? AND tag = ?", [(kind, tag) for tag in tags])

    def drop_things(self, kind: str, ids: Iterable[str]) -> None:
        """Take things out."""
        with self.writing():
            self._db.executemany("DELETE FROM thing WHERE kind = ? AND id = ?", [(kind, id_) for id_ in ids])

    def replace_things(self, kind: str, things: Iterable[Thing]) -> None:
        """Put things in place of a kind's last ones; equal values are not written again."""
        by_id = {thing.id: thing for thing in things}
        rows = [(t.id, t.place, _digest(_json(t.value))) for t in by_id.values()]
        self.sync_things(kind, rows, lambda id_: (by_id[id_].value, by_id[id_].tag))

    def _put(self, kind: str, id_: str, place: str, version: str, value: object, tag: str) -> None:
        self._db.execute(
            "INSERT OR REPLACE INTO thing (kind, id, place, tag, version, value) VALUES (?, ?, ?, ?, ?, ?)",
            (kind, id_, place, tag, version, _json(value)),
        )

    def tags(self, kind: str) -> dict[str, int]:
        """How many things of a kind have which tag."""
        rows = self._db.execute("SELECT tag, count(*) FROM thing WHERE kind = ? GROUP BY tag", (kind,))
        return dict(rows.fetchall())

    def count_captures(self) -> int:
        """How many captures there are."""
        return int(self._db.execute("SELECT count(*) FROM capture").fetchone()[0])

    def things(self, kind: str, type_: type[Value]) -> list[Value]:
        """All values of a kind, in order."""
        rows = self._db.execute("SELECT value FROM thing WHERE kind = ? ORDER BY place, id", (kind,))
        return [msgspec.json.decode(row[0], type=type_) for row in rows]

    def thing(self, kind: str, id_: str, type_: type[Value]) -> Value | None:
        """One value of a kind, or ``None``."""
        row = self._db.execute("SELECT value FROM thing WHERE kind = ? AND id = ?", (kind, id_)).fetchone()
        return msgspec.json.decode(row[0], type=type_) if row else None

    def find_thing(self, id_: str) -> list[tuple[str, str]]:
        """``(kind, json)`` of every thing whose id is ``id_`` or begins with it."""
        rows = self._db.execute(
            "SELECT kind, value FROM thing WHERE id = ? OR substr(id, 1, ?) = ? ORDER BY kind, id",
            (id_, len(id_), id_),
        )
        return [(row[0], row[1]) for row in rows]

    # search -----------------------------------------------------------------------------------------------------

    def sync_index(self, wanted: Mapping[str, str], load: Callable[[str], tuple[str, str]]) -> None:
        """Bring the search index up to date with ``id -> version``; ``load`` gives ``(title, body)`` of a new one."""
        have = dict(self._db.execute("SELECT id, version FROM indexed"))
        with self.writing():
            self.drop_index(id_ for id_, version in have.items() if wanted.get(id_) != version)
            for id_, version in wanted.items():
                if have.get(id_) != version:
                    self.put_index(id_, version, *load(id_))

    def put_index(self, id_: str, version: str, title: str, body: str) -> None:
        """Put a post that is not in the index into it."""
        with self.writing():
            row = self._db.execute("INSERT INTO indexed (id, version) VALUES (?, ?)", (id_, version)).lastrowid
            self._db.execute(
                "INSERT INTO post_words (rowid, id, title, body) VALUES (?, ?, ?, ?)", (row, id_, title, body)
            )

    def drop_index(self, ids: Iterable[str]) -> None:
        """Take posts out of the index."""
        with self.writing():
            for id_ in ids:
                self._db.execute(
                    "DELETE FROM post_words WHERE rowid = (SELECT rowid FROM indexed WHERE id = ?)", (id_,)
                )
                self._db.execute("DELETE FROM indexed WHERE id = ?", (id_,))

    def search(self, words: str, most: int = 50) -> list[Hit]:
        """Posts that hold all the words; ``"a phrase"`` in quotation marks, ``-word`` to leave out."""
        expression = match_expression(words)
        if not expression:
            return []
        rows = self._db.execute(
            "SELECT id, title, snippet(post_words, 2, '[', ']', ' … ', 24) FROM post_words"
            " WHERE post_words MATCH ? ORDER BY rank, id LIMIT ?",
            (expression, most),
        )
        return [Hit(*row) for row in rows]

    # judgements, numbers, problems, meta ------------------------------------------------------------------------

    def add_judgement(self, key: str, value: object) -> None:
        """Append what a person ruled."""
        with self.writing():
            self._db.execute("INSERT INTO judgement (key, value, made) VALUES (?, ?, ?)", (key, _json(value), _now()))

    def judgements(self, type_: type[Value]) -> list[Value]:
        """All judgements in the order they were made."""
        return [
            msgspec.json.decode(row[0], type=type_)
            for row in self._db.execute("SELECT value FROM judgement ORDER BY seq")
        ]

    def public_numbers(self) -> dict[tuple[str, str], int]:
        """The numbers that published things have."""
        return {
            (kind, id_): number for kind, id_, number in self._db.execute("SELECT kind, id, number FROM public_number")
        }

    def save_public_numbers(self, numbers: Mapping[tuple[str, str], int]) -> None:
        """Keep numbers; one that is there already stays as it is."""
        with self.writing():
            self._db.executemany(
                "INSERT OR IGNORE INTO public_number (kind, id, number) VALUES (?, ?, ?)",
                [(kind, id_, number) for (kind, id_), number in numbers.items()],
            )

    def replace_problems(self, problems: Iterable[tuple[str, Problem]]) -> None:
        """Put a build's problems in place of the last one's."""
        rows = [(step, _json(problem)) for step, problem in problems]
        with self.writing():
            self._db.execute("DELETE FROM problem")
            self._db.executemany("INSERT INTO problem (step, value) VALUES (?, ?)", rows)

    def add_problems(self, problems: Iterable[tuple[str, Problem]]) -> None:
        """Add problems to those of the last build."""
        with self.writing():
            rows = [(step, _json(problem)) for step, problem in problems]
            self._db.executemany("INSERT INTO problem (step, value) VALUES (?, ?)", rows)

    def problems(self) -> list[tuple[str, Problem]]:
        """``(step, problem)`` of all that is in the book, in an order that tells nothing of when it was added."""
        rows = self._db.execute("SELECT step, value FROM problem")
        found = [(step, msgspec.json.decode(value, type=Problem)) for step, value in rows]
        return sorted(found, key=lambda pair: (pair[0], pair[1].where, pair[1].line or 0, pair[1].message))

    def meta(self, name: str) -> str | None:
        """A named fact about the book."""
        row = self._db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    def save_meta(self, name: str, value: str) -> None:
        """Keep a named fact about the book."""
        with self.writing():
            self._db.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (name, value))

    # soundness --------------------------------------------------------------------------------------------------

    def check(self) -> list[str]:
        """What is wrong with the file: SQLite's own check, and captures whose bytes are not their sha256."""
        wrong = [str(row[0]) for row in self._db.execute("PRAGMA integrity_check") if row[0] != "ok"]
        for id_, data in self._db.execute("SELECT id, data FROM capture ORDER BY id"):
            try:
                sound = hashlib.sha256(zlib.decompress(data)).hexdigest() == id_
            except zlib.error:
                sound = False
            if not sound:
                wrong.append(f"capture {id_}: its bytes are not the ones it was added with")
        return wrong

    def erase(self, captures: Iterable[str], words: str = "") -> None:
        """Take captures and every result out of the file for good, and rewrite the file without them.

        Rulings stay, but a note that holds ``words`` is blanked: the one change that is ever made to a judgement.
        """
        ids = list(captures)
        with self.writing():
            self._db.executemany("DELETE FROM capture WHERE id = ?", [(i,) for i in ids])
            self._blank_notes(words)
            self._db.execute("DELETE FROM done")
            self._db.execute("DELETE FROM thing")
            self._db.execute("DELETE FROM problem")
            self._db.execute("DELETE FROM post_words")
            self._db.execute("DELETE FROM indexed")
            self._db.execute("DELETE FROM shelf")
            self._db.execute("DELETE FROM meta")
            self._db.execute("INSERT INTO post_words (post_words) VALUES ('rebuild')")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _blank_notes(self, words: str) -> None:
        if not words:
            return
        trigger = self._db.execute("SELECT sql FROM sqlite_master WHERE name = 'judgement_keeps'").fetchone()[0]
        self._db.execute("DROP TRIGGER judgement_keeps")
        for seq, value in self._db.execute("SELECT seq, value FROM judgement").fetchall():
            judgement = msgspec.json.decode(value)
            if words.casefold() in str(judgement.get("note", "")).casefold():
                judgement["note"] = "[forgotten]"
                self._db.execute("UPDATE judgement SET value = ? WHERE seq = ?", (_json(judgement), seq))
        self._db.execute(trigger)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode("utf-8")


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

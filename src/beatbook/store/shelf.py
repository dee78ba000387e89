"""Mappings that lie in the book's file: a value is loaded when it is asked for, and only what changed is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, MutableMapping
from typing import Any

import msgspec


class Shelf(MutableMapping[Any, Any]):
    """One shelf: whole numbers or strings to values of one type. Values may be changed in place; ``save`` notices."""

    def __init__(self, db: sqlite3.Connection, name: str, value: Any, fresh: bool = False) -> None:
        self._db, self._name, self._fresh = db, name, fresh
        self._decode = msgspec.msgpack.Decoder(value).decode
        self._encode = msgspec.msgpack.Encoder().encode
        self._live: dict[Any, Any] = {}
        self._was: dict[Any, bytes] = {}  # as it lies in the file
        self._none: set[Any] = set()  # keys that are not there, whatever the file says
        if fresh:
            self._none = _Everything()

    def __getitem__(self, key: Any) -> Any:
        found = self._live.get(key)
        if found is not None:
            return found
        if key in self._none:
            raise KeyError(key)
        row = self._db.execute("SELECT value FROM shelf WHERE name = ? AND key = ?", (self._name, key)).fetchone()
        if row is None:
            self._none.add(key)
            raise KeyError(key)
        self._was[key] = row[0]
        found = self._live[key] = self._decode(row[0])
        return found

    def get(self, key: Any, default: Any = None) -> Any:
        """A value, or ``default``; a key that is known to be missing costs no question to the file."""
        found = self._live.get(key)
        if found is not None:
            return found
        if key in self._none:
            return default
        try:
            return self[key]
        except KeyError:
            return default

    def __contains__(self, key: Any) -> bool:
        return self.get(key) is not None

    def __setitem__(self, key: Any, value: Any) -> None:
        if key not in self._live and key not in self._none:
            self.get(key)  # so that what lies in the file is known, and replaced
        self._live[key] = value
        self._none.discard(key)

    def __delitem__(self, key: Any) -> None:
        self[key]
        del self._live[key]
        self._none.add(key)

    def __iter__(self) -> Iterator[Any]:
        if self._fresh:
            yield from list(self._live)
            return
        keys = [row[0] for row in self._db.execute("SELECT key FROM shelf WHERE name = ? ORDER BY key", (self._name,))]
        yield from (key for key in keys if key not in self._none)
        known = set(keys)
        yield from (key for key in list(self._live) if key not in known)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def save(self) -> int:
        """Write what changed, inside the caller's transaction; how many rows that were."""
        gone = [(self._name, key) for key in self._was if key not in self._live]
        self._db.executemany("DELETE FROM shelf WHERE name = ? AND key = ?", gone)
        rows = 0
        for key in sorted(self._live):
            value = self._encode(self._live[key])
            if self._was.get(key) != value:
                self._db.execute(
                    "INSERT OR REPLACE INTO shelf (name, key, value) VALUES (?, ?, ?)", (self._name, key, value)
                )
                rows += 1
        return rows + len(gone)


class _Everything(set[Any]):
    """A set that holds whatever is asked for."""

    def __contains__(self, key: object) -> bool:
        return True


class FileShelves:
    """The shelves of one book's file."""

    def __init__(self, db: sqlite3.Connection, fresh: bool) -> None:
        self._db, self._fresh = db, fresh
        self._shelves: dict[str, Shelf] = {}

    def shelf(self, name: str, value: Any) -> Shelf:
        """The shelf of a name; where all is made anew, it is empty, and what the file has is replaced by ``save``."""
        if name not in self._shelves:
            self._shelves[name] = Shelf(self._db, name, value, self._fresh)
        return self._shelves[name]

    def save(self) -> int:
        """Write what changed on any shelf, inside the caller's transaction."""
        if self._fresh:
            self._db.execute("DELETE FROM shelf")
        return sum(shelf.save() for shelf in self._shelves.values())

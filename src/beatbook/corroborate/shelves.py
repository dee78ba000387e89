"""Where a state keeps what it knows: in memory, or on shelves that somebody else brings and saves.

A shelf is a mapping. Rooms that do no I/O ask for shelves by name and use them; `store` has some that load a value
when it is asked for, notice what changed in it and write only that.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from typing import Any, Protocol

CHUNK = 256  # posts in one row of a long list, so that one more post writes a kilobyte at most
CHUNK_BITS = 12
KEY_BITS = 50  # of a key that is a hash: with the row's number it must fit into 63 bits


class Shelves(Protocol):
    """Gives shelves by name. The same name is the same shelf."""

    def shelf(self, name: str, value: Any) -> MutableMapping[Any, Any]:
        """The shelf of a name, with values of a type; keys are whole numbers or strings."""
        ...


class Memory:
    """Shelves that are forgotten."""

    def shelf(self, name: str, value: Any) -> MutableMapping[Any, Any]:
        """A dict."""
        return {}


class Holders:
    """Which posts hold a key: lists in rows of ``CHUNK``, so that a key of very many posts is never loaded whole.

    The first row begins with how many there are. Keys are whole numbers of up to ``KEY_BITS`` bits.
    """

    def __init__(self, rows: MutableMapping[int, list[int]]) -> None:
        self._rows = rows

    def count(self, key: int) -> int:
        """How many posts hold a key."""
        first = self._rows.get(key << CHUNK_BITS)
        return first[0] if first else 0

    def find(self, key: int) -> list[int]:
        """The posts that hold a key, in no order that matters."""
        first = self._rows.get(key << CHUNK_BITS)
        if first is None:
            return []
        found = first[1:]
        for row in range(1, -(-first[0] // CHUNK)):
            found += self._rows[key << CHUNK_BITS | row]
        return found

    def add(self, key: int, post: int) -> int:
        """File a post under a key where it is not yet; how many hold it now."""
        first = self._rows.get(key << CHUNK_BITS)
        if first is None:
            self._rows[key << CHUNK_BITS] = [1, post]
            return 1
        row = first[0] // CHUNK
        if row == 0:
            first.append(post)
        elif first[0] % CHUNK == 0:
            self._rows[key << CHUNK_BITS | row] = [post]
        else:
            self._rows[key << CHUNK_BITS | row].append(post)
        first[0] += 1
        return first[0]

    def remove(self, key: int, post: int) -> int:
        """Take a post out, the last one filed going into its place; how many hold the key now."""
        first = self._rows[key << CHUNK_BITS]
        count = first[0]
        row = (count - 1) // CHUNK
        last = self._rows[key << CHUNK_BITS | row].pop() if row else first.pop()
        if row and not self._rows[key << CHUNK_BITS | row]:
            del self._rows[key << CHUNK_BITS | row]
        first[0] = count - 1
        if last != post:
            self._replace(key, post, last)
        if count == 1:
            del self._rows[key << CHUNK_BITS]
        return count - 1

    def _replace(self, key: int, post: int, other: int) -> None:
        first = self._rows[key << CHUNK_BITS]
        for row in range(-(-first[0] // CHUNK)):
            posts = self._rows[key << CHUNK_BITS | row] if row else first
            start = 0 if row else 1
            if post in posts[start:]:
                posts[posts.index(post, start)] = other
                return


class Tally:
    """Counts by a running number, ``PAGE`` to a row: what is asked for often and for many numbers at once."""

    PAGE = 1024

    def __init__(self, rows: MutableMapping[int, list[int]]) -> None:
        self._rows = rows

    def __getitem__(self, number: int) -> int:
        row = self._rows.get(number // self.PAGE)
        return row[number % self.PAGE] if row else 0

    def change(self, numbers: Iterable[int], by: int) -> None:
        """Count each of the numbers up or down."""
        for number in numbers:
            page = number // self.PAGE
            row = self._rows.get(page)
            if row is None:
                row = self._rows[page] = [0] * self.PAGE
            row[number % self.PAGE] += by

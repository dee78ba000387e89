"""An inverted index from 64-bit keys to post numbers, compact enough for millions of shingles.

Keys lie in sorted arrays ("segments"), twelve bytes a posting, found by bisection. New ones gather in a small
buffer; a full buffer becomes a segment, and segments of like size are joined, so an addition costs
O(log n) amortised and memory grows linearly with what was added.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

BUFFER = 1 << 15  # postings kept in the buffer: a hundredth of a second to sort


class Postings:
    """Which posts hold a key. Numbers that no longer stand for a post are the caller's to skip."""

    def __init__(self) -> None:
        self._segments: list[tuple[npt.NDArray[np.uint64], npt.NDArray[np.int32]]] = []
        self._buffer: dict[int, list[int]] = {}
        self._waiting = 0

    def add(self, keys: Iterable[int], number: int) -> None:
        """File post ``number`` under each key."""
        for key in keys:
            self._buffer.setdefault(key, []).append(number)
            self._waiting += 1
        if self._waiting >= BUFFER:
            self._flush()

    def find(self, key: int) -> list[int]:
        """The numbers filed under a key, in no order that matters."""
        found: list[int] = []
        wanted = np.uint64(key)
        for keys, numbers in self._segments:
            low = int(np.searchsorted(keys, wanted, "left"))
            if low < len(keys) and keys[low] == wanted:
                found += numbers[low : int(np.searchsorted(keys, wanted, "right"))].tolist()
        return found + self._buffer.get(key, [])

    def __len__(self) -> int:
        return self._waiting + sum(len(keys) for keys, _ in self._segments)

    def _flush(self) -> None:
        pairs = [(key, number) for key, numbers in self._buffer.items() for number in numbers]
        keys = np.array([key for key, _ in pairs], np.uint64)
        numbers = np.array([number for _, number in pairs], np.int32)
        self._segments.append(_sorted(keys, numbers))
        self._buffer, self._waiting = {}, 0
        while len(self._segments) > 1 and len(self._segments[-2][0]) < 2 * len(self._segments[-1][0]):
            (k1, n1), (k2, n2) = self._segments.pop(), self._segments.pop()
            self._segments.append(_sorted(np.concatenate([k1, k2]), np.concatenate([n1, n2])))


def _sorted(
    keys: npt.NDArray[np.uint64], numbers: npt.NDArray[np.int32]
) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int32]]:
    order = np.argsort(keys, kind="stable")
    return keys[order], numbers[order]

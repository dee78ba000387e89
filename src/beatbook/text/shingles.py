"""Shingles: overlapping runs of words, by which copies and quoted passages are found.

Six words follow each other in two independent texts by chance about once in some hundred thousand runs, and a copy
that changes every tenth word still keeps four of ten runs. Fingerprints are the shingles that winnowing keeps
(Schleimer, Wilkerson and Aiken, "Winnowing", SIGMOD 2003): few, but at least one of any ``WORDS + WINDOW - 1``
words that two texts share.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

WORDS = 6  # words in a shingle
WINDOW = 8  # shingles of which winnowing keeps one: thirteen words in common are always seen
_WORD = re.compile(r"[^\W_]+")
_FACTOR = 0x9E3779B97F4A7C15  # odd, so that multiplying loses nothing (2**64 divided by the golden ratio)

Hashes = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Shingles:
    """The shingles of one text, in order: ``hashes[i]`` covers ``text[starts[i]:ends[i]]`` (code points)."""

    hashes: Hashes
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts)


def find_shingles(text: str, words: int = WORDS) -> Shingles:
    """Every run of ``words`` words, whatever stands between them; case does not count."""
    found = [
        (zlib.crc32(m.group().casefold().encode("utf-8", "surrogatepass")), m.span()) for m in _WORD.finditer(text)
    ]
    count = len(found) - words + 1
    if count <= 0:
        return Shingles(np.empty(0, np.uint64), (), ())
    codes = np.array([code for code, _ in found], np.uint64)
    hashes = np.zeros(count, np.uint64)
    for k in range(words):
        hashes = hashes * np.uint64(_FACTOR) + codes[k : k + count] + np.uint64(1)
    starts = tuple(span[0] for _, span in found[:count])
    return Shingles(_mixed(hashes), starts, tuple(span[1] for _, span in found[words - 1 :]))


def find_fingerprints(shingles: Shingles, window: int = WINDOW) -> tuple[int, ...]:
    """The shingles that winnowing keeps, each once, sorted."""
    hashes = shingles.hashes
    if not len(hashes):
        return ()
    if len(hashes) <= window:
        return (int(hashes.min()),)
    least = np.lib.stride_tricks.sliding_window_view(hashes, window).min(axis=1)
    return tuple(int(h) for h in np.unique(least))


def find_shared(left: Shingles, right: Shingles) -> tuple[int, ...]:
    """Which shingles of ``left`` (by index) also stand in ``right``."""
    return tuple(int(i) for i in np.flatnonzero(np.isin(left.hashes, right.hashes)))


def as_passages(shingles: Shingles, indexes: tuple[int, ...], gap: int = WORDS) -> tuple[tuple[int, int], ...]:
    """The stretches of text under some shingles; those at most ``gap`` shingles apart are joined."""
    passages: list[tuple[int, int]] = []
    last = None
    for i in indexes:
        if last is not None and i - last <= gap:
            passages[-1] = (passages[-1][0], shingles.ends[i])
        else:
            passages.append((shingles.starts[i], shingles.ends[i]))
        last = i
    return tuple(passages)


def _mixed(hashes: Hashes) -> Hashes:
    """The finaliser of splitmix64, so that the least hash of a window falls anywhere in it."""
    mixed = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    out: Hashes = mixed ^ (mixed >> np.uint64(31))
    return out

"""Whether one post's words stand in another: near-copies and quoted passages, by shingles shared both ways.

Containment, not likeness: a passage of two sentences quoted in a long report is found, however long the report.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beatbook.text.shingles import Shingles, as_passages, find_shared, find_shingles

SHARED = 12  # six-word shingles in common: seventeen words running, or three edited sentences
SHARED_OF_SHORT = 6  # enough for a brief, if they are a quarter of it
SHARE_OF_SHORT = 0.25


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two texts share."""

    shingles: int  # of the left text that stand in the right one
    left_share: float  # of the left text's shingles
    right_share: float
    left: tuple[tuple[int, int], ...]  # passages, code points
    right: tuple[tuple[int, int], ...]


def is_copy(left: bytes, right: bytes) -> bool:
    """Whether two signatures' shingles share enough for one to have taken words from the other."""
    shared = shared_count(left, right)
    shorter = min(len(left), len(right)) // 4  # four bytes a shingle
    return shared >= SHARED or (shared >= SHARED_OF_SHORT and shared >= SHARE_OF_SHORT * shorter)


def shared_count(left: bytes, right: bytes) -> int:
    """How many different shingles two signatures share."""
    return len(np.intersect1d(np.frombuffer(left, np.uint32), np.frombuffer(right, np.uint32)))


def find_overlap(left: str, right: str) -> Overlap:
    """The passages that two texts share, and how much of each text they are."""
    one, two = find_shingles(left), find_shingles(right)
    here, there = find_shared(one, two), find_shared(two, one)
    return Overlap(
        len(here),
        len(here) / len(one) if len(one) else 0.0,
        len(there) / len(two) if len(two) else 0.0,
        _long(one, here),
        _long(two, there),
    )


def _long(shingles: Shingles, indexes: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    return as_passages(shingles, indexes)

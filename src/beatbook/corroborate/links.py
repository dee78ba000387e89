"""How near two posts are: shared words weighted by how rare they are on this beat, shared rare details, and time.

All weights are whole numbers and all counts of posts are taken by level (powers of two, coarser above sixteen), so
that the same posts give the same numbers in any order of arrival, and one more post changes few weights.
`docs/why/stories.md` has the reasons and the measurements.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp, fsum, log, sqrt

UNIT = 1 << 16  # a vector's length: entries are whole numbers, so sums are exact in any order
POWER = 1.35  # lifts rare words over common ones (best of 1.2, 1.35, 1.5 on the dev half, 2026-11)
RARE_SHARE = 0.20  # what eight shared rare words add
RARE_ENOUGH = 8
TITLE_SHARE = 0.10  # what a title wholly told by the other post adds, both ways
SAME_STORY = 0.20  # best on the dev halves of news stories and incidents together, 2026-11
DECAY_DAYS = 20.0
DECAY_FLOOR = 0.5  # a trial two years on is still the same matter, if the words say so
UNDATED = 0.75  # between the floor and the same day: nothing is known
BEAT_GROWN = 2048  # from here on a beat's size changes no weights, so that adding stays cheap
RARE_POSTS = 8
TRUSTED = 8  # 256 posts: from here on a rare word is trusted to be rare
_COARSE = {5: 5, 6: 7, 7: 7, 8: 9, 9: 9}  # powers of two -> level; 1,024 posts and more are all one level
EVERYWHERE = 12


def level(count: int) -> int:
    """The coarse size of a count: 1, 2, 4, 8, 16, 32, then 64, 256, 1,024 and more."""
    bits = count.bit_length() - 1
    return bits if bits <= 4 else _COARSE.get(bits, EVERYWHERE)


@dataclass(frozen=True, slots=True)
class Scale:
    """What a beat of some size takes for rare. Beats of one level share a scale."""

    level: int

    @classmethod
    def of(cls, posts: int) -> Scale:
        """The scale of a beat of so many posts."""
        return cls(max(0, min(posts, BEAT_GROWN).bit_length() - 1))

    @property
    def trust(self) -> float:
        """How telling it is that a term is rare: in two posts of fourteen less so than in two of a thousand."""
        return min(1.0, self.level / TRUSTED)

    def idf(self, term_level: int) -> float:
        """From 1 (in one post only) down to 0 (all over the beat)."""
        return max(0.0, (1 + self.level - term_level) / (1 + self.level))

    @property
    def rare(self) -> int:
        """The highest level at which a shared term is a rare detail."""
        return level(max(2, min(RARE_POSTS, (1 << self.level) // 8)))


@lru_cache(maxsize=4096)
def term_weight(count: int, term_level: int, scale: Scale) -> float:
    """The weight of a term that a post uses ``count`` times."""
    return float(((1 + log(count)) * scale.idf(term_level)) ** POWER)


def make_vector(counts: Mapping[int, int], levels: Mapping[int, int], scale: Scale) -> dict[int, int]:
    """A post's terms as a vector of length ``UNIT`` in whole numbers; terms from all over the beat fall out."""
    weights = {t: w for t, n in counts.items() if (w := term_weight(n, levels[t], scale)) > 0}
    length = sqrt(fsum(w * w for w in weights.values()))
    return {t: q for t, w in weights.items() if (q := round(w / length * UNIT)) > 0}


def cosine(left: Mapping[int, int], right: Mapping[int, int]) -> float:
    """The cosine of two vectors of ``make_vector``, from 0 to 1."""
    small, large = (left, right) if len(left) <= len(right) else (right, left)
    return sum(q * large[t] for t, q in small.items() if t in large) / (UNIT * UNIT)


def rare_shared(left: Mapping[int, int], right: Mapping[int, int], levels: Mapping[int, int], scale: Scale) -> float:
    """How many rare terms two posts share, from 0 to 1 (``RARE_ENOUGH`` or more)."""
    shared = sum(1 for t in left if t in right and levels[t] <= scale.rare)
    return min(shared, RARE_ENOUGH) / RARE_ENOUGH * scale.trust


def title_told(title: Iterable[int], other: Mapping[int, int], levels: Mapping[int, int], scale: Scale) -> float:
    """How much of a title's weight the other post tells, from 0 to 1."""
    weights = [(scale.idf(levels[t]), t in other) for t in title]
    whole = fsum(w for w, _ in weights)
    return fsum(w for w, told in weights if told) / whole if whole else 0.0


def decay(left: tuple[int | None, int | None], right: tuple[int | None, int | None]) -> float:
    """How much of nearness the days between two posts leave; days are ordinals, earliest and latest."""
    if None in (*left, *right):
        return UNDATED
    (l0, l1), (r0, r1) = left, right
    gap = max(0, r0 - l1, l0 - r1)  # type: ignore[operator]
    return DECAY_FLOOR + (1 - DECAY_FLOOR) * exp(-gap / DECAY_DAYS)

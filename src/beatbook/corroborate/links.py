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
from typing import Protocol

UNIT = 1 << 16  # a vector's length: entries are whole numbers, so sums are exact in any order
POWER = 1.35  # lifts rare words over common ones (best of 1.2, 1.35, 1.5 on the dev half, 2026-11)
RARE_SHARE = 0.20  # what eight shared rare words add
RARE_ENOUGH = 8
TITLE_SHARE = 0.10  # what a title wholly told by the other post adds, both ways
SAME_STORY = 0.20  # best on the dev halves of news stories and incidents together, 2026-11
DECAY_DAYS = 30.0  # 10 to 40 are alike within half a point
DECAY_FLOOR = 0.5  # a trial two years on is still the same matter, if the words say so
UNDATED = 0.75  # between the floor and the same day: nothing is known
BRIEF = 20  # a post of fewer terms is a title with next to nothing: its words are too few for a cosine
BRIEF_SHARE = 0.85  # how near a brief's words make it to a post that tells them all (0.7 to 0.9 are alike)
BRIEF_DAYS = 5.0  # of title-only posts of one half, what told the same words within 7 days was the same matter,
BRIEF_FLOOR = 0.2  # and after 30 days it was not, one time in thirty
PERSON = 0.08  # what a rare person told of by both adds: of such pairs 88 in 100 are one matter, of others 34
MORE_PEOPLE = 0.10  # and a second one: 96 in 100
SURNAME = 0.04  # what a rare last name adds where no full name is shared
OTHER_TOWNS = 0.06  # what is taken off where both tell of towns, and of none in common: 20 in 100
LEAST_WORDS = 0.05  # people add to words that are near already; alone they may be the beat's reporters
PEOPLE_RARE = 4  # a name in 32 posts or more tells nothing
PEOPLE_TRUST = 3  # and in a small beat fewer: a name in an eighth of the posts is what the beat is about
TOWNS_TELL = 3  # below eight posts, two that tell of different towns are as often one matter
BEAT_GROWN = 2048  # from here on a beat's size changes no weights, so that adding stays cheap
SOME_PEOPLE = 1  # however small the beat, a name in two or three posts is shared by them
RARE_POSTS = 8
TRUSTED = 8  # 256 posts: from here on a rare word is trusted to be rare
_COARSE = {5: 5, 6: 7, 7: 7}  # powers of two -> level; a word in 256 posts or more links nothing
EVERYWHERE = 12


def level(count: int) -> int:
    """The coarse size of a count: 1, 2, 4, 8, 16, 32, then 64, and 256 and more."""
    bits = count.bit_length() - 1
    return bits if bits <= 4 else _COARSE.get(bits, EVERYWHERE)


# What nearness by words counts more in a small beat, by the beat's level: of seven posts a word in two is not rare, so
# all weights are low. Beats of 7, 14, 28 and 50 posts drawn from the dev halves of news stories and incidents, one to
# five posts of a story: best bars 0.08 to 0.10, 0.08 to 0.14, 0.12 to 0.14, 0.14 to 0.16 (2026-11). In beats of 8 to 15
# posts 0.16 all the same: a page on one subject links what shares no more than that.
SMALL = {0: 2.5, 1: 2.5, 2: 2.3, 3: 1.25, 4: 1.4, 5: 1.25}
GROWN = 1.1  # of a larger beat


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
    def lift(self) -> float:
        """By how much nearness counts more for the beat being small."""
        return SMALL.get(self.level, GROWN)

    @property
    def rare_people(self) -> int:
        """The highest level at which a shared name tells one matter from another; 0 where none does."""
        return min(PEOPLE_RARE, max(SOME_PEOPLE, self.level - PEOPLE_TRUST))

    @property
    def rare(self) -> int:
        """The highest level at which a shared term is a rare detail."""
        return level(max(2, min(RARE_POSTS, (1 << self.level) // 8)))


@lru_cache(maxsize=4096)
def term_weight(count: int, term_level: int, scale: Scale) -> float:
    """The weight of a term that a post uses ``count`` times."""
    return float(((1 + log(count)) * scale.idf(term_level)) ** POWER)


@dataclass(frozen=True, slots=True)
class View:
    """A post as it looks on its beat: weights that sum alike in any order, its rare terms, its title's weights."""

    vector: dict[int, int]  # of length ``UNIT``; terms from all over the beat fall out
    rare: frozenset[int]
    title: tuple[tuple[int, int], ...]  # term, weight
    title_whole: int
    people: frozenset[int] = frozenset()  # rare full names
    surnames: frozenset[int] = frozenset()  # rare last names, of those with a full name too
    towns: frozenset[str] = frozenset()
    brief: tuple[tuple[int, int], ...] = ()  # term, weight; only where the post is brief

    @property
    def size(self) -> int:
        """How many terms weigh anything."""
        return len(self.vector)


class Levels(Protocol):
    """How common each term is."""

    def __getitem__(self, term: int, /) -> int:
        """The level of a term."""
        ...


@dataclass(frozen=True, slots=True)
class Details:
    """Who and where a post tells of: numbers of its full names and last names in the lexicon, its towns."""

    people: Iterable[int] = ()
    surnames: Iterable[int] = ()
    towns: Iterable[str] = ()


def make_view(
    counts: Mapping[int, int],
    title: Iterable[int],
    levels: Levels,
    scale: Scale,
    details: Details = Details(),
) -> View:
    """A post's view from how often it uses each term, each term's level, and who and where it tells of."""
    weights = {t: w for t, n in counts.items() if (w := term_weight(n, levels[t], scale)) > 0}
    length = sqrt(fsum(w * w for w in weights.values()))
    vector = {t: q for t, w in weights.items() if (q := round(w / length * UNIT)) > 0}
    most = scale.rare
    heads = tuple((t, round(scale.idf(levels[t]) * UNIT)) for t in title)
    brief = tuple((t, round(scale.idf(levels[t]) ** 2 * UNIT)) for t in counts) if len(counts) < BRIEF else ()
    return View(
        vector,
        frozenset(t for t in vector if levels[t] <= most),
        heads,
        sum(w for _, w in heads),
        frozenset(t for t in details.people if levels[t] <= scale.rare_people),
        frozenset(t for t in details.surnames if levels[t] <= scale.rare_people),
        frozenset(details.towns if scale.level >= TOWNS_TELL else ()),
        brief,
    )


def words_near(left: View, right: View, scale: Scale, bar: float) -> float:
    """How near two posts are by their words: cosine, shared rare details, titles told by both; 0 if below ``bar``."""
    rare = min(len(left.rare & right.rare), RARE_ENOUGH) / RARE_ENOUGH * scale.trust
    one, two = left.vector, right.vector
    cosine = sum(one[t] * two[t] for t in one.keys() & two.keys()) / (UNIT * UNIT)
    near = cosine + RARE_SHARE * rare
    if scale.lift * (near + TITLE_SHARE) < bar:
        return 0.0
    return scale.lift * (near + TITLE_SHARE * min(_told(left, right), _told(right, left)))


def brief_near(left: View, right: View) -> float:
    """How near a brief is to another post: how much of its words' weight the other tells; of two briefs the less."""
    told = [
        sum(w for t, w in one.brief if t in other.vector) / (sum(w for _, w in one.brief) or 1)
        for one, other in ((left, right), (right, left))
        if one.brief
    ]
    return BRIEF_SHARE * min(told) if told else 0.0


def details_near(left: View, right: View) -> float:
    """What people in common add to nearness, and what towns that are not in common take away."""
    people = len(left.people & right.people)
    if people:
        added = PERSON + (MORE_PEOPLE if people > 1 else 0.0)
    else:
        added = SURNAME if left.surnames & right.surnames else 0.0
    apart = left.towns and right.towns and not left.towns & right.towns
    return added - (OTHER_TOWNS if apart else 0.0)


def _told(one: View, other: View) -> float:
    """How much of a title's weight the other post tells, from 0 to 1."""
    return sum(w for t, w in one.title if t in other.vector) / one.title_whole if one.title_whole else 0.0


def decay(left: tuple[int | None, int | None], right: tuple[int | None, int | None], brief: bool = False) -> float:
    """How much of nearness the days between two posts leave; days are ordinals, earliest and latest."""
    if None in (*left, *right):
        return UNDATED
    (l0, l1), (r0, r1) = left, right
    gap = max(0, r0 - l1, l0 - r1)  # type: ignore[operator]
    floor, days = (BRIEF_FLOOR, BRIEF_DAYS) if brief else (DECAY_FLOOR, DECAY_DAYS)
    return floor + (1 - floor) * exp(-gap / days)

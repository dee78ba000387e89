"""All posts of a beat as far as linking needs them, kept so that one more post costs only what it touches.

A link between two posts depends on both and on the levels of their terms, nothing else. When posts come or go, the
terms whose level changed are found, the posts that hold them are linked anew, and only groups with such a post are
clustered again. So any order of arrival and any batching ends in the same state; `tests/corroborate` checks it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from beatbook.corroborate.copies import is_copy
from beatbook.corroborate.groups import cluster, connected
from beatbook.corroborate.lexicon import Lexicon
from beatbook.corroborate.links import (
    LEAST_WORDS,
    SAME_STORY,
    Details,
    Scale,
    View,
    brief_near,
    decay,
    details_near,
    make_view,
    words_near,
)
from beatbook.corroborate.shared import SharedKeys
from beatbook.corroborate.signature import Signature
from beatbook.text.shingles import WINDOW

POINTS = {0: 4, 1: 4, 2: 4, 3: 3, 4: 3, 5: 2, 7: 1}  # what a shared term of a level is worth for a closer look
POINTS_NEEDED = 8  # 12 loses four tenths of a point of the incidents, 6 gains nothing
POINTS_OF_BRIEF = 4  # where one of the two has fewer terms than ``BRIEF``
BRIEF = 60
MOMENT_SHARE = 0.08  # what one happening told by both adds; incidents 89.9 -> 91.3, news stories and seeds unchanged
LEAST = 0.05  # nearness below this is as good as none, in a story's average too
VIEWS_KEPT = 4096  # posts, some ten kilobytes each
PRINTS_SHARED = 1  # fingerprints that make two posts candidates for copies; two lost short, heavily edited ones
MOMENT_POSTS = 64  # a day on which so many posts tell of one person is told apart by their stories
FULL_NAME, LAST_NAME = "\x01", "\x02"  # before a name in the lexicon: no word begins so
PRINT_POSTS = 64  # a passage in more posts than this is boilerplate, no trace of copying


@dataclass(frozen=True, slots=True)
class Filed:
    """One post in the state: compact, since all posts are held at once."""

    post: str
    key: str
    days: tuple[int | None, int | None]
    order: tuple[int, str, int, str]
    terms: array[int]  # term numbers
    counts: array[int]
    title: array[int]
    shingles: bytes
    people: array[int]  # numbers of full names: terms of their own, which weigh nothing among words
    surnames: array[int]
    towns: tuple[str, ...]

    def count_of(self) -> dict[int, int]:
        """How often each term is used."""
        return dict(zip(self.terms, self.counts, strict=True))


class State:
    """The posts that were added and are not removed, and the links between them."""

    def __init__(self) -> None:
        self.lexicon = Lexicon()
        self.prints = SharedKeys(PRINT_POSTS)
        self.moments = SharedKeys(MOMENT_POSTS)
        self.filed: dict[int, Filed] = {}
        self.number_of: dict[str, int] = {}
        self.links: dict[int, dict[int, float]] = {}  # story links, both ways, at least SAME_STORY
        self.copies: dict[int, set[int]] = {}
        self.kin: dict[int, set[int]] = {}  # posts that tell a happening in common
        self.touched: set[str] = set()  # posts whose links were looked at in the last update
        self.stories: dict[int, tuple[int, ...]] = {}  # every post's story: the post numbers in it
        self._next = 0
        self._views: dict[int, View] = {}

    def update(self, added: Iterable[Signature] = (), removed: Iterable[str] = ()) -> None:
        """Take posts in and out; a post that is added again replaces what was there."""
        news = {s.post: s for s in added}
        gone = {p for p in (*removed, *news) if p in self.number_of}
        gone = {p for p in gone if p not in news or self.filed[self.number_of[p]].key != news[p].key}
        news = {p: s for p, s in news.items() if p not in self.number_of or p in gone}
        before = self.lexicon.scale
        levels: dict[int, int] = {}
        copied: set[int] = set()
        akin: set[int] = set()
        gone_numbers = [self.number_of[post] for post in sorted(gone)]
        for post in sorted(gone):
            self._remove(post, levels, copied, akin)
        for post in sorted(news):
            self._add(news[post], levels, copied, akin)
        fresh = {self.number_of[post] for post in news}
        old = {n for post in gone_numbers for n in self.stories.pop(post, ())}
        self._link_kin((akin | fresh) & self.filed.keys())
        self._relink(self._touched(levels, before) | fresh | ((old | akin) & self.filed.keys()))
        self._link_copies((copied | fresh) & self.filed.keys())

    def _add(self, signature: Signature, levels: dict[int, int], copied: set[int], akin: set[int]) -> None:
        lexicon, number = self.lexicon, self._next
        self._next += 1
        terms = array("i", [lexicon.number(word) for word, _ in signature.terms])
        known = dict(zip((word for word, _ in signature.terms), terms, strict=True))
        people = array("i", [lexicon.number(FULL_NAME + name) for name in signature.people])
        surnames = array("i", [lexicon.number(LAST_NAME + name) for name in signature.surnames])
        for term in (*terms, *people, *surnames):
            levels.setdefault(term, lexicon.levels[term] if lexicon.counts[term] else -1)
        lexicon.add((*terms, *people, *surnames), number)
        self.filed[number] = Filed(
            signature.post,
            signature.key,
            signature.days,
            signature.order,
            terms,
            array("i", [n for _, n in signature.terms]),
            array("i", [known[word] for word in signature.title if word in known]),
            signature.shingles,
            people,
            surnames,
            signature.towns,
        )
        self.number_of[signature.post] = number
        self.links[number] = {}
        copied |= self.prints.add(fingerprints(signature.shingles), number)
        akin |= self.moments.add(signature.moments, number)

    def _remove(self, post: str, levels: dict[int, int], copied: set[int], akin: set[int]) -> None:
        number = self.number_of.pop(post)
        filed = self.filed.pop(number)
        self._views.pop(number, None)
        terms = (*filed.terms, *filed.people, *filed.surnames)
        for term in terms:
            levels.setdefault(term, self.lexicon.levels[term])
        self.lexicon.remove(terms)
        for other in self.links.pop(number):
            del self.links[other][number]
        _unlink(self.copies, [number])
        _unlink(self.kin, [number])
        copied |= self.prints.remove(number)
        akin |= self.moments.remove(number)

    def _touched(self, levels: dict[int, int], before: Scale) -> set[int]:
        """Posts with a term whose weight changed: all of them when the beat's scale did."""
        lexicon = self.lexicon
        if lexicon.scale != before:
            return set(self.filed)
        changed = [t for t, old in levels.items() if old >= 0 and lexicon.levels[t] != old]
        return {n for t in changed for n in lexicon.holders[t] if n in self.filed}

    def _relink(self, numbers: set[int]) -> None:
        self._forget_views(numbers)
        unlinked: set[int] = set()  # posts that stood in a group with one of these, and may not any more
        for number in numbers:
            unlinked.update(self.links[number])
            for other in self.links[number]:
                self.links[other].pop(number, None)
            self.links[number] = {}
        for number in sorted(numbers):
            for other, near in self._near(number, numbers).items():
                self.links[number][other] = self.links[other][number] = near
        self._regroup(numbers | unlinked)
        self.touched = {self.filed[n].post for n in numbers}

    def _forget_views(self, numbers: set[int]) -> None:
        """Views are kept from one update to the next while they are few, and looked at anew where they changed."""
        if len(self._views) > VIEWS_KEPT:
            self._views = {}
        for number in numbers:
            self._views.pop(number, None)

    def _regroup(self, numbers: set[int]) -> None:
        """Cluster anew every group that holds one of these posts."""
        for group in connected(sorted(numbers, key=self._rank), self.links):
            for story in cluster(group, self.links, self.nearness, self._rank):
                self.stories.update(dict.fromkeys(story, story))

    def _rank(self, number: int) -> str:
        return self.filed[number].post

    def _near(self, number: int, numbers: set[int]) -> dict[int, float]:
        """The posts that are near enough for one story, and how near; earlier ones of ``numbers`` have been asked."""
        candidates = {*self._candidates(number), *self.kin.get(number, ())}
        others = [n for n in candidates if n > number or n not in numbers]
        near = ((other, self.nearness(number, other)) for other in others)
        return {other: value for other, value in near if value >= SAME_STORY}

    def _candidates(self, number: int) -> list[int]:
        """Posts that share enough rare terms; which they are depends on the two posts and the terms' levels."""
        lexicon = self.lexicon
        lists, points = [], []
        filed = self.filed[number]
        for term in (*filed.terms, *filed.people):
            worth = POINTS.get(lexicon.levels[term], 0)
            if worth and lexicon.counts[term] > 1:
                lists.append(np.frombuffer(lexicon.holders[term], np.int32))
                points.append(np.full(len(lists[-1]), worth, np.int32))
        if not lists:
            return []
        others, inverse = np.unique(np.concatenate(lists), return_inverse=True)
        worths = np.bincount(inverse, np.concatenate(points))
        enough = worths >= POINTS_OF_BRIEF
        near = [
            (n, worth)
            for n, worth in zip(others[enough].tolist(), worths[enough].tolist(), strict=True)
            if n != number and n in self.filed
        ]
        own = len(filed.terms)
        return [n for n, worth in near if worth >= POINTS_NEEDED or min(own, len(self.filed[n].terms)) < BRIEF]

    def near(self, post: str) -> dict[str, bool]:
        """The posts linked to a post, by its story, its words or a happening; and which are in its story."""
        number = self.number_of[post]
        story = self.stories[number]
        near = {*story, *self.links[number], *self.kin.get(number, ())} - {number}
        return {self.filed[n].post: n in story for n in near}

    def view(self, number: int) -> View:
        """A post as it looks on the beat now."""
        found = self._views.get(number)
        if found is None:
            filed, lexicon = self.filed[number], self.lexicon
            details = Details(filed.people, filed.surnames, filed.towns)
            found = self._views[number] = make_view(
                filed.count_of(), filed.title, lexicon.levels, lexicon.scale, details
            )
        return found

    def nearness(self, left: int, right: int) -> float:
        """How near two posts are, from 0; the same both ways round."""
        one, two = self.view(left), self.view(right)
        brief = bool(one.brief or two.brief)
        time = decay(self.filed[left].days, self.filed[right].days, brief)
        words = words_near(one, two, self.lexicon.scale, LEAST / time)
        words = (max(words, brief_near(one, two)) if brief else words) * time
        if words < LEAST_WORDS:
            return round(words, 6)
        moment = MOMENT_SHARE if right in self.kin.get(left, ()) else 0.0
        return round(max(0.0, words + moment + details_near(one, two)), 6)

    def shared_words(self, left: int, right: int, most: int) -> tuple[str, ...]:
        """The words that bring two posts together most."""
        one, two = self.view(left).vector, self.view(right).vector
        best = sorted((-one[t] * two[t], self.lexicon.words[t]) for t in one if t in two)[:most]
        return tuple(word for _, word in best)

    def _link_copies(self, numbers: set[int]) -> None:
        _unlink(self.copies, numbers)
        for number in sorted(numbers):
            for other, count in self.prints.sharing(number).items():
                if count < PRINTS_SHARED or other in self.copies.get(number, ()):
                    continue
                if is_copy(self.filed[number].shingles, self.filed[other].shingles):
                    _link(self.copies, number, other)

    def _link_kin(self, numbers: set[int]) -> None:
        _unlink(self.kin, numbers)
        for number in numbers:
            for other in self.moments.sharing(number):
                _link(self.kin, number, other)


def _link(links: dict[int, set[int]], left: int, right: int) -> None:
    links.setdefault(left, set()).add(right)
    links.setdefault(right, set()).add(left)


def _unlink(links: dict[int, set[int]], numbers: Iterable[int]) -> None:
    for number in numbers:
        for other in links.pop(number, set()):
            links[other].discard(number)


def fingerprints(shingles: bytes) -> list[int]:
    """The fingerprints of a signature's shingles."""
    hashes = np.frombuffer(shingles, np.uint32)
    if len(hashes) <= WINDOW:
        return [int(hashes.min())] if len(hashes) else []
    return [int(h) for h in np.unique(np.lib.stride_tricks.sliding_window_view(hashes, WINDOW).min(axis=1))]


__all__ = ["Filed", "State"]

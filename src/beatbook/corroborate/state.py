"""All posts of a beat as far as linking needs them, kept so that one more post costs only what it touches.

A link between two posts depends on both and on the levels of their terms, nothing else. When posts come or go, the
terms whose level changed are found, the posts that hold them are linked anew, and only groups with such a post are
clustered again. So any order of arrival and any batching ends in the same state; `tests/corroborate` checks it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, MutableMapping
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
from beatbook.corroborate.sample import Sample
from beatbook.corroborate.shared import SharedKeys
from beatbook.corroborate.shelves import Memory, Shelves
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
    """One post in the state: compact, since many are held at once. Numbers are 32 bits each."""

    post: str
    key: str
    days: tuple[int | None, int | None]
    terms: bytes  # term numbers
    counts: bytes
    title: bytes
    people: bytes  # numbers of full names: terms of their own, which weigh nothing among words
    surnames: bytes
    towns: tuple[str, ...]

    def count_of(self) -> dict[int, int]:
        """How often each term is used."""
        return dict(zip(numbers_in(self.terms), numbers_in(self.counts), strict=True))

    def all_terms(self) -> tuple[int, ...]:
        """Terms, full names and last names: whatever the post is filed under."""
        return (*numbers_in(self.terms), *numbers_in(self.people), *numbers_in(self.surnames))


def numbers_in(packed: bytes) -> memoryview:
    """The numbers that were packed."""
    return memoryview(packed).cast("i")


def pack(numbers: Iterable[int]) -> bytes:
    """Numbers as ``numbers_in`` finds them again."""
    return array("i", numbers).tobytes()


class State:
    """The posts that were added and are not removed, and the links between them.

    All of it lies on shelves: in memory, or on some that load and save what an update touches.
    """

    def __init__(self, shelves: Shelves | None = None) -> None:
        shelves = shelves or Memory()
        self.lexicon = Lexicon(shelves)
        self.prints = SharedKeys(PRINT_POSTS, shelves, "prints")
        self.moments = SharedKeys(MOMENT_POSTS, shelves, "moments")
        self.filed: MutableMapping[int, Filed] = shelves.shelf("filed", Filed)
        self.shingles: MutableMapping[int, bytes] = shelves.shelf("shingles", bytes)
        self.number_of: MutableMapping[str, int] = shelves.shelf("number of", int)
        # story links, both ways, at least SAME_STORY
        self.links: MutableMapping[int, dict[int, float]] = shelves.shelf("links", dict[int, float])
        self.copies: MutableMapping[int, set[int]] = shelves.shelf("copies", set[int])
        # posts that tell a happening in common
        self.kin: MutableMapping[int, set[int]] = shelves.shelf("kin", set[int])
        # every post's story: the post numbers in it
        self.stories: MutableMapping[int, tuple[int, ...]] = shelves.shelf("stories", tuple[int, ...])
        self.core = Sample(shelves)
        self.touched: set[str] = set()  # posts whose links, story or copies the last update may have changed
        self._next: MutableMapping[str, int] = shelves.shelf("next", int)
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
        self.core.fit(self.lexicon.posts, lambda: ((f.post, numbers_in(f.terms)) for f in self.filed.values()))
        fresh = {self.number_of[post] for post in news}
        old = {n for post in gone_numbers for n in self.stories.pop(post, ())}
        copied, akin, old = self._alive(copied | fresh), self._alive(akin | fresh), self._alive(old)
        changed = self._link_kin(akin)
        changed |= self._relink(self._touched(levels, before) | old | akin)
        changed |= self._link_copies(copied)
        self.touched = {self.filed[n].post for n in self._alive(changed | copied)}

    def _alive(self, numbers: Iterable[int]) -> set[int]:
        return {n for n in numbers if n in self.filed}

    def _add(self, signature: Signature, levels: dict[int, int], copied: set[int], akin: set[int]) -> None:
        lexicon, number = self.lexicon, self._next.get("post", 0)
        self._next["post"] = number + 1
        terms = [lexicon.number(word) for word, _ in signature.terms]
        known = dict(zip((word for word, _ in signature.terms), terms, strict=True))
        filed = self.filed[number] = Filed(
            signature.post,
            signature.key,
            signature.days,
            pack(terms),
            pack(n for _, n in signature.terms),
            pack(known[word] for word in signature.title if word in known),
            pack(lexicon.number(FULL_NAME + name) for name in signature.people),
            pack(lexicon.number(LAST_NAME + name) for name in signature.surnames),
            signature.towns,
        )
        self.shingles[number] = signature.shingles
        for term in filed.all_terms():
            levels.setdefault(term, lexicon.levels[term] if lexicon.counts[term] else -1)
        lexicon.add(filed.all_terms(), number)
        self.core.change(signature.post, terms, 1)
        self.number_of[signature.post] = number
        self.links[number] = {}
        copied |= self.prints.add(fingerprints(signature.shingles), number)
        akin |= self.moments.add(signature.moments, number)

    def _remove(self, post: str, levels: dict[int, int], copied: set[int], akin: set[int]) -> None:
        number = self.number_of.pop(post)
        filed = self.filed.pop(number)
        del self.shingles[number]
        self._views.pop(number, None)
        for term in filed.all_terms():
            levels.setdefault(term, self.lexicon.levels[term])
        self.lexicon.remove(filed.all_terms(), number)
        self.core.change(post, numbers_in(filed.terms), -1)
        for other in self.links.pop(number):
            del self.links[other][number]
        copied |= _unlink(self.copies, [number])
        akin |= _unlink(self.kin, [number])
        copied |= self.prints.remove(number)
        akin |= self.moments.remove(number)

    def _touched(self, levels: dict[int, int], before: Scale) -> set[int]:
        """Posts with a term whose weight changed: all of them when the beat's scale did."""
        lexicon = self.lexicon
        if lexicon.scale != before:
            return set(self.filed)
        changed = [t for t, old in levels.items() if old >= 0 and lexicon.levels[t] != old]
        return {n for t in changed for n in lexicon.holders.find(t)}

    def _relink(self, numbers: set[int]) -> set[int]:
        """Link posts anew; the posts of which a link or the story may have changed."""
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
        return self._regroup(numbers | unlinked)

    def _forget_views(self, numbers: set[int]) -> None:
        """Views are kept from one update to the next while they are few, and looked at anew where they changed."""
        if len(self._views) > VIEWS_KEPT:
            self._views = {}
        for number in numbers:
            self._views.pop(number, None)

    def _regroup(self, numbers: set[int]) -> set[int]:
        """Cluster anew every group that holds one of these posts; the posts of these groups."""
        regrouped: set[int] = set()
        for group in connected(sorted(numbers, key=self._rank), self.links):
            regrouped |= group
            for story in cluster(group, self.links, self.nearness, self._rank):
                for number in story:
                    self.stories[number] = story
        return regrouped

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
        lists: list[int] = []
        points: list[int] = []
        filed = self.filed[number]
        for term in (*numbers_in(filed.terms), *numbers_in(filed.people)):
            worth = POINTS.get(lexicon.levels[term], 0)
            if worth and lexicon.counts[term] > 1:
                holders = lexicon.holders.find(term)
                lists += holders
                points += [worth] * len(holders)
        if not lists:
            return []
        others, inverse = np.unique(np.array(lists, np.int32), return_inverse=True)
        worths = np.bincount(inverse, points)
        enough = worths >= POINTS_OF_BRIEF
        near = zip(others[enough].tolist(), worths[enough].tolist(), strict=True)
        own = len(filed.terms) // 4
        return [
            n
            for n, worth in near
            if n != number and (worth >= POINTS_NEEDED or min(own, len(self.filed[n].terms) // 4) < BRIEF)
        ]

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
            details = Details(numbers_in(filed.people), numbers_in(filed.surnames), filed.towns)
            title = numbers_in(filed.title)
            found = self._views[number] = make_view(filed.count_of(), title, lexicon.levels, lexicon.scale, details)
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

    def _link_copies(self, numbers: set[int]) -> set[int]:
        """Link copies anew; the posts that were or are a copy of one of these."""
        changed = _unlink(self.copies, numbers)
        for number in sorted(numbers):
            for other, count in self.prints.sharing(number).items():
                if count < PRINTS_SHARED or other in self.copies.get(number, ()):
                    continue
                if is_copy(self.shingles[number], self.shingles[other]):
                    _link(self.copies, number, other)
                    changed.add(other)
        return changed

    def _link_kin(self, numbers: set[int]) -> set[int]:
        """Link posts by happenings anew; the posts that shared or share one with these."""
        changed = _unlink(self.kin, numbers)
        for number in sorted(numbers):
            for other in self.moments.sharing(number):
                _link(self.kin, number, other)
                changed.add(other)
        return changed


def _link(links: MutableMapping[int, set[int]], left: int, right: int) -> None:
    for one, other in ((left, right), (right, left)):
        if one not in links:
            links[one] = set()
        links[one].add(other)


def _unlink(links: MutableMapping[int, set[int]], numbers: Iterable[int]) -> set[int]:
    """Take all links of some posts away; the posts at their other ends."""
    freed: set[int] = set()
    for number in numbers:
        for other in links.pop(number, set()):
            links[other].discard(number)
            freed.add(other)
    return freed


def fingerprints(shingles: bytes) -> list[int]:
    """The fingerprints of a signature's shingles."""
    hashes = np.frombuffer(shingles, np.uint32)
    if len(hashes) <= WINDOW:
        return [int(hashes.min())] if len(hashes) else []
    return [int(h) for h in np.unique(np.lib.stride_tricks.sliding_window_view(hashes, WINDOW).min(axis=1))]


__all__ = ["Filed", "State"]

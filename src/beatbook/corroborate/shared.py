"""Keys that few posts share, and which posts share them; keys in very many posts are boilerplate and lead nowhere."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from beatbook.corroborate.postings import Postings


class SharedKeys:
    """Who shares a key. A key in more than ``most`` posts links none, whichever of them came first.

    Only keys that crossed that line are counted exactly, so that the footer of a hundred thousand pages
    costs one look-up and not a hundred thousand.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._postings = Postings()
        self._keys: dict[int, array[int]] = {}
        self._common: dict[int, int] = {}  # keys in more than ``most`` posts, and in how many

    def add(self, keys: Iterable[int], post: int) -> set[int]:
        """File a post; the posts whose links must be looked at anew because a key became common."""
        own = self._keys[post] = array("Q", sorted(set(keys)))
        self._postings.add(own, post)
        anew: set[int] = set()
        for key in own:
            if key in self._common:
                self._common[key] += 1
            elif len(holders := self.holders(key)) > self._most:
                self._common[key] = len(holders)
                anew |= holders
        return anew

    def remove(self, post: int) -> set[int]:
        """Take a post out; the posts whose links must be looked at anew because a key is common no more."""
        anew: set[int] = set()
        for key in self._keys.pop(post):
            if key in self._common:
                self._common[key] -= 1
                if self._common[key] <= self._most:
                    del self._common[key]
                    anew |= self.holders(key)
        return anew

    def holders(self, key: int) -> set[int]:
        """The posts that hold a key, common or not."""
        return {n for n in self._postings.find(key) if n in self._keys}

    def sharing(self, post: int) -> dict[int, int]:
        """The posts that share uncommon keys with this one, and how many."""
        counts: dict[int, int] = {}
        for key in self._keys[post]:
            if key not in self._common:
                for other in self.holders(key):
                    if other != post:
                        counts[other] = counts.get(other, 0) + 1
        return counts

"""Keys that few posts share, and which posts share them; keys in very many posts are boilerplate and lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping

from beatbook.corroborate.shelves import KEY_BITS, Holders, Memory, Shelves

_MASK = (1 << KEY_BITS) - 1


class SharedKeys:
    """Who shares a key. A key in more than ``most`` posts links none, whichever of them came first.

    How many hold a key stands in its first row, so the footer of a hundred thousand pages costs one look-up.
    """

    def __init__(self, most: int, shelves: Shelves | None = None, name: str = "keys") -> None:
        shelves = shelves or Memory()
        self._most = most
        self._holders = Holders(shelves.shelf(name, list[int]))
        self._keys: MutableMapping[int, tuple[int, ...]] = shelves.shelf(f"{name} of", tuple[int, ...])

    def add(self, keys: Iterable[int], post: int) -> set[int]:
        """File a post; the posts whose links must be looked at anew because a key became common."""
        own = self._keys[post] = tuple(sorted({key & _MASK for key in keys}))
        anew: set[int] = set()
        for key in own:
            if self._holders.add(key, post) == self._most + 1:
                anew |= self.holders(key)
        return anew

    def remove(self, post: int) -> set[int]:
        """Take a post out; the posts whose links must be looked at anew because a key is common no more."""
        anew: set[int] = set()
        for key in self._keys.pop(post):
            if self._holders.remove(key, post) == self._most:
                anew |= self.holders(key)
        return anew

    def holders(self, key: int) -> set[int]:
        """The posts that hold a key, common or not."""
        return set(self._holders.find(key & _MASK))

    def sharing(self, post: int) -> dict[int, int]:
        """The posts that share uncommon keys with this one, and how many."""
        counts: dict[int, int] = {}
        for key in self._keys[post]:
            if 1 < self._holders.count(key) <= self._most:
                for other in self._holders.find(key):
                    if other != post:
                        counts[other] = counts.get(other, 0) + 1
        return counts

"""The terms of all posts: who holds which, and how common each is."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping

from beatbook.corroborate.links import Scale, level
from beatbook.corroborate.shelves import Holders, Memory, Shelves, Tally

_LEVELS = tuple(level(max(1, count)) for count in range(257))


class Levels:
    """How common each term is: ``links.level`` of the number of posts that hold it."""

    __slots__ = ("_counts",)

    def __init__(self, counts: Tally) -> None:
        self._counts = counts

    def __getitem__(self, term: int) -> int:
        count = self._counts[term]
        return _LEVELS[count if count < 256 else 256]


class Lexicon:
    """Term numbers, the posts that hold each term, and each term's level.

    Numbers depend on the order of arrival; nothing that leaves this class's users does.
    """

    def __init__(self, shelves: Shelves | None = None) -> None:
        shelves = shelves or Memory()
        self.numbers: MutableMapping[str, int] = shelves.shelf("number", int)
        self.words: MutableMapping[int, str] = shelves.shelf("word", str)
        self.counts = Tally(shelves.shelf("count", list[int]))  # posts that hold the term
        self.levels = Levels(self.counts)
        self.holders = Holders(shelves.shelf("holders", list[int]))
        self._sizes: MutableMapping[str, int] = shelves.shelf("sizes", int)

    def number(self, word: str) -> int:
        """The number of a term, new where it was not known."""
        found = self.numbers.get(word)
        if found is None:
            found = self.numbers[word] = self._sizes.get("terms", 0)
            self._sizes["terms"] = found + 1
            self.words[found] = word
        return found

    @property
    def posts(self) -> int:
        """How many posts are filed."""
        return self._sizes.get("posts", 0)

    def add(self, terms: Iterable[int], post: int) -> None:
        """File a post under its terms."""
        terms = tuple(terms)
        self._sizes["posts"] = self.posts + 1
        self.counts.change(terms, 1)
        for term in terms:
            self.holders.add(term, post)

    def remove(self, terms: Iterable[int], post: int) -> None:
        """Take a post out from under its terms."""
        terms = tuple(terms)
        self._sizes["posts"] = self.posts - 1
        self.counts.change(terms, -1)
        for term in terms:
            self.holders.remove(term, post)

    @property
    def scale(self) -> Scale:
        """What this beat takes for rare."""
        return Scale.of(max(1, self.posts))

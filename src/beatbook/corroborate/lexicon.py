"""The terms of all posts: who holds which, and how common each is."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

from beatbook.corroborate.links import Scale, level


@dataclass(slots=True)
class Lexicon:
    """Term numbers, the posts that hold each term, and each term's level.

    Numbers depend on the order of arrival; nothing that leaves this class's users does.
    """

    numbers: dict[str, int] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)  # posts that hold the term
    levels: list[int] = field(default_factory=list)  # how common it is: ``links.level`` of the count
    holders: list[array[int]] = field(default_factory=list)  # post numbers; dead ones are skipped by the reader
    posts: int = 0

    def number(self, word: str) -> int:
        """The number of a term, new where it was not known."""
        found = self.numbers.get(word)
        if found is None:
            found = self.numbers[word] = len(self.words)
            self.words.append(word)
            self.counts.append(0)
            self.levels.append(0)
            self.holders.append(array("i"))
        return found

    def add(self, terms: Iterable[int], post: int) -> None:
        """File a post under its terms."""
        self.posts += 1
        for term in terms:
            self.counts[term] += 1
            self.levels[term] = level(self.counts[term])
            self.holders[term].append(post)

    def remove(self, terms: Iterable[int]) -> None:
        """Count a post's terms no more."""
        self.posts -= 1
        for term in terms:
            self.counts[term] -= 1
            self.levels[term] = level(max(1, self.counts[term]))

    @property
    def scale(self) -> Scale:
        """What this beat takes for rare."""
        return Scale.of(max(1, self.posts))

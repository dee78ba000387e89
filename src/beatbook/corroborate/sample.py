"""How many posts use each term, in a sample of the posts: enough to know what a beat talks about, and cheap to keep.

Up to ``WHOLE`` posts the sample is all of them; from there on it is those whose digest ends in as many zero bits as
it takes to have ``WHOLE`` / 2 to ``WHOLE``. So it depends on the posts alone, not on their order; one more post in a
large book seldom concerns it, and what it costs to judge all posts anew when it changes is paid seldom enough.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from hashlib import blake2b
from typing import Any

from beatbook.corroborate.shelves import Shelves

WHOLE = 4096


def zeros_needed(posts: int) -> int:
    """How many zero bits the digest of a sampled post ends in, in a book of so many posts."""
    return max(0, (posts // WHOLE).bit_length())


def is_sampled(post: str, zeros: int) -> bool:
    """Whether a post is in the sample."""
    digest = int.from_bytes(blake2b(post.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")
    return digest & ((1 << zeros) - 1) == 0


class Sample:
    """The sample's counts, on shelves."""

    def __init__(self, shelves: Shelves) -> None:
        self._counts: MutableMapping[str, dict[int, int]] = shelves.shelf("sampled terms", dict[int, int])
        self._sizes: MutableMapping[str, int] = shelves.shelf("sample", int)
        self._zeros = self._sizes.get("zeros", 0)

    def change(self, post: str, terms: Iterable[int], by: int) -> None:
        """Count a post that came (1) or went (-1), where it is in the sample."""
        if not is_sampled(post, self._zeros):
            return
        self._sizes["posts"] = self._sizes.get("posts", 0) + by
        counts = self._all()
        for term in terms:
            counts[term] = counts.get(term, 0) + by
            if not counts[term]:
                del counts[term]

    def fit(self, posts: int, every: Callable[[], Iterable[tuple[str, Iterable[int]]]]) -> None:
        """Take the sample anew from ``every`` post where the book has grown or shrunk past a doubling."""
        if zeros_needed(posts) == self._zeros:
            return
        self._zeros = self._sizes["zeros"] = zeros_needed(posts)
        self._sizes["posts"] = 0
        self._counts["all"] = {}
        for post, terms in every():
            self.change(post, terms, 1)

    def counted(self, words: Mapping[int, str]) -> tuple[list[tuple[str, int]], int]:
        """Terms that many sampled posts hold, with how many, and how many posts the sample has."""
        size = self._sizes.get("posts", 0)
        return [(words[term], count) for term, count in self._all().items() if count * 8 >= size], size

    def _all(self) -> dict[int, int]:
        found: Any = self._counts.get("all")
        if found is None:
            found = self._counts["all"] = {}
        return found  # type: ignore[no-any-return]

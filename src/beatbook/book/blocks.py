"""Which blocks a book has and what they found, kept on shelves so that only blocks that changed are worked on."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from dataclasses import dataclass, field

from beatbook.book.things import KINDS, Finding, as_thing
from beatbook.corroborate import Block, BlockFindings, State, plan_of
from beatbook.corroborate.shelves import Shelves


@dataclass(frozen=True, slots=True)
class Kept:
    """A block's posts and the ids of what it found, by kind."""

    posts: tuple[str, ...]
    base: str = ""
    ids: dict[str, list[str]] = field(default_factory=dict)


class Blocks:
    """The blocks of the last build."""

    def __init__(self, shelves: Shelves) -> None:
        self._of: MutableMapping[str, str] = shelves.shelf("block of", str)
        self._kept: MutableMapping[str, Kept] = shelves.shelf("block", Kept)

    def changed(self, state: State, posts: Iterable[str], gone: Iterable[str]) -> tuple[list[Block], set[str]]:
        """The blocks that are new now that these posts were touched and those went, and the keys of those that fell."""
        gone = set(gone)
        wanted = set(posts) | {p for post in gone for p in self._mates(post)}
        while True:
            blocks = plan_of(state, *(p for p in sorted(wanted) if p in state.number_of))
            covered = {p for block in blocks for p in block.posts}
            more = {p for post in covered for p in self._mates(post) if p in state.number_of} - covered
            if not more:
                break
            wanted = covered | more
        before = {self._of[p] for p in covered | gone if p in self._of}
        now = {block.key for block in blocks}
        return [b for b in blocks if b.key not in before], before - now

    def _mates(self, post: str) -> tuple[str, ...]:
        return self._kept[self._of[post]].posts if post in self._of else ()

    def like(self, block: Block) -> str | None:
        """The key of the block in whose place this one stands, if they differ in links alone."""
        before = self._of.get(block.posts[0])
        return before if before is not None and self._kept[before].base == block.base else None

    def keep(self, block: Block, found: BlockFindings) -> None:
        """Remember what a block found."""
        ids: dict[str, list[str]] = {}
        for value in values_of(found):
            ids.setdefault(KINDS[type(value)], []).append(as_thing(value).id)
        self._kept[block.key] = Kept(block.posts, block.base, ids)
        for post in block.posts:
            self._of[post] = block.key

    def drop(self, keys: Iterable[str]) -> dict[str, set[str]]:
        """Forget blocks; the ids of what they found, by kind. Must come before ``keep`` of those in their place."""
        ids: dict[str, set[str]] = {}
        for key in keys:
            kept = self._kept.pop(key)
            for post in kept.posts:
                self._of.pop(post, None)
            for kind, found in kept.ids.items():
                ids.setdefault(kind, set()).update(found)
        return ids


def values_of(found: BlockFindings) -> list[Finding]:
    """All that a block found."""
    return [*found.stories, *found.reports, *found.events, *found.origins, *found.contradictions]

"""A block: posts that must be looked at together, and nothing else. The unit of work that the ledger keeps.

A block's key holds everything its findings depend on besides the beat: which posts, what they say, which stories and
copies link them. Same key, same findings.
"""

from __future__ import annotations

from dataclasses import dataclass

from beatbook.record import Contradiction, Event, FiledReport, Origin, Story


@dataclass(frozen=True, slots=True)
class Link:
    """How near two posts of a story are, and the words that bring them together."""

    left: str  # post ids, in order
    right: str
    near: float
    bar: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoryDraft:
    """A story before it is named: its posts, and the links that hold it."""

    posts: tuple[str, ...]  # post ids, sorted
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Posts that share a story, words or a happening, directly or through others."""

    key: str
    posts: tuple[str, ...]  # post ids, sorted
    stories: tuple[StoryDraft, ...]
    copies: tuple[tuple[str, str], ...]  # pairs of posts of which one has words of the other
    base: str = ""  # as the key, but for the links: blocks of one base find the same but for what ``retell`` changes


@dataclass(frozen=True, slots=True)
class BlockFindings:
    """What one block's posts say together."""

    stories: tuple[Story, ...] = ()
    reports: tuple[FiledReport, ...] = ()
    events: tuple[Event, ...] = ()
    origins: tuple[Origin, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()

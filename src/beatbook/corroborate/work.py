"""The work on one block: stories named, reports merged, origins and contradictions found. Pure, so it can be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from beatbook.beat import Beat
from beatbook.corroborate.blocks import Block, BlockFindings
from beatbook.corroborate.coded import Coded
from beatbook.corroborate.contradictions import find_contradictions
from beatbook.corroborate.events import Happening, event_id, find_happenings, make_event
from beatbook.corroborate.origins import find_copy_ties, find_origins, find_ties
from beatbook.corroborate.sketch import file_reports, make_sketch
from beatbook.corroborate.stories import make_story

BlockItem = tuple[Block, Sequence[Coded]]


def work_block(block: Block, items: Sequence[Coded], beat: Beat) -> BlockFindings:
    """What the posts of one block say together. ``items`` are the block's posts, in any order."""
    coded = {item.post.id: item for item in items}
    copies = find_copy_ties(block.copies, coded)
    stories = tuple(make_story(draft, coded) for draft in block.stories)
    origins = [
        origin
        for story in stories
        if len(story.posts) > 1
        for origin in find_origins(story.posts, coded, find_ties(story.posts, coded, copies, beat), beat)
    ]
    reports = file_reports(items)
    sketches = [make_sketch(f, coded[f.post]) for f in reports]
    story_of = {post: story.id for story in stories for post in story.posts}
    happenings = find_happenings(sketches, story_of)
    parts = find_parts(happenings)
    ties = [t for o in origins for t in o.ties] + list(copies.values())
    events = tuple(make_event(h, story_of, ties, parts.get(event_id(h))) for h in happenings)
    only_grow = frozenset(rule.name for rule in beat.series if rule.cumulative)
    contradictions = find_contradictions(stories, happenings, coded, only_grow)
    return BlockFindings(stories, reports, events, tuple(origins), contradictions)


def find_parts(happenings: Sequence[Happening]) -> dict[str, str]:
    """Which happening is a part of which: where a count is printed as a part of the other's ("one of 30 raids")."""
    holder = {c.span: event_id(h) for h in happenings for s in h.sketches for c in (*s.counts, *s.details)}
    parts = {}
    for happening in happenings:
        for sketch in happening.sketches:
            for count in (*sketch.counts, *sketch.details):
                whole = holder.get(count.quantity.part_of) if count.quantity.part_of else None
                if whole and whole != event_id(happening):
                    parts[event_id(happening)] = whole
    return parts


@dataclass(frozen=True, slots=True)
class BlockStep:
    """The step that works on blocks."""

    beat: Beat
    name: str = "beatbook.corroborate.block.v5"
    needs: tuple[str, ...] = ("signature", "post", "codes")
    gives: tuple[str, ...] = ("block_findings",)

    def work(self, item: BlockItem) -> BlockFindings:
        """The findings of one block."""
        return work_block(item[0], item[1], self.beat)

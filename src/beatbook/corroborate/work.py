"""The work on one block: stories named, reports merged, origins and contradictions found. Pure, so it can be kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from beatbook.beat import Beat
from beatbook.corroborate.blocks import Block, BlockFindings
from beatbook.corroborate.coded import Coded
from beatbook.corroborate.origins import find_copy_ties, find_origins, find_ties
from beatbook.corroborate.stories import make_story
from beatbook.record import FiledReport, make_id

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
    return BlockFindings(stories, file_reports(items), (), tuple(origins), ())


def file_reports(items: Sequence[Coded]) -> tuple[FiledReport, ...]:
    """Every report under its id."""
    filed = [
        FiledReport(make_id("report", item.post.id, r.type, r.trigger.start, r.trigger.end), item.post.id, r)
        for item in items
        for r in item.codes.reports
    ]
    return tuple(sorted({f.id: f for f in filed}.values(), key=lambda f: (f.post, f.report.trigger, f.id)))


@dataclass(frozen=True, slots=True)
class BlockStep:
    """The step that works on blocks."""

    beat: Beat
    name: str = "beatbook.corroborate.block.v1"
    needs: tuple[str, ...] = ("signature", "post", "codes")
    gives: tuple[str, ...] = ("block_findings",)

    def work(self, item: BlockItem) -> BlockFindings:
        """The findings of one block."""
        return work_block(item[0], item[1], self.beat)

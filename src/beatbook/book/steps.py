"""The steps on the line, as picklable values with names and versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from beatbook.beat import Beat
from beatbook.code.step import code_posts
from beatbook.corroborate import Coded, corroborate
from beatbook.read import ReadResult, read_capture
from beatbook.record import Capture, Findings, Post, PostCodes


@dataclass(frozen=True, slots=True)
class ReadStep:
    """Captures into posts."""

    name: str = "beatbook.read.v1"
    needs: tuple[str, ...] = ("captures",)
    gives: tuple[str, ...] = ("posts",)

    def work(self, item: tuple[Capture, bytes]) -> ReadResult:
        """The posts of one capture; the decoded text itself is not kept, the capture's bytes are."""
        capture, data = item
        result = read_capture(capture, data)
        return ReadResult(result.kind, "", result.encoding, result.posts, result.left_out, result.problems)


@dataclass(frozen=True, slots=True)
class CodeStep:
    """Posts into what they say."""

    beat: Beat
    name: str = "beatbook.code.v1"
    needs: tuple[str, ...] = ("posts",)
    gives: tuple[str, ...] = ("codes",)

    def work(self, item: Post) -> PostCodes:
        """The codes of one post."""
        return self.work_many([item])[0]

    def work_many(self, items: Sequence[Post]) -> list[PostCodes]:
        """The codes of several posts, parsed as one batch; the same as one by one."""
        return list(code_posts(items, self.beat))


@dataclass(frozen=True, slots=True)
class CorroborateStep:
    """All posts' codes into findings."""

    beat: Beat
    name: str = "beatbook.corroborate.v1"
    needs: tuple[str, ...] = ("posts", "codes")
    gives: tuple[str, ...] = ("findings",)

    def work(self, item: Sequence[Coded]) -> Findings:
        """What all posts together say."""
        return corroborate(item, self.beat)

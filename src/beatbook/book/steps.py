"""The steps read and code, as picklable values with names and versions; corroborate brings its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from beatbook.beat import Beat
from beatbook.read import ReadResult, read_capture
from beatbook.record import Capture, Post, PostCodes, PostSigns


@dataclass(frozen=True, slots=True)
class ReadStep:
    """Captures into posts."""

    name: str = "beatbook.read.v1"
    needs: tuple[str, ...] = ("capture",)
    gives: tuple[str, ...] = ("post",)

    def work(self, item: tuple[Capture, bytes]) -> ReadResult:
        """The posts of one capture; the decoded text itself is not kept, the capture's bytes are."""
        capture, data = item
        result = read_capture(capture, data)
        return ReadResult(result.kind, "", result.encoding, result.posts, result.left_out, result.problems)


@dataclass(frozen=True, slots=True)
class SignStep:
    """Posts into the signs of the day they were written."""

    beat: Beat
    name: str = "beatbook.code.signs.v2"
    needs: tuple[str, ...] = ("post",)
    gives: tuple[str, ...] = ("signs",)

    def work(self, item: Post) -> PostSigns:
        """The signs in one post."""
        return self.work_many([item])[0]

    def work_many(self, items: Sequence[Post]) -> list[PostSigns]:
        """The signs in several posts, parsed as one batch; the same as one by one."""
        from beatbook.code.step import sign_posts  # reading English is a second's import: only where it is done

        return list(sign_posts(items, self.beat))


@dataclass(frozen=True, slots=True)
class CodeStep:
    """Posts into what they say."""

    beat: Beat
    name: str = "beatbook.code.v4"
    needs: tuple[str, ...] = ("post",)
    gives: tuple[str, ...] = ("codes",)

    def work(self, item: Post) -> PostCodes:
        """The codes of one post."""
        return self.work_many([item])[0]

    def work_many(self, items: Sequence[Post]) -> list[PostCodes]:
        """The codes of several posts, parsed as one batch; the same as one by one."""
        from beatbook.code.step import code_posts

        return list(code_posts(items, self.beat))

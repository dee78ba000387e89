"""What reading a capture gives."""

from __future__ import annotations

from dataclasses import dataclass

from beatbook.record import CaptureKind, LeftOut, Post, Problem


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The posts of a capture in page order, what was left out and why; offsets point into ``text``."""

    kind: CaptureKind
    text: str  # the decoded capture
    encoding: str
    posts: tuple[Post, ...]
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Problem, ...] = ()

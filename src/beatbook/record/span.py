"""Where words stand: a post's own text, and the capture it was read from.

Offsets are Unicode code points, end-exclusive, everywhere in beatbook.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Some words of one post: ``post.text[start:end]``.

    A span is about the post's *reading text* (``Post.text``), which is what a person reads;
    ``SourceMap`` leads from there to the untouched capture.
    """

    post: str
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character of the same post."""
        return self.post == other.post and self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.post == other.post and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a post's text that stands in the decoded capture as it is.

    ``text[at : at + length]`` came from ``decoded[source : source + width]``; ``width`` equals
    ``length`` where the characters are the same, and differs where an entity (``&amp;``), an escape
    or a joined blank stood in the source.
    """

    at: int
    source: int
    length: int
    width: int


@dataclass(frozen=True, slots=True)
class SourceMap:
    """The way from a post's text back into the decoded capture, as sorted, non-overlapping runs."""

    runs: tuple[Run, ...] = ()

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """The place in the decoded capture that holds ``text[start:end]`` (code points).

        Exact where the characters are the same in both; the smallest enclosing stretch where the
        source holds markup or entities in between. An empty map is the identity.
        """
        if not self.runs:
            return start, end
        first = self._point(start, last=False)
        last = self._point(max(start, end - 1), last=True)
        return first, max(first, last)

    def _point(self, offset: int, last: bool) -> int:
        run = self.runs[max(0, bisect_right(self.runs, offset, key=lambda r: r.at) - 1)]
        inside = min(max(offset - run.at, 0), max(run.length - 1, 0))
        if run.width == run.length:
            return run.source + inside + (1 if last else 0)
        return run.source + (run.width if last else 0)

"""A post: one piece of writing as a page of clippings shows it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

from beatbook.record.dates import UNKNOWN, DateRange
from beatbook.record.ids import make_id
from beatbook.record.span import SourceMap, Span

CreditForm = Literal["bracket", "via", "source", "dateline", "byline", "link", "given"]

TITLE_GAP = "\n\n"  # between title and body in a post's reading text


@dataclass(frozen=True, slots=True)
class Credit:
    """The outlet that a post says it has its words from."""

    name: str  # as printed, without brackets: "New York Times"
    form: CreditForm  # last-line brackets · "via X" · "Source: X" · "(Reuters) -" · "By A, X" · a link · given
    start: int  # where the name stands in the decoded capture
    end: int


@dataclass(frozen=True, slots=True)
class Post:
    """One post. ``text`` is the reading text that every ``Span`` of the post points into."""

    id: str  # content-derived: see ``post_id``
    capture: str  # id of the capture it was read from
    title: str  # "" where the page prints none
    body: str  # paragraphs joined by "\n" as the page shows them; plain text exactly as it stands
    start: int = 0  # the post's extent in the decoded capture
    end: int = 0
    printed_date: str | None = None  # the date's words as printed
    date: DateRange = UNKNOWN  # when it was published
    bounds: DateRange = UNKNOWN  # what is sure, where ``date`` is only likely
    date_why: tuple[str, ...] = ()  # what made ``date`` likely, the strongest reason first
    author: str | None = None
    credits: tuple[Credit, ...] = ()
    labels: tuple[str, ...] = ()
    link: str | None = None
    truncated: bool = False  # an excerpt with more behind it
    part: int | None = None  # "Part 2" of a series of posts
    parts: int | None = None  # "of 3", where said
    language: str | None = None  # ISO 639-1
    outlet: str | None = None  # who published the page it stands on, where known
    ref: str | None = None  # the id that the person's own file gave
    position: int = 0  # its place on the page, from 0
    source_map: SourceMap = field(default_factory=SourceMap)  # text offsets -> decoded capture

    @property
    def text(self) -> str:
        """Title and body as one text; offsets of all spans of this post point into it."""
        return f"{self.title}{TITLE_GAP}{self.body}" if self.title else self.body

    @property
    def body_start(self) -> int:
        """Where the body begins in ``text``."""
        return len(self.title) + len(TITLE_GAP) if self.title else 0

    @property
    def credit(self) -> str | None:
        """The first credited outlet as printed, or ``None``."""
        return self.credits[0].name if self.credits else None

    def span(self, start: int, end: int) -> Span:
        """A span of this post; raises ``ValueError`` if it does not lie in the text."""
        length = self.body_start + len(self.body)  # that of ``text``, which is put together at every call
        if not 0 <= start <= end <= length:
            raise ValueError(f"span {start}..{end} does not lie in post {self.id} of {length} characters")
        return Span(self.id, start, end)

    def words(self, span: Span) -> str:
        """The exact words of a span of this post."""
        return self.text[span.start : span.end]


def normal_words(text: str) -> str:
    """The words alone, case-folded, joined by single blanks: what two captures of one post share."""
    return " ".join(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).replace("\u00ad", "").casefold()))


def post_id(title: str, body: str, link: str | None = None) -> str:
    """The id that a post keeps over captures: by permalink if known, else by its normalised title and text."""
    return make_id("post", link) if link else make_id("post", normal_words(title), normal_words(body))

"""What every finder gets: the post, its parsed text, the beat."""

from __future__ import annotations

from dataclasses import dataclass

from beatbook.beat import Beat
from beatbook.code.parsed import Doc, SpacyDoc, Stretch, Token
from beatbook.record import Post, Span


@dataclass(frozen=True, slots=True, init=False)
class Reading:
    """One post being coded. ``doc.text == post.text``, so token offsets are the post's offsets."""

    post: Post
    doc: Doc
    beat: Beat

    def __init__(self, post: Post, doc: SpacyDoc | Doc, beat: Beat) -> None:
        object.__setattr__(self, "post", post)
        object.__setattr__(self, "doc", doc if isinstance(doc, Doc) else Doc(doc))
        object.__setattr__(self, "beat", beat)

    def span(self, start: int, end: int) -> Span:
        """The post's span from ``start`` to ``end`` (code points)."""
        return self.post.span(start, end)

    def span_of(self, piece: Token | Stretch) -> Span:
        """The post's span under a token or a stretch of tokens."""
        if isinstance(piece, Token):
            return self.span(piece.idx, piece.idx + len(piece.text))
        return self.span(piece.start_char, piece.end_char)

    def words(self, span: Span) -> str:
        """The exact words of a span."""
        return self.post.words(span)  # doc.text is built anew at every call

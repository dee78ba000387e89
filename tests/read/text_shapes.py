"""Plain text as scrapers leave it of the usual publishing systems."""

# ruff: noqa: E501 -- pages stand as they are printed

from __future__ import annotations

from collections.abc import Callable, Sequence

from .layouts import PIECES, Piece

MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]


def words(piece: Piece, gap: str = "\n\n") -> str:
    return gap.join(piece.paragraphs)


def every(shape: Callable[[Piece], str], gap: str = "\n\n") -> Callable[[Sequence[Piece]], str]:
    return lambda pieces: gap.join(shape(piece) for piece in pieces)


SHAPES: dict[str, Callable[[Sequence[Piece]], str]] = {
    "blogger": every(
        lambda p: (
            f"{p.day:%A}, {p.printed}\n\n{p.title}\n\n{words(p)}\n\nPosted by {p.author} at 10:12 PM 3 comments:\n\n"
            "Email This BlogThis! Share to Twitter Share to Facebook Share to Pinterest\n\nLabels: harbour, boats"
        )
    ),
    "blogger without gaps": every(
        lambda p: f"{p.printed}\n{p.title}\n{words(p, chr(10))}\nposted by {p.author} @ 10:12 PM   0 comments", "\n"
    ),
    "wordpress.com": every(
        lambda p: (
            f"{p.title}\n\nPosted: {p.printed} in Harbour\nTags: boats, quay\n0\n\n{words(p)}\n\nLike this:\n\nLike Loading..."
        )
    ),
    "typepad": every(
        lambda p: (
            f"{p.printed}\n\n{p.title}\n\n{words(p)}\n\nPosted by {p.author} at 10:12 AM in Harbour | Permalink | Comments (0) | TrackBack (0)"
        )
    ),
    "movable type": every(
        lambda p: f"{p.title}\n\n{words(p)}\n\nPosted by {p.author} on {p.printed} 10:12 AM | Permalink | Comments (2)"
    ),
    "drupal": every(
        lambda p: (
            f"{p.title}\n\nSubmitted by {p.author} on {p.day:%a}, {p.day:%m/%d/%Y} - 10:12\n\n{words(p)}\n\nRead more\nAdd new comment\nTags: boats"
        )
    ),
    "tumblr": every(lambda p: f"{p.title}\n\n{words(p)}\n\n{p.printed}\n12 notes"),
    "a calendar leaf": every(lambda p: f"{p.day.day}\n{p.day:%b}\n{p.day.year}\n{p.title}\nby {p.author}\n{words(p)}"),
    "drawn lines": every(lambda p: f"{p.title}\n{p.printed}\n\n{words(p)}", "\n\n* * *\n\n"),
    "german": every(
        lambda p: (
            f"{p.title}\n\nVeröffentlicht am {p.day.day}. {MONTHS[p.day.month - 1]} {p.day.year} von {p.author}\n\n{words(p)}\n\nKommentar hinterlassen"
        )
    ),
    "date and title": every(lambda p: f"{p.day} {p.title}\n{words(p, chr(10))}", "\n"),
    "title and date": every(lambda p: f"{p.title} ({p.printed})\n{words(p, chr(10))}", "\n"),
    "markdown": every(
        lambda p: f"## [{p.title}](https://q.example/{p.slug})\n\n*{p.printed}* by {p.author}\n\n{words(p)}"
    ),
}
UNDATED = {
    "rules": every(lambda p: f"{p.title}\n\n{words(p)}", "\n\n---\n\n"),
    "credits": every(lambda p: f"{p.title}\n\n{words(p)}\n\n[Coast Weekly]"),
}
__all__ = ["PIECES", "SHAPES", "UNDATED"]

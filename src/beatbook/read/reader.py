"""One capture in, its posts out: what it is, how it is decoded, and which reader takes it."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import replace

from beatbook.errors import RefusedInput
from beatbook.read.apart import looks_apart, read_apart
from beatbook.read.bounds import bound_dates
from beatbook.read.dates import day_comes_first
from beatbook.read.feeds import looks_like_feed, read_feed
from beatbook.read.html_reader import read_page
from beatbook.read.lines import split_lines
from beatbook.read.plain import find_drafts, settle
from beatbook.read.plain_posts import left_out, make_posts
from beatbook.read.results import ReadResult
from beatbook.record import Capture, CaptureKind, LeftOut, Post, Problem, make_id, post_id
from beatbook.text.decode import decode

BINARY_SHARE = 0.1  # of control characters in the opening; pictures and programs have a third and more
MAGIC = {  # what files begin with that hold no text as it stands
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"%PDF-": "a PDF",
    b"{\\rtf": "a rich-text file",
    b"PK\x03\x04": "a zip or office file",
    b"\xd0\xcf\x11\xe0": "an old office file",
    b"SQLite format 3": "a database",
}
GZIP = b"\x1f\x8b\x08"
LARGEST = 10_000_000  # bytes; a page of posts is a twentieth of it, and reading must stay within 5 s and 300 MB
LARGEST_FILE = 500_000_000  # bytes of posts that are already apart: they are a person's whole archive, read row by row
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|frameset)\b", re.I)
_MARKUP = re.compile(
    r"<(?:/?(?:div|p|article|section|table|tr|td|ul|li|h[1-6]|span|br|main|title|meta)\b|a\s+href)", re.I
)
LEAST_TAGS = 5  # in the opening of a page without <html>; a text may quote a tag or two


def read_capture(capture: Capture, data: bytes) -> ReadResult:
    """The posts of one capture, what was left out and why.

    Raises ``RefusedInput`` with one sentence where the bytes are too many or are no text.
    """
    data = unpacked(capture.file, data)
    apart = looks_apart(data[:100_000].decode("utf-8", "replace"))
    most = LARGEST_FILE if apart else LARGEST
    if len(data) > most:
        raise RefusedInput(capture.file, f"{len(data):,} bytes are more than the {most:,} that one page may have")
    decoded = decode(data, capture.encoding)
    text = decoded.text
    kind = next((name for magic, name in MAGIC.items() if data.startswith(magic)), None)
    if kind:
        raise RefusedInput(capture.file, f"this is {kind}, no text; save the words in it as text or HTML")
    if _is_binary(text):
        raise RefusedInput(capture.file, "this is no text: most of it are control characters")
    problems = []
    if decoded.broken:
        problems.append(Problem(capture.file, f"{decoded.broken} characters could not be read as {decoded.encoding}"))
    return _read(capture, text, decoded.encoding, tuple(problems))


def unpacked(file: str, data: bytes) -> bytes:
    """The bytes inside a gzipped file (RFC 1952), no more of them than would be read; other bytes as they are."""
    if not data.startswith(GZIP):
        return data
    try:
        return zlib.decompressobj(wbits=31).decompress(data, LARGEST_FILE + 1)
    except zlib.error as error:
        raise RefusedInput(file, f"this gzipped file is damaged ({error}); copy it again") from error


def _read(capture: Capture, text: str, encoding: str, problems: tuple[Problem, ...]) -> ReadResult:
    kind = kind_of(capture, text)
    posts: Sequence[Post]
    out: Sequence[LeftOut] = ()
    if kind == "posts":
        posts, rows = read_apart(text, capture.id, capture.file)
        problems += tuple(rows)
    elif kind == "feed":
        posts = read_feed(text, capture.id, capture.link or "")
    elif kind == "html":
        posts, out = read_page(capture, text)
    else:
        lines = settle(split_lines(text, day_comes_first(text), capture.file))
        posts = make_posts(text, lines, find_drafts(lines), capture.id)
        out = left_out(lines, posts)
    posts = _with_own_ids(posts)
    captured = capture.captured.date() if capture.captured else None
    return ReadResult(kind, text, encoding, tuple(bound_dates(posts, captured)), tuple(out), problems)


def _with_own_ids(posts: Sequence[Post]) -> list[Post]:
    """Posts of one capture never share an id: where an address stands twice, the words tell, and then the place."""
    seen: set[str] = set()
    distinct = []
    for post in posts:
        if post.id in seen:
            post = replace(post, id=post_id(post.title, post.body))
        if post.id in seen:
            post = replace(post, id=make_id("post", post.id, post.position))
        seen.add(post.id)
        distinct.append(post)
    return distinct


def _is_binary(text: str) -> bool:
    """Whether bytes were no text: control characters, or what is left where no encoding fits.

    NULs alone do not tell (old tools strew them over text); C1 controls stand in no text of today.
    """
    head = text[:4000]
    odd = sum(
        1 for c in head if (ord(c) < 32 and c not in "\t\n\r\x0b\x0c\x00\x1b") or "\x7f" <= c <= "\x9f" or c == "\ufffd"
    )
    return odd > BINARY_SHARE * len(head) and len(head) > 20


def kind_of(capture: Capture, text: str) -> CaptureKind:
    """What a capture holds, by its opening."""
    head = text[:100_000].lstrip("\ufeff \t\r\n\x00")
    if looks_apart(head):
        return "posts"
    if looks_like_feed(head):
        return "feed"
    if _PAGE.search(head[:3000]):
        return "html"
    tags = len(_MARKUP.findall(head[:6000]))
    return "html" if tags >= (1 if head.startswith("<") else LEAST_TAGS) else "text"

"""One capture in, its posts out: what it is, how it is decoded, and which reader takes it."""

from __future__ import annotations

import re

from beatbook.errors import RefusedInput
from beatbook.read.dates import day_comes_first
from beatbook.read.html_reader import read_page
from beatbook.read.lines import split_lines
from beatbook.read.plain import find_drafts
from beatbook.read.plain_posts import left_out, make_posts
from beatbook.read.results import ReadResult
from beatbook.record import Capture, CaptureKind, Problem
from beatbook.text.decode import decode

LARGEST = 24_000_000  # bytes; a page of posts is a hundredth of it, and reading must stay within 5 s and 300 MB
_MARKUP = re.compile(r"<(?:!doctype html|html|head|body|div|p|article|table|meta|title|script|a)\b", re.I)


def read_capture(capture: Capture, data: bytes) -> ReadResult:
    """The posts of one capture, what was left out and why.

    Raises ``RefusedInput`` with one sentence where the bytes are too many or are no text.
    """
    if len(data) > LARGEST:
        raise RefusedInput(capture.file, f"{len(data):,} bytes are more than the {LARGEST:,} that one page may have")
    decoded = decode(data, capture.encoding)
    text = decoded.text
    if _is_binary(text):
        raise RefusedInput(capture.file, "this is no text: most of it are control characters")
    problems = []
    if decoded.broken:
        problems.append(Problem(capture.file, f"{decoded.broken} characters could not be read as {decoded.encoding}"))
    if kind_of(capture, text) == "html":
        posts, out = read_page(capture, text)
        return ReadResult("html", text, decoded.encoding, tuple(posts), tuple(out), tuple(problems))
    return read_text(capture, text, decoded.encoding, tuple(problems))


def _is_binary(text: str) -> bool:
    head = text[:4000]
    odd = sum(1 for c in head if ord(c) < 32 and c not in "\t\n\r\x0b\x0c\x00\x1b")
    return odd > 0.1 * len(head) and len(head) > 20


def kind_of(capture: Capture, text: str) -> CaptureKind:
    """What a capture holds, by its opening first and its media type or ending second."""
    head = text[:2000].lstrip("\ufeff \t\r\n\x00")
    if _MARKUP.search(head):
        return "html"
    return "text"


def read_text(capture: Capture, text: str, encoding: str, problems: tuple[Problem, ...] = ()) -> ReadResult:
    """The posts of a plain text."""
    lines = split_lines(text, day_comes_first(text))
    posts = make_posts(text, lines, find_drafts(lines), capture.id)
    return ReadResult("text", text, encoding, tuple(posts), tuple(left_out(lines, posts)), problems)

"""Gzipped files: read as what is inside."""

from __future__ import annotations

import gzip

import pytest

from beatbook.errors import RefusedInput
from beatbook.read import read_capture
from beatbook.record import Capture

WORDS = "The quay in Larkenfold is closed for a month, the harbour master said, because a crane leans over it. " * 6
PAGE = f"<html><body><article><h1>Quay closed</h1><p>{WORDS}</p></article></body></html>"


def test_a_gzipped_page_is_read_like_the_page() -> None:
    packed = gzip.compress(PAGE.encode(), mtime=0)
    found = read_capture(Capture("a", "page.html.gz", "page.html.gz", len(packed)), packed)
    assert [p.title for p in found.posts] == ["Quay closed"]
    assert found.text == PAGE


def test_a_damaged_one_and_one_that_swells_are_refused() -> None:
    packed = bytearray(gzip.compress(PAGE.encode() * 50, mtime=0))
    packed[20] ^= 0xFF
    with pytest.raises(RefusedInput, match="damaged"):
        read_capture(Capture("a", "x.gz", "x.gz", 1), bytes(packed))
    with pytest.raises(RefusedInput, match="more than"):
        read_capture(Capture("a", "x.gz", "x.gz", 1), gzip.compress(b"<html>" + b"a" * 30_000_000, mtime=0))


@pytest.mark.parametrize("data", [b"\x7fELF" + b"\x00text" * 50, b"%PDF-1.7 some words", bytes(range(256)) * 40])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedInput, match="no text"):
        read_capture(Capture("a", "x", "x", len(data)), data)

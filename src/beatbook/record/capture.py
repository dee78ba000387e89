"""A capture: bytes as they were found, untouched, under their sha256."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

CaptureKind = Literal["html", "text", "feed", "posts", "unknown"]
"""html page · plain text · RSS/Atom/JSON feed · posts that are already apart (JSON Lines, CSV)."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One thing that was collected. Its bytes lie in the store under ``id``."""

    id: str  # sha256 of the bytes, hex
    file: str  # base name of the file, or the last part of the address
    source: str  # where from, as the person gave it: a path, an address, "-" for stdin
    size: int  # bytes
    media_type: str | None = None  # as the server, archive or file ending says
    encoding: str | None = None  # as the server or archive says; None: to be found out when read
    link: str | None = None  # the page's own address, where known (URL fetched, WARC-Target-URI)
    captured: datetime | None = None  # when it was captured (WARC-Date, Date header); None: not known
    added: datetime | None = None  # when it was added to the book; never part of exported bytes


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be done, in one sentence that says where and what to do."""

    where: str  # file, address or item
    message: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A stretch of a capture that is not part of any post, and why. Offsets into the decoded capture."""

    start: int
    end: int
    reason: str

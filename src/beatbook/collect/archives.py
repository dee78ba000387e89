"""Web archives: WARC, gzipped or not, and WACZ.

warcio gives no error on a truncated file and nothing after a damaged record, so this reader counts for itself:
a record shorter than it says is a Problem, and reading goes on at the next record that can be found.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Generator, Iterator
from datetime import datetime
from typing import IO, Any
from urllib.parse import unquote, urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from beatbook.collect.items import Collected, make_capture
from beatbook.record import Problem

GZIP_MAGIC = b"\x1f\x8b\x08"
WARC_MAGIC = b"WARC/1."
CHUNK = 1 << 20
RECORD_MAX = 64 * 2**20  # one page; larger payloads are films and archives, not clippings
READABLE = ("text/html", "application/xhtml+xml", "text/plain", "application/rss+xml", "application/atom+xml",
            "application/xml", "text/xml", "application/feed+json")  # fmt: skip


def is_warc(name: str, head: bytes) -> bool:
    """Whether a file is a WARC, by its ending or its first bytes."""
    return name.lower().endswith((".warc", ".warc.gz")) or head.startswith(WARC_MAGIC)


def is_zip(head: bytes) -> bool:
    """Whether a file is a zip (a WACZ is one)."""
    return head.startswith(b"PK\x03\x04")


def open_wacz(handle: IO[bytes], source: str) -> Iterator[Collected | Problem]:
    """Every page of every WARC in a WACZ."""
    try:
        with zipfile.ZipFile(handle) as archive:
            warcs = sorted(n for n in archive.namelist() if n.lower().endswith((".warc", ".warc.gz")))
            if not warcs:
                yield Problem(source, "is a zip with no WARC in it; unpack it and add the files inside")
            for name in warcs:
                with archive.open(name) as warc:
                    yield from read_warc(warc, f"{source}!{name}")
    except (zipfile.BadZipFile, OSError, EOFError) as error:
        yield Problem(source, f"is a damaged zip ({error}); copy it again")


def read_warc(handle: IO[bytes], source: str) -> Iterator[Collected | Problem]:
    """Every readable page of a WARC in file order, in flat memory (one record at a time)."""
    start = 0
    while True:
        handle.seek(start)
        end = yield from _read_run(handle, source, start)
        following = _next_record(handle, end)
        if following is None:
            return
        yield Problem(source, f"has a damaged record at byte {end}; went on at byte {following}")
        start = following


def _read_run(handle: IO[bytes], source: str, start: int) -> Generator[Collected | Problem, None, int]:
    """Records from ``start`` until the end or a damaged one; returns the byte where reading stopped."""
    reached = start
    try:
        records = ArchiveIterator(handle, no_record_parse=False, arc2warc=True)
        for record in records:
            offset = reached = records.offset
            if record.rec_type in {"response", "resource"}:
                found = _page(record, source, offset)
                if found is not None:
                    yield found
        reached = _size(handle)
    except (ArchiveLoadFailed, OSError, EOFError, ValueError, UnicodeError) as error:
        yield Problem(source, f"could not be read at byte {reached} ({_short(error)})")
        reached += 1
    return reached


def _page(record: Any, source: str, offset: int) -> Collected | Problem | None:
    link = record.rec_headers.get_header("WARC-Target-URI")
    headers = record.http_headers
    if headers is not None and not (headers.get_statuscode() or "200").startswith("2"):
        return None
    kind = (headers.get_header("Content-Type") if headers else record.rec_headers.get_header("Content-Type")) or ""
    media_type, _, rest = kind.partition(";")
    if media_type.strip().lower() not in READABLE or not link or link.startswith(("dns:", "urn:")):
        return None
    data = record.content_stream().read(RECORD_MAX + 1)
    if len(data) > RECORD_MAX:
        return Problem(f"{source}, byte {offset}", f"{link} is over {RECORD_MAX // 2**20} MB and was not read")
    left = getattr(record.raw_stream, "limit", 0)
    collected = make_capture(
        data, f"{source}#{offset}", _name(link), media_type=media_type.strip().lower(),
        encoding=rest.partition("charset=")[2].strip(" \"'") or None, link=link,
        captured=_date(record.rec_headers.get_header("WARC-Date")),
    )  # fmt: skip
    if left and not record.raw_stream.read(1):
        return Problem(f"{source}, byte {offset}", f"{link} is cut short ({left} bytes are missing); archive it again")
    return collected if data.strip() else None


def _name(link: str) -> str:
    parts = urlsplit(link)
    return unquote(parts.path.rstrip("/").rpartition("/")[2]) or parts.netloc


def _date(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None
    except ValueError:
        return None


def _size(handle: IO[bytes]) -> int:
    return handle.seek(0, io.SEEK_END)


def _next_record(handle: IO[bytes], after: int) -> int | None:
    """The byte of the next gzip member or WARC head after ``after``, or ``None``."""
    handle.seek(after)
    tail, at = b"", after
    while chunk := handle.read(CHUNK):
        block = tail + chunk
        hits = [i for i in (block.find(GZIP_MAGIC), block.find(WARC_MAGIC)) if i >= 0]
        if hits:
            return at - len(tail) + min(hits)
        tail, at = block[-8:], at + len(chunk)
    return None


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__

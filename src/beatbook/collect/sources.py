"""From what a person types to captures: one source may hold many, and one bad item never stops the rest."""

from __future__ import annotations

import glob
import mimetypes
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from beatbook.collect.archives import is_warc, is_zip, open_wacz, read_warc
from beatbook.collect.items import Collected, make_capture
from beatbook.collect.mhtml import is_mhtml, read_mhtml
from beatbook.collect.opml import feeds_of, is_opml
from beatbook.collect.web import Fetcher, is_address
from beatbook.record import Problem

MAX_BYTES = 200 * 2**20  # one plain file; WARC files are streamed and may be larger. Protects a laptop's memory.
HEAD = 4096  # enough to tell a file's kind
IGNORED_FILES = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
NOT_CLIPPINGS = ("image/", "audio/", "video/", "font/", "text/css", "text/javascript", "application/javascript")


def collect(
    sources: Iterable[str], fetcher: Fetcher | None = None, stdin: BinaryIO | None = None
) -> Iterator[Collected | Problem]:
    """Yield what each source holds, in order.

    A source is a file, a folder (all files below it, sorted), a glob, ``-`` (stdin) or an address. Addresses
    are fetched only where a ``fetcher`` is given; without one each is a Problem that says how to allow it.
    """
    for source in sources:
        if is_address(source):
            yield from _fetch(source, fetcher)
        elif source == "-":
            data = (stdin or sys.stdin.buffer).read()
            yield make_capture(data, "-", "stdin") if data else Problem("-", "nothing came in on standard input")
        else:
            yield from _paths(source, fetcher)


def _paths(source: str, fetcher: Fetcher | None) -> Iterator[Collected | Problem]:
    path = Path(source)
    if path.is_dir():
        found = list(_files_below(path))
        if not found:
            yield Problem(source, "the folder holds no files to read")
    elif path.exists():
        found = [path]
    else:
        found = [Path(p) for p in sorted(glob.glob(source, recursive=True)) if Path(p).is_file()]
        if not found:
            yield Problem(source, "no such file or folder; check the path")
    for file in found:
        yield from _file(file, fetcher)


def _files_below(folder: Path) -> Iterator[Path]:
    for root, dirs, files in os.walk(folder):
        dirs[:] = sorted(d for d in dirs if not d.startswith(".") and not d.endswith("_files"))
        for name in sorted(files):
            path = Path(root, name)
            if path.is_file() and _may_hold_words(name):
                yield path


def _may_hold_words(name: str) -> bool:
    if name.startswith(".") or name.lower() in IGNORED_FILES:
        return False
    return not (mimetypes.guess_type(name)[0] or "").startswith(NOT_CLIPPINGS)


def _file(path: Path, fetcher: Fetcher | None) -> Iterator[Collected | Problem]:
    try:
        with path.open("rb") as handle:
            head = handle.read(HEAD)
            handle.seek(0)
            if is_warc(path.name, head):
                yield from read_warc(handle, str(path))
                return
            if is_zip(head):
                yield from open_wacz(handle, str(path))
                return
            size = path.stat().st_size
            if size > MAX_BYTES:
                yield Problem(str(path), f"is {size // 2**20} MB, over the limit of {MAX_BYTES // 2**20} MB; split it")
                return
            data = handle.read()
    except OSError as error:
        yield Problem(str(path), f"cannot be read ({error.strerror or error})")
        return
    yield from _bytes(data, str(path), path.name, fetcher)


def _bytes(data: bytes, source: str, name: str, fetcher: Fetcher | None) -> Iterator[Collected | Problem]:
    if not data.strip(b"\x00 \t\r\n"):
        yield Problem(source, "is empty")
    elif is_mhtml(name, data[:HEAD]):
        yield read_mhtml(data, source, name)
    elif is_opml(name, data[:HEAD]):
        yield from _opml(data, source, fetcher)
    else:
        yield make_capture(data, source, name, media_type=mimetypes.guess_type(name)[0])


def _opml(data: bytes, source: str, fetcher: Fetcher | None) -> Iterator[Collected | Problem]:
    feeds = feeds_of(data, source)
    if isinstance(feeds, Problem):
        yield feeds
        return
    for address in feeds:
        if is_address(address):
            yield from _fetch(address, fetcher)
        else:  # an OPML kept beside its feeds names them by relative path
            yield from _paths(str(Path(source).parent / address), fetcher)


def _fetch(address: str, fetcher: Fetcher | None) -> Iterator[Collected | Problem]:
    if fetcher is None:
        yield Problem(address, "is on the network, and beatbook stays offline unless asked; add --fetch to fetch it")
        return
    found = fetcher.fetch(address)
    if isinstance(found, Problem) or not is_opml(found.capture.file, found.data[:HEAD]):
        yield found
        return
    yield from _opml(found.data, address, fetcher)

"""A person's own gazetteer: where it is kept, and taking it into use."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from beatbook.errors import UsageError

VARIABLE = "BEATBOOK_GAZETTEER"  # names the folder; worker processes inherit it


def own_folder() -> Path:
    """The folder of the person's own gazetteer: what the variable says, else the usual place for a program's data."""
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE])
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "beatbook"


def use_own_places() -> str:
    """Take the own gazetteer into use where there is one; its digest, or "" where there is none.

    The digest is part of the key of every coded post: other places may give other readings.
    """
    folder = own_folder()
    if not folder.is_dir():
        return ""
    from beatbook.code.places.dump import FILE, OwnPlaces

    if not (folder / FILE).is_file():
        return ""
    os.environ[VARIABLE] = str(folder)
    return OwnPlaces(folder / FILE).digest


def add_places(dump: Path) -> tuple[Path, int]:
    """Import a GeoNames dump (``.zip`` or ``.txt``); the file it went to, and how many places it holds."""
    from beatbook.code.places.dump import parse_geonames, save_geonames

    folder = own_folder()
    folder.mkdir(parents=True, exist_ok=True)
    return save_geonames(parse_geonames(_lines(dump)), folder)


def _lines(dump: Path) -> Iterator[str]:
    if not zipfile.is_zipfile(dump):
        with dump.open(encoding="utf-8") as lines:
            yield from lines
        return
    with zipfile.ZipFile(dump) as archive:
        names = [n for n in archive.namelist() if n.endswith(".txt") and "readme" not in n.lower()]
        if not names:
            raise UsageError(f"{dump} holds no .txt file; give a dump from download.geonames.org")
        with archive.open(names[0]) as raw:
            yield from io.TextIOWrapper(raw, encoding="utf-8")

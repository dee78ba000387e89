"""On which line of a TOML text each key stands; tomllib does not say."""

from __future__ import annotations

import re

Path = tuple[str | int, ...]

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]#]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""^\s*((?:"[^"]*"|'[^']*'|[\w-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[\w-]+))*)\s*=(.*)$""")
_PART = re.compile(r"""\s*("[^"]*"|'[^']*'|[\w-]+)\s*\.?""")
_SYNTAX_LINE = re.compile(r"\(?at line (\d+), column \d+\)?")


def find_lines(text: str) -> dict[Path, int]:
    """The line (from 1) of every table header and key, by its path: ``("event_types", 0, "verbs")``."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    quote = ""  # the mark that closes a string of several lines
    for number, line in enumerate(text.splitlines(), 1):
        if quote:
            quote = "" if line.count(quote) % 2 else quote
            continue
        if header := _HEADER.match(line):
            table = _table_path(_parts(header[2]), header[1] == "[[", counts)
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            found.setdefault((*table, *_parts(key[1])), number)
            quote = next((mark for mark in ('"""', "'''") if key[2].count(mark) % 2), "")
    return found


def line_of(path: Path, lines: dict[Path, int]) -> int | None:
    """The line of a path, or of the nearest table that holds it."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


def syntax_line(message: str, text: str) -> tuple[int | None, str]:
    """The line of ``text`` that a tomllib error names, and the error's message without it."""
    at = _SYNTAX_LINE.search(message)
    if message.endswith("(at end of document)"):
        return len(text.splitlines()), message.removesuffix("(at end of document)").strip() + " at the end of the file"
    return (int(at[1]) if at else None), _SYNTAX_LINE.sub("", message).strip()


def _parts(dotted: str) -> Path:
    return tuple(part.strip("\"'") for part in _PART.findall(dotted))


def _table_path(names: Path, is_array: bool, counts: dict[Path, int]) -> Path:
    path: Path = ()
    for position, name in enumerate(names):
        path = (*path, name)
        if is_array and position == len(names) - 1:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path

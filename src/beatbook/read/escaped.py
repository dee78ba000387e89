"""Text that stands escaped in its source (JSON, CSV, XML), unescaped with the way back kept."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape

from beatbook.record import Run


@dataclass(frozen=True, slots=True)
class Mapped:
    """A text and the runs that lead from it into the source."""

    text: str
    runs: tuple[Run, ...]

    def place(self, start: int, end: int) -> list[Run]:
        """The runs of ``text[start:end]``, counted from its start; stretches that stand as they are stay exact."""
        found: list[Run] = []
        i = max(0, bisect_right(self.runs, start, key=lambda r: r.at) - 1)
        while i < len(self.runs) and self.runs[i].at < end:
            run = self.runs[i]
            low, high = max(start, run.at), min(end, run.at + run.length)
            if low < high:
                if run.width == run.length:
                    found.append(Run(low - start, run.source + low - run.at, high - low, high - low))
                else:
                    found.append(Run(low - start, run.source, high - low, run.width))
            i += 1
        return found


def make_mapped(pieces: Iterable[tuple[str, int, int]]) -> Mapped:
    """A mapped text from pieces ``(text, source start, source end)``; neighbours that stand as they are are joined."""
    parts: list[str] = []
    runs: list[Run] = []
    at = 0
    for text, start, end in pieces:
        if not text:
            continue
        last = runs[-1] if runs else None
        if last and end - start == len(text) and last.width == last.length and last.source + last.width == start:
            runs[-1] = Run(last.at, last.source, last.length + len(text), last.width + len(text))
        else:
            runs.append(Run(at, start, len(text), end - start))
        parts.append(text)
        at += len(text)
    return Mapped("".join(parts), tuple(runs))


_JSON = re.compile(r'[^\\"]+|(?:\\u[0-9a-fA-F]{4})+|\\.')


def json_text(source: str, start: int, end: int) -> Mapped:
    """The value of a JSON string that stands with its quotation marks at ``source[start:end]``."""
    pieces = []
    for match in _JSON.finditer(source, start + 1, end - 1):
        raw = match[0]
        pieces.append((json.loads(f'"{raw}"') if raw[0] == "\\" else raw, *match.span()))
    return make_mapped(pieces)


_XML = re.compile(r"<!\[CDATA\[(.*?)\]\]>|[^&<]+|&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});|.", re.DOTALL)


def xml_text(source: str, start: int, end: int) -> Mapped:
    """The text of an XML element's inside: CDATA as it stands, entities resolved."""
    pieces = []
    for match in _XML.finditer(source, start, end):
        if match[1] is not None:
            pieces.append((match[1], *match.span(1)))
        elif match[0][0] == "&" and len(match[0]) > 1:
            pieces.append((unescape(match[0]), *match.span()))
        else:
            pieces.append((match[0], *match.span()))
    return make_mapped(pieces)


def csv_text(source: str, start: int, end: int, quoted: bool) -> Mapped:
    """The value of a CSV field; ``quoted`` where it stands between quotation marks at ``source[start:end]``."""
    if not quoted:
        return make_mapped([(source[start:end], start, end)])
    pieces = []
    for match in re.finditer(r'[^"]+|""', source[start + 1 : end - 1]):
        low, high = match.start() + start + 1, match.end() + start + 1
        pieces.append(('"' if match[0] == '""' else match[0], low, high))
    return make_mapped(pieces)


def through(runs: Sequence[Run], inner: Mapped) -> list[Run]:
    """Runs that point into ``inner.text``, made to point into the source behind it."""
    led: list[Run] = []
    for run in runs:
        parts = inner.place(run.source, run.source + run.width)
        if run.width == run.length:
            led.extend(Run(run.at + p.at, p.source, p.length, p.width) for p in parts)
        elif parts:
            end = parts[-1].source + parts[-1].width
            led.append(Run(run.at, parts[0].source, run.length, end - parts[0].source))
    return led

"""Posts that are already apart: JSON Lines and CSV with id, title, date, outlet, link, text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from beatbook.read.dates import first_date, given_date
from beatbook.read.escaped import Mapped, csv_text, json_text, make_mapped
from beatbook.read.fields import find_credits, find_part
from beatbook.record import Credit, DateRange, Post, Problem, Run, SourceMap, post_id
from beatbook.record.post import TITLE_GAP

FIELDS = ("id", "title", "date", "outlet", "link", "text", "author")
EMPTY = make_mapped(())


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line, where it stands in the file, and its fields."""

    line: int
    start: int
    end: int
    fields: Mapping[str, Mapped]


class _RowError(Exception):
    def __init__(self, line: int, message: str) -> None:
        self.line, self.message = line, message
        super().__init__(message)


def looks_apart(head: str) -> bool:
    """Whether a file's opening is JSON Lines of posts, or a CSV whose first line names a text column."""
    first = head.lstrip("\ufeff \t\r\n")[:100_000]
    if first.startswith("{"):
        return bool(re.match(r'\{[^\n]*"text"\s*:', first))
    names = _header(first.split("\n", 1)[0])
    return "text" in names[0] and len(names[0]) > 1


def read_apart(text: str, capture: str, file: str) -> tuple[list[Post], list[Problem]]:
    """The posts of a file, and a problem for each row that holds none."""
    rows = _json_rows(text) if text.lstrip("\ufeff \t\r\n").startswith("{") else _csv_rows(text)
    posts: list[Post] = []
    problems: list[Problem] = []
    for row in rows:
        if isinstance(row, _RowError):
            problems.append(Problem(file, row.message, row.line))
            continue
        words = row.fields.get("text", EMPTY)
        if not words.text.strip():
            problems.append(Problem(file, "no text in this row; 'text' is the one field that must be there", row.line))
            continue
        post, complaint = _post(row, capture, len(posts))
        posts.append(post)
        if complaint:
            problems.append(Problem(file, complaint, row.line))
    return posts, problems


def _post(row: Row, capture: str, position: int) -> tuple[Post, str | None]:
    get = row.fields.get
    title, body = get("title", EMPTY), get("text", EMPTY)
    shown, gap = title.text.strip(), len(TITLE_GAP)
    lead = len(title.text) - len(title.text.lstrip())
    runs = title.place(lead, lead + len(shown))
    at = len(shown) + gap if shown else 0
    runs += [Run(at + r.at, r.source, r.length, r.width) for r in body.runs]
    source_map = SourceMap(tuple(runs))
    link = get("link", EMPTY).text.strip() or None
    outlet = get("outlet", EMPTY)
    ref = get("id", EMPTY).text.strip() or None
    printed = get("date", EMPTY).text.strip() or None
    date, complaint = _date(printed)
    part, parts = find_part(shown)
    return (
        Post(
            id=post_id(shown, body.text, link or (f"ref:{ref}" if ref else None)),
            capture=capture,
            title=shown,
            body=body.text,
            start=row.start,
            end=row.end,
            printed_date=printed,
            date=date,
            author=get("author", EMPTY).text.strip() or None,
            credits=_credits(outlet, body.text, source_map, at),
            link=link,
            part=part,
            parts=parts,
            outlet=outlet.text.strip() or None,
            ref=ref,
            position=position,
            source_map=source_map,
        ),
        complaint,
    )


def _credits(outlet: Mapped, body: str, source_map: SourceMap, at: int) -> tuple[Credit, ...]:
    found: list[Credit] = []
    name = outlet.text.strip()
    if name:
        place = outlet.runs[0].source, outlet.runs[-1].source + outlet.runs[-1].width
        found.append(Credit(name, "given", *place))
    found.extend(
        Credit(c.name, c.form, *source_map.source_range(at + c.start, at + c.end))
        for c in find_credits(body)
        if c.name.lower() != name.lower()
    )
    return tuple(found)


def _date(printed: str | None) -> tuple[DateRange, str | None]:
    if printed is None:
        return DateRange(), None
    value = given_date(printed)
    if value is not None:
        return value, None
    found = first_date(printed)
    if found is not None:
        return found.range("given"), None
    return DateRange(), f"the date '{printed[:40]}' is not understood; write it as 2024-03-31, 2024-03 or 2024"


_BLANK = re.compile(r"\s*")
_DECODER = json.JSONDecoder()


def _json_rows(text: str) -> Iterator[Row | _RowError]:
    at = 0
    for number, line in enumerate(text.split("\n"), 1):
        start, end = at, at + len(line)
        at = end + 1
        if line.strip(" \t\r\ufeff"):
            try:
                yield Row(number, start, end, _json_fields(text, start, end, number))
            except _RowError as error:
                yield error


def _json_fields(text: str, start: int, end: int, number: int) -> dict[str, Mapped]:
    try:
        value = json.loads(text[start:end].strip("\ufeff \t\r"))
    except ValueError as error:
        raise _RowError(number, f"this line is not JSON: {error}") from None
    except RecursionError:
        raise _RowError(number, "this line is nested too deeply") from None
    if not isinstance(value, dict):
        raise _RowError(number, "this line is not a JSON object with a 'text'")
    fields: dict[str, Mapped] = {}
    i = text.index("{", start) + 1
    while True:
        i = _skip(text, i)
        if text[i] == "}":
            return fields
        key, key_end = _DECODER.raw_decode(text, i)
        i = _skip(text, _skip(text, key_end) + 1)
        inner, stop = _DECODER.raw_decode(text, i)
        if key in FIELDS and inner is not None:
            if isinstance(inner, str):
                fields[key] = json_text(text, i, stop)
            elif isinstance(inner, int | float) and key != "text":
                fields[key] = make_mapped([(text[i:stop], i, stop)])
            else:
                raise _RowError(number, f"'{key}' must be a text")
        i = _skip(text, stop)
        if text[i] == ",":
            i += 1


def _skip(text: str, i: int) -> int:
    match = _BLANK.match(text, i)
    return match.end() if match else i


def _header(line: str) -> tuple[list[str], str]:
    delimiter = max(",;\t", key=line.count)
    return [name.strip().strip('"').lower() for name in line.strip("\ufeff\r\n").split(delimiter)], delimiter


_PLAIN_FIELD = {",": re.compile(r"[^,\r\n]*"), ";": re.compile(r"[^;\r\n]*"), "\t": re.compile(r"[^\t\r\n]*")}
_QUOTED_FIELD = re.compile(r'"(?:[^"]++|"")*+"')


def _csv_rows(text: str) -> Iterator[Row | _RowError]:
    names, delimiter = _header(text.split("\n", 1)[0])
    at = text.index("\n") + 1 if "\n" in text else len(text)
    line = 2
    while at < len(text):
        start, first = at, line
        cells: list[Mapped] = []
        while True:
            quoted = _QUOTED_FIELD.match(text, at)
            match = quoted or _PLAIN_FIELD[delimiter].match(text, at)
            if match is None:  # cannot be: the plain field matches the empty text
                break
            cells.append(csv_text(text, *match.span(), quoted is not None))
            at = match.end()
            if quoted is not None and at < len(text) and text[at] not in f"{delimiter}\r\n":
                at = (text.find("\n", at) + 1 or len(text) + 1) - 1
            if at >= len(text) or text[at] != delimiter:
                break
            at += 1
        end = at
        while at < len(text) and text[at] in "\r\n":
            at += 1
            if text[at - 1] == "\n":
                break
        line += text.count("\n", start, at)
        if any(cell.text.strip() for cell in cells):
            if len(cells) > len(names):
                yield _RowError(first, f"{len(cells)} fields in a file with {len(names)} columns; is a text unquoted?")
            else:
                yield Row(first, start, end, {k: v for k, v in zip(names, cells, strict=False) if k in FIELDS})

"""`beatbook code`: texts into codes, with no book at all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from beatbook.beat import Beat
from beatbook.book.own_places import use_own_places
from beatbook.code.as_json import as_json
from beatbook.code.reading import Reading
from beatbook.code.step import code_reading
from beatbook.collect import Collected
from beatbook.english import pipeline
from beatbook.record import UNKNOWN, DateRange, Post, Problem, day

BATCH = 32


@dataclass(frozen=True, slots=True)
class TextItem:
    """One text to be coded as one post's body."""

    id: str
    text: str
    date: DateRange


def code_texts(items: Iterable[TextItem], beat: Beat, tokens: bool = False) -> Iterator[dict[str, Any]]:
    """What `beatbook code --json` prints, one object a text, in order; parsed in batches."""
    use_own_places()
    nlp = pipeline(beat.pipeline) if beat.pipeline else pipeline()
    batch: list[TextItem] = []
    for item in items:
        batch.append(item)
        if len(batch) == BATCH:
            yield from _coded(batch, beat, nlp, tokens)
            batch = []
    yield from _coded(batch, beat, nlp, tokens)


def _coded(batch: list[TextItem], beat: Beat, nlp: Any, tokens: bool) -> Iterator[dict[str, Any]]:
    for item, doc in zip(batch, nlp.pipe([item.text for item in batch]), strict=True):
        post = Post(id=item.id, capture="", title="", body=item.text, end=len(item.text), date=item.date)
        codes = code_reading(Reading(post, doc, beat))
        yield {"file": item.id, **as_json(codes, doc if tokens else None)}


def text_items(found: Collected, when: date | None) -> Iterator[TextItem | Problem]:
    """A file as texts to code: JSON Lines (``{"id", "date", "text"}``) a line each, anything else as one text."""
    text = found.data.decode("utf-8-sig", "replace")
    anchor = day(when, "given") if when else UNKNOWN
    name = found.capture.file
    if not (name.endswith((".jsonl", ".ndjson")) or (name == "stdin" and text.lstrip().startswith('{"'))):
        yield TextItem(name, text, anchor)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _line_item(line, number, name, anchor)


def _line_item(line: str, number: int, name: str, anchor: DateRange) -> TextItem | Problem:
    try:
        row = json.loads(line)
        text = row["text"]
        if not isinstance(text, str):
            raise TypeError
        when = parse_day(str(row["date"])) if row.get("date") else None
    except json.JSONDecodeError as error:
        return Problem(name, f"is not JSON ({error.msg}); one object a line", number)
    except (KeyError, TypeError, AttributeError):
        return Problem(name, 'has no "text"; each line is {"id", "date", "text"}', number)
    except ValueError:
        return Problem(name, f"has a date that is not YYYY-MM-DD: {row['date']!r}", number)
    return TextItem(str(row.get("id") or f"{name}:{number}"), text, day(when, "given") if when else anchor)


def parse_day(words: str) -> date:
    """A date as YYYY-MM-DD, a time behind it ignored; raises ``ValueError``."""
    return date.fromisoformat(words.strip()[:10])

"""Titles before people's names: "Foreign Minister", "Mrs."."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from beatbook.code.names.marks import WORD, Mark, trim
from beatbook.code.names.words import words

TITLE = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=[(“\"‘—-]))((?:[A-Z][\w-]*\.?\s+){1,5})$")
OVERLOOKED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof)\.?\s+((?:[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+)?)")


def is_title(mark: Mark) -> bool:
    """Whether a person's name is nothing but the title of an office: "Gen.", "Ambassador"; "King" may be a name."""
    found = mark.words()
    return mark.kind == "PER" and bool(found) and all(w in words().offices for w in found)


def with_title(mark: Mark, text: str) -> Mark:
    """A person without the title that the pipeline took in, and with the title that stands before the name."""
    if mark.kind != "PER":
        return mark
    found = list(WORD.finditer(text, mark.start, mark.end))
    count = 0
    while count < len(found) - 1 and found[count].group() in words().titles:
        count += 1
    if count and words().heads.isdisjoint(w.group() for w in found[:count]):
        count = 0
    start = found[count].start() if count else mark.start
    return replace(mark, start=start, text=text[start : mark.end], title=title_before(text, start))


def title_before(text: str, start: int) -> str | None:
    """The title right before an offset: "Foreign Minister " before "Marta Ruiz"."""
    match = TITLE.search(text, max(0, start - 60), start)
    if not match:
        return None
    found = match.group(1).split()
    kept = list(takewhile(lambda word: word.rstrip(".") in words().titles, reversed(found)))[::-1]
    return " ".join(kept) if not words().heads.isdisjoint(w.rstrip(".") for w in kept) else None


def after_titles(marks: Sequence[Mark], text: str) -> Iterator[Mark]:
    """Persons that the pipeline missed after "Mr", "Ms", "Dr" and the like."""
    taken = [(m.start, m.end) for m in marks]
    for match in OVERLOOKED.finditer(text):
        start, end = trim(text, *match.span(1))
        if start < end and not any(a < end and start < b for a, b in taken):
            yield Mark(start, end, text[start:end], "PER", title=match.group().split()[0], rule="title")

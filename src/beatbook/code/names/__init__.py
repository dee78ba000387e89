"""Names of a post, short forms joined to full ones. In: Reading. Out: Mention. Never: another post."""

from __future__ import annotations

import re

from beatbook.code.names.bodies import bare, join_bodies
from beatbook.code.names.marks import Mark, marks_of_beat, marks_of_pipeline
from beatbook.code.names.mend import agreed, as_place, divided, joined, lengthened, widened, with_known, with_outlet
from beatbook.code.names.people import join_people
from beatbook.code.names.titles import after_titles, is_title, with_title
from beatbook.code.reading import Reading
from beatbook.record import Mention

PLURAL = re.compile(r"(?<=[aeiou]n)s$|(?<=i)s$")


def find_names(reading: Reading) -> tuple[Mention, ...]:
    """All names in reading order, each with the fullest form it stands for."""
    marks = find_marks(reading)
    entities = join_people(marks, reading.post.text) | join_bodies(marks, reading.post.text)
    aliases = dict(reading.beat.names)
    mentions = []
    for i, mark in enumerate(marks):
        entity = aliases.get(mark.text) or entities.get(i) or _plain(mark)
        span = reading.span(mark.start, mark.end)
        mentions.append(Mention(span, mark.text, mark.kind, aliases.get(entity, entity), mark.title, mark.rule))
    return tuple(mentions)


def find_marks(reading: Reading) -> list[Mark]:
    """All names in reading order, mended, none overlapping another."""
    text, beat = reading.post.text, reading.beat
    marks = list(marks_of_beat(beat, text))
    for mark in marks_of_pipeline(reading):
        if not any(m.start < mark.end and mark.start < m.end for m in marks):
            marks.append(mark)
    marks = list(divided(sorted(with_known(marks, text), key=lambda m: m.start), text))
    marks = [lengthened(mark, text) for mark in joined(marks, text)]
    marks = [m for i, m in enumerate(marks) if not any(m.start < o.end for o in marks[max(0, i - 2) : i])]
    families = {m.words()[-1] for m in marks if m.kind == "PER" and len(m.words()) > 1}
    marks = [m for m in marks if m.text in families or not is_title(m)]
    marks = [widened(with_title(as_place(mark), text), text) for mark in marks]
    marks = [with_outlet(mark, beat) for mark in agreed(marks, text)]
    return sorted([*marks, *after_titles(marks, text)], key=lambda m: m.start)


def _plain(mark: Mark) -> str:
    """The name itself, on one line, without article; one form for a people."""
    name = re.sub(r"\s+", " ", bare(mark.text))
    return PLURAL.sub("", name) if mark.kind == "NORP" else name

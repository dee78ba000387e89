"""Names of a post, short forms joined to full ones. In: Reading. Out: Mention. Never: another post."""

from __future__ import annotations

import re

from beatbook.code.names.bodies import bare, join_bodies
from beatbook.code.names.marks import PLURAL, Mark, find_marks
from beatbook.code.names.people import join_people
from beatbook.code.reading import Reading
from beatbook.record import Mention


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


def _plain(mark: Mark) -> str:
    """The name itself, on one line, without article; one form for a people."""
    name = re.sub(r"\s+", " ", bare(mark.text))
    return PLURAL.sub("", name) if mark.kind == "NORP" else name

"""Where names stand and of which kind: the pipeline's names, without what does not belong to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from beatbook.beat import Beat
from beatbook.code.names.words import words
from beatbook.code.places.gazetteer import gazetteer
from beatbook.code.reading import Reading
from beatbook.record.codes import NameKind

EDGE = " \t\n\r.,;:!?\"'“”‘’«»`´*_|/\\<>[]{}()–—-…•·&#~="
OPENERS, CLOSERS = "([{“«‘", ")]}”»’"
POSSESSIVE = re.compile(r"\s*(?:['’]s|(?<=s)['’])$")
ABBREVIATION = re.compile(
    r"(?:^|[\s.])(?:[A-Za-z]|Inc|Corp|Co|Ltd|Jr|Sr|St|Bros|Dr|[A-Z][a-z]{0,4}\.[A-Z][a-z]{0,2})\.$"
)
WORD = re.compile(r"[^\W_](?:[^\W_]|['’-](?=[^\W_]))*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A name as it stands in the text, not yet joined to others."""

    start: int
    end: int
    text: str
    kind: NameKind
    title: str | None = None
    rule: str = "pipeline"

    def words(self) -> list[str]:
        """Its words without punctuation."""
        return WORD.findall(self.text)


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The name without punctuation, possessive or unpaired bracket at its edges; empty where nothing is left."""
    while True:
        before = start, end
        while start < end and text[start] in EDGE:
            start += 1
        while end > start and text[end - 1] in EDGE and not ABBREVIATION.search(text[start:end]):
            if text[end - 1] in CLOSERS and OPENERS[CLOSERS.index(text[end - 1])] in text[start:end]:
                break
            end -= 1
        end = start + len(POSSESSIVE.sub("", text[start:end]))
        if (start, end) == before:
            return start, end


def marks_of_beat(beat: Beat, text: str) -> Iterator[Mark]:
    """Names that the beat lists with an alias, wherever they stand."""
    taken: list[tuple[int, int]] = []
    for alias, name in sorted(beat.names, key=lambda pair: (-len(pair[0]), pair)):
        for match in re.finditer(rf"(?<!\w){re.escape(alias)}(?!\w)", text):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                taken.append(match.span())
                yield Mark(match.start(), match.end(), match.group(), _kind_of(name), rule="beat")


def _kind_of(name: str) -> NameKind:
    """The kind of a name that the beat lists: a place of the hand-made lists, a body by its words, else a person."""
    return "LOC" if is_listed(name) else "ORG" if is_body(name) else "PER"


def is_listed(name: str) -> bool:
    """Whether a country, region or sea has this name."""
    return any(row.how == "name" for row in gazetteer().listed.find(name))


def is_body(name: str) -> bool:
    """Whether a name is a known body's, or ends as only those of bodies do."""
    found = WORD.findall(name)
    has_ending = len(found) > 1 and found[-1] in words().endings
    return has_ending or re.sub(r"\s*-\s*", "-", name) in words().known_bodies


def marks_of_pipeline(reading: Reading) -> Iterator[Mark]:
    """The pipeline's names, one line each, without punctuation at their edges."""
    text = reading.post.text
    for ent in reading.doc.ents:
        for piece in re.finditer(r"[^\n]+", ent.text):
            start, end = trim(text, ent.start_char + piece.start(), ent.start_char + piece.end())
            kind = _kind(ent.label_)
            if start < end and kind and any(c.isalnum() for c in text[start:end]):
                yield Mark(start, end, text[start:end], kind)


def _kind(label: str) -> NameKind | None:
    """The kind of a pipeline's label; other pipelines that spaCy offers use OntoNotes labels."""
    known: dict[str, NameKind] = {
        "PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "NORP": "NORP",
        "OTHER": "OTHER", "MISC": "OTHER", "EVENT": "OTHER", "WORK_OF_ART": "OTHER", "LAW": "OTHER", "PRODUCT": "OTHER",
    }  # fmt: skip
    return known.get(label)

"""Where names stand and of which kind: the pipeline's names, cleaned, with what rules add."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile

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
TITLE = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=[(“\"‘—-]))((?:[A-Z][\w-]*\.?\s+){1,5})$")
SHORT_TITLES = frozenset(
    ("Mr", "Mrs", "Ms", "Dr", "Gen", "Lt", "Col", "Sgt", "Sen", "Rep", "Gov", "Prof", "Rev", "Capt", "Maj")
)
IN = re.compile(r"\b(?:in|near|outside|at|from|to)\s$")
TOWN_SIZE = 20_000  # people: in smaller towns' names, persons are as likely
PLURAL = re.compile(r"(?<=[aeiou]n)s$|(?<=i)s$")


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


def find_marks(reading: Reading) -> list[Mark]:
    """All names in reading order; none overlaps another."""
    text = reading.post.text
    marks = list(_of_beat(reading.beat, text))
    for mark in _of_pipeline(reading):
        if not any(m.start < mark.end and mark.start < m.end for m in marks):
            marks.append(mark)
    marks = _with_bodies(marks, text)
    marks = _joined(sorted(marks, key=lambda m: m.start), text)
    marks = [_with_title(_as_place(mark), text) for mark in marks if not _is_title(mark)]
    marks = [_with_outlet(mark, reading.beat) for mark in _agreed(marks, text)]
    return sorted([*marks, *_after_titles(marks, text)], key=lambda m: m.start)


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


def _of_beat(beat: Beat, text: str) -> Iterator[Mark]:
    """Names that the beat lists with an alias, wherever they stand."""
    taken: list[tuple[int, int]] = []
    for alias, _ in sorted(beat.names, key=lambda pair: (-len(pair[0]), pair)):
        for match in re.finditer(rf"(?<!\w){re.escape(alias)}(?!\w)", text):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                taken.append(match.span())
                yield Mark(match.start(), match.end(), match.group(), "PER", rule="beat")


def _of_pipeline(reading: Reading) -> Iterator[Mark]:
    text = reading.post.text
    for ent in reading.doc.ents:
        for piece in re.finditer(r"[^\n]+", ent.text):
            start, end = trim(text, ent.start_char + piece.start(), ent.start_char + piece.end())
            kind = _kind(ent.label_)
            if start < end and kind and any(c.isalnum() for c in text[start:end]):
                yield Mark(start, end, text[start:end], kind)


def _with_bodies(marks: list[Mark], text: str) -> list[Mark]:
    """Well-known bodies as organisations: those that the pipeline overlooked, cut or took for something else."""
    kept = [replace(m, kind="ORG", rule="body") if m.kind != "ORG" and _is_body(m.text) else m for m in marks]
    for match in bodies().finditer(text):
        start, end = match.span()
        over = [m for m in kept if m.start < end and start < m.end]
        if not any((m.start < start or end < m.end) or m.rule == "beat" for m in over):
            kept = [m for m in kept if m not in over] + [Mark(start, end, match.group(), "ORG", rule="body")]
    return kept


def _is_body(name: str) -> bool:
    """Whether a name is a known body's, or ends as only those of bodies do."""
    found = WORD.findall(name)
    has_ending = len(found) > 1 and found[-1] in words().endings
    return has_ending or re.sub(r"\s*-\s*", "-", name) in words().known_bodies


@cache
def bodies() -> re.Pattern[str]:
    """A pattern of the well-known bodies that are bodies wherever they stand; hyphens may stand apart."""
    names = sorted(words().sure_bodies, key=lambda name: (-len(name), name))
    joined = "|".join(re.escape(name).replace(r"\-", r"\s?-\s?").replace("'", "['’]") for name in names)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])")


def _joined(marks: list[Mark], text: str) -> list[Mark]:
    """Neighbouring marks that are one listed place: "North" and "Korea"."""
    kept: list[Mark] = []
    for mark in marks:
        last = kept[-1] if kept else None
        whole = text[last.start : mark.end] if last else ""
        gap = text[last.end : mark.start] if last else ""
        if last and gap == " " and "LOC" in (last.kind, mark.kind) and is_listed(whole):
            kept[-1] = Mark(last.start, mark.end, whole, "LOC", rule="joined")
        elif (last and _is_body_of(last, gap, mark)) or (last and gap == " " and last.kind == mark.kind == "ORG"):
            kept[-1] = Mark(last.start, mark.end, whole, "ORG", rule="joined")
        else:
            kept.append(mark)
    return kept


def _agreed(marks: list[Mark], text: str) -> list[Mark]:
    """One kind for one name in a post: what most of its mentions have; a person's family name is a person."""
    counts: dict[str, Counter[NameKind]] = defaultdict(Counter)
    families: Counter[str] = Counter()
    for mark in marks:
        counts[mark.text][mark.kind] += 1
        if mark.kind == "PER" and len(mark.words()) > 1:
            families[mark.words()[-1]] += 1
    found = []
    for mark in marks:
        kinds = counts[mark.text].most_common(2)
        kind = kinds[0][0] if len(kinds) == 1 or kinds[0][1] > kinds[1][1] else mark.kind
        if families[mark.text] and (kind in ("ORG", "OTHER") or (kind == "LOC" and not _is_placed(mark, text))):
            kind = "PER"
        if kind == "PER" and mark.text not in families and _is_in_town(mark, text):
            kind = "LOC"
        found.append(mark if kind == mark.kind else replace(mark, kind=kind, rule="agreed"))
    return found


def _is_placed(mark: Mark, text: str) -> bool:
    """Whether the words around a name put it on the map: "in Lincoln", "Lincoln, Neb."."""
    return bool(IN.search(text, max(0, mark.start - 12), mark.start)) or bool(re.match(r",\s[A-Z]", text[mark.end : mark.end + 3]))


def _is_in_town(mark: Mark, text: str) -> bool:
    """Whether a name stands after "in" and a town or region of some size bears it."""
    if not IN.search(text, max(0, mark.start - 12), mark.start):
        return False
    return any(row.how == "name" and row.people >= TOWN_SIZE for row in gazetteer().find(mark.text))


def _is_body_of(left: Mark, gap: str, right: Mark) -> bool:
    """Whether two marks are one body: "University" of "Leeds", "Ministry" for "Fisheries"."""
    last = left.text.split()[-1]
    return (
        gap in (" of ", " for ", " of the ")
        and last in words().bodies
        and right.kind in ("LOC", "ORG", "NORP", "OTHER")
    )


def is_listed(name: str) -> bool:
    """Whether a country, region or sea has this name."""
    return any(row.how == "name" for row in gazetteer().listed.find(name))


def _as_place(mark: Mark) -> Mark:
    """A country that the pipeline took for a body, or one of several words that it took for a person."""
    is_wrong = mark.kind == "ORG" or (mark.kind in ("PER", "OTHER") and " " in mark.text)
    if is_wrong and any(r.how == "name" and r.kind == "country" for r in gazetteer().listed.find(mark.text)):
        return replace(mark, kind="LOC", rule="country")
    return mark


def _is_title(mark: Mark) -> bool:
    """Whether a person's name is nothing but titles."""
    found = mark.words()
    return mark.kind == "PER" and bool(found) and all(w in words().titles for w in found) and found[0] in SHORT_TITLES


def _kind(label: str) -> NameKind | None:
    """The kind of a pipeline's label; other pipelines that spaCy offers use OntoNotes labels."""
    known: dict[str, NameKind] = {
        "PER": "PER", "PERSON": "PER", "ORG": "ORG", "LOC": "LOC", "GPE": "LOC", "FAC": "LOC", "NORP": "NORP",
        "OTHER": "OTHER", "MISC": "OTHER", "EVENT": "OTHER", "WORK_OF_ART": "OTHER", "LAW": "OTHER", "PRODUCT": "OTHER",
    }  # fmt: skip
    return known.get(label)


def _with_title(mark: Mark, text: str) -> Mark:
    """A person without the title that the pipeline took in, and with the title that stands before the name."""
    if mark.kind == "LOC":
        return _widened(mark, text)
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


def _widened(mark: Mark, text: str) -> Mark:
    """A listed place with its first word, where the pipeline cut it off: "Great" before "Britain"."""
    before = re.search(r"\b([A-Z][a-z]+) $", text[max(0, mark.start - 14) : mark.start])
    if before and is_listed(before.group() + mark.text):
        start = mark.start - len(before.group())
        return replace(mark, start=start, text=text[start : mark.end], rule="joined")
    return mark


def title_before(text: str, start: int) -> str | None:
    """The title right before an offset: "Foreign Minister " before "Marta Ruiz"."""
    match = TITLE.search(text, max(0, start - 60), start)
    if not match:
        return None
    found = match.group(1).split()
    kept = list(takewhile(lambda word: word.rstrip(".") in words().titles, reversed(found)))[::-1]
    return " ".join(kept) if not words().heads.isdisjoint(w.rstrip(".") for w in kept) else None


def is_outlet(name: str, beat: Beat) -> bool:
    """Whether a name is that of a news outlet: the beat's, a known one, or one of that shape."""
    bare = name.removeprefix("The ").removeprefix("the ")
    listed = {n.casefold() for o in beat.outlets for n in (o.name, *o.aliases)}
    if name.casefold() in listed or bare.casefold() in listed or bare in words().outlets:
        return True
    last = bare.split()[-1] if bare.split() else ""
    return (
        last in words().outlet_words
        and (len(bare.split()) > 1 or name[:4] == "The ")
        and last not in ("Press", "Post", "Daily")
    )


def _with_outlet(mark: Mark, beat: Beat) -> Mark:
    if mark.kind in ("PER", "LOC", "OTHER") and is_outlet(mark.text, beat):
        return replace(mark, kind="ORG", title=None, rule="outlet")
    return mark


def _after_titles(marks: list[Mark], text: str) -> Iterator[Mark]:
    """Persons that the pipeline missed after "Mr", "Ms", "Dr" and the like."""
    taken = [(m.start, m.end) for m in marks]
    for match in re.finditer(r"\b(?:Mr|Mrs|Ms|Dr|Prof)\.?\s+((?:[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+)?)", text):
        start, end = trim(text, *match.span(1))
        if start < end and not any(a < end and start < b for a, b in taken):
            yield Mark(start, end, text[start:end], "PER", title=match.group().split()[0], rule="title")

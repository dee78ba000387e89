"""What must not leave: the stretches of each post that are withheld, and the names that are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache

from beatbook.beat import Protection
from beatbook.protect.numbers import letters
from beatbook.protect.release import Piece
from beatbook.record import Entity, Record, Risk, Span, normal_words


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is kept back. ``spans``: post -> sorted, disjoint ``(start, end, kind)``; ``names``: name -> pseudonym."""

    spans: Mapping[str, tuple[tuple[int, int, str], ...]]
    names: Mapping[str, str]
    people: int

    def covers(self, span: Span | None) -> bool:
        """Whether some of a span is withheld."""
        return span is not None and any(s < span.end and span.start < e for s, e, _ in self.spans.get(span.post, ()))

    def pieces(self, post: str, text: str, start: int, end: int) -> tuple[Piece, ...]:
        """``text[start:end]`` of a post as pieces, with what is withheld taken out."""
        found: list[Piece] = []
        at = start
        for low, high, kind in self.spans.get(post, ()):
            if high <= start or low >= end:
                continue
            if low > at:
                found.append(Piece(self.words(text[at:low])))
            if not (found and found[-1].withheld == kind and low <= at):
                found.append(Piece("", kind))
            at = min(high, end)
        if at < end:
            found.append(Piece(self.words(text[at:end])))
        return tuple(found)

    def address(self, text: str | None) -> str | None:
        """A link or file name, or ``None`` where it spells a protected name ("/2020/nadia-vell-speaks")."""
        spelled = f" {normal_words((text or '').replace('_', ' '))} "
        return None if any(f" {normal_words(name)} " in spelled for name in self.names) else text

    def words(self, text: str) -> str:
        """Loose words with every protected name under its pseudonym."""
        for name in sorted(self.names, key=lambda n: (-len(n), n)):
            text = _name_pattern(name).sub(self.names[name], text)
        return text


def withheld_of(record: Record, policy: Protection, numbers: Mapping[tuple[str, str], int]) -> Withheld:
    """Everything that the policy keeps back of a record."""
    names: dict[str, str] = {}
    spans: dict[str, list[tuple[int, int, str]]] = {}
    entities = {e.id: e for e in record.findings.entities} | {e.name: e for e in record.findings.entities}
    public = {name.casefold() for name in policy.public}
    speakers = _speakers(record)
    people = 0
    for risk in record.findings.risks:
        name = _name_of(risk, entities)
        if {risk.person.casefold(), name.casefold()} & public or (risk.reasons == ("victim",) and name in speakers):
            continue
        people += 1
        pseudonym = f"Person {letters(numbers.get(('person', risk.id), people))}"
        if policy.pseudonyms and risk.entity:
            entity = entities.get(risk.entity)
            names.update(dict.fromkeys(_forms(risk.entity, entity, record.findings.entities), pseudonym))
            for span in entity.spans if entity else ():
                spans.setdefault(span.post, []).append((span.start, span.end, "name"))
        for sign in risk.signs:
            for detail in sign.details:
                if detail.type == "name" or _is_withheld(detail.type, policy):
                    kind = "name" if detail.type == "name" else detail.type
                    spans.setdefault(detail.span.post, []).append((detail.span.start, detail.span.end, kind))
    for name in policy.protect:
        names.setdefault(name, "a protected person")
    return Withheld({post: _disjoint(found) for post, found in sorted(spans.items())}, names, people)


def find_leaks(release: object, names: Iterable[str]) -> list[str]:
    """Protected names that still stand somewhere in a release: there must be none."""
    patterns = [(name, _name_pattern(name)) for name in names]
    texts = list(_strings(release))
    return sorted({name for name, pattern in patterns if any(pattern.search(text) for text in texts)})


def _name_of(risk: Risk, entities: Mapping[str, Entity]) -> str:
    entity = entities.get(risk.entity or "")
    return entity.name if entity else risk.entity or ""


def _speakers(record: Record) -> frozenset[str]:
    """People who speak under their own name: a victim who does is not hidden by us (who asked not to be named is)."""
    said = {c.source.name for codes in record.codes for c in codes.claims if c.source and c.source.kind == "person"}
    known = {name: e.name for e in record.findings.entities if e.kind == "PER" for name in e.names}
    return frozenset(known.get(name, name) for name in said if name)


def _is_withheld(detail: str, policy: Protection) -> bool:
    return any(part in policy.generalise for part in re.split(r"[+/ ]", detail))


def _forms(name: str, entity: Entity | None, entities: Iterable[Entity]) -> list[str]:
    """The names a person at risk is printed under, and those single words of them that belong to nobody else."""
    full = {name, *(entity.names if entity else ())}
    full = {form for form in full if form and form[0].isupper()}
    others = {word for e in entities if e is not entity for form in e.names for word in form.split()}
    words = {word for form in full if " " in form for word in form.split() if len(word) > 1 and word[0].isupper()}
    single = {form for form in full if " " not in form}
    return sorted((full - single) | ((words | single) - others))


@cache
def _name_pattern(name: str) -> re.Pattern[str]:
    """A full name in any case and over line breaks; a single word as printed or in capitals ("Hope" is not "hope")."""
    words = [re.escape(word) for word in name.split()]
    if len(words) > 1:
        spelled = r"[\s_-]+".join(words)
        return re.compile(rf"(?<!\w){spelled}(?!\w)", re.IGNORECASE)
    return re.compile(rf"(?<!\w)(?:{words[0]}|{re.escape(name.upper())})(?!\w)")


def _disjoint(found: list[tuple[int, int, str]]) -> tuple[tuple[int, int, str], ...]:
    merged: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(set(found)):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]), merged[-1][2])
        else:
            merged.append((start, end, kind))
    return tuple(merged)


def _strings(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _strings(part)

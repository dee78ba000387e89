"""What must not leave: the stretches of each post that are withheld, and the names that are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, fields, is_dataclass
from functools import cache

from beatbook.beat import Protection
from beatbook.protect.numbers import letters
from beatbook.protect.release import Piece
from beatbook.record import Entity, Record, Risk, RiskDetail, Span, normal_words

HIDING = frozenset({"anonymity", "family", "listed"})  # reasons why a person's own details are hidden
WIDE = frozenset({"country", "region", "area", "border"})  # levels of places too wide to identify anybody
PHRASES = frozenset({"kin", "occupation", "companions"})  # details that may be the very words the post hides them by


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
    countries = {p.span for codes in record.codes for p in codes.places if p.level in WIDE}
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
        for detail in _withheld_details(risk, policy, countries):
            spans.setdefault(detail.span.post, []).append((detail.span.start, detail.span.end, detail.type))
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


def _withheld_details(risk: Risk, policy: Protection, countries: Set[Span]) -> Iterator[RiskDetail]:
    """The details of a person that are kept back.

    Who asked not to be named, or whose family would pay, is hidden as far as the policy says. Who was caught, hurt or
    is a child is told of because of what happened: the day and place of that are the news, only the age is kept back.
    A country identifies nobody, and neither does the phrase by which the post itself hides the person ("a trader").
    """
    hidden = set(policy.generalise) if HIDING & set(risk.reasons) else {"age"} & set(policy.generalise)
    phrases = [sign.person_span for sign in risk.signs if sign.person_span]
    for detail in (d for sign in risk.signs for d in sign.details):
        is_wide = detail.type == "place" and any(detail.span.overlaps(country) for country in countries)
        is_phrase = detail.type in PHRASES and any(phrase.overlaps(detail.span) for phrase in phrases)
        is_hidden = bool(hidden & set(re.split(r"[+/ ]", detail.type))) and not is_wide and not is_phrase
        if detail.type == "name" or is_hidden:
            yield detail


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

"""People at risk: the words that say so, and the details that would identify them. Never: decides what leaves."""

from __future__ import annotations

from beatbook.code.reading import Reading
from beatbook.code.risk.details import Details
from beatbook.code.risk.lexicon import load_words
from beatbook.code.risk.people import People, Person
from beatbook.code.risk.signs import Sign, Signs
from beatbook.record import Claim, Mention, Place, Quantity, RiskDetail, RiskSign, TimeRef
from beatbook.record.codes import RiskReason


def find_risks(
    reading: Reading,
    times: tuple[TimeRef, ...],
    quantities: tuple[Quantity, ...],
    mentions: tuple[Mention, ...],
    places: tuple[Place, ...],
    claims: tuple[Claim, ...],
) -> tuple[RiskSign, ...]:
    """Signs of risk in reading order, one for each person and reason."""
    if not reading.doc.has_annotation("DEP"):
        return ()
    words = load_words()
    people = People(reading, mentions, claims, words)
    grouped: dict[tuple[int, RiskReason], list[Sign]] = {}
    for sign in Signs(people, words, quantities).find():
        if sign.reason == "listed" or not _is_public(sign.person, reading):
            grouped.setdefault((sign.person.number, sign.reason), []).append(sign)
    details = Details(people, words, times, quantities, mentions, places)
    found = [_risk(reading, people, details, signs) for signs in grouped.values()]
    return tuple(sorted(found, key=lambda r: (r.spans[0].start, r.reason, r.person)))


def _is_public(person: Person, reading: Reading) -> bool:
    """Whether the beat lists them as a public figure."""
    return person.entity is not None and person.entity in reading.beat.protection.public


def _risk(reading: Reading, people: People, details: Details, signs: list[Sign]) -> RiskSign:
    person = signs[0].person
    spans = sorted({sign.words for sign in signs})
    spoken = [t for t in person.tokens if t.lower_ == "i"] or person.tokens
    named = spoken[0] if person.narrator else None
    start, end = (named.idx, named.idx + len(named)) if named is not None else people.phrase(person)
    return RiskSign(
        person=people.text[start:end],
        person_span=reading.span(start, end),
        reason=signs[0].reason,
        spans=tuple(reading.span(*span) for span in spans),
        details=tuple(RiskDetail(kind, reading.span(*extent)) for kind, extent in details.of(person, spans)),
        entity=person.entity,
        rule=signs[0].rule,
    )

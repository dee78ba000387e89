"""What a post tells about a person at risk that would help to find them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from beatbook.code.claims.tree import Extent, child, children, noun_phrase, relation, tokens_under
from beatbook.code.parsed import Token
from beatbook.code.risk.lexicon import RiskWords
from beatbook.code.risk.people import People, Person, age_is_of
from beatbook.record import Mention, Place, Quantity, TimeRef

_AGE = re.compile(
    r"\b\d{1,3}[- ]years?[- ]old\b|\baged \d{1,3}\b|(?<=, )\d{1,2}(?=[,.])"
    r"|\bin (?:his|her) (?:late |early |mid-?)?[a-z]+ies\b"
)

Detail = tuple[str, Extent]


class Details:
    """Finds the identifying details of the persons of one post."""

    def __init__(
        self,
        people: People,
        words: RiskWords,
        times: tuple[TimeRef, ...],
        quantities: tuple[Quantity, ...],
        mentions: tuple[Mention, ...],
        places: tuple[Place, ...],
    ) -> None:
        self.people, self.words = people, words
        self.times, self.quantities, self.mentions, self.places = times, quantities, mentions, places
        self.doc = people.reading.doc

    def of(self, person: Person, signs: list[Extent]) -> list[Detail]:
        """The details about a person, in reading order, each place once."""
        found = {
            *self._own_words(person),
            *self._kin(person),
            *(d for sign in signs for d in self._aliases(sign)),
            *(d for zone in self._zones(person, signs) for d in self._in_zone(zone)),
        }
        return sorted(found, key=lambda d: (d[1], d[0]))

    def _aliases(self, sign: Extent) -> Iterator[Detail]:
        """The only name that is given, in the words that say so."""
        piece = self.doc.char_span(*sign, alignment_mode="expand")
        if piece is not None and any(t.lower_ == "only" for t in piece) and piece[-1].pos_ == "PROPN":
            yield "name", (piece[-1].idx, piece[-1].idx + len(piece[-1]))

    # the clauses that tell of the person -----------------------------------------------------------------------------

    def _zones(self, person: Person, signs: list[Extent]) -> list[Extent]:
        """The sentences in which the person takes part; for the narrator only where the sign stands."""
        sentences = set()
        for token in person.tokens:
            if not person.narrator and (
                relation(token) in ("nsubj", "obj", "appos", "root", "obl") or token.pos_ != "PRON"
            ):
                sentences.add((token.sent.start_char, token.sent.end_char))
        for start, _ in signs:
            piece = self.doc.char_span(start, start + 1, alignment_mode="expand")
            if piece is not None:
                sentences.add((piece.sent.start_char, piece.sent.end_char))
        return sorted(sentences)

    def _in_zone(self, zone: Extent) -> Iterator[Detail]:
        start, end = zone
        for time in self.times:
            if (
                start <= time.span.start < end
                and time.type in ("DATE", "DURATION", "TIME")
                and not time.value.endswith("_REF")
            ):
                yield "date", (time.span.start, time.span.end)
        for place in self.places:
            if start <= place.span.start < end and not self._is_origin(place):
                yield "place", (place.span.start, place.span.end)

    def _is_origin(self, place: Place) -> bool:
        """ "Malian", "South Korean": a people, not where somebody is."""
        piece = self.doc.char_span(place.span.start, place.span.end, alignment_mode="expand")
        return piece is not None and piece[-1].pos_ == "ADJ"

    # the person's own phrases ----------------------------------------------------------------------------------------

    def _own_words(self, person: Person) -> Iterator[Detail]:
        for token in person.tokens:
            if token.pos_ == "PRON":
                yield from self._predicate(token)
                continue
            yield from self._of_phrase(person, token)

    def _of_phrase(self, person: Person, token: Token) -> Iterator[Detail]:
        lemma = token.lemma_.lower()
        phrase = noun_phrase(token)
        if token.i in self.people.names:
            name = self.people.names[token.i]
            yield "name", (name.span.start, name.span.end)
        elif lemma in self.words.kin:
            yield "kin", phrase
        elif lemma not in self.words.plain:
            yield "occupation", phrase
        elif person.plural or any(k.pos_ == "NUM" for k in token.children):
            yield "companions", phrase
        yield from self._ages(token)
        yield from self._companions(token)
        yield from self._predicate(token)

    def _ages(self, token: Token) -> Iterator[Detail]:
        for quantity in self.quantities:
            if quantity.unit == "year of age" and age_is_of(quantity, token):
                yield "age", (quantity.span.start, quantity.span.end)
        start, end = noun_phrase(token)
        for match in _AGE.finditer(self.people.text, start, min(end + 5, token.sent.end_char)):
            yield "age", match.span()

    def _companions(self, token: Token) -> Iterator[Detail]:
        """Who was with them: "her son and four others", "in a group of four"."""
        for other in [*children(token, "conj"), *(k for t in tokens_under(token) for k in children(t, "nmod"))]:
            if any(k.pos_ == "NUM" for k in other.children) and self.people.of(other) is not None:
                yield "companions", noun_phrase(other)
        for group in token.sent:
            if group.lemma_.lower() == "group" and any(self.people.of(k) for k in children(group, "nmod")):
                yield "companions", noun_phrase(group)

    def _predicate(self, token: Token) -> Iterator[Detail]:
        """ "I was head of the council", "he works as a driver", "a nurse now living abroad"."""
        head = token.head
        is_one = relation(token) == "nsubj" and head.pos_ == "NOUN" and child(head, "cop") is not None
        if is_one and head.lemma_.lower() in self.words.people:
            yield "occupation", noun_phrase(head)
        if relation(token) == "nsubj" and head.pos_ == "VERB":
            for role in children(head, "obl"):
                if any(c.lower_ == "as" for c in children(role, "case")) and role.lemma_.lower() in self.words.people:
                    yield "occupation", noun_phrase(role)

    # relatives -------------------------------------------------------------------------------------------------------

    def _kin(self, person: Person) -> Iterator[Detail]:
        """Their relatives, and whose relative they are."""
        for other in self.people.persons:
            if other.owner is person:
                for token in other.tokens:
                    if token.pos_ == "NOUN":
                        yield "kin", noun_phrase(token)
        owner = person.owner
        if owner is not None and owner.narrator:
            for token in owner.tokens:
                yield from self._predicate(token)
        if owner is not None and owner.entity:
            for token in owner.tokens:
                if token.i in self.people.names:
                    name = self.people.names[token.i]
                    yield "name", (name.span.start, name.span.end)
                    break

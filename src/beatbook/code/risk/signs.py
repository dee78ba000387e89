"""Words in a post that say that somebody must be protected, and whom they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from beatbook.code.claims.subjects import subject_of
from beatbook.code.claims.tree import Extent, case_word, child, children, extent_of, is_passive, relation, tokens_under
from beatbook.code.parsed import Token
from beatbook.code.risk.lexicon import RiskWords
from beatbook.code.risk.people import SHE, People, Person, age_is_of
from beatbook.record import Quantity
from beatbook.record.codes import RiskReason

NARRATED = 6  # "I" and "my" outside quotations from which a post counts as told by the person it happened to


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: who, why, and the words that say so (code points)."""

    person: Person
    reason: RiskReason
    words: Extent
    rule: str


class Signs:
    """Finds the signs of one post."""

    def __init__(self, people: People, words: RiskWords, quantities: tuple[Quantity, ...]) -> None:
        self.people, self.words, self.quantities = people, words, quantities
        self.doc = people.reading.doc
        self.text = people.text

    def find(self) -> list[Sign]:
        """All signs in reading order."""
        found = [*self._anonymity(), *self._harm(), *self._family(), *self._minors(), *self._listed()]
        return sorted(found, key=lambda s: (s.words, s.reason))

    # asked for anonymity ---------------------------------------------------------------------------------------------

    def _anonymity(self) -> Iterator[Sign]:
        taken = 0
        for match in _merged(self.words.anonymity, self.text):
            if match[0] < taken:
                continue
            match = self._with_alias(match)
            tokens = self._tokens(match)
            person, clause = self._asker(tokens)
            if person is None:
                continue
            extent = (min(clause[0], match[0]), max(clause[1], match[1])) if clause else match
            taken = extent[1]
            yield Sign(person, "anonymity", extent, "anonymity")
        for match in _merged(self.words.protects, self.text):
            yield from self._protected_kin(match)

    def _with_alias(self, match: Extent) -> Extent:
        """ "identified only by her first name, Ana": the name belongs to the words."""
        tokens = self._tokens(match)
        last = tokens[-1].i if tokens else len(self.doc)
        while last + 1 < len(self.doc) and self.doc[last + 1].text in (",", "as", "“", '"', ":"):
            last += 1
        only = any(t.lower_ == "only" for t in tokens)
        if not only or last + 1 >= len(self.doc) or self.doc[last + 1].pos_ != "PROPN":
            return match
        alias = self.doc[last + 1]
        return match[0], alias.idx + len(alias)

    def _protected_kin(self, match: Extent) -> Iterator[Sign]:
        """ "to protect her son's safety": the son is at risk too."""
        for token in self._tokens(match):
            person = self.people.by_token.get(token.i)
            if person is not None and token.pos_ == "NOUN":
                yield Sign(person, "family", match, "protects")

    def _asker(self, tokens: list[Token]) -> tuple[Person | None, Extent | None]:
        """Whose anonymity it is, and the clause that says so."""
        for token in tokens:
            here = token
            for _ in range(4):
                if here.pos_ in ("VERB", "AUX", "ADJ") and relation(here) != "amod":
                    who = self._subject_person(here)
                    if who is not None:
                        return who, self._clause(here)
                if here.head.i == here.i:
                    break
                here = here.head
        return self._nearest(tokens[0]) if tokens else None, None

    def _subject_person(self, verb: Token) -> Person | None:
        patient = child(verb, "nsubj")
        if patient is None and relation(verb) == "acl":
            return self.people.of(verb.head)
        who = self.people.of(patient if patient is not None else subject_of(verb))
        if who is None and patient is not None and patient.lemma_.lower() in ("name", "identity"):
            whose = next((k for k in patient.children if k.dep_.lower() in ("nmod:poss", "poss")), None)
            return self.people.of(whose)
        return who

    def _clause(self, verb: Token) -> Extent | None:
        if relation(verb) in ("acl", "advcl"):
            return extent_of(tokens_under(verb))
        return None

    def _nearest(self, token: Token) -> Person | None:
        before = [p for i in range(token.i - 1, max(token.sent.start, token.i - 25) - 1, -1)
                  if (p := self.people.by_token.get(i)) is not None]  # fmt: skip
        return before[0] if before else None

    # detained, harmed, fled ------------------------------------------------------------------------------------------

    def _harm(self) -> Iterator[Sign]:
        for token in self.doc:
            lemma = token.lemma_.lower()
            if token.pos_ in ("VERB", "AUX"):
                yield from self._by_verb(token, lemma)
            elif token.pos_ == "NOUN":
                yield from self._by_noun(token, lemma)

    def _by_verb(self, verb: Token, lemma: str) -> Iterator[Sign]:
        if self._detains(verb, lemma):
            yield from self._sign(self._patient(verb), "detained", verb, "patient")
        elif lemma in self.words.victim:
            yield from self._sign(self._patient(verb), "victim", verb, "patient")
        elif lemma in self.words.victim_single:
            hurt = self._patient(verb) if is_passive(verb) or lemma != "beat" else None  # "beat the champion"
            if hurt is not None and not hurt.plural:
                yield from self._sign(hurt, "victim", verb, "patient")
        elif lemma == "face" and _object_lemma(verb) in self.words.facing:
            yield from self._sign(self.people.of(subject_of(verb)), "detained", verb, "facing")
        elif self._flees(verb, lemma):
            yield from self._sign(self.people.of(_doer(verb)), "victim", verb, "flight")

    def _flees(self, verb: Token, lemma: str) -> bool:
        if is_passive(verb):
            return False
        if lemma == "seek":
            return _object_lemma(verb) in self.words.seek
        away = child(verb, "obj")
        left = away is None or away.pos_ == "PROPN" or away.lemma_.lower() in self.words.left_places
        return lemma in self.words.flight and left  # "escaped charges" is no flight

    def _detains(self, verb: Token, lemma: str) -> bool:
        with_particle = {f"{lemma} {k.lower_}" for k in children(verb, "compound")}
        if lemma in self.words.detained or with_particle & self.words.detained:
            return True
        if lemma == "catch" and is_passive(verb):
            return not any(t.lower_ in self.words.idioms for t in tokens_under(verb))
        return lemma in self.words.detained_weak and self._beside(verb)

    def _beside(self, verb: Token) -> bool:
        near = tokens_under(verb, (), ("ccomp", "parataxis", "conj", "nsubj"))
        return any(t.lemma_.lower() in self.words.detained_beside for t in near)

    def _patient(self, verb: Token) -> Person | None:
        if is_passive(verb):
            patient = child(verb, "nsubj")
            if patient is None and relation(verb) in ("conj", "xcomp", "advcl"):
                patient = child(verb.head, "nsubj")
        elif relation(verb) == "acl" and verb.tag_ == "VBN":
            patient = verb.head
        else:
            patient = child(verb, "obj")
        return self.people.of(patient)

    def _by_noun(self, noun: Token, lemma: str) -> Iterator[Sign]:
        """ "her arrest", "the arrest of a nurse", "in custody", "three hostages"."""
        if lemma in self.words.detained_nouns:
            whose = next((k for k in noun.children if k.dep_.lower() in ("nmod:poss", "poss")), None)
            of = next((k for k in children(noun, "nmod") if any(c.lower_ == "of" for c in children(k, "case"))), None)
            yield from self._sign(self.people.of(whose if whose is not None else of), "detained", noun, "noun")
        elif lemma in self.words.detained_people:
            yield from self._as_told(noun, "detained")
        elif lemma in self.words.harmed and any(k.lemma_.lower() in self.words.harms for k in noun.children):
            yield from self._as_told(noun, "victim")
        elif lemma in self.words.detained_states and relation(noun) == "obl":
            in_ = any(c.lower_ in ("in", "into") for c in children(noun, "case"))
            if in_ and noun.head.pos_ in ("VERB", "AUX"):
                verb = noun.head
                who = self._patient(verb) if is_passive(verb) else self.people.of(subject_of(verb))
                yield from self._sign(who, "detained", verb, "custody")

    def _as_told(self, noun: Token, reason: RiskReason) -> Iterator[Sign]:
        """The noun itself says so; only for somebody of the story, counted, named or told of again."""
        person = self.people.of(noun)
        if person is not None and self._is_told(person):
            yield from self._sign(person, reason, noun, "noun")

    def _sign(self, person: Person | None, reason: RiskReason, word: Token, rule: str) -> Iterator[Sign]:
        if person is None:
            return
        branch = tokens_under(word, (), ("ccomp", "parataxis", "conj", "nsubj", "advcl", "punct", "cc", "mark"))
        words = extent_of(branch) or (word.idx, word.idx + len(word))
        if self._is_specific(person):
            yield Sign(person, reason, words, rule)
        for example in self._examples(person):
            yield Sign(example, reason, words, rule)

    def _examples(self, person: Person) -> Iterator[Person]:
        """Those named out of a group: "families like the Obis", "staff, including Ana Ruiz"."""
        for token in person.tokens:
            for kid in children(token, "nmod"):
                member = self.people.of(kid)
                if member is not None and member.entity and case_word(kid) in ("like", "including", "such as"):
                    yield member

    def _is_specific(self, person: Person) -> bool:
        """One person, a named one, or a counted few: not "people" or "refugees who enter the country"."""
        if person.entity or person.narrator or not person.plural:
            return not self._is_generic(person)
        return any(
            k.pos_ == "NUM" or k.lower_ in ("these", "those", "the", "his", "her", "their", "my", "dozens", "several")
            for t in person.tokens
            for k in t.children
        )

    def _is_generic(self, person: Person) -> bool:
        """ "a refugee" in general: no name, no pronoun, told of only once and without a word of its own."""
        if person.entity or person.narrator or len(person.tokens) > 1:
            return False
        if person.lemma == "person" and person.counted:
            return True  # "one person was hurt"
        kids = [k for k in person.first.children if relation(k) not in ("punct", "case")]
        return not kids

    # family, minors, listed ------------------------------------------------------------------------------------------

    def _family(self) -> Iterator[Sign]:
        narrated = sum(1 for p in self.people.persons if p.narrator for t in p.tokens) >= NARRATED
        for person in self.people.persons:
            if person.owner is None or person.entity:
                continue
            for token in person.tokens:
                if token.pos_ != "NOUN":
                    continue
                sentence = (token.sent.start_char, token.sent.end_char)
                left = self._near(self.words.left, token, sentence)
                if left is not None:
                    yield Sign(person, "family", left, "left behind")
                elif narrated and person.owner.narrator:
                    words = extent_of(tokens_under(token, (), ("acl", "conj", "parataxis", "appos")))
                    if words is not None:
                        yield Sign(person, "family", words, "own story")

    def _near(self, patterns: Iterable[re.Pattern[str]], token: Token, sentence: Extent) -> Extent | None:
        for pattern in patterns:
            for match in pattern.finditer(self.text, *sentence):
                if abs(match.start() - token.idx) < 60 or match.start() <= token.idx < match.end():
                    return match.span()
        return None

    def _minors(self) -> Iterator[Sign]:
        ages = [q for q in self.quantities if q.unit == "year of age" and q.best is not None]
        for person in self.people.persons:
            noun = person.first
            if person.plural and not self._is_specific(person):
                continue
            for token in person.tokens:
                if token.pos_ not in ("NOUN", "PROPN"):
                    continue
                own = [q for q in ages if age_is_of(q, token)]
                young = next((q for q in own if _below(q, self.words.minor_below)), None)
                if young is not None:
                    yield Sign(person, "minor", (young.span.start, young.span.end), "age")
                    break
            else:
                if (
                    noun.lemma_.lower() in self.words.minor
                    and self._is_told(person)
                    and not self._is_adult(person, ages)
                ):
                    yield Sign(person, "minor", (noun.idx, noun.idx + len(noun)), "minor")

    def _is_told(self, person: Person) -> bool:
        """A child of the story, not children in general: counted, somebody's, named or spoken of again."""
        if any(k.lower_ in self.words.general for t in person.tokens for k in t.children):
            return False
        owner = person.owner
        owned = owner is not None and (
            not owner.plural or owner.entity or owner.counted
        )  # not "parents ... their children"
        if person.entity or owned or person.counted in self.words.few:
            return True
        return any(t.lower_ in SHE for t in person.tokens)

    def _is_adult(self, person: Person, ages: list[Quantity]) -> bool:
        return any(age_is_of(q, t) and not _below(q, self.words.minor_below) for t in person.tokens for q in ages)

    def _listed(self) -> Iterator[Sign]:
        wanted = {name.casefold() for name in self.people.reading.beat.protection.protect}
        for person in self.people.persons:
            if person.entity and person.entity.casefold() in wanted:
                first = person.first
                yield Sign(person, "listed", (first.idx, first.idx + len(first)), "listed")

    def _tokens(self, extent: Extent) -> list[Token]:
        piece = self.doc.char_span(*extent, alignment_mode="expand")
        return [] if piece is None else [t for t in piece if not t.is_space]


def _doer(verb: Token) -> Token | None:
    """Who flees: in "helps families escape" the families."""
    helped = child(verb.head, "obj") if relation(verb) in ("xcomp", "ccomp") and child(verb, "nsubj") is None else None
    return helped if helped is not None else subject_of(verb)


def _object_lemma(verb: Token) -> str:
    held = child(verb, "obj")
    return held.lemma_.lower() if held is not None else ""


def _below(quantity: Quantity, years: int) -> bool:
    return quantity.best is not None and quantity.best < years


def _merged(patterns: Iterable[re.Pattern[str]], text: str) -> list[Extent]:
    """The stretches that some patterns match, overlapping ones joined."""
    hits = sorted(m.span() for pattern in patterns for m in pattern.finditer(text))
    joined: list[Extent] = []
    for start, end in hits:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined

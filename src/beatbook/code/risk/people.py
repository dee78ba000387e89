"""The persons of one post: names, nouns and pronouns that stand for the same person or group."""

from __future__ import annotations

from dataclasses import dataclass, field

from beatbook.code.claims.subjects import RELATIVE
from beatbook.code.claims.tree import Extent, children, noun_phrase, relation
from beatbook.code.parsed import Token
from beatbook.code.reading import Reading
from beatbook.code.risk.lexicon import RiskWords
from beatbook.record import Claim, Mention, Quantity

SHE = {"she": "f", "her": "f", "hers": "f", "herself": "f", "he": "m", "him": "m", "his": "m", "himself": "m"}
THEY = {"they", "them", "their", "themselves"}
NARRATOR = {"i", "me", "my", "myself", "mine"}
FRESH = {"another", "other", "one", "second", "third", "a", "an"}
DOERS = ("er", "or", "ist", "ian", "man", "woman", "ant", "ee", "eer", "ess")
ABSTRACT = ("tion", "ment", "ness", "ity", "ism", "ing")
GROUP_REACH = 60  # tokens back from "they"
REACH = 150  # tokens back from a pronoun to the person it stands for


@dataclass(slots=True)
class Person:
    """Somebody, or a few somebodies, as one post tells of them."""

    number: int
    tokens: list[Token] = field(default_factory=list)  # main words: nouns, names, pronouns
    gender: str | None = None
    plural: bool = False
    entity: str | None = None
    narrator: bool = False
    owner: Person | None = None  # whose kin they are
    lemma: str = ""
    counted: str | None = None  # the number of a few, as printed

    @property
    def first(self) -> Token:
        """The first noun or name that tells of them; a pronoun if there is no other."""
        return next((t for t in self.tokens if t.pos_ in ("NOUN", "PROPN")), self.tokens[0])


def age_is_of(age: Quantity, token: Token) -> bool:
    """Whether an age is told of the person whose main word ``token`` is."""
    if age.what_span is not None:
        return age.what_span.start <= token.idx < age.what_span.end
    start, end = noun_phrase(token)
    return start <= age.span.start < end + 3


def _has_who(noun: Token) -> bool:
    """ "a welder who ...": whatever the noun, it is somebody."""
    return not noun.lemma_.lower().endswith(ABSTRACT) and any(
        k.lower_ == "who" and relation(k) == "nsubj" for c in children(noun, "acl") for k in c.children
    )


def _has_age(noun: Token) -> bool:
    """ "a 40-year-old welder": by its ending a doer; a 40-year-old oak is none."""
    old = any(k.lower_.endswith("old") and 0 < k.i < noun.i and k.nbor(-1).text == "-" for k in children(noun, "amod"))
    return old and noun.lemma_.lower().endswith(DOERS)


class People:
    """All persons of a post, by token."""

    def __init__(
        self, reading: Reading, mentions: tuple[Mention, ...], claims: tuple[Claim, ...], words: RiskWords
    ) -> None:
        self.reading, self.words, self.text = reading, words, reading.post.text
        self.persons: list[Person] = []
        self.by_token: dict[int, Person] = {}
        self.claims = [c for c in claims if c.source and c.source.span]
        self.sources = {
            c.source.span.start: c.source.name for c in claims if c.source and c.source.span and c.source.name
        }
        self.speaking = {  # nouns that say something, by the place of their main word
            piece.root.idx
            for c in self.claims
            if c.source and c.source.span and c.source.kind in ("person", "anonymous")
            for piece in [reading.doc.char_span(c.source.span.start, c.source.span.end, alignment_mode="expand")]
            if piece is not None
        }
        self.names = {
            t.i: m
            for m in mentions
            if m.kind == "PER"
            for t in reading.doc.char_span(m.span.start, m.span.end, alignment_mode="expand") or ()
        }
        self.pending: list[tuple[Person, Token]] = []  # kin of an "I" who is not known yet
        for token in reading.doc:
            self._take(token)
        for token in reading.doc:  # only now: a speaker may be named after the quoted words
            if token.lower_ in NARRATOR and token.pos_ == "PRON":
                self._join(token, self._speaker_of(token) or self._narrator())
        for person, token in self.pending:
            person.owner = self.by_token.get(token.i)

    def of(self, token: Token | None) -> Person | None:
        """The person a token stands for, through "who" and through appositions."""
        if token is None:
            return None
        if token.lower_ in RELATIVE:
            here = token.head
            while relation(here) == "conj" and here.head.i != here.i:
                here = here.head
            return self.of(here.head) if relation(here) == "acl" else None
        return self.by_token.get(token.i)

    def _take(self, token: Token) -> None:
        name = self.names.get(token.i)
        if name is not None:
            self._take_name(token, name)
        elif token.pos_ == "NOUN" and self._is_person(token):
            self._take_noun(token)
        elif token.lower_ in THEY and token.pos_ in ("PRON", "DET"):
            group = self._group_before(token)
            if group is not None:
                self._join(token, group)
        elif token.lower_ in SHE and token.pos_ in ("PRON", "DET"):
            person = self._as_source(token) or self._antecedent(token)
            if person is not None:
                self._join(token, person)
                person.gender = person.gender or SHE[token.lower_]

    def _is_person(self, token: Token) -> bool:
        if relation(token) in ("compound", "amod", "fixed"):
            return False
        lemma = token.lemma_.lower()
        return lemma in self.words.people or token.idx in self.speaking or _has_who(token) or _has_age(token)

    def _new(self, token: Token, **facts: object) -> Person:
        person = Person(len(self.persons))
        for name, value in facts.items():
            setattr(person, name, value)
        self.persons.append(person)
        self._join(token, person)
        return person

    def _join(self, token: Token, person: Person) -> None:
        self.by_token[token.i] = person
        person.tokens.append(token)

    def _take_name(self, token: Token, name: Mention) -> None:
        person = next((p for p in self.persons if p.entity == name.entity), None)
        if person is None:
            beside = self.by_token.get(token.head.i) if relation(token) in ("appos", "flat", "compound") else None
            if beside is not None and beside.entity is None and not beside.plural:
                beside.entity = name.entity
                self._join(token, beside)
                return
            self._new(token, entity=name.entity)
        else:
            self._join(token, person)

    def _take_noun(self, noun: Token) -> None:
        lemma, plural = noun.lemma_.lower(), noun.tag_ == "NNS" or noun.lower_ == "people"
        whose = next((k for k in noun.children if k.dep_.lower() in ("nmod:poss", "poss")), None)
        owner = self._antecedent_or_known(whose) if whose is not None else None
        same = self._beside(noun) or self._told_before(noun, lemma, plural, owner, whose)
        if same is not None:
            self._join(noun, same)
            return
        gender = "f" if lemma in self.words.female else "m" if lemma in self.words.male else None
        kin_of = owner if lemma in self.words.kin else None
        person = self._new(noun, gender=gender, plural=plural, owner=kin_of, lemma=lemma)
        person.counted = next((k.lower_ for k in noun.children if relation(k) == "nummod"), None)
        if whose is not None and whose.lower_ in NARRATOR and lemma in self.words.kin:
            self.pending.append((person, whose))

    def _antecedent_or_known(self, token: Token) -> Person | None:
        return self.by_token.get(token.i) or (self._antecedent(token) if token.lower_ in SHE else None)

    def _beside(self, noun: Token) -> Person | None:
        """ "Smith, a teacher" and "teacher Smith": one person."""
        if relation(noun) == "appos":
            return self.by_token.get(noun.head.i)
        subject = next(iter(children(noun, "nsubj")), None) if any(children(noun, "cop")) else None
        return self.of(subject) if subject is not None else None

    def _told_before(
        self, noun: Token, lemma: str, plural: bool, owner: Person | None, whose: Token | None
    ) -> Person | None:
        modifiers = {k.lower_ for k in noun.children}
        counted = next((k.lower_ for k in noun.children if relation(k) == "nummod"), None)
        if counted is not None:
            return next((p for p in reversed(self.persons) if p.lemma == lemma and p.counted == counted), None)
        if modifiers & FRESH:
            return None
        bare = not plural and not any(relation(k) in ("det", "nummod", "nmod") for k in noun.children)  # "said woman"
        definite = bare or bool(modifiers & {"the", "this", "that", "these", "those"})
        for person in reversed(self.persons):
            if person.lemma != lemma or person.plural != plural:
                continue
            if whose is not None and (person.owner is owner or owner is None):
                return person
            if definite and whose is None:
                return person
        return None

    def _antecedent(self, pronoun: Token) -> Person | None:
        gender = SHE[pronoun.lower_]
        best: tuple[int, int, Person] | None = None
        for person in self.persons:
            if person.plural or person.narrator or person.gender not in (None, gender):
                continue
            near = [t for t in person.tokens if t.i < pronoun.i and pronoun.i - t.i < REACH]
            if not near or any(t.head.i == pronoun.head.i and t.i == pronoun.head.i for t in near):
                continue
            last = near[-1]
            subject = 12 if relation(last) == "nsubj" else 0  # a subject outweighs a dozen words of distance
            rank = (last.i + subject + (8 if person.gender == gender else 0), last.i, person)
            if best is None or rank[:2] > best[:2]:
                best = rank
        return best[2] if best else None

    def _group_before(self, pronoun: Token) -> Person | None:
        """The group that "they" stands for: the last one told of, a subject before others of its sentence."""
        best: tuple[int, Person] | None = None
        for person in self.persons:
            near = [t for t in person.tokens if 0 < pronoun.i - t.i < GROUP_REACH and t.i != pronoun.head.i]
            if not person.plural or not near:
                continue
            rank = near[-1].i + (12 if relation(near[-1]) == "nsubj" else 0)
            if best is None or rank > best[0]:
                best = (rank, person)
        return best[1] if best else None

    def _as_source(self, pronoun: Token) -> Person | None:
        """The person that a claim's source was resolved to: "she said"."""
        name = self.sources.get(pronoun.idx)
        if name is None:
            return None
        return next((p for p in reversed(self.persons) if name in (p.entity, self._called(p))), None)

    def _called(self, person: Person) -> str:
        start, end = self.phrase(person)
        return self.text[start:end]

    def _speaker_of(self, token: Token) -> Person | None:
        """The "I" of quoted words is their speaker."""
        around = [
            c for c in self.claims if c.content.start <= token.idx < c.content.end and c.rule.startswith("speech")
        ]
        if not around:
            return None
        claim = min(around, key=lambda c: c.content.end - c.content.start)
        if claim.source is None or claim.source.span is None:
            return None
        start, end = claim.source.span.start, claim.source.span.end
        for at, person in self.by_token.items():
            if start <= self.reading.doc[at].idx < end:
                return person
        return None

    def _narrator(self) -> Person:
        person = next((p for p in self.persons if p.narrator), None)
        if person is None:
            person = Person(len(self.persons), narrator=True)
            self.persons.append(person)
        return person

    def phrase(self, person: Person) -> Extent:
        """How the post first calls them."""
        return noun_phrase(person.first, wide=False)

"""Who took part: the roles of an event type by their place in the clause and the kind of name or noun."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from beatbook.beat import RoleRule
from beatbook.code.events import clause
from beatbook.code.events.clause import lemma
from beatbook.code.events.lexicon import lexicon
from beatbook.code.events.stand_ins import first_of_noun, stands_for
from beatbook.code.events.triggers import Trigger, counted_before
from beatbook.code.parsed import Token
from beatbook.code.reading import Reading
from beatbook.record import Claim, Mention, Participant, Quantity, Span, TimeRef

_HUMAN = re.compile(r"[a-z]{3}(?:man|men|woman|women)$|[a-z]{4}(?:ist|eer|ian)$")  # "ferryman", "machinist"
PERSON_KINDS = ("PER", "NORP")


class Cast:
    """Fills the roles of one post's triggers."""

    def __init__(
        self,
        reading: Reading,
        mentions: Iterable[Mention],
        quantities: Iterable[Quantity],
        claims: Iterable[Claim] = (),
        times: Iterable[TimeRef] = (),
    ) -> None:
        self.reading = reading
        self.by_start = _by_token(reading, mentions)
        self.first_names = _first_names(reading, mentions)
        self.claims = tuple(claims)
        self.timed = _timed(reading, times)
        self.quantities = tuple(quantities)
        self.counts = tuple((q.span.start, q.span.end, q) for q in self.quantities if q.unit == "-")

    def participants(self, trigger: Trigger) -> tuple[Participant, ...]:
        """The participants of one telling, one a role and noun, in the order of the type's roles."""
        found: dict[tuple[str, int], Participant] = {}
        taken: set[int] = set()
        for rule in trigger.type.roles:
            for token in self._tokens(trigger, rule):
                free = token not in trigger.tokens or (token.pos_ == "NOUN" and self.is_person(token))
                if token.i not in taken and free and self._fits(token, rule):
                    taken.add(token.i)
                    found[rule.role, token.i] = self.participant(rule.role, token)
                    for meant in self._meant(token):
                        if meant.i not in taken:
                            taken.add(meant.i)
                            found[rule.role, meant.i] = self.participant(rule.role, meant)
        return tuple(found.values())

    def _meant(self, token: Token) -> list[Token]:
        """Whom a pronoun, a shorter name or a definite noun stands for, and where the post introduces them."""
        found: list[Token] = []
        here = token
        if token.pos_ == "PRON":
            here = stands_for(token, self.is_person, self._is_body) or self._speaker(token) or token
            found += [here] if here is not token else []
        if here.pos_ != "PRON":
            found += [t for t in _beside_name(here) if self.mention(t) is not None]
            first = self.introduced(here)
            found += [first] if first is not None and first.i != token.i else []
        return found

    def _speaker(self, token: Token) -> Token | None:
        """Who "I" is: the source of the claim that it stands in."""
        if token.lower_ not in lexicon().speaking:
            return None
        at = self.reading.span_of(token)
        for claim in self.claims:
            if claim.content.contains(at) and claim.source is not None and claim.source.span is not None:
                piece = self.reading.doc.char_span(
                    claim.source.span.start, claim.source.span.end, alignment_mode="expand"
                )
                return piece.root if piece is not None else None
        return None

    def introduced(self, token: Token) -> Token | None:
        """Where the body first names the same body, person or definite noun ("the soldier": "a soldier")."""
        mention = self.mention(token)
        if mention is not None:
            return self.first_names.get(mention.entity)
        return first_of_noun(token, self.reading.doc, self.reading.post.body_start) if self.is_person(token) else None

    def _is_body(self, token: Token) -> bool:
        mention = self.mention(token)
        return (mention is not None and mention.kind in ("ORG", "LOC")) or lemma(token) in lexicon().bodies

    def participant(self, role: str, head: Token) -> Participant:
        """A noun's own phrase as a participant, with its name and its count."""
        tokens = clause.phrase_tokens(head)
        span = self.reading.span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
        mention = self.mention(head)
        return Participant(
            role, self.reading.words(span), span, mention.entity if mention else None, self._count(head, span)
        )

    def mention(self, token: Token) -> Mention | None:
        """The name that a token belongs to."""
        return self.by_start.get(token.i)

    def _tokens(self, trigger: Trigger, rule: RoleRule) -> list[Token]:
        find = _NOUN_PLACES if trigger.is_noun else _VERB_PLACES
        found: list[Token] = []
        for place in rule.syntax:
            if trigger.is_noun and place not in _NOUN_PLACES:
                verb = clause.carrier(trigger.head)
                found += clause.with_preposition(trigger.head, place)
                found += clause.with_preposition(verb, place) if verb is not None and _is_light(verb) else []
            elif place in find:
                found += find[place](trigger, rule)
            else:
                found += clause.with_preposition(trigger.head, place)
                found += _of_inner(trigger, place)
        return found

    def _fits(self, token: Token, rule: RoleRule) -> bool:
        if token.lower_ in ("which", "that", "there", "what", "this", "these", "those"):
            return False
        if token.lower_ in ("it", "its") and "people" in rule.kinds:
            return False
        if token.i in self.timed or token.pos_ not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
            return False
        return not rule.kinds or any(self._is_kind(token, kind) for kind in rule.kinds)

    def _is_kind(self, token: Token, kind: str) -> bool:
        mention = self.mention(token)
        if kind == "people":
            return self.is_person(token)
        return mention is not None and mention.kind == kind

    def is_person(self, token: Token) -> bool:
        """A noun, pronoun or name for persons, or a bare number for them ("three were hurt")."""
        mention = self.mention(token)
        if mention is not None:
            return mention.kind in PERSON_KINDS
        if token.pos_ == "PRON":
            return token.lower_ in lexicon().personal or token.lower_ in lexicon().some_people
        if clause.counted(token) is not token:
            return self.is_person(clause.counted(token))
        if lemma(token) in lexicon().people or (token.pos_ == "NOUN" and _HUMAN.search(lemma(token))):
            return True
        return token.pos_ == "NUM" or token.tag_ == "CD" or (token.pos_ == "ADJ" and lemma(token) in lexicon().people)

    def _count(self, head: Token, span: Span) -> Quantity | None:
        for start, end, quantity in self.counts:
            if (
                (span.start <= start < span.end or start <= span.start < end)
                and (not quantity.share or _covers(quantity, head))
                and _counts(quantity, head)
            ):
                return quantity
        return self._one(head)

    def _is_single(self, head: Token) -> bool:
        word = lemma(head)
        return word in lexicon().people and word not in lexicon().collectives and _is_singular(head)

    def _one(self, head: Token) -> Quantity | None:
        """A singular noun or a name for one person counts as one."""
        mention = self.mention(head)
        if head.lower_ in ("one", "another") and head.pos_ in ("NUM", "PRON", "DET"):
            at = self.reading.span_of(head)
            return Quantity(at, head.text, 1, 1, 1, "exact", "-", rule="one: by its word")
        single = mention is not None and mention.kind == "PER"
        if not single and not (single := self._is_single(head)):
            return None
        at = self.reading.span_of(head)
        return Quantity(
            at, head.text, 1, 1, 1, "exact", "-", what=lemma(head), what_span=at, rule="one: a singular noun"
        )


def _is_singular(head: Token) -> bool:
    """A singular noun with its article or owner, or joined to one that has it: "his wife and son"."""
    if head.tag_ != "NN" and lemma(head) != "old":  # "a two-year-old"
        return False
    determined = any(child.lower_ in lexicon().one_of_them for child in head.children)
    return determined or (clause.relation(head) == "conj" and head.head.tag_ == "NN" and _is_singular(head.head))


def _counts(quantity: Quantity, head: Token) -> bool:
    return quantity.what_span is None or quantity.what_span.start <= head.idx + len(head)


def _covers(quantity: Quantity, head: Token) -> bool:
    return quantity.span.start < head.idx + len(head) and head.idx < quantity.span.end


def _timed(reading: Reading, times: Iterable[TimeRef]) -> frozenset[int]:
    """The tokens of time expressions: none of them takes part in anything."""
    pieces = (reading.doc.char_span(t.span.start, t.span.end, alignment_mode="expand") for t in times)
    return frozenset(token.i for piece in pieces if piece is not None for token in piece)


def _by_token(reading: Reading, mentions: Iterable[Mention]) -> dict[int, Mention]:
    found: dict[int, Mention] = {}
    for mention in mentions:
        piece = reading.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        for token in piece if piece is not None else ():
            found.setdefault(token.i, mention)
    return found


def _beside_name(token: Token) -> list[Token]:
    """The name beside a noun: "Ruiz" of "a surgeon" in "Dr Ruiz, a surgeon", and the other way round."""
    if clause.relation(token) == "appos":
        return [token.head]
    return [child for child in token.children if clause.relation(child) == "appos"]


def _first_names(reading: Reading, mentions: Iterable[Mention]) -> dict[str, Token]:
    """Where the body first names each entity by its fullest form, or at all."""
    found: dict[str, Token] = {}
    body = [m for m in mentions if m.span.start >= reading.post.body_start]
    for mention in sorted(body, key=lambda m: (m.text != m.entity, m.span.start)):
        piece = reading.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if piece is not None:
            found.setdefault(mention.entity, piece.root)
    return found


def _of_inner(trigger: Trigger, place: str) -> list[Token]:
    """What hangs on a noun within a verb's phrase: "two climbers" in "claimed the lives of two climbers"."""
    if place not in ("of", "for", "against", "on", "at", "with", "about", "over"):
        return []
    nouns = [t for t in trigger.tokens if t.pos_ == "NOUN" and t.i != trigger.head.i]
    return [token for noun in nouns for token in clause.with_preposition(noun, place)]


def _is_light(verb: Token) -> bool:
    return lemma(verb) in lexicon().light or lemma(verb) in lexicon().occur


def _verb_subject(trigger: Trigger, _: RoleRule) -> list[Token]:
    if trigger.rule.kind == "happens":
        return []
    verb = trigger.head
    return clause.agents(verb) if clause.is_passive(verb) else clause.subjects(verb) + clause.causers(verb)


def _verb_object(trigger: Trigger, _: RoleRule) -> list[Token]:
    verb = trigger.head
    if trigger.rule.kind == "happens" or clause.is_passive(verb):
        return clause.subjects(verb)
    return clause.objects(verb)


def _noun_subject(trigger: Trigger, rule: RoleRule) -> list[Token]:
    noun = trigger.head
    verb = clause.carrier(noun)
    found = clause.with_preposition(noun, "by")
    if verb is not None and lemma(verb) in lexicon().light and clause.relation(noun) != "nsubj":
        found += clause.agents(verb) if clause.is_passive(verb) else clause.subjects(verb)
    owners = [token for token in (*clause.possessors(noun), *clause.compounds(noun)) if _is_doer(token, trigger)]
    return found + owners


def _noun_object(trigger: Trigger, rule: RoleRule) -> list[Token]:
    noun = trigger.head
    if trigger.rule.kind == "counted":
        return [who] if (who := counted_before(noun)) is not None else []
    owners = [token for token in (*clause.possessors(noun), *clause.compounds(noun)) if not _is_doer(token, trigger)]
    verb = clause.carrier(noun)
    suffers = []
    if verb is not None and lemma(verb) in ("suffer", "sustain", "undergo", "face", "survive"):
        suffers = clause.subjects(verb)
    return clause.with_preposition(noun, "of") + owners + suffers


def _is_doer(token: Token, trigger: Trigger) -> bool:
    """Whose raid it is: of a body or a force the doer, of a person the one it happens to."""
    has_object = any("object" in rule.syntax for rule in trigger.type.roles)
    return not has_object or token.ent_type_ in ("ORG", "LOC", "NORP", "GPE") or lemma(token) in lexicon().doers


_Place = Callable[[Trigger, RoleRule], list[Token]]
_VERB_PLACES: dict[str, _Place] = {
    "subject": _verb_subject,
    "object": _verb_object,
    "indirect": lambda trigger, _: clause.indirect(trigger.head),
    "possessor": lambda trigger, _: [],
    "compound": lambda trigger, _: [],
    "by": lambda trigger, _: clause.agents(trigger.head),
}
_NOUN_PLACES: dict[str, _Place] = {
    "subject": _noun_subject,
    "object": _noun_object,
    "indirect": lambda trigger, _: [],
    "possessor": lambda trigger, _: clause.possessors(trigger.head),
    "compound": lambda trigger, _: clause.compounds(trigger.head),
}

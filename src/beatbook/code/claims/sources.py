"""Who a source is: its words, its kind, the full name behind a pronoun, a last name or "the woman"."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from functools import cache
from importlib import resources

from beatbook.code.claims.tree import Extent, case_word, children, noun_phrase, relation, tokens_under
from beatbook.code.parsed import Token
from beatbook.code.reading import Reading
from beatbook.record import Mention, Source
from beatbook.record.codes import SourceKind

ANONYMOUS = re.compile(
    r"\banonym|\bunnamed\b|\bun-?identified\b|\bnot (?:to )?be (?:named|identified)\b|\bnot (?:being )?authori[sz]ed\b"
    r"|\bnamed? withheld\b|\basked that (?:his|her|their) names?\b|\bspoke on background\b",
    re.IGNORECASE,
)


DEFINITE = {"the", "this", "that", "these", "those"}
PERSON_REACH = 900  # characters back from a pronoun to a person who has not spoken yet
SPEAKER_REACH = 4000  # characters back to somebody who has


@cache
def source_words() -> dict[str, frozenset[str]]:
    """The main words of sources by kind."""
    data = tomllib.loads(resources.files(__package__).joinpath("sources.toml").read_text(encoding="utf-8"))
    return {kind: frozenset(words) for kind, words in data.items()}


def can_speak(noun: Token) -> bool:
    """Whether a noun is of the kind that says things: a name, a pronoun, a person, a body."""
    words = source_words()
    known = words["person"] | words["organisation"] | words["unnamed"]
    return noun.pos_ in ("PROPN", "PRON") or noun.lemma_.lower() in known


def is_document(noun: Token | None) -> bool:
    """Whether a noun is a report, a poll, a video: what shows things."""
    return noun is not None and noun.lemma_.lower() in source_words()["document"]


class Tellers:
    """Makes sources out of tokens, in reading order, remembering who has spoken."""

    def __init__(self, reading: Reading, mentions: tuple[Mention, ...], quoted: list[Extent]) -> None:
        self.reading = reading
        self.text = reading.post.text
        self.mentions = sorted((m for m in mentions), key=lambda m: (m.span.start, m.span.end))
        self.words = source_words()
        self.genders: dict[str, str] = {}
        self.told: list[tuple[int, Source, Token]] = []  # where, who, the main word
        self._note_genders()
        self.subjects = self._find_subjects(quoted)
        self.outlets = {n.casefold() for o in reading.beat.outlets for n in (o.name, *o.aliases)}
        self.outlets |= {c.name.casefold() for c in reading.post.credits}

    def source_of(self, head: Token, cue: Token | None, remember: bool = True) -> Source:
        """The source whose main word is ``head``."""
        start, end = noun_phrase(head)
        text = self.text[start:end]
        kind, name = self._kind_and_name(head, (start, end))
        cites = self._cites(cue, head)
        source = Source(text, kind, self.reading.span(start, end), name, cites)
        if remember:
            self.told.append((head.idx, source, head))
        return source

    # names -----------------------------------------------------------------------------------------------------------

    def mention_in(self, start: int, end: int, kinds: tuple[str, ...] = ()) -> Mention | None:
        """The first mention that lies in a stretch of text."""
        at = max(0, bisect_right(self.mentions, start, key=lambda m: m.span.start) - 1)
        for mention in self.mentions[at:]:
            if mention.span.start >= end:
                break
            if mention.span.end > start and (not kinds or mention.kind in kinds):
                return mention
        return None

    def _kind_and_name(self, head: Token, extent: Extent) -> tuple[SourceKind, str | None]:
        lower = head.lower_
        if lower in self.words["singular"] or lower in self.words["group"]:
            return self._of_pronoun(head)
        if lower in self.words["narrator"]:
            return "person", None
        whole = [t.idx for t in (*tokens_under(head, (), ("acl", "parataxis", "conj", "advcl")),)]
        wide = (min(extent[0], *whole), max(extent[1], *whole))
        lemma = head.lemma_.lower()
        if head.pos_ == "NOUN":
            return self._common(head, lemma, extent, wide)
        person = self.mention_in(head.idx, head.idx + len(head), ("PER",)) or self.mention_in(*extent, ("PER",))
        if person:
            return "person", self._full(person)
        return self._proper(head, self.mention_in(head.idx, head.idx + len(head)), extent)

    def _of_pronoun(self, pronoun: Token) -> tuple[SourceKind, str | None]:
        earlier, gender = self._antecedent(pronoun), self._gender_of(pronoun)
        if earlier is None:
            return "person" if gender else "unstated", None
        if gender and earlier.name:
            self.genders.setdefault(earlier.name, gender)
        return earlier.kind, earlier.name or earlier.text

    def _common(self, head: Token, lemma: str, extent: Extent, wide: Extent) -> tuple[SourceKind, str | None]:
        person = self.mention_in(*wide, ("PER",))
        kind = self._kind_of_noun(head, lemma)
        if person and kind in ("person", "anonymous") and not self._of_other(head, person):
            return "person", self._full(person)
        if kind == "person" and self._unnamed(head):
            return "anonymous", None
        earlier = self._same_noun(head) if _definite(head) else None
        if earlier:
            return earlier.kind, earlier.name or earlier.text
        named = self.mention_in(*extent, ("ORG",)) if kind in ("organisation", "outlet") else None
        return kind, named.entity if named else None

    def _full(self, mention: Mention) -> str:
        return mention.entity or mention.text

    def _of_other(self, head: Token, person: Mention) -> bool:
        """ "Smith's lawyer", "a friend of Smith": the name stands for somebody else."""
        for kid in children(head, "nmod"):
            if kid.left_edge.idx <= person.span.start < kid.right_edge.idx + len(kid.right_edge):
                return True
        return False

    def _kind_of_noun(self, head: Token, lemma: str) -> SourceKind:
        if lemma in self.words["unnamed"]:
            return "anonymous"
        kinds: tuple[SourceKind, ...] = ("person", "organisation", "document", "outlet")
        for kind in kinds:
            if lemma in self.words[kind] or head.lower_ in self.words[kind]:
                return kind
        if lemma.endswith(("man", "woman", "person", "ist", "er", "or", "ian", "ee")):
            return "person"
        return "organisation" if head.ent_type_ == "ORG" else "document"

    def _proper(self, head: Token, named: Mention | None, extent: Extent) -> tuple[SourceKind, str | None]:
        text = self.text[extent[0] : extent[1]]
        entity = named.entity if named else _bare(text)
        if self.is_outlet(text) or self.is_outlet(entity):
            return "outlet", entity
        if named is None and head.lemma_.lower() in self.words["person"]:
            return "person", None
        if named is None:
            lemma = head.lemma_.lower()
            kind: SourceKind = "person" if head.ent_type_ == "PER" else self._kind_of_noun(head, lemma)
            return (kind, text)
        return "organisation", entity

    def is_outlet(self, name: str) -> bool:
        """Whether a name is an outlet's: by the beat, by the post's credits, or by its words."""
        bare = _bare(name)
        if bare.casefold() in self.outlets or name.casefold() in self.outlets:
            return True
        words = re.findall(r"[^\W\d_]+", bare)
        return bool(words) and (words[-1] in self.words["outlet_names"] or words[0] in self.words["outlet_names"])

    def _unnamed(self, head: Token) -> bool:
        """Persons told of without a name for the first time: "officials", "a diplomat", "who asked not to be named"."""
        if ANONYMOUS.search(_around(head)):
            return True
        if _definite(head):
            return False
        return not any(case_word(kid) for kid in children(head, "nmod") if kid.ent_type_ == "PER")

    # antecedents -----------------------------------------------------------------------------------------------------

    def _antecedent(self, head: Token) -> Source | None:
        """The source that a pronoun stands for: who spoke last, or the subject of a main clause since then."""
        told = [(at, s) for at, s, main in self.told if at < head.idx and self._may_be(head, s, main)]
        if head.lower_ in self.words["group"]:
            return told[-1][1] if told else None
        gender = self._gender_of(head)
        acted = [
            (m.span.start, Source(m.text, "person", m.span, m.entity))
            for m in self.subjects
            if m.span.end <= head.idx and self._agrees(self.genders.get(m.entity), gender)
        ]
        near = [pair for pair in (*told[-1:], *acted[-1:]) if head.idx - pair[0] < SPEAKER_REACH]
        if near:
            return max(near, key=lambda pair: pair[0])[1]
        return self._person_before(head, gender)

    def _may_be(self, pronoun: Token, source: Source, main: Token) -> bool:
        """Whether a source that was told of may be meant by "he", "it", "they"."""
        if main.lower_ in self.words["narrator"]:
            return False
        if pronoun.lower_ in ("it", "its"):
            return source.kind in ("organisation", "outlet", "document")
        if pronoun.lower_ in self.words["group"]:
            return True
        plural = main.tag_ in ("NNS", "NNPS") or main.lower_ in self.words["group"]
        known = self.genders.get(source.name or "") or self._gender_of(main)
        return source.kind in ("person", "anonymous") and not plural and self._agrees(known, self._gender_of(pronoun))

    def _agrees(self, known: str | None, wanted: str | None) -> bool:
        return known is None or wanted is None or known == wanted

    def subject_before(self, offset: int, floor: int) -> Source | None:
        """The last person between two places who is the subject of a main clause."""
        found = [m for m in self.subjects if floor <= m.span.start < offset]
        return Source(found[-1].text, "person", found[-1].span, found[-1].entity) if found else None

    def _find_subjects(self, quoted: list[Extent]) -> list[Mention]:
        """Persons who are subjects of main clauses, outside quoted words."""
        found = []
        for mention in self.mentions:
            if mention.kind != "PER" or any(s <= mention.span.start < e for s, e in quoted):
                continue
            piece = self.reading.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            if piece is None:
                continue
            top = piece.root.head if relation(piece.root) == "appos" else piece.root
            if relation(top) == "nsubj" and _is_main(top.head):
                found.append(mention)
        return found

    def _person_before(self, head: Token, gender: str | None) -> Source | None:
        for mention in reversed(self.mentions):
            if mention.kind != "PER" or not 0 <= head.idx - mention.span.end < PERSON_REACH:
                continue
            if self._agrees(self.genders.get(mention.entity), gender):
                return Source(mention.text, "person", mention.span, mention.entity)
        return None

    def _same_noun(self, head: Token) -> Source | None:
        """The source that "the woman", "the ministry", "the ex-envoy" stands for."""
        lemma = head.lemma_.lower().removeprefix("ex-").removeprefix("co-")
        for at, source, main in reversed(self.told):
            if at < head.idx and main.lemma_.lower() == lemma:
                return source
        for token in reversed(self.reading.doc[: head.i]):
            if token.lemma_.lower() != lemma or token.pos_ not in ("NOUN", "PROPN"):
                continue
            person = self.mention_in(*self._name_beside(token), ("PER",)) if lemma in self.words["person"] else None
            if person and not self._of_other(token, person):
                return Source(person.text, "person", person.span, person.entity)
            named = self.mention_in(token.idx, token.idx + len(token), ("ORG",))
            if named:
                kind: SourceKind = "outlet" if self.is_outlet(named.entity) else "organisation"
                return Source(named.text, kind, named.span, named.entity)
        return None

    def _name_beside(self, token: Token) -> Extent:
        """The stretch in which a title's name stands: its own phrase, and the one it is in apposition to."""
        top = token
        while relation(top) in ("appos", "compound", "flat") and top.head.i != top.i:
            top = top.head
        tokens = tokens_under(top, (), ("acl", "conj", "parataxis", "nmod", "advcl"))
        return tokens[0].idx, tokens[-1].idx + len(tokens[-1])

    # gender ----------------------------------------------------------------------------------------------------------

    def _gender_of(self, token: Token) -> str | None:
        return self._gender_of_word(token.lower_) or self._gender_of_word(token.lemma_.lower())

    def _gender_of_word(self, word: str) -> str | None:
        if word in self.words["female"]:
            return "f"
        return "m" if word in self.words["male"] else None

    def _note_genders(self) -> None:
        """A person's gender by title ("Ms"), by apposition ("a mother of two"), by noun beside the name."""
        for mention in self.mentions:
            if mention.kind != "PER" or mention.entity in self.genders:
                continue
            piece = self.reading.doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            if piece is None:
                continue
            words = [mention.title or "", *(t.lower_ for t in piece)]
            words += [k.lemma_.lower() for k in piece.root.children if relation(k) in ("appos", "compound", "amod")]
            if relation(piece.root) == "appos":
                words.append(piece.root.head.lemma_.lower())
            if piece.start:
                words.append(piece[0].nbor(-1).lower_)
            for word in words:
                gender = self._gender_of_word(word.lower())
                if gender:
                    self.genders[mention.entity] = gender
                    break

    # cited from ------------------------------------------------------------------------------------------------------

    def _cites(self, cue: Token | None, head: Token) -> str | None:
        """The outlet or body that it was said to: "told Le Monde", "in an interview with", "who spoke to"."""
        verbs = [cue] if cue is not None and cue.pos_ in ("VERB", "AUX") else []
        verbs += [k for k in children(head, "acl") if k.lemma_.lower() in ("speak", "talk", "tell")]
        for verb in verbs:
            for kid in tokens_under(verb, (), ("ccomp", "parataxis", "conj", "nsubj")):
                if relation(kid) not in ("obj", "iobj", "obl", "nmod", "conj"):
                    continue
                if case_word(kid) not in ("", "to", "with", "by"):
                    continue
                body = self._body(kid) if kid.i != head.i else None
                if body is not None:
                    return body
        return None

    def _body(self, noun: Token) -> str | None:
        """The outlet or organisation that a noun names."""
        named = self.mention_in(noun.idx, noun.idx + len(noun))
        if named is not None and named.kind in ("ORG", "OTHER"):
            return named.entity if named.kind == "ORG" or self.is_outlet(named.entity) else None
        start, end = noun_phrase(noun)
        text = _bare(self.text[start:end])
        return text if noun.pos_ == "PROPN" and self.is_outlet(text) else None


def _is_main(verb: Token) -> bool:
    """Whether a verb heads its sentence or is joined to the one that does."""
    while relation(verb) == "conj" and verb.head.i != verb.i:
        verb = verb.head
    return relation(verb) == "root"


def _bare(name: str) -> str:
    return re.sub(r"^the\s+|['’]s$", "", name.strip(), flags=re.IGNORECASE)


def _definite(head: Token) -> bool:
    """ "the woman", "that official", "my daughter", and newsroom's "said woman": told of before."""
    owned = any(k.dep_.lower() in ("nmod:poss", "poss") for k in head.children)
    bare = head.tag_ == "NN" and not any(children(head, "det", "nummod", "amod", "compound"))
    return owned or bare or any(k.lower_ in DEFINITE for k in children(head, "det"))


def _around(head: Token) -> str:
    """The phrase of a noun with its relative clauses, as text."""
    tokens = tokens_under(head)
    return head.doc[tokens[0].i : tokens[-1].i + 1].text

"""Whom a pronoun stands for, within one post: the nearest fitting person or body before it, subjects first."""

from __future__ import annotations

from collections.abc import Callable

from beatbook.code.events.clause import ancestors, children, lemma, relation, subjects
from beatbook.code.events.lexicon import lexicon
from beatbook.code.parsed import Doc, Token

SINGULAR = frozenset(("he", "she", "him", "her", "his", "himself", "herself"))
PLURAL = frozenset(("they", "them", "their", "themselves", "theirs"))
BODIES = frozenset(("it", "its", "itself"))
FEMALE = frozenset(
    (
        "woman", "girl", "mother", "daughter", "sister", "wife", "aunt", "grandmother", "mrs", "ms", "miss", "niece",
        "widow", "she", "her", "granddaughter", "nun", "actress", "policewoman", "schoolgirl", "queen", "girlfriend",
    )
)  # fmt: skip
MALE = frozenset(
    (
        "man", "boy", "father", "son", "brother", "husband", "uncle", "grandfather", "mr", "nephew", "widower", "king",
        "he", "him", "his", "grandson", "monk", "policeman", "schoolboy", "boyfriend", "priest", "gunman", "fisherman",
    )
)  # fmt: skip
REFLEXIVE = frozenset(("himself", "herself", "themselves", "itself"))
SENTENCES_BACK = 3


def stands_for(pronoun: Token, is_person: Callable[[Token], bool], is_body: Callable[[Token], bool]) -> Token | None:
    """The noun that a pronoun of the third person means, or ``None`` where none fits in the sentences before."""
    word = pronoun.lower_
    if word in REFLEXIVE:
        return next((token for token in subjects(pronoun.head) if token.i != pronoun.i), None)
    if word in BODIES:
        speaker = _who_says(pronoun)
        if speaker is not None and speaker.tag_ in ("NN", "NNP") and not is_person(speaker):
            return speaker
        return _nearest(pronoun, lambda token: is_body(token) and token.tag_ not in ("NNS", "NNPS"))
    if word in PLURAL:
        return _nearest(pronoun, lambda token: is_person(token) and _is_many(token))
    if word in SINGULAR:
        own, other = (FEMALE, MALE) if word in ("she", "her", "herself") else (MALE, FEMALE)
        return _nearest(
            pronoun, lambda token: is_person(token) and not _is_many(token) and not _words(token) & other, own
        )
    return None


def _who_says(pronoun: Token) -> Token | None:
    """The subject of the verb of saying above: in "the firm said it was sold", most often the one that is meant."""
    for above in ancestors(pronoun):
        if lemma(above) in lexicon().reporting and above.pos_ == "VERB":
            return next((child for child in children(above, "nsubj") if child.pos_ in ("NOUN", "PROPN")), None)
    return None


def first_of_noun(token: Token, doc: Doc, start: int) -> Token | None:
    """The first noun from ``start`` (code points) that a definite noun takes up again, itself if it is the first.

    "the soldier" takes up "a soldier"; what the later one adds ("the northern soldier") the first must have too.
    """
    if not _is_definite(token):
        return None
    wanted = _own_words(token)
    for other in doc[: token.i]:
        same = other.base == token.base and other.tag_ == token.tag_ and other.pos_ == token.pos_
        if same and other.idx >= start and wanted <= _own_words(other):
            return other
    return None


def _is_definite(token: Token) -> bool:
    return any(
        child.lower_ in ("the", "this", "that", "these", "those") or child.dep_.lower() == "nmod:poss"
        for child in token.children
    )


def _own_words(token: Token) -> set[str]:
    return {lemma(child) for child in children(token, "amod", "compound")}


def _nearest(pronoun: Token, fits: Callable[[Token], bool], wanted: frozenset[str] = frozenset()) -> Token | None:
    doc = pronoun.doc
    starts = [sentence.start for sentence in doc.sents if sentence.start <= pronoun.i]
    for start in reversed(starts[-SENTENCES_BACK - 1 :]):
        end = min(pronoun.i, _end(doc, start))
        found = [t for t in doc[start:end] if t.pos_ in ("NOUN", "PROPN") and fits(t) and not _part_of_name(t)]
        found = [t for t in found if not _beside(t, pronoun)]
        found = [t for t in found if _words(t) & wanted] or found
        if found:
            tops = [t for t in found if relation(t) == "nsubj"]
            return (tops or found)[0 if tops else -1]
    return None


def _end(doc: Doc, start: int) -> int:
    return int(doc[start].sent.end)


def _is_many(token: Token) -> bool:
    if token.tag_ in ("NNS", "NNPS") or lemma(token) in ("people", "police", "family", "couple", "crew", "group"):
        return True
    return any(relation(child) == "conj" for child in token.children)


def _words(token: Token) -> set[str]:
    return {lemma(token), *(lemma(child).rstrip(".") for child in children(token, "compound", "flat", "amod", "appos"))}


def _part_of_name(token: Token) -> bool:
    return relation(token) in ("flat", "compound")


def _beside(token: Token, pronoun: Token) -> bool:
    """A noun that is an argument of the pronoun's own verb is somebody else ("he shot the guard")."""
    return token.head.i == pronoun.head.i and token.i != pronoun.i and pronoun.head.pos_ == "VERB" and (
        token not in list(ancestors(pronoun))
    )  # fmt: skip

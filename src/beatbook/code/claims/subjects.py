"""Who does what a verb says: its subject, a passive's agent, or whoever the verb it hangs on is done by."""

from __future__ import annotations

from beatbook.code.claims.tree import case_word, child, children, is_passive, relation
from beatbook.code.parsed import Token

RELATIVE = {"who", "which", "that", "whom"}


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """The main word of who does it: a subject, a passive's agent, or the subject of the verb it hangs on."""
    if is_passive(verb) or _is_participle(verb):
        return agent_of(verb)
    subjects = list(children(verb, "nsubj"))
    if subjects:
        own = min(subjects, key=lambda s: (abs(s.i - verb.i), s.i))
        return _behind_relative(verb) if own.lower_ in RELATIVE else own
    stray = _stray_subject(verb)
    if stray is not None:
        return stray
    if depth > 4 or child(verb, "expl") is not None or child(verb, "csubj") is not None:
        return None
    role = relation(verb)
    if role == "acl" and verb.tag_ in ("VBG", "VBD", "VBZ"):
        return verb.head
    if role in ("conj", "xcomp", "advcl", "parataxis") and verb.head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        return subject_of(verb.head, depth + 1)
    return None


def _is_participle(verb: Token) -> bool:
    """ "Asked whether it was true, ...": done to the subject, not by it."""
    helped = any(k.lemma_.lower() in ("have", "be") for k in children(verb, "aux"))
    return (
        verb.tag_ in ("VBN", "VBD")
        and relation(verb) in ("advcl", "acl")
        and not helped
        and child(verb, "nsubj") is None
    )


def _stray_subject(verb: Token) -> Token | None:
    """ "The roads are shut, the mayor said", "the letter, seen by us, says he lied": one verb has both subjects."""
    for held in children(verb, "ccomp"):
        own = list(children(held, "nsubj"))
        if held.i < verb.i and len(own) > 1 and held.i < own[-1].i < verb.i:
            return own[-1]
        if len(own) > 1 and own[0].i < verb.i < own[1].i < held.i:
            return own[0]
    return None


def _behind_relative(verb: Token) -> Token | None:
    """The noun that "who" or "which" stands for."""
    here = verb
    while relation(here) == "conj" and here.head.i != here.i:
        here = here.head
    return here.head if relation(here) == "acl" else None


def agent_of(verb: Token) -> Token | None:
    return next((k for k in children(verb, "obl", "nmod") if case_word(k) == "by" and k.i > verb.i), None)

"""Sayings without a verb: nouns and adjectives that hold a clause, adverbs, "according to"."""

from __future__ import annotations

from collections.abc import Iterator

from beatbook.code.claims.cues import Cues, load_cues
from beatbook.code.claims.saying import Saying
from beatbook.code.claims.sources import can_speak
from beatbook.code.claims.subjects import RELATIVE, subject_of
from beatbook.code.claims.tree import (
    Extent,
    case_word,
    child,
    children,
    extent_of,
    has_word,
    is_negated,
    is_passive,
    relation,
    tokens_under,
)
from beatbook.code.parsed import Token


def by_noun(noun: Token, cues: Cues) -> Iterator[Saying]:
    held = next((k for k in children(noun, "acl", "ccomp", "xcomp") if k.i > noun.i and _opens_clause(k)), None)
    if held is None:
        return
    extent, owner = extent_of(tokens_under(held)), _owner(noun)
    if extent and (owner is not None or not has_word(held, "to")):
        denied = relation(noun) == "obj" and noun.head.lemma_.lower() in cues.denying
        yield Saying(extent, held, noun, owner, "noun", "denied" if denied else cues.nouns[noun.lemma_.lower()])


def _opens_clause(token: Token) -> bool:
    """Whether a clause hangs on a noun as its content ("that ...", "to ..."), not as a relative clause."""
    if token.dep_.lower() == "acl:relcl":
        return False
    return any(k.lower_ in ("that", "to") and relation(k) == "mark" for k in token.children)


def _owner(noun: Token) -> Token | None:
    """Whose claim it is: "his claim", "a claim by police", "police made the claim"."""
    whose = next((k for k in noun.children if k.dep_.lower() in ("nmod:poss", "poss")), None)
    if whose is not None:
        return whose
    by = next((k for k in children(noun, "nmod", "obl") if case_word(k) in ("by", "from", "among")), None)
    if by is not None:
        return by
    if relation(noun) == "obj" and noun.head.lemma_.lower() in load_cues().light:
        owner = subject_of(noun.head)
        return owner if owner is not None and can_speak(owner) else None
    return None


def by_adjective(adjective: Token, cues: Cues) -> Iterator[Saying]:
    who = child(adjective, "nsubj")
    if who is None and adjective.head.lemma_.lower() in ("feel", "seem", "remain", "become", "get", "sound"):
        who = subject_of(adjective.head) if relation(adjective) == "xcomp" else None
    if who is None or who.lower_ in RELATIVE or (adjective.pos_ == "VERB" and not is_passive(adjective)):
        return
    held = next((k for k in children(adjective, "ccomp", "xcomp", "advcl", "obl") if _hangs(k, adjective, cues)), None)
    extent = extent_of(tokens_under(held)) if held is not None else None
    if extent:
        stance = cues.adjectives[adjective.lemma_.lower()]
        yield Saying(extent, held, adjective, who, "adjective", stance, is_negated(adjective))


def _hangs(token: Token, adjective: Token, cues: Cues) -> bool:
    if token.i < adjective.i:
        return False
    words = {k.lower_ for k in children(token, "case", "mark")}
    return relation(token) == "ccomp" or bool(words & cues.adjective_after)


def by_adverb(adverb: Token, cues: Cues) -> Iterator[Saying]:
    host = adverb.head
    if host.i == adverb.i:
        return
    extent = extent_of(tokens_under(host, (adverb,), ("parataxis",)))
    if extent:
        yield Saying(extent, host, adverb, None, "adverb", cues.adverbs[adverb.lower_])


def by_preposition(word: Token) -> Iterator[Saying]:
    """ "according to X": the clause it stands in is what X says."""
    doc = word.doc
    if word.lower_ == "according":
        if word.i + 2 >= len(doc) or doc[word.i + 1].lower_ != "to":
            return
        source = word.head if relation(word) == "case" and word.head.i > word.i else _noun_after(doc[word.i + 1])
    else:
        source = word.head if word.head.i > word.i and word.head.pos_ == "PROPN" and _comma_before(word) else None
    if source is None:
        return
    host = _host_clause(source, outer=_comma_before(word))
    phrase = (source,) if source.i != host.i else (word,)
    extent = extent_of(tokens_under(host, phrase, ())) if host.i != source.i else _sentence_less(word)
    if extent and extent[0] < word.idx < extent[1] and word.i > word.sent.start + 2:
        extent = _before_word(word, extent[0]) if _only_tail(word, extent) else extent
    if extent:
        yield Saying(extent, host, word, source, "according to")


def _only_tail(word: Token, extent: Extent) -> bool:
    return word.sent.end_char - word.idx < 60 and extent[1] >= word.sent.end_char - 2


def _before_word(word: Token, start: int) -> Extent | None:
    """From a place in the sentence to just before a word."""
    return extent_of([t for t in word.sent if start <= t.idx and t.i < word.i])


def _comma_before(word: Token) -> bool:
    if word.i == word.sent.start:
        return True
    before = word.nbor(-1)
    return before.is_space or before.text in (",", "—", "–", "-", "(", "”", '"')


def _noun_after(word: Token) -> Token | None:
    for token in word.doc[word.i + 1 : word.sent.end]:
        if token.is_punct:
            return None
        if token.pos_ in ("NOUN", "PROPN", "PRON"):
            top = token
            while top.head.i > word.i and top.head.pos_ in ("NOUN", "PROPN") and top.head.i != top.i:
                top = top.head
            return top
    return None


def _host_clause(token: Token, outer: bool) -> Token:
    """The main word of the clause that a phrase stands in; ``outer``: set off by a comma, so past inner clauses."""
    here = token.head
    while here.head.i != here.i:
        role = relation(here)
        shared = outer and child(here, "nsubj", "expl") is None  # a second verb of the same subject
        if role in ("ccomp", "parataxis") or (role == "conj" and here.pos_ in ("VERB", "AUX", "ADJ") and not shared):
            break
        if not outer and role in ("advcl", "acl", "csubj"):
            break
        here = here.head
    return here


def _sentence_less(word: Token) -> Extent | None:
    before = [t for t in word.sent if t.i < word.i and not t.is_space]
    return extent_of(before) if len(before) > 2 else None

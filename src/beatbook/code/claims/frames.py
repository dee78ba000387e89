"""Sayings by syntax: a word of saying, who it is said by, and what is said, from the dependency tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from beatbook.code.claims.cues import Cues, VerbCue, load_cues
from beatbook.code.claims.sources import source_words
from beatbook.code.claims.tree import (
    Extent,
    case_word,
    child,
    children,
    extent_of,
    is_negated,
    is_passive,
    relation,
    tokens_under,
)
from beatbook.record.codes import Stance

RELATIVE = {"who", "which", "that", "whom"}
ASIDE = ("advcl", "parataxis", "discourse", "vocative", "punct", "cc", "conj", "nsubj", "aux", "mark", "expl", "appos")
REASONS = {"for", "of", "from", "over", "as", "to", "about", "on", "with", "that"}
NOMINAL = {"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADV", "PART", "ADP"}
BLAMING = {"accuse", "allege"}  # groups whose passive is a claim even if nobody is named: "was accused of"
CIRCUMSTANCES = {"after", "before", "when", "while", "as", "because", "since", "although", "though", "amid"}
LIGHT_VERBS = {"make", "issue", "express", "have", "voice", "release", "give", "repeat", "deliver", "send", "share"}
LIGHT_VERBS |= {"offer", "raise", "announce", "reject", "deny", "abandon", "renew", "face", "show", "reiterate", "take"}


@dataclass(frozen=True, slots=True)
class Saying:
    """One saying before its source is told: tokens of one doc, and the content's place in its text."""

    content: Extent
    root: Token | None  # the content's main word
    cue: Token | None
    source: Token | None  # the main word of who says it
    rule: str
    stance: Stance = "asserted"
    negated: bool = False  # the saying itself: "did not say"


def find_sayings(doc: Doc) -> list[Saying]:
    """All sayings that the tree shows, in the order of their cues."""
    cues = load_cues()
    found: list[Saying] = []
    for token in doc:
        found.extend(_at(token, cues))
    return found


def _at(token: Token, cues: Cues) -> Iterator[Saying]:
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "AUX") and lemma in cues.verbs:
        saying = _by_citing(token, cues) or _by_verb(token, cues) or _passive_infinitive(token, cues)
        if saying:
            yield saying
    elif token.pos_ == "VERB" and lemma in cues.passive:
        saying = _passive_infinitive(token, cues)
        if saying:
            yield saying
    elif token.pos_ == "NOUN" and lemma in cues.nouns:
        yield from _by_noun(token, cues)
    elif token.pos_ in ("ADJ", "VERB") and lemma in cues.adjectives:
        yield from _by_adjective(token, cues)
    elif token.pos_ == "ADV" and token.lower_ in cues.adverbs:
        yield from _by_adverb(token, cues)
    if token.lower_ in ("according", "per"):
        yield from _by_preposition(token)


# verbs ---------------------------------------------------------------------------------------------------------------


def _by_verb(verb: Token, cues: Cues) -> Saying | None:
    entries = cues.verbs[verb.lemma_.lower()]
    inset = _inset(verb, cues)
    if inset is not None:
        return inset
    source = subject_of(verb)
    if source is not None and source.lower_ == "you":
        return None
    for frame in (_clause, _second_object, _infinitive, _object, _preposition, _around):
        if frame in (_second_object, _object, _preposition) and not _happens(verb, cues):
            continue
        for entry in entries:
            held = frame(verb, entry, source)
            if held is None:
                continue
            extent, root = held
            who = None if entry.unstated else source
            rule = f"{entry.name}:{frame.__name__.strip('_')}"
            return Saying(extent, root, verb, who, rule, entry.stance, is_negated(verb))
    return None


def _by_citing(verb: Token, cues: Cues) -> Saying | None:
    """ "The paper reported a split, citing an aide": the aide says it, too."""
    cited = child(verb, "obj")
    if verb.lower_ not in ("citing", "quoting") or relation(verb) != "advcl" or cited is None or not _can_speak(cited):
        return None
    host, told = verb.head, None
    while told is None:
        told = _by_verb(host, cues) if host.lemma_.lower() in cues.verbs else None
        if relation(host) not in ("ccomp", "conj", "xcomp"):
            break
        host = host.head
    if told is None:
        return None
    extent = _without(told.content, verb)
    return Saying(extent, told.root, verb, cited, "citing", told.stance, told.negated)


def _without(extent: Extent, verb: Token) -> Extent:
    """An extent cut before a clause that hangs at its end."""
    if not extent[0] < verb.idx < extent[1]:
        return extent
    return extent_of([t for t in verb.sent if extent[0] <= t.idx and t.i < verb.i]) or extent


def _inset(verb: Token, cues: Cues) -> Saying | None:
    """ "The price, he added on Friday, would rise": a saying between commas, whatever the tree makes of it."""
    if not cues.speaks(verb.lemma_.lower()) or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    sentence = [t for t in verb.sent if not t.is_space]
    at = next(n for n, t in enumerate(sentence) if t.i == verb.i)
    left = next((n for n in range(at - 1, max(at - 9, 0), -1) if sentence[n].text == ","), None)
    right = next((n for n in range(at + 1, min(at + 7, len(sentence) - 1)) if sentence[n].text == ","), None)
    if left is None or right is None:
        return None
    who, rest = sentence[left + 1 : at], sentence[at + 1 : right]
    nominal = all(t.pos_ in NOMINAL and t.lower_ not in RELATIVE for t in who)
    if not who or not nominal or any(t.pos_ in ("VERB", "SCONJ") for t in rest) or left < 1:
        return None
    own = next((s for s in children(verb, "nsubj") if s in who), None)
    source = own or next((t for t in who if t.pos_ in ("NOUN", "PROPN", "PRON") and t.head not in who), who[-1])
    extent = extent_of(sentence)
    entry = next(e for e in cues.verbs[verb.lemma_.lower()] if e.speech)
    return Saying(extent, sentence[right + 1], verb, source, f"{entry.name}:inset", entry.stance) if extent else None


def _happens(verb: Token, cues: Cues) -> bool:
    """Whether the act itself is told to happen: not "should discuss", not "a chance to defend"."""
    if any(k.lower_ in cues.modals for k in children(verb, "aux")):
        return False
    if any(k.lower_ == "to" for k in children(verb, "mark")):
        return relation(verb) in ("xcomp", "advcl") and verb.head.lemma_.lower() in cues.leads
    return True


Held = tuple[Extent, Token | None]


def _clause(verb: Token, entry: VerbCue, source: Token | None) -> Held | None:
    if not entry.clause:
        return None
    said = [kid for kid in children(verb, "ccomp") if kid.i != verb.i]
    if not said and entry.speech:
        said = [k for k in children(verb, "parataxis") if k.i > verb.i and _after_colon(k)]
    stray = (source,) if source is not None and relation(source) == "nsubj" and source.head in said else ()
    extent = extent_of([t for kid in said for t in tokens_under(kid, stray)])
    return (extent, said[0]) if extent else None


def _around(verb: Token, entry: VerbCue, source: Token | None) -> Held | None:
    """What is said stands around or before a saying that holds nothing itself."""
    if not entry.speech or not entry.clause or is_passive(verb) or source is None:
        return None
    return _host_of_parenthesis(verb) or _fronted(verb, source)


def _after_colon(token: Token) -> bool:
    edge = token.left_edge
    return edge.i > 0 and edge.nbor(-1).text in (":", "“", '"')


def _host_of_parenthesis(verb: Token) -> Held | None:
    """ "The deal, he said, would hold": the saying hangs on what is said."""
    marks = [m.lower_ for m in children(verb, "mark")]
    as_clause = relation(verb) == "advcl" and (marks == ["as"] or (not marks and verb.head.i > verb.i))
    if relation(verb) != "parataxis" and not as_clause:
        return None
    host = verb.head
    if not _is_clause(host):
        return None
    extent = extent_of(tokens_under(host, (verb,)))
    return (extent, host) if extent else None


def _is_clause(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") or child(token, "cop", "nsubj") is not None


def _fronted(verb: Token, source: Token | None) -> Held | None:
    """ "Fires burned all night, officials said", where the tree lost the first clause."""
    if source is None or source.head.i != verb.i or relation(verb) not in ("root", "conj", "parataxis", "ccomp"):
        return None
    sentence = verb.sent
    edge = min(source.left_edge.i, verb.i)
    before = [t for t in verb.doc[sentence.start : edge] if not t.is_space]
    if (
        len(before) < 4
        or not any(t.pos_ in ("VERB", "AUX") for t in before)
        or before[-1].text not in (",", "”", '"', "’", "'")
    ):
        return None
    extent = extent_of(before)
    return (extent, before[0]) if extent else None


def _second_object(verb: Token, entry: VerbCue, source: Token | None) -> Held | None:
    if not entry.as_:
        return None
    as_ = [k for k in children(verb, "obl", "advcl", "xcomp") if k.i > verb.i and _has_word(k, "as")]
    second = as_ or [k for k in children(verb, "xcomp") if k.i > verb.i and not _has_word(k, "to")]
    thing = child(verb, "obj")
    if not second or (thing is None and not is_passive(verb)):
        return None
    parts = [t for k in second for t in tokens_under(k)]
    if thing is not None and thing.i > verb.i:
        parts += tokens_under(thing)
    extent = extent_of(sorted(parts, key=lambda t: t.i))
    return (extent, second[0]) if extent else None


def _has_word(token: Token, word: str) -> bool:
    return any(k.lower_ == word for k in children(token, "case", "mark", "advmod") if k.i < token.i)


def _infinitive(verb: Token, entry: VerbCue, source: Token | None) -> Held | None:
    if not entry.infinitive:
        return None
    aim = next((k for k in children(verb, "xcomp", "ccomp", "advcl") if k.i > verb.i and _has_word(k, "to")), None)
    if aim is None:
        return None
    parts = tokens_under(aim, tuple(k for k in children(aim, "advcl") if _is_circumstance(k)))
    whom = child(verb, "obj", "iobj")
    if whom is not None and verb.i < whom.i < aim.i:
        parts = sorted(tokens_under(whom) + parts, key=lambda t: t.i)
    extent = extent_of(parts)
    return (extent, aim) if extent else None


def _is_circumstance(clause: Token) -> bool:
    """ "... after the vote", "... when they met": told by the writer, not part of what is wanted."""
    return any(k.lower_ in CIRCUMSTANCES for k in children(clause, "mark", "advmod"))


def _object(verb: Token, entry: VerbCue, source: Token | None) -> Held | None:
    if not entry.object or (entry.document and (source is None or source.pos_ in ("PROPN", "PRON"))):
        return None
    passive = is_passive(verb)
    thing = child(verb, "obj")
    if thing is not None and thing.i < verb.i:
        thing = None
    if (thing is None and not passive) or (passive and source is None and entry.name not in BLAMING):
        return None
    reasons = [t for k in _reasons(verb) for t in tokens_under(k)]
    if thing is not None and thing.pos_ == "PRON" and not reasons:
        return None
    parts = ([] if thing is None else tokens_under(thing)) + reasons
    if passive:
        patient = child(verb, "nsubj")
        if patient is None or patient.lower_ in RELATIVE:
            return None
        parts = [*tokens_under(patient), *parts]
    extent = extent_of(sorted(parts, key=lambda t: t.i))
    return (extent, thing) if extent else None


def _reasons(verb: Token) -> Iterator[Token]:
    """What stands after the object and belongs to what is said: "blamed them for leaving", not "on Monday"."""
    for kid in verb.children:
        if kid.i < verb.i or relation(kid) not in ("obl", "advcl", "xcomp", "ccomp"):
            continue
        words = {k.lower_ for k in children(kid, "case", "mark")}
        if relation(kid) in ("xcomp", "ccomp") or words & REASONS:
            yield kid


def _preposition(verb: Token, entry: VerbCue, source: Token | None) -> Held | None:
    if not entry.after:
        return None
    for kid in verb.children:
        if kid.i < verb.i or relation(kid) not in ("obl", "advcl", "obj"):
            continue
        marks = [k for k in children(kid, "case", "mark") if k.i < kid.i]
        if marks and marks[0].lower_ in entry.after and kid.lemma_.lower() not in load_cues().days:
            rest = [t for k in verb.children if k.i > kid.i and relation(k) == "xcomp" for t in tokens_under(k)]
            extent = extent_of(tokens_under(kid, (marks[0],)) + rest)
            return (extent, kid) if extent else None
    return None


def _passive_infinitive(verb: Token, cues: Cues) -> Saying | None:
    """ "is expected to leave": somebody says so, nobody says who."""
    stance = cues.passive.get(verb.lemma_.lower())
    if stance is None or not is_passive(verb):
        return None
    aim = next((k for k in children(verb, "xcomp", "ccomp") if k.i > verb.i), None)
    patient = child(verb, "nsubj")
    if aim is None or patient is None:
        return None
    parts = tokens_under(aim)
    if relation(aim) == "xcomp" and patient.lower_ not in RELATIVE:
        parts = tokens_under(patient) + parts
    extent = extent_of(parts)
    agent = _agent(verb)
    return Saying(extent, aim, verb, agent, "passive", stance, is_negated(verb)) if extent else None


# subjects ------------------------------------------------------------------------------------------------------------


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """The main word of who does it: a subject, a passive's agent, or the subject of the verb it hangs on."""
    if is_passive(verb) or _is_participle(verb):
        return _agent(verb)
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
    """ "The roads are shut, the mayor said", where the tree gave both subjects to the first verb."""
    for held in children(verb, "ccomp"):
        own = list(children(held, "nsubj"))
        if held.i < verb.i and len(own) > 1 and held.i < own[-1].i < verb.i:
            return own[-1]
    return None


def _behind_relative(verb: Token) -> Token | None:
    """The noun that "who" or "which" stands for."""
    here = verb
    while relation(here) == "conj" and here.head.i != here.i:
        here = here.head
    return here.head if relation(here) == "acl" else None


def _agent(verb: Token) -> Token | None:
    return next((k for k in children(verb, "obl", "nmod") if case_word(k) == "by" and k.i > verb.i), None)


# nouns, adjectives, adverbs, prepositions ----------------------------------------------------------------------------


def _by_noun(noun: Token, cues: Cues) -> Iterator[Saying]:
    held = next((k for k in children(noun, "acl", "ccomp", "xcomp") if k.i > noun.i and _opens_clause(k)), None)
    if held is None:
        return
    extent, owner = extent_of(tokens_under(held)), _owner(noun)
    if extent and (owner is not None or not _has_word(held, "to")):
        yield Saying(extent, held, noun, owner, "noun", cues.nouns[noun.lemma_.lower()])


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
    if relation(noun) == "obj" and noun.head.lemma_.lower() in LIGHT_VERBS:
        owner = subject_of(noun.head)
        return owner if owner is not None and _can_speak(owner) else None
    return None


def _can_speak(noun: Token) -> bool:
    words = source_words()
    known = words["person"] | words["organisation"] | words["unnamed"]
    return noun.pos_ in ("PROPN", "PRON") or noun.lemma_.lower() in known


def _by_adjective(adjective: Token, cues: Cues) -> Iterator[Saying]:
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


def _by_adverb(adverb: Token, cues: Cues) -> Iterator[Saying]:
    host = adverb.head
    if host.i == adverb.i:
        return
    extent = extent_of(tokens_under(host, (adverb,), ("parataxis",)))
    if extent:
        yield Saying(extent, host, adverb, None, "adverb", cues.adverbs[adverb.lower_])


def _by_preposition(word: Token) -> Iterator[Saying]:
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
        if role in ("ccomp", "parataxis") or (role == "conj" and here.pos_ in ("VERB", "AUX", "ADJ")):
            break
        if not outer and role in ("advcl", "acl", "csubj"):
            break
        here = here.head
    return here


def _sentence_less(word: Token) -> Extent | None:
    before = [t for t in word.sent if t.i < word.i and not t.is_space]
    return extent_of(before) if len(before) > 2 else None

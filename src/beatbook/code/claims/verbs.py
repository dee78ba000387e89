"""Sayings by verbs: what a verb of saying, thinking or wanting holds, and how."""

from __future__ import annotations

from collections.abc import Iterator

from beatbook.code.claims.cues import Cues, VerbCue, load_cues
from beatbook.code.claims.saying import Saying
from beatbook.code.claims.sources import can_speak, is_document
from beatbook.code.claims.subjects import RELATIVE, agent_of, subject_of
from beatbook.code.claims.tree import (
    Extent,
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

NOMINAL = {"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "ADV", "PART", "ADP"}
BLAMING = {"accuse", "allege"}  # groups whose passive is a claim even if nobody is named: "was accused of"


def by_verb(verb: Token, cues: Cues) -> Saying | None:
    entries = cues.verbs[verb.lemma_.lower()]
    if relation(verb) == "xcomp" and any(e.name == "refuse" for e in cues.verbs.get(verb.head.lemma_.lower(), ())):
        return None  # "declined to say when": the refusal is the claim
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


def by_citing(verb: Token, cues: Cues) -> Saying | None:
    """ "The paper reported a split, citing an aide": the aide says it, too."""
    cited = child(verb, "obj")
    if verb.lower_ not in ("citing", "quoting") or relation(verb) != "advcl" or cited is None or not can_speak(cited):
        return None
    host, told = verb.head, None
    while told is None:
        told = by_verb(host, cues) if host.lemma_.lower() in cues.verbs else None
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
    lost = [t for kid in said if (noun := _lost_subject(verb, kid)) is not None for t in tokens_under(noun)]
    extent = extent_of(sorted(lost + [t for kid in said for t in tokens_under(kid, stray)], key=lambda t: t.i))
    return (extent, said[0]) if extent else None


def _lost_subject(verb: Token, held: Token) -> Token | None:
    """ "The mayor denied two shots had been fired": the subject of what is said that the tree gave to the saying."""
    noun = child(verb, "obj")
    if noun is None or child(held, "nsubj", "csubj", "mark") is not None or child(held, "aux", "cop") is None:
        return None
    first = min(t.i for t in tokens_under(held))
    return noun if noun.i > verb.i and max(t.i for t in tokens_under(noun)) + 1 == first else None


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
    as_ = [k for k in children(verb, "obl", "advcl", "xcomp") if k.i > verb.i and has_word(k, "as")]
    second = as_ or [k for k in children(verb, "xcomp") if k.i > verb.i and not has_word(k, "to")]
    thing = child(verb, "obj")
    if not second or (thing is None and not is_passive(verb)):
        return None
    parts = [t for k in second for t in tokens_under(k)]
    if thing is not None and thing.i > verb.i:
        parts += tokens_under(thing)
    extent = extent_of(sorted(parts, key=lambda t: t.i))
    return (extent, second[0]) if extent else None


def _infinitive(verb: Token, entry: VerbCue, source: Token | None) -> Held | None:
    if not entry.infinitive:
        return None
    aim = next((k for k in children(verb, "xcomp", "ccomp", "advcl") if k.i > verb.i and has_word(k, "to")), None)
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
    return any(k.lower_ in load_cues().circumstances for k in children(clause, "mark", "advmod"))


def _object(verb: Token, entry: VerbCue, source: Token | None) -> Held | None:
    if not entry.object or (entry.document and not is_document(source)):
        return None
    passive = is_passive(verb)
    thing = child(verb, "obj")
    if thing is not None and thing.i < verb.i:
        thing = None
    if (thing is None and not passive) or (passive and source is None and entry.name not in BLAMING):
        return None
    if thing is not None and thing.lemma_.lower() in entry.never:
        return None
    if entry.things:
        return _number(verb, entry, thing)
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


def _number(verb: Token, entry: VerbCue, thing: Token | None) -> Held | None:
    """ "put the number of missing at 12": the thing and its number."""
    if thing is None or thing.lemma_.lower() not in entry.things:
        return None
    after = [t for t in tokens_under(verb) if t.i > thing.i and relation(t) in ("obl", "nmod")]
    numbers = [t for t in after if any(has_word(t, word) for word in entry.after)]
    if not numbers:
        return None
    between = [t for t in verb.sent if thing.left_edge.i <= t.i <= max(t.i for t in tokens_under(numbers[0]))]
    extent = extent_of(between)
    return (extent, thing) if extent else None


def _reasons(verb: Token) -> Iterator[Token]:
    """What stands after the object and belongs to what is said: "blamed them for leaving", not "on Monday"."""
    for kid in verb.children:
        if kid.i < verb.i or relation(kid) not in ("obl", "advcl", "xcomp", "ccomp"):
            continue
        words = {k.lower_ for k in children(kid, "case", "mark")}
        if relation(kid) in ("xcomp", "ccomp") or words & load_cues().reasons:
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


def passive_infinitive(verb: Token, cues: Cues) -> Saying | None:
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
    agent = agent_of(verb)
    return Saying(extent, aim, verb, agent, "passive", stance, is_negated(verb)) if extent else None

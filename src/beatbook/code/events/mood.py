"""Whether a telling is of something that happened, will, may, did not - or of nothing in particular.

A bare plural in the simple present ("smugglers bribe guards"), a habit ("often") or a mere possibility of a noun
("the risk of a strike") tells no happening: ``Mood.generic``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from beatbook.code.events.clause import (
    ancestors,
    carrier,
    case_of,
    children,
    irregular_forms,
    is_passive,
    is_verbal,
    lemma,
    possessors,
    relation,
    subjects,
)
from beatbook.code.events.lexicon import lexicon
from beatbook.code.parsed import Token
from beatbook.record.codes import Stance

Tense = Literal["past", "present", "future", "none"]
DEEPEST = 8  # clauses looked up through


@dataclass(frozen=True, slots=True)
class Mood:
    """How a clause is told. ``why`` names the rule that made it generic or changed the stance."""

    tense: Tense = "none"
    stance: Stance = "asserted"
    generic: bool = False
    perfect: bool = False  # "had fled": before the time of the story
    why: str = ""


PAST = Mood("past")


def mood_of(trigger: Token, is_noun: bool, in_title: bool = False, is_counted: bool = False) -> Mood:
    """The mood of a trigger in its clause and the clauses above."""
    if is_counted:
        above = next(
            (token for token in (trigger, *ancestors(trigger)) if is_verbal(token) and token.i != trigger.i), None
        )
        mood = _verb_mood(above, in_title) if above is not None else PAST
        return replace(mood, generic=False, tense="past")
    mood = _noun_mood(trigger, in_title) if is_noun else _verb_mood(trigger, in_title)
    if mood.stance == "asserted" and not mood.generic and _is_alleged(trigger):
        mood = replace(mood, stance="alleged", why="alleged by a word")
    if mood.stance in ("asserted", "conditional") and _is_question(trigger):
        mood = replace(mood, stance="question", why="question")
    return mood


def _verb_mood(verb: Token, in_title: bool, depth: int = 0) -> Mood:
    words = lexicon()
    aux = list(children(verb, "aux", "cop"))
    if not aux and _needs_governor(verb):
        mood = _embedded(verb, in_title, depth)
    else:
        mood = _finite(verb, aux, in_title, depth)
    if mood.stance in ("asserted", "alleged", "planned") and _is_negated(verb):
        mood = replace(mood, stance="negated", generic=mood.generic or mood.tense == "present", why="negated")
    if not mood.generic and mood.tense != "past" and _is_habit(verb, words.habit):
        mood = replace(mood, generic=True, why="habit")
    if any(c.lower_ in words.conditions for c in children(verb, "mark")):
        return replace(mood, stance="conditional", generic=True, why="only supposed")
    if mood.stance in ("asserted", "planned") and (_under_condition(verb) or _has_condition(verb)):
        mood = replace(mood, stance="conditional", why="condition")
    return mood


def _has_condition(verb: Token) -> bool:
    """Whether an if-clause hangs on the verb, or on the clause it stands in."""
    seen = verb
    for _ in range(4):
        for clause in children(seen, "advcl"):
            if clause.i != verb.i and any(c.lower_ in ("if", "unless") for c in children(clause, "mark")):
                return True
        if relation(seen) not in ("ccomp", "xcomp") or seen.head.i == seen.i or lemma(seen.head) in lexicon().reporting:
            return False
        seen = seen.head
    return False


def _needs_governor(verb: Token) -> bool:
    """A form that has no tense of its own: to flee, fleeing, caught (after its noun), and bare conjuncts of these."""
    if relation(verb) == "root":
        return False
    if any(relation(child) in ("nsubj", "expl") for child in verb.children) and verb.tag_ in ("VBD", "VBZ", "VBP"):
        return False
    return verb.tag_ in ("VB", "VBG", "VBN") or (verb.tag_ == "" and relation(verb) in ("xcomp", "acl"))


def _finite(verb: Token, aux: list[Token], in_title: bool, depth: int) -> Mood:
    words, forms = lexicon(), {token.lower_ for token in aux}
    tags = {token.tag_ for token in aux}
    if forms & words.future:
        return Mood("future", "planned", why="future")
    if forms & words.ability:
        return Mood("present", "conditional", generic=True, why="ability")
    if forms & words.modals:
        return Mood("future", "planned" if _reported_past(verb) and "would" in forms else "conditional", why="modal")
    if any(token.lower_ == "to" for token in aux) or any(t.tag_ == "TO" for t in verb.children):
        return _embedded(verb, in_title, depth)
    if verb.tag_ in ("NN", "JJ") and verb.lower_ in irregular_forms():
        return PAST  # "a man shot and killed two": a past tense taken for a noun
    if verb.tag_ == "VBD" or "VBD" in tags or forms & {"was", "were", "did", "had"}:
        return Mood("past", perfect="had" in forms)
    if forms & {"have", "has", "'ve", "’ve", "having"} and (
        verb.tag_ in ("VBN", "VBD") or "VBN" in tags or not verb.tag_
    ):
        return Mood("past")
    if not aux and (verb.tag_ == "VBD" or (verb.tag_ == "VBN" and relation(verb) in ("root", "ccomp", "parataxis"))):
        return PAST
    if verb.tag_ == "VBG" and not aux:
        return Mood("present", generic=not in_title, why="gerund")
    return _present(verb, in_title)


def _present(verb: Token, in_title: bool) -> Mood:
    """The present: real in headlines and of somebody in particular ("she arrives"), else what is generally so."""
    going = [c for c in children(verb, "xcomp") if lemma(verb) == "go"]
    if going and verb.tag_ == "VBG":
        return Mood("future", "planned", why="going to")
    if (
        in_title
        or (verb.tag_ == "VBG" and any(relation(child) == "aux" for child in verb.children))
        or (any(child.lower_ == "being" for child in verb.children))
    ):
        return Mood("present")
    if verb.dep_.lower() == "acl:relcl":
        return Mood("present", generic=True, why="what somebody is like")  # "brokers who move people"
    if is_passive(verb) and lemma(verb) in lexicon().presumes:
        return Mood("present", "alleged", why="presumed")  # "is feared dead"
    doers = subjects(verb)
    if not doers or any(_is_generic_noun(token) for token in doers):
        return Mood("present", generic=True, why="generally so")
    return Mood("present")


def _embedded(verb: Token, in_title: bool, depth: int) -> Mood:
    """A clause without a tense: as real as the verb or noun that it hangs on."""
    head, words = verb.head, lexicon()
    if depth > DEEPEST or head.i == verb.i:
        return Mood("none", generic=not in_title, why="no verb above")
    above = _mood_above(head, in_title, depth)
    if relation(verb) == "conj":
        return above
    if verb.tag_ in ("VBN", "VBD") and not any(t.tag_ == "TO" for t in verb.children):
        real = relation(verb) == "acl" and (not _is_generic_noun(head) or (above.tense == "past" and not above.generic))
        return replace(above, tense="past", stance="asserted", generic=False, why="") if real else above
    if verb.tag_ == "VBG":
        return _gerund(verb, above)
    return _infinitive(lemma(head), verb, above) if head.pos_ != "VERB" or lemma(head) not in words.reporting else above


def _mood_above(head: Token, in_title: bool, depth: int) -> Mood:
    verb = next((token for token in (head, *ancestors(head)) if is_verbal(token)), None)
    return _verb_mood(verb, in_title, depth + 1) if verb is not None else _noun_mood(head, in_title, depth + 1)


def _gerund(verb: Token, above: Mood) -> Mood:
    words, word = lexicon(), lemma(verb.head)
    if word in words.implies_not or word in words.thwarts:
        return replace(above, stance="negated", why=f"under '{word}'")
    if word in words.plans or word in words.fears:
        return replace(above, stance="planned", why=f"under '{word}'")
    if relation(verb) in ("csubj", "nsubj"):
        return replace(above, generic=True, why="gerund")
    mark = next((c.lower_ for c in children(verb, "mark", "case")), "")
    if mark == "without":
        return replace(above, stance="negated", why="without")
    if mark in ("by", "for") and above.tense == "present":
        return replace(above, generic=True, why="gerund")
    return above


def _infinitive(word: str, verb: Token, above: Mood) -> Mood:
    words = lexicon()
    if word in words.implies_not:
        return replace(above, stance="negated", why=f"under '{word}'")
    if word in words.fears:
        return replace(above, stance="conditional", why=f"under '{word}'")
    if word in words.plans:
        return replace(above, stance="planned", why=f"under '{word}'")
    if word in words.attempts or word in words.implies:
        return above
    if relation(verb) == "xcomp" and is_passive(verb.head):
        return above
    if relation(verb) == "acl":
        if word in words.orders or any(lemma(c) in words.orders for c in children(verb.head, "amod")):
            return above  # "the first to die was a miner"
        return replace(above, stance="planned", why="infinitive of a noun")
    if word in words.motion and above.tense == "past":  # "came to search the house"
        return above
    return replace(above, stance="planned", generic=True, why="purpose")


def _noun_mood(noun: Token, in_title: bool, depth: int = 0) -> Mood:
    words = lexicon()
    if depth > DEEPEST:
        return Mood("none", generic=True, why="too deep")
    if any(relation(child) == "cop" for child in noun.children):
        mood = _verb_mood(noun, in_title, depth + 1)
        return mood if mood.tense != "present" or _is_particular(noun) else replace(mood, generic=True, why="bare noun")
    determiner = {child.lower_ for child in children(noun, "det", "amod", "advmod")}
    if determiner & words.habit_determiners or (determiner & words.no_determiners and not in_title):
        negated = bool(determiner & words.no_determiners)
        return Mood("none", "negated" if negated else "asserted", generic=not negated, why="no particular one")
    if (
        relation(noun) == "nmod"
        and noun.head.pos_ in ("NOUN", "PROPN")
        and case_of(noun) in ("of", "for", "about", "on")
    ):
        word = lemma(noun.head)
        if word in words.irreal_nouns and word not in words.series_nouns:
            return Mood("none", "conditional", generic=not _is_particular(noun), why=f"under '{word}'")
    verb = carrier(noun)
    if (
        verb is not None
        and relation(noun) == "nsubj"
        and lemma(noun) in words.documents
        and lemma(verb) in words.reporting
    ):
        return Mood("none", generic=True, why="a document speaks")
    if verb is not None and _is_object(noun) and lemma(verb) in words.thwarts:
        return Mood("past", "negated", why=f"under '{lemma(verb)}'")
    if verb is not None and case_of(noun) in words.retold and _is_particular(noun):
        return Mood("past", perfect=True)  # "held over the theft"
    if verb is not None and (lemma(verb) in words.light or lemma(verb) in words.occur):
        above = _verb_mood(verb, in_title, depth + 1)
        if lemma(verb) in words.implies_not or lemma(verb) in ("cancel", "postpone"):
            return replace(above, stance="negated", why=f"under '{lemma(verb)}'")
        if lemma(verb) in ("plan", "schedule", "arrange", "seek"):
            return replace(above, stance="planned", why=f"under '{lemma(verb)}'")
        return (
            above
            if _is_particular(noun) or above.tense in ("past", "future")
            else replace(above, generic=True, why="bare noun")
        )
    if verb is not None and lemma(verb) in words.plans and _is_object(noun):
        above = _verb_mood(verb, in_title, depth + 1)
        return replace(above, stance="planned", why=f"under '{lemma(verb)}'")
    if in_title or _is_particular(noun):
        return PAST
    return Mood("none", generic=True, why="bare noun")


def _is_object(noun: Token) -> bool:
    """Whether a noun is an object, or joined to one: "demanded money and the release of two men"."""
    seen = noun
    while relation(seen) == "conj" and seen.head.i != seen.i:
        seen = seen.head
    return relation(seen) == "obj"


def _is_particular(noun: Token) -> bool:
    """Whether a noun means one happening: the raid, his death, a four-day visit on Monday, raids since April."""
    dets = {child.lower_ for child in children(noun, "det")}
    if dets & lexicon().definite or possessors(noun):
        return True
    dated = any(c.tag_ == "CD" and relation(c) in ("compound", "amod") for c in noun.children) or any(
        child.ent_type_ == "DATE" or child.dep_.lower() in ("obl:tmod", "nmod:tmod", "nmod:unmarked")
        for child in noun.children
    )
    if dated or any(relation(child) == "nummod" for child in noun.children):
        return True
    named = [t for c in children(noun, "nmod") for t in (c, *children(c, "nmod", "flat")) if t.pos_ == "PROPN"]
    return bool(named) and bool(dets or noun.tag_ == "NNS")


def _is_generic_noun(token: Token) -> bool:
    """A bare plural or a noun of no one in particular: "smugglers", "people", "anyone", "most migrants"."""
    words = lexicon()
    if token.pos_ == "PRON":
        return token.lower_ in words.anyone
    if token.pos_ == "PROPN" and token.tag_ != "NNPS":
        return False
    dets = {child.lower_ for child in children(token, "det", "amod", "advmod")}
    if dets & words.definite or possessors(token) or any(relation(child) == "nummod" for child in token.children):
        return False
    return token.tag_ in ("NNS", "NNPS") or lemma(token) == "people" or bool(dets & words.indefinite)


def _is_negated(verb: Token) -> bool:
    words = lexicon()
    if any(c.lower_ in ("nobody", "none", "neither") for c in children(verb, "nsubj")):
        return True
    if any(c.lower_ in words.negations and relation(c) in ("advmod", "neg", "cc", "aux") for c in verb.children):
        return True
    return any(d.lower_ in words.no_determiners for c in children(verb, "nsubj", "obj") for d in children(c, "det"))


def _is_habit(verb: Token, habit: frozenset[str]) -> bool:
    for child in verb.children:
        if relation(child) == "advmod" and child.lower_ in habit:
            return child.lower_ != "ever"
        if relation(child) == "obl" and any(d.lower_ in ("every", "each") for d in children(child, "det")):
            return True
    return False


def _under_condition(verb: Token) -> bool:
    """Whether a clause stands under "if" or is what follows from one."""
    words, seen = lexicon(), verb
    for _ in range(4):
        if any(c.lower_ in words.conditions for c in children(seen, "mark", "advmod")):
            return True
        if (
            relation(seen) not in ("ccomp", "conj", "advcl", "xcomp")
            or seen.head.i == seen.i
            or lemma(seen.head) in words.reporting
        ):
            return False
        seen = seen.head
    return False


def _reported_past(verb: Token) -> bool:
    return relation(verb) == "ccomp" and verb.head.tag_ in ("VBD", "VBN")


def _is_alleged(trigger: Token) -> bool:
    words = lexicon()
    if any(c.lower_ in words.alleging for c in children(trigger, "advmod", "amod")):
        return True
    head = trigger.head
    return relation(trigger) in ("advcl", "obl", "xcomp", "ccomp") and lemma(head) in (
        "accuse",
        "allege",
        "suspect",
        "charge",
    )


def _is_question(trigger: Token) -> bool:
    sentence = trigger.sent.text.rstrip("\"'”’ \n")
    return sentence.endswith("?")

"""Who stands where in a clause: subjects, objects and prepositions of verbs and of nouns that tell a happening."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from beatbook.code.events.lexicon import lexicon
from beatbook.code.parsed import Token

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
_BESIDE_NAME = (
    "acl",
    "appos",
    "parataxis",
    "conj",
    "cc",
    "punct",
    "ccomp",
    "advcl",
    "cop",
    "nsubj",
    "aux",
    "case",
    "mark",
)


def relation(token: Token) -> str:
    """The dependency label without its subtype, lower case."""
    return token.relation


def children(token: Token, *labels: str) -> Iterator[Token]:
    """The children under one of the labels, subtypes included."""
    return (child for child in token.children if relation(child) in labels)


def lemma(token: Token) -> str:
    """The lemma in lower case."""
    return token.base


def keys(token: Token) -> tuple[str, ...]:
    """The forms under which a word may stand in a codebook: its lemma, itself, and what its regular endings leave.

    A lemmatiser that has not met a word cuts it wrongly ("convened" as "conven"); the endings give the word as well.
    """
    kind = token.pos_
    if kind == "NOUN" and any(c.relation in ("aux", "nsubj") for c in token.children):
        kind = "VERB"  # "the man shot two": a verb taken for a noun
    return _keys(token.base, token.lower_, kind if kind in ("VERB", "ADJ", "NOUN") else "")


@lru_cache(maxsize=50_000)
def _keys(base: str, word: str, kind: str) -> tuple[str, ...]:
    found = [base, word]
    if kind in ("VERB", "ADJ"):
        found += (*regular_stems(word), *irregular_forms().get(word, ()))
    elif kind == "NOUN" and word.endswith("s") and not word.endswith("ss"):
        found.append(word[:-1])
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=1)
def irregular_forms() -> dict[str, tuple[str, ...]]:
    """The verbs that an irregular form may be of: "shot" of "shoot", "lay" of "lay" and "lie"."""
    lines = (files("beatbook.code.events") / "irregular.txt").read_text(encoding="utf-8").split("\n")
    found: dict[str, tuple[str, ...]] = {}
    for base, *forms in (line.split() for line in lines if line):
        for form in forms:
            found[form] = (*found.get(form, ()), base)
    return found


@lru_cache(maxsize=50_000)
def regular_stems(word: str) -> tuple[str, ...]:
    """What a word may be without a regular ending: "stopped" gives "stopp", "stoppe" and "stop"."""
    for ending, instead in (("ies", "y"), ("ied", "y"), ("ing", ""), ("ed", ""), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            stem = word[: len(word) - len(ending)] + instead
            doubled = stem[:-1] if stem[-1:] == stem[-2:-1] else ""
            return tuple(
                form for form in (stem, stem + "e" if ending in ("ing", "ed", "s", "es") else "", doubled) if form
            )
    return ()


def is_verbal(token: Token) -> bool:
    """Whether the token heads a clause: a verb, or a predicate with a copula."""
    return token.pos_ == "VERB" or any(relation(child) == "cop" for child in token.children)


def case_of(token: Token) -> str:
    """The preposition before a noun, lower case: the last word of one made of several ("out of": "of" and "out")."""
    marks = [child for child in children(token, "case") if child.i < token.i]
    return marks[0].lower_ if marks else ""


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, or is a participle that follows its noun ("a man caught in May")."""
    if any(child.dep_.lower() in ("aux:pass", "auxpass", "nsubj:pass", "nsubjpass") for child in verb.children):
        return True
    if _reduced(verb) is not None:
        return True
    if verb.tag_ != "VBN":
        return False
    if any(relation(child) == "aux" for child in verb.children):  # "has caught"
        return False
    if relation(verb) == "conj" and verb.head.tag_ == "VBN":
        return is_passive(verb.head) and not any(relation(child) == "nsubj" for child in verb.children)
    return relation(verb) in ("acl", "advcl", "amod", "xcomp", "ccomp", "root", "parataxis")


def _reduced(verb: Token) -> Token | None:
    """Whom a participle tells of that the tree took for a finite verb: "a pilot abducted in May walked free"."""
    noun = verb.doc[verb.i - 1] if verb.i > verb.sent.start else verb
    if verb.tag_ not in ("VBD", "VBN") or noun.pos_ not in ("NOUN", "PROPN") or relation(noun) != "nsubj":
        return None
    bare = not any(relation(child) in ("nsubj", "obj", "aux") for child in verb.children)
    return noun if bare and noun.head.i > verb.i else None


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The grammatical subjects of a verb, taken from the clause above where it has none of its own."""
    own = [
        _antecedent(child)
        for child in children(verb, "nsubj", "csubj")
        if child.pos_ in NOMINAL or child.tag_ in ("WP", "WDT")
    ]
    if own:
        return _with_conjuncts(own)
    if (told := _reduced(verb)) is not None:
        return [told]
    if depth > 6 or relation(verb) == "root":
        return []
    head, label = verb.head, relation(verb)
    if label == "acl":
        return [head] if _takes_noun(verb, head) else []
    if label == "xcomp":
        controlled = list(children(head, "obj")) if not is_passive(head) else []
        return _with_conjuncts(controlled) or subjects(head, depth + 1)
    if label == "advcl" and _is_finite(verb):  # "as it was raided": its subject is its own
        return []
    if label in ("conj", "advcl", "parataxis", "ccomp") and is_verbal(head):
        lost = depth > 0 and not list(children(verb, "nsubj"))  # a finite verb without a subject: a tree gone astray
        return subjects(head, depth + 1) if label != "ccomp" or verb.tag_ in ("VBG", "VB") or lost else []
    return []


def _is_finite(verb: Token) -> bool:
    finite = ("VBD", "VBZ", "VBP", "MD")
    return verb.tag_ in finite or any(child.tag_ in finite for child in children(verb, "aux", "cop"))


def causers(verb: Token) -> list[Token]:
    """Who made the subject do it: "the judge" in "the judge ordered them to hand it over"."""
    above = verb.head
    if relation(verb) != "xcomp" or above.i == verb.i or not list(children(above, "obj")) or is_passive(above):
        return []
    return subjects(above)


def counted(noun: Token) -> Token:
    """What is counted by a noun that is only a number or a heap: "women" in "tens of thousands of women"."""
    seen = noun
    for _ in range(4):
        below = [c for c in children(seen, "nmod") if case_of(c) == "of"]
        if not below or (lemma(seen) not in lexicon().number_nouns and seen.pos_ != "NUM"):
            return seen
        seen = below[0]
    return seen


def objects(verb: Token) -> list[Token]:
    """The direct objects of a verb, the noun of a relative clause included ("the men whom they freed")."""
    own = [_antecedent(child) for child in children(verb, "obj", "dobj")]
    if not own:  # "shot and wounded a guard": both verbs share what stands after the second
        joined = [
            c
            for c in children(verb, "conj")
            if c.pos_ == "VERB" and c.i <= verb.i + 3 and not list(children(c, "nsubj"))
        ]
        own = [child for c in joined for child in children(c, "obj", "dobj")]
    return _with_conjuncts(own)


def indirect(verb: Token) -> list[Token]:
    """The indirect objects of a verb."""
    return _with_conjuncts(list(children(verb, "iobj")))


def agents(verb: Token) -> list[Token]:
    """The doers that a passive names with "by"."""
    named = [c for c in children(verb, "obl") if c.dep_.lower() == "obl:agent" or case_of(c) == "by"]
    if not named and relation(verb) == "conj" and is_passive(verb):
        return []
    return _with_conjuncts([token for token in named if not _is_time(token)])


def with_preposition(token: Token, word: str) -> list[Token]:
    """The nouns that hang on a verb or noun with a preposition, or as a subject after "for" ("for them to pass")."""
    found = []
    if word == "for":
        inner = [token, *children(token, "xcomp", "obj")]  # "made it difficult for them to pass"
        below = [c for t in inner for c in children(t, "advcl", "xcomp", "ccomp", "csubj", "acl")]
        for_clauses = [c for c in below if any(m.lower_ == "for" for m in children(c, "mark"))]
        found += [subject for c in for_clauses for subject in children(c, "nsubj")]
        found += [subject for c in below for subject in children(c, "nsubj") if case_of(subject) == "for"]
        found += [c for t in inner[1:] for c in children(t, "obl", "nmod") if case_of(c) == "for"]
    for child in children(token, "obl", "nmod", "advmod"):
        marks = {c.lower_ for c in children(child, "case")} | {
            inner.lower_ for c in children(child, "case") for inner in children(c, "fixed")
        }
        if word in marks and not _is_time(child):
            found.append(_antecedent(child))
    return _with_conjuncts(found)


def possessors(noun: Token) -> list[Token]:
    """Whose it is: "his", "the sailor's"."""
    return [child for child in noun.children if child.dep_.lower() in ("nmod:poss", "poss")]


def compounds(noun: Token) -> list[Token]:
    """The nouns before a noun: "ferry" in "the ferry strike"; adjectives of nations count."""
    return [c for c in noun.children if relation(c) == "compound" or (relation(c) == "amod" and c.ent_type_ == "NORP")]


def carrier(noun: Token) -> Token | None:
    """The verb that carries a noun: "held" in "held a vigil", "wrapping up" in "after wrapping up a visit"."""
    seen = noun
    for _ in range(4):
        if relation(seen) == "conj" or (relation(seen) == "nmod" and lemma(seen.head) in lexicon().series_nouns):
            seen = seen.head
            continue
        break
    head = seen.head
    told = next((c for c in children(noun, "acl") if c.tag_ == "VBN" and lemma(c) in lexicon().light), None)
    if told is not None:  # "a search conducted by the two ministries"
        return told
    if head.i == seen.i or head.pos_ not in ("VERB", "AUX"):
        return None
    return head if relation(seen) in ("obj", "nsubj", "obl", "dobj", "iobj") else None


def phrase_tokens(head: Token) -> list[Token]:
    """The tokens of a noun's own phrase, without its clauses, appositions and conjuncts."""
    found, stack = [], [head]
    while stack:
        token = stack.pop()
        found.append(token)
        stack += [child for child in token.children if _in_phrase(child, head)]
    inside = {token.i for token in found}
    first = last = head.i
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return [token for token in head.doc[first : last + 1] if not token.is_space]


def _in_phrase(child: Token, head: Token) -> bool:
    """Whether a branch belongs to a noun's own phrase: its words before it and what it is of."""
    label = relation(child)
    if label == "punct":
        return child.text in "-'’“”\""
    if label in ("case", "conj", "cc", "appos"):
        return child.head.i != head.i and label != "appos"
    if label == "nmod" and child.dep_.lower() != "nmod:poss" and child.i > child.head.i:
        return case_of(child) == "of"
    return label not in _BESIDE_NAME and not (label in ("obl", "advmod") and child.i > head.i)


def ancestors(token: Token) -> Iterator[Token]:
    """The token's heads, nearest first."""
    while token.head.i != token.i:
        token = token.head
        yield token


def _antecedent(token: Token) -> Token:
    if token.tag_ not in ("WP", "WDT") and token.lower_ not in ("who", "whom", "which", "that"):
        return token
    for head in ancestors(token):
        if relation(head) == "acl":
            return head.head
    return token


def _with_conjuncts(tokens: list[Token]) -> list[Token]:
    found: list[Token] = []
    for token in tokens:
        joined = [t for t in token.conjuncts if t.i > token.i and t.pos_ in NOMINAL and relation(t) == "conj"]
        found += [t for t in (token, *joined) if t not in found]
    return found


def _takes_noun(verb: Token, noun: Token) -> bool:
    """Whether the noun that a clause hangs on is its subject: not "the plan to flee", but "the man to flee first"."""
    return (
        noun.pos_ in ("PROPN", "PRON")
        or lemma(noun) in lexicon().people
        or verb.tag_ in ("VBG", "VBN", "VBD", "VBZ", "VBP")
    )


def _is_time(token: Token) -> bool:
    return token.dep_.lower() in ("obl:tmod", "obl:unmarked", "nmod:tmod", "nmod:unmarked")

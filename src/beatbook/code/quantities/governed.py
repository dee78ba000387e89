"""What a number is said of, by the parse: the noun it describes, the noun it hangs on, its clause's subject.

In: a spaCy Doc with heads, a Draft. Out: noun phrases as token ranges, the nearest first. Never: a value.
"""

from __future__ import annotations

from beatbook.code.parsed import Doc, Token
from beatbook.code.quantities.draft import Draft
from beatbook.code.quantities.grammar import NOUNS, phrase_around, pos_of, token_at

Words = tuple[int, int]  # first token, token after the last


class Taken:
    """The stretches that name nothing that is counted: "miles" in "56 miles", and the dates of a text."""

    def __init__(self, drafts: list[Draft], dates: list[tuple[int, int]]) -> None:
        self._spans = [(d.number.start, d.end) for d in drafts] + dates

    def __call__(self, doc: Doc, words: Words) -> bool:
        at = doc[words[1] - 1].idx
        return any(start <= at < end for start, end in self._spans) or (
            words[1] - words[0] == 1 and doc[words[0]].lower_ in _NO_THING
        )


_DIMENSIONS = frozenset(["wide", "long", "deep", "high", "tall", "thick", "old", "strong", "year-old"])
_PARENTS = frozenset(["father", "mother", "parent", "grandmother", "grandfather", "dad", "mum", "mom"])
_NO_THING = frozenset(["age", "ages", "times", "percent", "total", "average", "others"])
_UP = 8  # steps up the tree before giving up
# Heads that stand for what they are "of": "the number of refugees", "a group of four".
_SHELLS = frozenset("number total toll count average figure rate amount sum level share tally group majority".split())  # noqa: SIM905
# Heads of which a number "of" them is the value, not the count: "a forecast of 900".
_VALUED = _SHELLS | frozenset(
    "estimate forecast projection target goal quota limit maximum minimum high low peak record mark score".split()  # noqa: SIM905
)


def root_in(doc: Doc, start: int, end: int) -> Token | None:
    """The topmost token of the stretch of text from ``start`` to ``end`` (code points)."""
    first = token_at(doc, start)
    if first and (first == len(doc) or doc[first].idx > start):  # the number begins inside a token
        first -= 1
    if first >= len(doc):
        return None
    token = doc[first]
    for _ in range(_UP):
        head = token.head
        if head.i == token.i or not (start <= head.idx < end):
            break
        token = head
    return token


def _sign_start(draft: Draft) -> int:
    """Where the number begins, its currency sign included: the tree hangs "$200" on the sign."""
    return draft.start if draft.kind == "money" else draft.number.start


def governed(doc: Doc, draft: Draft, taken: Taken) -> tuple[Words | None, Words | None]:
    """What a sum, share or measure is of, and what else that is said of."""
    top = root_in(doc, _sign_start(draft), draft.end)
    if top is None:
        return None, None
    close = [_of_child(doc, top, draft), _described(doc, top, draft)]
    if draft.kind in ("time", "times"):  # "40 minutes later" is of nothing
        near = _kept(doc, close, taken)
        return (near[0] if near else None), _subject_phrase(doc, top, draft, taken, near)
    near = _kept(doc, [*close, *_heads(doc, top, draft)], taken)
    subject = _subject_phrase(doc, top, draft, taken, near)
    found = [*near[:1], *([subject] if subject else []), *near[1:]]
    if label := _label(doc, draft):
        found = [label, *(w for w in found if not _overlap(w, label))]
    found = found or _kept(doc, [_left_of(doc, draft)], taken)
    return (found[0] if found else None), (found[1] if len(found) > 1 else None)


def _label(doc: Doc, draft: Draft) -> Words | None:
    """ "Base price: $59,995", "Oxygen (21 %)": the name just before a colon or a bracket."""
    i = token_at(doc, draft.start) - 1
    if i < 1 or doc[i].text not in (":", "(", "="):
        return None
    return _phrase(doc, doc[i - 1], draft) if pos_of(doc[i - 1]) in NOUNS else None


def _left_of(doc: Doc, draft: Draft) -> Words | None:
    """The nearest noun before the number in its clause, where the parse says nothing."""
    start = token_at(doc, draft.start)
    for i in range(start - 1, max(-1, start - 7), -1):
        token = doc[i]
        if pos_of(token) in NOUNS:
            return _phrase(doc, token, draft)
        if token.is_sent_start or pos_of(token) == "PRON" or token.text in ";:.!?":
            return None
    return None


def said_of(doc: Doc, words: Words, draft: Draft, taken: Taken) -> Words | None:
    """What a counted noun phrase is itself said of: "price cuts on 50 products", "she has 80 followers"."""
    head = _head(doc, words)
    inner = _of_child(doc, head, draft)  # "28 acres of land"
    if inner and not taken(doc, inner) and not _overlap(inner, words):
        return inner
    if head.dep_.startswith("nsubj"):
        return None
    subject = _subject_phrase(doc, head, draft, taken, [words])
    heads = [w for w in _kept(doc, _heads(doc, head, draft), taken) if not _overlap(w, words)]
    if heads and _is_of(head):
        return heads[0]
    return subject or (heads[0] if heads else None)


def _kept(doc: Doc, found: list[Words | None], taken: Taken) -> list[Words]:
    return _distinct(words for words in found if words and not taken(doc, words))


def _subject_phrase(doc: Doc, token: Token, draft: Draft, taken: Taken, near: list[Words]) -> Words | None:
    subject = subject_of(token)
    words = _phrase(doc, subject, draft) if subject is not None else None
    if words is None or subject is None or taken(doc, words) or any(_overlap(words, other) for other in near):
        return None
    if subject.lemma_ in _SHELLS and (inner := _of_child_any(doc, subject, draft)) and not taken(doc, inner):
        return inner
    return words


def _distinct(found: object) -> list[Words]:
    kept: list[Words] = []
    for words in found:  # type: ignore[attr-defined]
        if not any(_overlap(words, other) for other in kept):
            kept.append(words)
    return kept


def _overlap(left: Words, right: Words) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def _head(doc: Doc, words: Words) -> Token:
    token = doc[words[1] - 1]
    for _ in range(_UP):
        if not words[0] <= token.head.i < words[1] or token.head.i == token.i:
            return token
        token = token.head
    return token


def _phrase(doc: Doc, token: Token, draft: Draft) -> Words | None:
    """The phrase of a noun, unless it is a pronoun or lies in the draft itself."""
    if pos_of(token) not in NOUNS or draft.start <= token.idx < draft.end:
        return None
    start, end = phrase_around(doc, token.i)
    if doc[start].idx < draft.end <= doc[end - 1].idx:  # the number stands in the phrase: keep what follows it
        start = token_at(doc, draft.end)
    while start < end - 1 and (not any(c.isalnum() for c in doc[start].text) or doc[start].lower_ in _DIMENSIONS):
        start += 1
    return (start, end) if start < end else None


def _of_child(doc: Doc, top: Token, draft: Draft) -> Words | None:
    for child in top.children:
        if child.dep_ in ("nmod", "obl") and child.idx >= draft.end and _is_of(child):
            return _phrase(doc, child, draft)
    return None


def _described(doc: Doc, top: Token, draft: Draft) -> Words | None:
    """The noun that the measure stands before: "a $150,000 contract"."""
    head = top.head
    if head.i > top.i and top.dep_ in ("compound", "nummod", "amod", "nmod", "nmod:desc", "nmod:unmarked", "det"):
        return _phrase(doc, head, draft)
    if top.i + 1 < len(doc) and draft.attributive:
        end = token_at(doc, draft.end)
        if end < len(doc) and pos_of(doc[end]) in NOUNS:
            return _phrase(doc, doc[end], draft)
    return None


def _heads(doc: Doc, top: Token, draft: Draft) -> list[Words | None]:
    """The nouns that a token hangs on, up to its clause; then the object, where the number is an aside to the verb."""
    found: list[Words | None] = []
    token = top
    for _ in range(_UP):
        head = token.head
        if head.i == token.i:
            break
        pos = pos_of(head)
        if pos in ("ADJ", "ADV"):  # "stones 4 cm long": on to what is long
            if any(c.dep_.startswith("nsubj") for c in head.children):
                break
        elif pos not in NOUNS:
            if token.dep_.startswith(("obl", "advmod", "xcomp")):
                found += [_phrase(doc, c, draft) for c in head.children if c.dep_ == "obj" and c.i != token.i]
            break
        elif not token.dep_.startswith("conj"):
            found.append(_phrase(doc, head, draft))
        token = head
    return found


def _of_child_any(doc: Doc, noun: Token, draft: Draft) -> Words | None:
    for child in noun.children:
        if child.dep_ == "nmod":
            return _phrase(doc, child, draft)
    return None


_RELATIVE = frozenset(["who", "which", "that", "whom"])
_PERSONS = frozenset(["he", "she", "they"])


def subject_of(token: Token) -> Token | None:
    """The subject of the clause that a token stands in; through "who" and "she" to the noun they stand for."""
    before, at = token, token.i
    for _ in range(_UP):
        named = [c for c in token.children if c.dep_.startswith("nsubj") and c.i != before.i]
        if named:
            nearest = max((c for c in named if c.i < at), key=lambda c: c.i, default=named[0])
            if pos_of(nearest) in NOUNS:
                return nearest
            if nearest.lower_ not in _RELATIVE and nearest.lower_ not in _PERSONS:
                return None
        if token.dep_.startswith("nsubj") or token.head.i == token.i:
            return None
        if token.dep_.startswith("acl"):
            return token.head if pos_of(token.head) in NOUNS else None
        before, token = token, token.head
    return None


def elliptic(doc: Doc, draft: Draft, taken: Taken) -> tuple[Words | None, Words | None]:
    """What a number without a noun counts, and what it is said of: "a crowd of 5,000", "shares closed at 45".

    The first where the words name the thing counted, the second where they only name a subject.
    """
    top = root_in(doc, _sign_start(draft), draft.end)
    if top is None:
        return None, None
    if top.dep_ == "nmod" and top.head.i < top.i and _is_of(top):
        words = _phrase(doc, top.head, draft)
        if top.head.lemma_ in _PARENTS:  # "a mother of three"
            return None, words
        if words and top.head.lemma_ not in _VALUED and not taken(doc, words):
            return words, None
    subject = subject_of(top)
    heads, own = _heads(doc, top, draft), _phrase(doc, subject, draft) if subject is not None else None
    for words in (own, *heads) if _is_of(top, "by") else (*heads, own):  # "men outnumber women by 33"
        if words is None or taken(doc, words):
            continue
        head = doc[words[1] - 1]
        if head.lemma_ not in _SHELLS:
            return None, words
        if inner := _of_child_any(doc, head, draft):  # "the number of divers fell to 80"
            return inner, None
        if head.lemma_ == "number" and (named := _number_of(doc, head)):
            return _phrase(doc, named, draft), None
        return None, words
    return None, None


def is_shell(doc: Doc, words: Words | None) -> bool:
    """Whether a phrase only stands for another: "that figure", "the rate"."""
    return words is not None and words[1] - words[0] == 1 and doc[words[0]].lower_ in _SHELLS


def _is_of(token: Token, case: str = "of") -> bool:
    return any(c.dep_ == "case" and c.lower_ == case for c in token.children)


def _number_of(doc: Doc, head: Token) -> Token | None:
    """ "The number of refugees …. … the number fell to": what the last "number of" counted."""
    for i in range(head.i - 1, max(0, head.i - 120), -1):
        if doc[i].lower_ == "of" and i and doc[i - 1].lower_ in ("number", "numbers"):
            noun = doc[i].head
            return noun if pos_of(noun) in NOUNS and noun.i > i else None
    return None

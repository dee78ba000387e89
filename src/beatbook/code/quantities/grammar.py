"""Word classes and noun phrases beside a number. In: a spaCy Doc. Out: token positions. Never: a value."""

from __future__ import annotations

from functools import cache

from beatbook.code.parsed import Doc, Token
from beatbook.code.quantities.tables import load

NOUNS = frozenset(["NOUN", "PROPN"])
_MODIFIERS = frozenset(["ADJ", "NOUN", "PROPN"])
_LONGEST = 9  # words in a counted noun phrase


@cache
def _closed() -> dict[str, str]:
    return {word: pos for pos, words in load("words").items() for word in words}


def has_tags(doc: Doc) -> bool:
    """Whether the doc's tokens carry parts of speech."""
    return bool(doc.has_annotation("POS"))


def has_parse(doc: Doc) -> bool:
    """Whether the doc's tokens carry heads."""
    return bool(doc.has_annotation("DEP"))


def pos_of(token: Token) -> str:
    """The part of speech, guessed from closed classes where no tagger ran."""
    if token.pos_:
        return token.pos_
    lower = token.lower_
    if lower in _closed():
        return _closed()[lower]
    if not any(c.isalnum() for c in lower):
        return "SPACE" if not lower.strip() else "PUNCT"
    if token.like_num:
        return "NUM"
    if lower.endswith("ly"):
        return "ADV"
    if token.text[0].isupper() and not token.is_sent_start and token.i:
        return "PROPN"
    return "NOUN"


def is_plural(token: Token) -> bool:
    """Whether a noun is plural by its tag, else by its ending."""
    if token.tag_:
        return token.tag_ in ("NNS", "NNPS")
    return (token.lower_.endswith("s") and not token.lower_.endswith(("ss", "us", "is"))) or token.lower_ in _PLURALS


_PLURALS = frozenset(["people", "men", "women", "children", "police", "others", "feet", "staff", "troops", "personnel"])


def token_at(doc: Doc, offset: int) -> int:
    """The index of the first token that begins at or after ``offset`` (code points)."""
    low, high = 0, len(doc)
    while low < high:
        middle = (low + high) // 2
        if doc[middle].idx < offset:
            low = middle + 1
        else:
            high = middle
    return low


def phrase_after(doc: Doc, start: int, stop: int | None = None) -> tuple[int, int] | None:
    """The noun phrase that begins at token ``start``: first token and the token after its head noun.

    Takes adjectives, nouns, names and participles; ends at the last noun before anything else.
    ``stop`` (a token index) is not passed.
    """
    end = None
    i = start
    limit = min(len(doc), start + _LONGEST, stop if stop is not None else len(doc))
    while i < limit:
        token = doc[i]
        pos = pos_of(token)
        if (
            i > start
            and doc[i - 1].text in ("-", "\u2010", "\u2011")
            and not doc[i - 1].whitespace_
            and pos not in NOUNS
        ):
            i += 1
            continue
        if pos in NOUNS:
            end = i + 1
            if _ends_phrase(doc, i):
                break
        elif not _may_modify(doc, i, pos, end is not None):
            break
        i += 1
    return (start, _with_partner(doc, end)) if end is not None else None


def _with_partner(doc: Doc, end: int) -> int:
    """ "women and girls": a second plural noun that shares the number."""
    if end + 1 >= len(doc) or doc[end].lower_ not in ("and", "or") or not is_plural(doc[end - 1]):
        return end
    last = end + 1
    if pos_of(doc[last]) == "ADJ" and last + 1 < len(doc):
        last += 1
    partner = doc[last]
    joined = partner.dep_ == "conj" and partner.head.i == end - 1 if partner.dep_ else True
    return last + 1 if joined and pos_of(partner) == "NOUN" and is_plural(partner) else end


def _ends_phrase(doc: Doc, i: int) -> bool:
    """A plural noun closes the phrase unless a further noun follows at once ("women restaurant workers")."""
    if i + 1 >= len(doc):
        return True
    following = doc[i + 1]
    pos = pos_of(following)
    if following.dep_ and following.head.i == i and following.dep_ in ("flat", "compound"):
        return False
    if pos in NOUNS:
        return is_plural(doc[i]) and not (following.pos_ and _belongs(doc, i, i + 1))
    if pos in ("PUNCT", "CCONJ", "PART", "ADJ", "VERB"):
        return not _goes_on(doc, i + 1, pos)
    return True


def _belongs(doc: Doc, left: int, right: int) -> bool:
    token = doc[left]
    if token.dep_:
        return token.dep_ in ("compound", "flat", "amod", "nmod") and token.head.i >= right
    return not doc[right].text[0].isupper() or doc[left].text[0].isupper()


def _goes_on(doc: Doc, i: int, pos: str) -> bool:
    """Hyphens and genitives inside a phrase: "job - seekers", "women's camps"."""
    token = doc[i]
    if token.text in ("-", "\u2010", "\u2011", "/") and not token.whitespace_ and not doc[i - 1].whitespace_:
        return True
    if pos == "PART" and token.text in ("'s", "’s", "'", "’"):
        return True
    if pos == "ADJ" and token.dep_ == "amod" and token.head.i > i:
        return not is_plural(doc[i - 1])
    return pos == "CCONJ" and _joins_modifiers(doc, i)


def _joins_modifiers(doc: Doc, i: int) -> bool:
    """ "Kia and Hyundai vehicles": two modifiers of one noun."""
    if i + 2 >= len(doc) or doc[i].lower_ not in ("and", "or"):
        return False
    left, right, head = doc[i - 1], doc[i + 1], doc[i + 2]
    if is_plural(left) or pos_of(right) not in _MODIFIERS or pos_of(head) not in NOUNS or is_plural(right):
        return False
    return not left.dep_ or left.head.i >= i + 2 or left.dep_ in ("compound", "amod")


def _may_modify(doc: Doc, i: int, pos: str, seen_noun: bool) -> bool:
    token = doc[i]
    if pos in ("ADJ", "NUM"):
        return not seen_noun or _goes_on(doc, i, pos)
    if pos == "VERB":
        return (
            not seen_noun
            and (token.tag_ in ("VBN", "VBG", "VBD") or token.lower_.endswith(("ed", "ing")))
            and _leads_to_noun(doc, i)
        )
    if pos == "ADV":
        return (
            not seen_noun
            and i + 1 < len(doc)
            and pos_of(doc[i + 1]) in ("ADJ", "VERB")
            and token.lower_ not in ("ago", "later", "earlier")
        )
    if pos == "CCONJ":
        return (_joins_modifiers(doc, i) and not seen_noun) or (seen_noun and _joins_modifiers(doc, i))
    if token.text in "“”\"‘’'" and not seen_noun:
        return True
    return _goes_on(doc, i, pos) if i else False


def _leads_to_noun(doc: Doc, i: int) -> bool:
    if doc[i].dep_:
        return doc[i].dep_ in ("amod", "compound") or (
            doc[i].head.i > i and doc[i].dep_ not in ("acl", "advcl", "conj", "root")
        )
    return i + 1 < len(doc) and pos_of(doc[i + 1]) in NOUNS


def phrase_around(doc: Doc, head: int) -> tuple[int, int]:
    """The noun phrase of a noun, with its modifiers to the left, without determiners and numbers."""
    start = head
    while start > 0 and head - start < _LONGEST:
        token = doc[start - 1]
        pos = pos_of(token)
        if pos not in _MODIFIERS and not _inner(doc, start - 1, pos):
            break
        if pos in _MODIFIERS and token.dep_ and not _within(token, head):
            break
        start -= 1
    while start < head and (pos_of(doc[start]) in ("PUNCT", "PART", "CCONJ", "VERB") or doc[start].text in ("-", "'s")):
        start += 1
    end = head + 1
    while end < len(doc) and doc[end].dep_ in ("flat", "compound") and doc[end].head.i == head:
        end += 1
    return start, end


def _inner(doc: Doc, i: int, pos: str) -> bool:
    token = doc[i]
    if token.text in ("-", "'s", "’s", "'", "’", "&", "/"):
        return True
    if pos == "VERB":
        return token.dep_ == "amod"
    return pos == "CCONJ" and i > 0 and token.dep_ == "cc" and pos_of(doc[i - 1]) in _MODIFIERS


def _within(token: Token, head: int) -> bool:
    """Whether the token hangs on the head noun, directly or over other modifiers."""
    for _ in range(6):
        if token.i == head:
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False

"""What is counted or measured: the noun beside a number. In: Reading and Drafts. Out: words of the post, or nothing."""

from __future__ import annotations

from beatbook.code.parsed import Doc
from beatbook.code.quantities.draft import Draft
from beatbook.code.quantities.grammar import NOUNS, phrase_after, phrase_around, pos_of, token_at

_SKIPPED = frozenset(
    ["of", "the", "these", "those", "all", "its", "their", "his", "her", "our", "my", "such", "other", "about"]
)
_CLOSING_MARKS = frozenset(["”", '"', "’", "'", "''"])
_PRONOUNS = frozenset(["them", "whom", "us", "those", "these", "which"])

Words = tuple[int, int]  # first token, token after the last


def counted(doc: Doc, draft: Draft) -> Words | None:
    """The noun phrase of a plain count, or ``None`` where the number stands alone."""
    start = token_at(doc, draft.end)
    while start < len(doc) and doc[start].text in _CLOSING_MARKS:  # “virtually all” refugees
        start += 1
    if start >= len(doc) or (doc[start].is_sent_start and start):
        return None
    if draft.number.kind in ("vague", "fraction") or doc[start].lower_ == "of":
        return _after_of(doc, start)
    if doc[start].text in ("-", "\u2010", "\u2011"):
        return _hyphened(doc, start + 1)
    return phrase_after(doc, start)


def _hyphened(doc: Doc, start: int) -> Words | None:
    """ "a 15-member council" counts members; "a 200-strong crew" counts the crew."""
    if start >= len(doc):
        return None
    if pos_of(doc[start]) in NOUNS and doc[start].lower_ not in ("strong", "plus", "odd"):
        return start, start + 1
    return phrase_after(doc, start + 1)


def named(doc: Doc, draft: Draft) -> Words | None:
    """Whose age it is: "Ann Lee, 44,"."""
    i = token_at(doc, draft.number.start) - 1
    while i >= 0 and (not doc[i].text[:1].isalnum() or doc[i].lower_ in ("age", "aged", "ages")):
        i -= 1
    if i < 0 or pos_of(doc[i]) not in NOUNS:
        return None
    while doc[i].dep_ == "flat" and doc[i].head.i < i:
        i = doc[i].head.i
    return phrase_around(doc, i)


def _after_of(doc: Doc, start: int) -> Words | None:
    """ "thousands of migrants", "10 percent of the platforms' turnover"."""
    i = start
    while i < len(doc) and i < start + 4 and doc[i].lower_ in _SKIPPED:
        i += 1
    if i == start and i < len(doc) and pos_of(doc[i]) not in NOUNS | {"ADJ"}:
        return None
    if i < len(doc) and doc[i].lower_ in _PRONOUNS:
        return None
    return phrase_after(doc, i)


def is_pronoun_after(doc: Doc, draft: Draft) -> bool:
    """ "seven of them", "four of whom"."""
    i = token_at(doc, draft.end)
    return i + 1 < len(doc) and doc[i].lower_ == "of" and doc[i + 1].lower_ in _PRONOUNS


def measured(doc: Doc, draft: Draft) -> Words | None:
    """What a sum, share or measure is of: the noun it describes, its "of", or its clause's subject."""
    end = token_at(doc, draft.end)
    if end < len(doc) and doc[end].lower_ == "of" and (found := _after_of(doc, end)):
        return found
    if found := _described(doc, draft, end):
        return found
    if draft.kind == "time":
        return None
    return _subject(doc, draft)


def _described(doc: Doc, draft: Draft, end: int) -> Words | None:
    """ "a $150,000 contract", "the 880-mile border": the noun right behind."""
    if end >= len(doc):
        return None
    token = doc[end]
    if token.text in ("-", "\u2010", "\u2011"):
        end += 1
    if end >= len(doc) or pos_of(doc[end]) not in NOUNS | {"ADJ"} or doc[end].is_sent_start:
        return None
    if not (draft.attributive or draft.kind in ("money", "share", "measure", "age", "score")):
        return None
    if draft.kind in ("time",) and not draft.attributive:
        return None
    if pos_of(doc[end]) == "ADJ" and doc[end].dep_ and doc[end].dep_ != "amod":
        return None
    if doc[end].dep_.startswith("obl") or doc[end].dep_.startswith("nsubj") or "tmod" in doc[end].dep_:
        return None
    return phrase_after(doc, end)


def _subject(doc: Doc, draft: Draft) -> Words | None:
    """The first noun phrase of the clause, where no parse says more."""
    start = at = min(token_at(doc, draft.number.start), len(doc) - 1)
    while start > 0 and not doc[start].is_sent_start and doc[start - 1].text not in (";", ":", ".", "\n", "!", "?"):
        start -= 1
    for i in range(start, min(at, len(doc))):
        pos = pos_of(doc[i])
        if pos in ("PRON", "VERB", "AUX"):
            return None
        if pos in NOUNS | {"ADJ"}:
            return phrase_after(doc, i, at)
    return None

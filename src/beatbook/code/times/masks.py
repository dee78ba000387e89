"""Words that look like times and belong to names: Daily Post, USA Today, Sunday Herald, Man of the Year."""

from __future__ import annotations

from beatbook.code.parsed import Doc
from beatbook.code.times.guard_words import said
from beatbook.code.times.words import Words

_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_NAME_KINDS = frozenset({"PER", "PERSON", "ORG"})


def find_masked(words: Words, doc: Doc | None = None) -> set[int]:
    """The indices of words that no rule may touch."""
    masked: set[int] = set()
    for i in range(len(words)):
        if words.codes[i] <= "\x03":
            continue
        if _kind_of_paper(words, i):
            masked.add(i)
        if not words.is_capital(i):
            continue
        if (
            _programme(words, i)
            or _periodical(words, i)
            or _paper_after(words, i)
            or _today_name(words, i)
            or _capital_unit(words, i)
        ):
            masked.add(i)
    if doc is not None:
        masked |= _named(words, doc) | _papers(words, doc)
    return masked


def _periodical(words: Words, i: int) -> bool:
    return words.is_a(i, "FREQ") and words.is_capital(i + 1) and not words.is_a(i + 1, "WEEKDAY")


def _kind_of_paper(words: Words, i: int) -> bool:
    return words.is_a(i, "FREQ") and words.is_a(i + 1, "PAPER")


def _papers(words: Words, doc: Doc) -> set[int]:
    """Words like "daily" that are nouns: "the state daily Horizon", "an opposition weekly"."""
    masked: set[int] = set()
    for i in range(len(words)):
        if not words.is_a(i, "FREQ"):
            continue
        token = doc.char_span(words.starts[i], words.ends[i], "expand")
        if token is not None and token[0].tag_ in _NOUNS and token[0].lower_ not in said("never_papers"):
            masked.add(i)
    return masked


def _programme(words: Words, i: int) -> bool:
    """For "Good Morning Sunday"."""
    return words.is_a(i, "WEEKDAY") and words.is_a(i - 1, "DAYPART") and words.is_capital(i - 1)


def _paper_after(words: Words, i: int) -> bool:
    return (
        (words.is_a(i, "WEEKDAY") or words.is_a(i, "TODAY"))
        and words.is_capital(i + 1)
        and words.is_a(i + 1, "NAMEAFTER")
    )


def _today_name(words: Words, i: int) -> bool:
    follows_name = i > 0 and words.word(i - 1)[:1].isupper() and not words.starts_sentence(i)
    return (words.is_a(i, "TODAY") or words.is_a(i, "NOWWORD")) and follows_name


def _capital_unit(words: Words, i: int) -> bool:
    """For "Three-Day Market", "Man of the Year"; not "Five Years Later" in a title, where all words are capital."""
    if not (words.is_a(i, "UNIT") or words.is_a(i, "UNITS")):
        return False
    if words.low(i - 1) == "-" and words.is_capital(i + 1):
        return True
    if words.low(i - 1).isdigit() and not words.is_capital(i + 1) and not words.is_capital(i - 2):
        return True  # "60 Minutes"
    if words.low(i - 1) == "this" and words.is_capital(i - 1):
        return True  # "This Week"
    return words.low(i - 1) == "the" and words.low(i - 2) == "of" and words.is_capital(i - 3)


def _named(words: Words, doc: Doc) -> set[int]:
    """Words inside the parsed names of people and organisations."""
    spans = [(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ in _NAME_KINDS and len(ent) > 1]
    masked: set[int] = set()
    k = 0
    for start, end in spans:
        while k < len(words) and words.starts[k] < start:
            k += 1
        while k < len(words) and words.starts[k] < end:
            if not words.lows[k].isdigit():
                masked.add(k)
            k += 1
    return masked

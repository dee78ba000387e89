"""How exactly a number is meant: the words before and after it. In: text and a Draft. Out: the Draft with bounds."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from beatbook.code.quantities.draft import Draft
from beatbook.code.quantities.tables import BLANK, load, qualifiers
from beatbook.record.codes import Qualifier

_WORD = re.compile(rf"[^\s{BLANK}]+$")
_LONGEST = 4  # words in the longest qualifier of the table
_SKIPPED = frozenset(["a", "an", "the"])
_OPENING = "([“\"'‘"


def qualify(text: str, draft: Draft) -> Draft:
    """The qualifier before or after the number, taken into its span; bounds set accordingly."""
    found = _before(text, draft.start) or _glued_before(text, draft.start)
    if found and not (draft.kind == "time" and _is_span(text, found[0], draft.end)):
        return bounded(replace(draft, start=found[0], qualifier=found[1]))
    after = _after(text, draft.end)
    if after:
        return bounded(replace(draft, end=after[0], qualifier=after[1]))
    return bounded(draft)


_OVER = re.compile(r"over\b", re.IGNORECASE)
_MEASURES = re.compile(
    rf"\b(?:for|of|is|was|are|were|be|been|in|after|well|just|little|took|takes?|lasts?|lasted|lasting|spent|spends?"
    rf"|spending|has|have|had|within|and|or|at|by|than|from|every)[{BLANK}]$",
    re.IGNORECASE,
)


_AWAY = re.compile(rf"[{BLANK}](?:ago|later|earlier|before|after|old|since|behind|ahead)\b")


def _is_span(text: str, start: int, end: int) -> bool:
    """ "Paid back over three years": the time it takes, not more than three; "for over three years" is more."""
    if not _OVER.match(text, start) or _AWAY.match(text, end):
        return False
    return not _MEASURES.search(text, max(0, start - 12), start)


def _words_before(text: str, start: int) -> list[tuple[int, str]]:
    """Up to six words before ``start`` on the same line, nearest first, with where each begins."""
    words: list[tuple[int, str]] = []
    left = max(0, text.rfind("\n", max(0, start - 80), start) + 1, start - 80)
    at = start
    while len(words) < 6:
        cut = text[left:at].rstrip(" \u00a0-\u2010\u2011" if not words else " \u00a0")
        match = _WORD.search(cut)
        if match is None:
            break
        word = match.group().lstrip(_OPENING)
        at = left + match.end() - len(word)
        words.append((at, word.lower()))
        if match.group() != word:  # an opening mark: nothing before it belongs here
            break
        at = left + match.start()
    return words


def _before(text: str, start: int) -> tuple[int, Qualifier] | None:
    table, words, skip = qualifiers("before"), _words_before(text, start), 0
    while skip < len(words) and skip <= 2:
        for size in range(min(_LONGEST, len(words) - skip), 0, -1):
            phrase = " ".join(word for _, word in reversed(words[skip : skip + size]))
            kind = table.get(phrase)
            if kind == "exact":
                skip += size
                break
            if kind and not _means_else(words, skip + size, phrase):
                return words[skip + size - 1][0], kind
        else:
            if words[skip][1] not in _SKIPPED or skip:
                return None
            if words[skip][1] == "the" and not (skip + 1 < len(words) and words[skip + 1][1] in ("nearly", "almost")):
                return None
            skip += 1
    return None


_ELSE = {
    # words that stand before a number with another sense, and the word before them that tells it
    "near": {"", "and", "is"},
    "within": set(),
    "over": {"hand", "turn", "took", "take", "handed", "all"},
    "some": {"than"},
    "under": set(),
    "maximum": {"the", "a"},
    "minimum": {"the", "a"},
}


def _means_else(words: list[tuple[int, str]], at: int, phrase: str) -> bool:
    before = words[at][1] if at < len(words) else None
    return before is not None and before in _ELSE.get(phrase, ())


_GLUED: dict[str, Qualifier] = {"~": "about", "≈": "about", "∼": "about", ">": "more than", "<": "fewer than",
                                "≥": "at least", "≤": "at most"}  # fmt: skip


def _glued_before(text: str, start: int) -> tuple[int, Qualifier] | None:
    if start and text[start - 1] in _GLUED:
        return start - 1, _GLUED[text[start - 1]]
    return None


@cache
def _after_pattern() -> re.Pattern[str]:
    words = sorted(qualifiers("after"), key=lambda w: (-len(w), w))
    some = "|".join(re.escape(w).replace(r"\ ", rf"[{BLANK}]") for w in words if w[0].isalpha())
    return re.compile(
        rf"[{BLANK}](?P<word>{some})(?![a-z\-])|[{BLANK}]?(?P<sign>\+|-odd|-ish|-plus)(?!\w)", re.IGNORECASE
    )


def _after(text: str, end: int) -> tuple[int, Qualifier] | None:
    match = _after_pattern().match(text, end)
    if match is None:
        return None
    word = (match["word"] or match["sign"]).lower().replace("\u00a0", " ").replace("-plus", "plus")
    if word in ("plus", "odd") and re.compile(rf"[{BLANK}](?:[a$€£\d]|the|an|one)\b").match(text, match.end()):
        return None
    return match.end(), qualifiers("after")[word]


_AFTER_NOUN = re.compile(rf"[{BLANK}](?P<word>or more|or so|or fewer|or less|at least|at most)(?![a-z])")


def qualify_after_noun(text: str, draft: Draft, end: int) -> Draft:
    """ "20 people or more": the qualifier behind what is counted; the span stays with the number."""
    match = _AFTER_NOUN.match(text, end)
    if match is None or draft.qualifier not in (None, "exact") or draft.number.kind == "vague":
        return draft
    return bounded(replace(draft, qualifier=qualifiers("after")[match["word"]]))


def bounded(draft: Draft) -> Draft:
    """The bounds that qualifier and number give: "more than 31,000" is from 31,000 up, open above."""
    number, kind = draft.number, draft.qualifier
    if number.kind == "vague" and number.low is None:  # "virtually all"
        return replace(draft, qualifier="nearly", share=True)
    if number.kind == "vague":
        return replace(draft, qualifier=kind if kind in ("more than", "at least", "up to", "about") else "dozens",
                       low=number.low, high=None, best=None)  # fmt: skip
    if draft.is_range:
        return replace(draft, qualifier=kind if kind and kind != "exact" else "between")
    value = draft.best
    if kind in ("more than", "at least"):
        return replace(draft, low=value, high=None)
    if kind in ("fewer than", "at most", "up to"):
        return replace(draft, low=None, high=value)
    return replace(draft, qualifier=kind or "exact", low=value, high=value)


def skipped_words() -> frozenset[str]:
    """Single words that may stand between a change and its number: "rose by only 5 %"."""
    return frozenset(w for w in load("qualifiers")["before"]["exact"] if " " not in w)

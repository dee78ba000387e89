"""Numbers that count nothing: ordinals, years, scores, list numbers, pronouns. In: text and a Draft. Out: yes or no."""

from __future__ import annotations

import re
from functools import cache

from beatbook.code.quantities.draft import Draft
from beatbook.code.quantities.tables import BLANK, load
from beatbook.text.numbers import DASHES

_B = rf"[{BLANK}]"
_ORDINAL = re.compile(r"(?:st|nd|rd|th)(?![a-z])")
_YEARS = (1500, 2100)  # what four digits without a comma may be
_CLOSE_YEARS = (1900, 2060)  # what they most often are in news


def is_ordinal(text: str, draft: Draft) -> bool:
    """ "22nd"."""
    return bool(_ORDINAL.match(text, draft.number.end))


def is_part_of_number(text: str, draft: Draft) -> bool:
    """ "1.2.3", "10/12", "3:2": a version, a date, a score."""
    start, end = draft.number.start, draft.number.end
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if re.fullmatch(r"\d[.:/]", before) or re.fullmatch(r"[.:/]\d", after):
        return True
    return draft.number.kind == "digits" and bool(re.fullmatch(r"\d,", before))


_DASHED = re.compile(rf"[{DASHES}]\d")
_SCORE = re.compile(rf"\d[{DASHES}]\d")
_HIGHEST_SCORE = 150


def is_score(text: str, draft: Draft) -> bool:
    """ "won 3-1", "0-0", "2-2": a dash between two small numbers without a unit."""
    number = draft.number
    if draft.kind != "count" or number.kind not in ("digits", "range"):
        return False
    words = text[number.start : number.end].lower()
    if number.kind == "digits":
        before = text[max(0, number.start - 2) : number.start]
        return bool(_DASHED.match(text, number.end) or re.fullmatch(rf"\d[{DASHES}]", before))
    if not _SCORE.search(words):
        return False
    if draft.change == "down":  # falling: no range
        return True
    if re.search(r"\b(?:to|from|between)\b", words) or (draft.high or 0) >= _HIGHEST_SCORE:
        return False
    context = text[max(0, number.start - 40) : number.end + 20].lower()
    return bool(_score_verbs().search(context))


@cache
def _score_verbs() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, load('masks')['score_verbs']))})\b")


_PLURAL_AFTER = re.compile(rf"{_B}(?:[a-z\-]+{_B})?((?!this\b|does\b|says\b)[a-z]{{3,}}s|people|men|women|children)\b")


def is_year(text: str, draft: Draft) -> bool:
    """ "1998", "in 2010", "the 1988 quarter": four digits that date something."""
    number = draft.number
    words = text[number.start : number.end]
    values = [v for v in (number.low, number.high) if v is not None]
    if draft.unit not in ("-", "quarter", "season") or number.kind not in ("digits", "range") or not values:
        return False
    if not all(_YEARS[0] <= v <= _YEARS[1] and v == int(v) for v in values):
        return False
    if "," in words or not re.search(r"\d{4}", words) or (number.kind == "range" and values[1] > _CLOSE_YEARS[1]):
        return False
    return _is_dated(text, draft, values[0])


def _is_dated(text: str, draft: Draft, value: float) -> bool:
    """Round numbers count ("2000 people"), odd ones date ("1988 sales"), unless a word says so."""
    before = re.search(r"(\w+)\W*$", text[max(0, draft.number.start - 16) : draft.number.start])
    word = before[1].lower() if before else ""
    if _CLOSE_YEARS[0] <= value <= _CLOSE_YEARS[1] and value % 100:
        return True
    if word in load("masks")["before_year"] and value >= _CLOSE_YEARS[0] and value % 500:
        return True
    if value == 2000:
        return word in ("in", "since", "year", "until", "from")
    counts = _PLURAL_AFTER.match(text, draft.number.end) or draft.qualifier not in (None, "exact")
    return not counts and value >= 1700 and value % 500 != 0


_LIST = re.compile(rf"(?:^|\n){_B}*\(?$")
_LIST_END = re.compile(rf"[.):]{_B}")
_LONGEST_LIST = 200


def is_list_number(text: str, draft: Draft) -> bool:
    """ "3. Go home" at the head of a line."""
    if draft.kind != "count" or draft.number.kind != "digits" or (draft.best or 0) > _LONGEST_LIST:
        return False
    return bool(_LIST_END.match(text, draft.number.end)) and bool(
        _LIST.search(text[max(0, draft.start - 12) : draft.start])
    )


_BY = re.compile(rf"\bby{_B}(?:about{_B}|almost{_B}|nearly{_B}|over{_B}|more than{_B}|some{_B})?$")
_PART_OF = re.compile(rf"{_B}(?:of|more|less|higher|lower|fewer)\b|$")
_ONE_PART_OF = re.compile(rf"{_B}(?:of|the|to)\b|$|[-.,]|{_B}[a-z]")
_OF = re.compile(rf"{_B}of\b|$")


@cache
def _halves() -> tuple[re.Pattern[str], re.Pattern[str]]:
    masks = load("masks")
    return (
        re.compile(rf"{_B}(?:{'|'.join(masks['half_of'])})\b|[.,;)]|$"),
        re.compile(rf"\b(?:{'|'.join(masks['before_half'])})[{BLANK}\-]$", re.IGNORECASE),
    )


def is_idle_fraction(text: str, draft: Draft) -> bool:
    """ "the second half", "a third meeting", "a quarter" of the year: no share of anything."""
    number = draft.number
    if number.kind != "fraction" or draft.kind != "count":
        return False
    after, before = _halves()
    left = text[max(0, number.start - 20) : number.start]
    words = text[number.start : number.end].lower().replace("\u00a0", " ")
    if before.search(left):
        return not _BY.search(left)
    if words == "half":
        return not after.match(text, number.end)
    if words.startswith("a "):
        return not _BY.search(left) and not _PART_OF.match(text, number.end)
    if words.startswith("one") and words.endswith(("quarter", "third")):
        return not _ONE_PART_OF.match(text, number.end)
    return words.endswith(" quarters") and not _OF.match(text, number.end)


@cache
def _one_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    masks = load("masks")
    after = "|".join(sorted((re.escape(w).replace(r"\ ", _B) for w in masks["after_one"]), key=lambda w: (-len(w), w)))
    before = "|".join(sorted((re.escape(w) for w in masks["before_one"]), key=lambda w: (-len(w), w)))
    return (
        re.compile(rf"(?:{_B}|(?=['’]))(?:{after})(?![a-z])|{_B}?[.,;:!?)”\"—–\-]|$|\n", re.IGNORECASE),
        re.compile(rf"(?:^|[^a-z])(?:{before}){_B}$", re.IGNORECASE),
    )


_THERE_IS = re.compile(rf"\bthere{_B}(?:is|was){_B}$", re.IGNORECASE)
_WORD_AFTER = re.compile(rf"{_B}[a-z]", re.IGNORECASE)
_NUMBER_AFTER = re.compile(rf"{_B}(?:of{_B})?\d")


def is_pronoun_one(text: str, draft: Draft) -> bool:
    """ "no one", "one another", "one day": a pronoun or an idiom."""
    number = draft.number
    if draft.best != 1.0 or number.kind != "words" or text[number.start : number.end].lower() != "one":
        return False
    if draft.kind != "count" and draft.unit not in ("day", "night", "time"):
        return False
    if not _WORD_AFTER.match(text, number.end) or _NUMBER_AFTER.match(text, number.end):
        return True
    after, before = _one_patterns()
    near = text[max(0, number.start - 14) : number.start]
    if before.search(near) and not _THERE_IS.search(near):
        return True
    return draft.qualifier in (None, "exact") and bool(after.match(text, number.end))


def is_bare_zero(text: str, draft: Draft) -> bool:
    """ "zero" without a unit."""
    return draft.kind == "count" and draft.best == 0.0 and draft.number.kind == "words"


_SCORES_OF = re.compile(
    rf"{_B}(?:of{_B}(?!the|his|her|its|their|both|each|every|all|this|that|these|those|\d)"
    rf"|more\b|were\b|have\b)"
)


def is_idle_scores(text: str, draft: Draft) -> bool:
    """ "the scores of both exams" against "scores of people"."""
    words = text[draft.number.start : draft.number.end].lower()
    return words == "scores" and not _SCORES_OF.match(text, draft.number.end)


_HYPHENED = re.compile(r"[\-\u2010\u2011]([A-Za-z]+)")


def is_compound(text: str, draft: Draft) -> bool:
    """ "a six-speed gearbox", "a two-state solution": kinds of things; "a nine-member council" still counts."""
    match = _HYPHENED.match(text, draft.number.end)
    return draft.kind == "count" and match is not None and match[1].lower() not in load("masks")["counting_nouns"]


TESTS = (
    is_compound,
    is_ordinal,
    is_part_of_number,
    is_score,
    is_year,
    is_list_number,
    is_idle_fraction,
    is_pronoun_one,
    is_bare_zero,
    is_idle_scores,
)

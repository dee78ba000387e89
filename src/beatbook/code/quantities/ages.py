"""Ages that carry no unit: "aged 12", "Mary Okoro, 44,", "under the age of 5". In: text and a Draft."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from beatbook.code.quantities.draft import Draft
from beatbook.code.quantities.tables import BLANK, MONTH, either, load

_B = rf"[{BLANK}]"
_NAME = re.compile(r"(?:[A-Z][\w’'\-]+|[A-Z]\.) (?:[A-Z][\w’'.\-]* )*(?:[A-Z]\w*[’'\-]?\w+),? ?$|[A-Z][a-z’'\-]+, ?$")
_CLOSES = re.compile(r"[,;:)]|\.(?:\s|$)| and\b| who\b| of\b| from\b| was\b| is\b| has\b|$")
_LIFE = re.compile(rf"\blife{_B}expectancy\b[^.;]*$", re.IGNORECASE)
_OLDEST = 122  # years; the longest life on record


@cache
def _before() -> re.Pattern[str]:
    data = load("ages")
    people = rf"{either(data['people'])}{_B}{either(data['bounds'])}"
    hedges = rf"(?:{_B}{either(data['hedges'])}|:)?"
    return re.compile(rf"\b(?:{either(data['before'])}|{people}){hedges}{_B}$", re.IGNORECASE)


@cache
def _one_person() -> re.Pattern[str]:
    data = load("ages")
    hedges = rf"(?:{_B}{either(data['hedges'])})?"
    return re.compile(rf"\b(?:a|an|the){_B}(?:\w+{_B})?{either(data['one_person'])}{_B}of{hedges}{_B}$", re.IGNORECASE)


def find_age(text: str, draft: Draft) -> Draft:
    """The draft as an age where the words around it say so."""
    if draft.kind not in ("count", "time") or draft.unit not in ("-", "year") or not _is_possible(draft):
        return draft
    before = text[max(0, draft.start - 60) : draft.number.start].rstrip() + " "
    match = _before().search(before)
    if match and (draft.unit == "-" or "age of" in match.group().lower()):
        return replace(draft, unit="year of age", kind="age", rule="aged")
    counts = _PLURAL.match(text, draft.end) and not _CLOSES.match(text, draft.end)
    if _one_person().search(before) and not counts:  # "a boy of 9"
        return replace(draft, unit="year of age", kind="age", rule="age of one person")
    if draft.unit != "-":
        return draft
    if _LIFE.search(before) and not _PLURAL.match(text, draft.end):
        return replace(draft, unit="year of age", kind="age", rule="life expectancy")
    if draft.number.kind == "digits" and _IS.search(before) and _ENDS.match(text, draft.end):  # "She was 97."
        return replace(draft, unit="year of age", kind="age", rule="age after a pronoun")
    if draft.number.kind == "digits" and _follows_name(text, draft):
        return replace(draft, unit="year of age", kind="age", rule="age after a name")
    return draft


_PLURAL = re.compile(rf"{_B}[a-z]+s\b")
_MONTHS = re.compile(rf"(?:{MONTH}|day), $")


_IS = re.compile(rf"\b(?:he|she|who){_B}(?:is|was|had{_B}been|would{_B}be|will{_B}be|turns|turned){_B}$", re.IGNORECASE)
_ENDS = re.compile(rf"[.,;)]|$|{_B}(?:by|when|next|this)\b")


def _follows_name(text: str, draft: Draft) -> bool:
    before = text[max(0, draft.start - 60) : draft.start]
    if not before.endswith(", ") or _MONTHS.search(before):
        return False
    return bool(_NAME.search(before) and _CLOSES.match(text, draft.end))


def share_ages(text: str, drafts: list[Draft]) -> list[Draft]:
    """ "aged 8 and 11": the second number is an age too."""
    shared: list[Draft] = []
    for draft in drafts:
        left = shared[-1] if shared and shared[-1].rule == "aged" and draft.unit == "-" else None
        if left and _is_possible(draft) and _is_next_age(text, left, draft):
            draft = replace(draft, unit=left.unit, kind="age", rule="aged")
        shared.append(draft)
    return shared


def _is_next_age(text: str, left: Draft, right: Draft) -> bool:
    return bool(_NEXT_AGE.fullmatch(text, left.end, right.start) and _CLOSES.match(text, right.end))


_NEXT_AGE = re.compile(rf",?{_B}(?:and{_B})?")


def _is_possible(draft: Draft) -> bool:
    value = draft.best if draft.best is not None else draft.high
    return value is not None and 0 < value <= _OLDEST and value == int(value)

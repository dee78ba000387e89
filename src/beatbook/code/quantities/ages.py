"""Ages that carry no unit: "aged 12", "Mary Okoro, 44,", "under the age of 5". In: text and a Draft."""

from __future__ import annotations

import re
from dataclasses import replace

from beatbook.code.quantities.draft import Draft
from beatbook.code.quantities.tables import BLANK

_B = rf"[{BLANK}]"
_AGED_PEOPLE = r"(?:child|children|kids|boys|girls|minors|people|persons|adults|women|men|youths?|teenagers|anyone|those|everyone|residents|citizens)"
_BEFORE = re.compile(
    rf"\b(?:aged?|ages|(?:at|of|under|over|below|above|by|reached|reaching|until){_B}the{_B}age{_B}of|the{_B}age{_B}of|of{_B}age|at{_B}age|turned|turning|turns|as{_B}(?:young|old){_B}as|{_AGED_PEOPLE}{_B}(?:under|over|below|above|aged)|under{_B}age|over{_B}age)"
    rf"(?:{_B}(?:between|from|about|around|just|only|nearly|over|under)|:)?{_B}$",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[A-Z][\w’'\-]+|[A-Z]\.) (?:[A-Z][\w’'.\-]* )*(?:[A-Z]\w*[’'\-]?\w+),? ?$|[A-Z][a-z’'\-]+, ?$")
_CLOSES = re.compile(r"[,;:)]|\.(?:\s|$)| and\b| who\b| of\b| from\b| was\b| is\b| has\b|$")
_LIFE = re.compile(rf"\blife{_B}expectancy\b[^.;]*$", re.IGNORECASE)
_OLDEST = 122  # years; the longest life on record


def find_age(text: str, draft: Draft) -> Draft:
    """The draft as an age where the words around it say so."""
    if draft.kind not in ("count", "time") or draft.unit not in ("-", "year") or not _is_possible(draft):
        return draft
    before = text[max(0, draft.start - 60) : draft.number.start].rstrip() + " "
    match = _BEFORE.search(before)
    if match and (draft.unit == "-" or "age of" in match.group().lower()):
        return replace(draft, unit="year of age", kind="age", rule="aged")
    if draft.unit != "-":
        return draft
    if _LIFE.search(before) and not _PLURAL.match(text, draft.end):
        return replace(draft, unit="year of age", kind="age", rule="life expectancy")
    if draft.number.kind == "digits" and _follows_name(text, draft):
        return replace(draft, unit="year of age", kind="age", rule="age after a name")
    return draft


_PLURAL = re.compile(rf"{_B}[a-z]+s\b")
_MONTHS = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|day), $"
)


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

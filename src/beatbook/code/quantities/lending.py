"""Units that a bare number has from the one beside it: "8.4 percent in May and 7.9 last year". In: Drafts."""

from __future__ import annotations

import re
from dataclasses import replace

from beatbook.code.quantities.draft import Draft
from beatbook.code.quantities.tables import BLANK, changes, either

_B = rf"[{BLANK}]"
_MEASURED = frozenset(["share", "score", "measure", "money"])
# Between a measured number and a bare one that it is set beside.
_BESIDE = re.compile(
    rf"(?:,?{_B}(?:in|for|during|last|this|on){_B}[^,.;()]{{2,20}})?,?{_B}"
    rf"(?:and|but|compared{_B}(?:with|to)|against|versus|vs\.?|(?:up{_B}|down{_B})?from){_B}"
    rf"|,?{_B}(?:while|and|but){_B}(?:the{_B})?[a-z]+{_B}(?:is|was|at){_B}"
)
_BY_UP = re.compile(rf",?{_B}(?:up|down){_B}(?:by{_B})?")
# "lost 12 points, or 1.3 %, to end at 899": the level is in the unit of the movement.
_TO_LEVEL = re.compile(
    rf"(?:,{_B}or{_B}[^;.]{{1,8}}(?:\.\d+)?[^;.]{{0,9}},)?{_B}(?:to{_B}(?:[a-z]+{_B}){{0,2}}(?:at|to)|to|at){_B}"
)
# What may stand behind a number that has no noun of its own.
_NO_NOUN = re.compile(
    rf"[,;:)]|\.(?!\d)|$|\n|{_B}(?:last|this|in|on|at|for|by|from|during|after|before|over|as|while|when|but"
    rf"|(?:a|the|one){_B}(?:year|month|week|quarter|day))\b"
)
_CHANGE = re.compile(rf"\b(?:{either(changes().verbs)}|up|down){_B}(?:by{_B}|another{_B}|about{_B}|some{_B})?$")


def lend_units(text: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts, bare numbers with the unit that their neighbour lends them; span and value stay as they are."""
    lent: list[Draft] = []
    for i, draft in enumerate(drafts):
        right = drafts[i + 1] if i + 1 < len(drafts) else None
        lent.append(_lent(text, lent, draft, right) if _is_bare(text, draft) else draft)
    return lent


def _is_bare(text: str, draft: Draft) -> bool:
    number = draft.number
    return draft.kind == "count" and draft.unit == "-" and number.kind == "digits"


def _lent(text: str, before: list[Draft], draft: Draft, right: Draft | None) -> Draft:
    if right and right.kind in _MEASURED - {"share"} and _BY_UP.fullmatch(text, draft.end, right.start):
        return _with_unit(draft, right)  # "at 912.40, up 8.5 points"
    if not _NO_NOUN.match(text, draft.end):
        return draft
    left = before[-1] if before else None
    if left and left.kind in _MEASURED and _BESIDE.fullmatch(text, left.end, draft.start):
        return _with_unit(draft, left)
    if left and left.kind in _MEASURED - {"share"} and _BY_UP.fullmatch(text, left.end, draft.start):
        return _with_unit(draft, left)
    for left in reversed(before[-2:]):  # a share may stand between: "lost 12 points, or 1.3 %, to end at 899"
        if left.kind == "score" and _TO_LEVEL.fullmatch(text, left.end, draft.start):
            return _with_unit(draft, left) if _CHANGE.search(text, max(0, left.start - 40), left.start) else draft
    return draft


def _with_unit(draft: Draft, lender: Draft) -> Draft:
    return replace(draft, unit=lender.unit, kind=lender.kind, share=lender.share, rule="unit of its neighbour")

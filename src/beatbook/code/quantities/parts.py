"""Parts and wholes: "15, including four soldiers", "seven of 17", "60 out of 400", "nine in 10". In: Drafts."""

from __future__ import annotations

import re
from dataclasses import replace

from beatbook.code.quantities.draft import Draft
from beatbook.code.quantities.tables import BLANK

_B = rf"[{BLANK}]"
_OF = re.compile(
    rf"{_B}(?:out{_B})?of{_B}(?:the{_B}|its{_B}|their{_B}|some{_B}|those{_B}|these{_B}|all{_B})?"
    rf"(?:(?:combined|total|overall|remaining|original|initial|estimated|current|first|last|entire){_B})?"
)
_IN = re.compile(rf"{_B}in{_B}(?:every{_B})?")
_OUT_OF = re.compile(rf"{_B}out{_B}of{_B}(?:every{_B})?")
_AMONG = re.compile(
    r"(?:\bincluding|\bamong (?:them|whom|those)(?: were| was)?|\bof (?:whom|them|which)"
    r"|\bof the (?:dead|victims|total)|\bamong the (?:dead|victims))\b",
    re.IGNORECASE,
)
_TURN = re.compile(r"\b(?:compared|while|but|after|before|that|which|against)\b|, (?:had|have|were|was|has|are|is)\b")
_SENTENCE = re.compile(r"[.!?;]\s|\n")
_TENS = frozenset([10, 100, 1000])
_ROUND = frozenset([2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100, 1000, 10000, 100000, 1000000])


def join_ratios(text: str, drafts: list[Draft]) -> list[Draft]:
    """ "nine in 10" becomes one share of 0.9."""
    joined: list[Draft] = []
    for draft in drafts:
        if joined and (ratio := _ratio(text, joined[-1], draft)):
            joined[-1] = ratio
        else:
            joined.append(draft)
    return joined


def _ratio(text: str, left: Draft, right: Draft) -> Draft | None:
    part, whole = left.best, right.best
    said = _IN.fullmatch(text, left.end, right.start) or (
        (part == 1 or whole in _TENS) and _OUT_OF.fullmatch(text, left.end, right.start)
    )
    if left.kind != "count" or right.kind != "count" or not said:
        return None
    if part is None or whole is None or not (0 < part < whole) or whole not in _ROUND or not right.number.is_whole:
        return None
    if left.number.kind == "fraction" or right.number.kind == "fraction":
        return None
    value = part / whole
    number = replace(left.number, end=right.end, low=value, high=value, best=value, kind="fraction")
    return replace(left, end=right.end, share=True, rule="ratio").with_number(number)


def link_parts(text: str, drafts: list[Draft]) -> list[Draft]:
    """Each draft that is a part of another, linked to it."""
    linked: list[Draft] = []
    for i, draft in enumerate(drafts):
        whole = _whole_behind(text, drafts, i)
        if whole is None:
            whole = _whole_before(text, drafts, i)
        linked.append(replace(draft, part_of=whole, share=draft.share) if whole is not None else draft)
    return linked


def _whole_behind(text: str, drafts: list[Draft], i: int) -> int | None:
    """ "seven of 17", "60 out of 400", "70 % of the more than 31,000"."""
    if i + 1 >= len(drafts):
        return None
    part, whole = drafts[i], drafts[i + 1]
    if not _OF.fullmatch(text, part.end, whole.start) or whole.kind != "count":
        return None
    smaller = (part.best or part.low or 0) <= (whole.best or whole.low or whole.high or 0)
    return whole.start if part.kind == "share" or part.number.kind == "fraction" or smaller else None


def _whole_before(text: str, drafts: list[Draft], i: int) -> int | None:
    """ "15 people, including four soldiers": the nearest larger count before "including" in the sentence."""
    part = drafts[i]
    if part.kind != "count":
        return None
    left = max(0, part.start - 120)
    for match in _SENTENCE.finditer(text, left, part.start):
        left = match.end()
    cue = next((m for m in reversed(list(_AMONG.finditer(text, left, part.start)))), None)
    if cue is None or _TURN.search(text, cue.end(), part.start):
        return None
    value = part.best or part.low or 0
    for whole in reversed(drafts[:i]):
        if whole.start < left:
            return None
        if whole.end <= cue.start() and whole.kind == "count":
            return whole.start if (whole.best or whole.low or whole.high or 0) >= value else None
    return None

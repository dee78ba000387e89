"""Two numbers that are one: "five to 15", "$10 to $15 billion", "thirteen dollars and forty cents". Never: a score."""

from __future__ import annotations

import re
from dataclasses import replace

from beatbook.code.quantities.draft import Draft
from beatbook.code.quantities.tables import BLANK, changes
from beatbook.text.numbers import DASHES, as_range

_B = rf"[{BLANK}]"
_LONGEST_GAP = 60  # code points
_ABOUT = r"(?:about|around|almost|nearly|over|more than|some|roughly|as (?:much|many|high) as)"
_TO = re.compile(
    rf"{_B}?[{DASHES}]{_B}?"
    rf"|{_B}(?:up )?to{_B}(?:{_ABOUT}{_B})?"
    rf"|{_B}to[\-]|-to-|{_B}through{_B}"
)
_OR = re.compile(rf"{_B}or{_B}(?:even{_B}|perhaps{_B}|maybe{_B})?")
_AND = re.compile(rf"{_B}and{_B}")
_LENDS = re.compile(rf"-?{_B}(?:or|and|to){_B}")
_ENDS_AT = re.compile(rf"{_B}to{_B}")
_CENTS = re.compile(rf"{_B}(?:and{_B})?")
_FROM = re.compile(
    rf"\bfrom{_B}+(?:(?:{_ABOUT}|an?|the|its|their|estimated|previous|earlier|high of|low of|peak of|record|as low as"
    rf"|as little as){_B}){{0,4}}$",
    re.IGNORECASE,
)
# "from 900 tonnes in 2010 to 700": what may stand between the ends of a range that "from" or "between" opens.
_FAR = re.compile(rf"(?:[{BLANK}\-](?!to\b|and\b|but\b)[\w.%\-]+){{1,4}}{_B}(?:up )?to(?:{_B}{_ABOUT})?{_B}?")
_FAR_AND = re.compile(rf"(?:{_B}(?!to\b|and\b|but\b)[\w.%\-]+){{1,3}}{_B}and(?:{_B}{_ABOUT})?{_B}?")
_ENDS = re.compile(rf"[,;:)]|\.(?!\d)|$|{_B}(?:in|on|at|for|by|after|over|during|last|this|per)\b")  # no noun follows
_BETWEEN = re.compile(rf"\bbetween{_B}+(?:(?:about|around|nearly|roughly){_B})?$", re.IGNORECASE)


_MOVED = re.compile(rf"\b(?:{'|'.join(sorted(changes().verbs))}|up|down|by){_B}$", re.IGNORECASE)
_HEDGE = re.compile(r"\b(?:about|around|nearly|almost|roughly)\b", re.IGNORECASE)


def join_ranges(text: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts with ranges joined, in reading order."""
    joined: list[Draft] = []
    for draft in drafts:
        if joined:
            left, gap = joined[-1], (joined[-1].end, draft.start)
            both = _range(text, left, draft, gap) or _cents(text, left, draft, gap)
            if both:
                joined[-1] = both
                continue
            if lent := _lend(text, left, draft, gap):
                joined[-1] = lent
            elif _ENDS_AT.fullmatch(text, *gap) and left.is_range and draft.unit == "-" and left.kind == "measure":
                draft = replace(draft, unit=left.unit, kind=left.kind)
        joined.append(draft)
    return joined


def is_open(text: str, left: Draft, right: Draft) -> bool:
    """Whether the left number, that by itself would be a year, begins a range that the right one's unit measures."""
    return bool(right.unit != "-" and left.unit == "-" and _TO.fullmatch(text, left.end, right.start))


def _range(text: str, left: Draft, right: Draft, gap: tuple[int, int]) -> Draft | None:
    if (
        gap[1] - gap[0] > _LONGEST_GAP
        or left.is_range
        or right.is_range
        or left.number.kind in ("multiple", "fraction")
    ):
        return None
    before = text[max(0, left.start - 24) : left.start]
    start_from, between = _FROM.search(before), _BETWEEN.search(before)
    if not _fits(text, left, right, gap, bool(start_from), bool(between)):
        return None
    opener = start_from or between
    number = as_range(left.number, right.number, rising=not (start_from or left.unit != "-"))
    if number is None:
        return None
    start = left.start
    if opener:
        start -= len(opener.group())
    down = (left.best or 0) > (right.best or 0)
    return replace(
        right,
        start=start,
        change="down" if down and start_from else left.change,
        unit=_unit(left, right),
        kind=right.kind if right.unit != "-" else left.kind,
        share=right.share or left.share,
        qualifier="about" if opener and _HEDGE.search(opener.group()) else None,
        rule="from-to" if start_from else "range",
    ).with_number(replace(number, start=start, end=right.end))


def _unit(left: Draft, right: Draft) -> str:
    return max(left.unit, right.unit, key=len)


def _rated(plain: Draft, rate: Draft) -> bool:
    return rate.unit.startswith(f"{plain.unit} per ")


def _fits(text: str, left: Draft, right: Draft, gap: tuple[int, int], start_from: bool, between: bool) -> bool:
    """Whether the words between two numbers, and their units, make them one range."""
    same = left.unit in ("-", right.unit) or right.unit == "-" or _rated(left, right) or _rated(right, left)
    bare = right.unit == "-" and left.unit != "-" and left.kind != "money"
    if not same or (bare and not (start_from and _ENDS.match(text, right.end))):
        return False
    if (start_from and _FAR.fullmatch(text, *gap)) or (between and _FAR_AND.fullmatch(text, *gap)):
        return True
    if between:
        return bool(_AND.fullmatch(text, *gap) or _TO.fullmatch(text, *gap))
    if _TO.fullmatch(text, *gap):
        if start_from:
            return True
        if (
            (right.best or 0) > 3 * (left.best or 0)
            and left.best
            and right.number.scale == left.number.scale
            and _MOVED.search(text[max(0, left.start - 24) : left.start])
        ):
            return False
        return (left.best or 0) < (right.best or 0) * max(1.0, right.number.scale / left.number.scale)
    low, high = left.best or 0, right.number.coefficient or 0
    if _OR.fullmatch(text, *gap) and left.unit == "-" and right.kind in ("count", "times", "time", "share"):
        return low < high <= low + max(2.0, low * 0.5) and left.number.kind == right.number.kind
    return False


def _is_change(text: str, left: Draft, right: Draft) -> bool:
    """Whether a bare number behind a sum in words is its small coins: two digits, and nothing that they count."""
    in_words = text[left.end - 1].isalpha() and (left.best or 0) == int(left.best or 0) and left.number.scale == 1
    return in_words and 10 <= (right.best or 0) < 100 and bool(_CLOSED.match(text, right.end))


_CLOSED = re.compile(r"[,;:!?)]|\.(?!\d)|$")


def _cents(text: str, left: Draft, right: Draft, gap: tuple[int, int]) -> Draft | None:
    """ "thirteen dollars and forty-five cents" is one sum, and so is "15 dollars 50"."""
    if left.kind != "money" or left.best is None or not _CENTS.fullmatch(text, *gap):
        return None
    if right.unit != "cent" and not (right.unit == "-" and _is_change(text, left, right)):
        return None
    value = left.best + (right.best or 0) / 100
    number = replace(left.number, end=right.end, low=value, high=value, best=value)
    return replace(left, end=right.end).with_number(number)


def _lend(text: str, left: Draft, right: Draft, gap: tuple[int, int]) -> Draft | None:
    """ "8 or $9", "a 7- or 8-inch screen": the left number has the right one's unit."""
    if left.unit != "-" or right.unit == "-" or right.kind in ("age", "times") or left.number.kind != "digits":
        return None
    if right.number.kind != "digits" or not _LENDS.fullmatch(text, *gap) or left.end != left.number.end:
        return None
    if " and " in text[gap[0] : gap[1]] and text[left.end] != "-":
        return None
    return replace(left, unit=right.unit, kind=right.kind, share=right.share, attributive=right.attributive)

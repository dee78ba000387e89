"""Matches joined to whole expressions: "early" + "May", "9 a.m." + "Tuesday", "nearly" + "three years"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from beatbook.code.times.lexicon import LEXICON, load_toml
from beatbook.code.times.rules import Match
from beatbook.code.times.words import Words


@cache
def _listed(name: str) -> frozenset[str]:
    """A list of joins.toml."""
    held = load_toml("joins.toml")[name]
    assert isinstance(held, list)
    return frozenset(held)


@cache
def _qualifiers() -> dict[str, str]:
    held = load_toml("joins.toml")["qualifiers"]
    assert isinstance(held, dict)
    return held


@dataclass(frozen=True, slots=True)
class Piece:
    """One whole expression: its main match, a clock time joined to it, its words ``i`` to ``j`` and its mod."""

    main: Match
    clock: Match | None
    i: int
    j: int
    mod: str | None


def join_matches(matches: list[Match]) -> list[Piece]:
    """The whole expressions, in reading order."""
    pieces: list[Piece] = []
    k = 0
    while k < len(matches):
        match, after = matches[k], matches[k + 1] if k + 1 < len(matches) else None
        floor = pieces[-1].j if pieces else 0
        if after is not None and _joins(match, after):
            main, clock = (
                (after, match)
                if match.rule.make in _listed("clocks") | _listed("parts") and after.rule.make in _listed("days")
                else (match, after)
            )
            pieces.append(_with_prefix(main, clock, match.i, after.j, floor))
            k += 2
        else:
            pieces.append(_with_prefix(match, None, match.i, match.j, floor))
            k += 1
    return pieces


def _joins(left: Match, right: Match) -> bool:
    if not (_is_fine(left) and _is_fine(right)):
        return False
    words = left.words
    gap = words.lows[left.j : right.i]
    if len(gap) > 3 or not all(low in _listed("between") for low in gap):
        return False
    if left.rule.make in _listed("clocks"):
        return right.rule.make in _listed("days") and "in" not in gap
    if left.rule.make == "the_part":
        return right.rule.make in _listed("days") and (
            gap[0] in ("of", "on", ",", "hours") if gap else right.rule.make == "today"
        )
    if left.rule.make == "this_part":
        return False
    return left.rule.make in _listed("days") and right.rule.make in _listed("clocks") and right.i - left.j <= 2


def _is_fine(match: Match) -> bool:
    """Whether it can name a day or a time of day: "this week 8 a.m." are two expressions."""
    make = match.rule.make
    if make in ("relative_unit", "units_ago"):
        return match.has("u") and match.low("u") in ("day", "days")
    return make != "relative_month" or match.has("d")


def _with_prefix(main: Match, clock: Match | None, i: int, j: int, floor: int) -> Piece:
    words, mod = main.words, None
    if main.rule.make in _listed("periods"):
        i, mod = _period_prefix(words, i, floor, main.has("wd"))
        mod = mod or _inner_mod(main)
    if main.rule.make in _listed("lengths") and mod is None:
        i, mod = _length_prefix(words, i, floor)
    return Piece(main, clock, i, j, mod)


def _inner_mod(match: Match) -> str | None:
    """The mod that words inside the match give: "late in the week", "the end of the year"."""
    if match.has("e") and match.words.is_a(match.parts["e"][0], "EDGE"):
        return str(LEXICON.worth(match.low("e"), "EDGE"))
    for k in range(match.i, min(match.i + 3, match.j)):
        if match.words.is_a(k, "PARTMOD"):
            mod = str(LEXICON.worth(match.words.lows[k], "PARTMOD"))
            return mod if mod in ("START", "MID", "END") else None
    return None


def _period_prefix(words: Words, i: int, floor: int, weekday: bool) -> tuple[int, str | None]:
    """For "early 1990", "mid-March", "the end of last week", "around Nov. 1"; a weekday is never "around Friday"."""
    k = i
    if words.low(k - 1) == "-" and words.low(k - 2) in ("mid", "early", "late"):
        k -= 1
    low = words.low(k - 1)
    if low in ("the", "of") and words.low(k - 2) in ("in", "of") and words.low(k - 3) in ("early", "late", "middle"):
        k -= 1
        low = words.low(k - 1)
    if k - 1 < floor:
        return i, None
    if words.is_a(k - 1, "PARTMOD"):
        mod = str(LEXICON.worth(low, "PARTMOD"))
        return k - 1, mod if mod in ("START", "MID", "END") else None
    found = _edge(words, i, floor)
    if found is not None:
        return found
    if (
        not weekday
        and words.is_a(i - 1, "ABOUT")
        and low in ("about", "around", "circa", "approximately", "roughly")
        and i - 1 >= floor
    ):
        return i - 1, "APPROX"
    return i, None


def _edge(words: Words, i: int, floor: int) -> tuple[int, str] | None:
    """For "(by) the end of …"."""
    k = i - 1
    if words.low(k) == "the":
        k -= 1
    if words.low(k) not in ("of", "in") or k - 1 < floor:
        return None
    if words.low(k - 1) in ("part", "half", "days", "months", "weeks", "years"):
        k -= 1
    if (
        k - 1 < floor
        or not words.is_a(k - 1, "EDGE")
        or (words.low(k) == "in" and words.low(k - 1) not in ("late", "early"))
    ):
        return None
    start = k - 2 if words.low(k - 2) == "the" and k - 2 >= floor else k - 1
    return start, str(LEXICON.worth(words.low(k - 1), "EDGE"))


def _length_prefix(words: Words, i: int, floor: int) -> tuple[int, str | None]:
    """For "nearly three years", "more than a week"."""
    for size in (3, 2):
        key = " ".join(words.low(k) for k in range(i - size, i))
        if i - size >= floor and key in _qualifiers():
            return i - size, _qualifiers()[key]
    if words.low(i) in ("the", "these", "past", "last", "next", "its"):
        return i, None  # "over the next ten years"
    if i - 1 >= floor and words.is_a(i - 1, "ABOUT"):
        return i - 1, str(LEXICON.worth(words.low(i - 1), "ABOUT"))
    return i, None

"""What a text says about the day it was written, whatever that day is.

Every expression is resolved as if the post were written on two days that share no weekday, month or day of the month.
What stays the same names its days itself; what moves by whole years lacks only its year; what moves with the day of
writing is told from it. So no rule needs to be listed here, and a new rule of the tagger is a new sign.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from beatbook.code.parsed import Doc
from beatbook.code.times.calendar import range_of
from beatbook.code.times.guards import holds
from beatbook.code.times.lexicon import LEXICON
from beatbook.code.times.masks import find_masked
from beatbook.code.times.mode import choose_mode
from beatbook.code.times.pieces import Piece, join_matches
from beatbook.code.times.rules import find_matches
from beatbook.code.times.scene import Meaning
from beatbook.code.times.tagger import resolve
from beatbook.code.times.tense import Tenses
from beatbook.code.times.words import split_words
from beatbook.record import UNKNOWN, DateSign, Post
from beatbook.record.codes import SignKind

PROBES = (date(2014, 6, 18), date(2015, 9, 25))  # a Wednesday and a Friday
NEAR_STEPS = {"day": 45, "week": 8, "month": 11}  # "two months ago" is told from the day of writing; farther is not
UNITS: tuple[SignKind, ...] = ("month", "week", "day")
FARTHEST = timedelta(7)  # a bare weekday lies within a week

Days = tuple[date, date]


def find_signs(post: Post, doc: Doc | None = None) -> tuple[DateSign, ...]:
    """The signs of a post's own day, in reading order; none that only says how far something is from another day."""
    words = split_words(post.text)
    tenses = Tenses(words, doc)
    pieces = join_matches(find_matches(words, find_masked(words, doc), holds))
    mode = choose_mode(words, UNKNOWN)
    seen = [resolve(words, tenses, pieces, probe, mode) for probe in PROBES]
    signs = []
    for piece, one, two in zip(pieces, *seen, strict=True):
        days = _days(one, piece), _days(two, piece)
        if days[0] is None or days[1] is None:
            continue
        kind, step = _kind(days[0], days[1])
        if kind is None or (mode == "narrative" and kind != "fixed"):
            continue
        start, end = words.starts[piece.i], words.ends[piece.j - 1]
        named = kind in ("fixed", "yearly")
        signs.append(
            DateSign(
                post.span(start, end),
                post.text[start:end],
                kind,
                tenses.at(piece.i, piece.j),
                days[0][0] if named else None,
                days[0][1] if named else None,
                step,
                _weekday(piece) if kind == "yearly" else None,
            )
        )
    return tuple(signs)


def _days(meaning: Meaning | None, piece: Piece) -> Days | None:
    if meaning is None or meaning.type not in ("DATE", "TIME") or meaning.days is not None:
        return None
    found = range_of(meaning.value)
    if found is None or found.earliest is None or found.latest is None:
        return None
    return third_of((found.earliest, found.latest), piece.mod or meaning.mod)


def third_of(days: Days, mod: str | None) -> Days:
    """Early, mid or late in a month or longer: that third of it; else all of it."""
    low, high = days
    if mod not in ("START", "MID", "END") or (high - low).days < 20:
        return days
    third = (high - low) // 3
    return {"START": (low, low + third), "MID": (low + third, high - third), "END": (high - third, high)}[mod]


def _kind(one: Days, two: Days) -> tuple[SignKind | None, int]:
    """What two readings of one expression have in common: the kind of sign, and its step."""
    if one == two:
        return "fixed", 0
    if _whole_year(one):
        return None, 0  # "last year" fits any day of a year
    if _same_but_year(one, two):
        return "yearly", 0
    for kind in UNITS:
        steps = {_step(kind, days, probe) for days, probe in zip((one, two), PROBES, strict=True)}
        step = steps.pop()
        if not steps and step is not None and abs(step) <= NEAR_STEPS[kind]:
            return kind, step
    if one[0] == one[1] and two[0] == two[1] and one[0].isoweekday() == two[0].isoweekday():
        near = all(abs(days[0] - probe) <= FARTHEST for days, probe in zip((one, two), PROBES, strict=True))
        return ("weekday", one[0].isoweekday()) if near else (None, 0)
    return None, 0


def _whole_year(days: Days) -> bool:
    return (days[0].month, days[0].day, days[1].month, days[1].day) == (1, 1, 12, 31)


def _same_but_year(one: Days, two: Days) -> bool:
    """The same days of another year; the end of February counts as one."""
    return all((a.month, a.day) == (b.month, b.day) or _ends(a) == _ends(b) == 2 for a, b in zip(one, two, strict=True))


def _ends(day: date) -> int:
    return day.month if day.day == monthrange(day.year, day.month)[1] else 0


def _step(kind: SignKind, days: Days, probe: date) -> int | None:
    """How many days, weeks or months from the probe; ``None`` where the days are no such unit."""
    first, last = days
    if kind == "day":
        return (first - probe).days if first == last else None
    if kind == "week":
        monday = probe - timedelta(probe.weekday())
        start = first - timedelta(first.weekday())
        whole = first.weekday() in (0, 5) and last.weekday() == 6 and (last - first).days in (1, 6)
        return (start - monday).days // 7 if whole else None
    whole = first.day == 1 and _ends(last) == first.month and first.year == last.year
    return (first.year - probe.year) * 12 + first.month - probe.month if whole else None


def _weekday(piece: Piece) -> int | None:
    """The weekday printed beside a day of the month."""
    if not piece.main.has("wd"):
        return None
    classes = LEXICON.words.get(piece.main.low("wd"), {})
    found = classes.get("WEEKDAY", classes.get("WEEKDAYCAP"))
    return int(found) if found is not None else None

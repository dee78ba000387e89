"""What looks like a number and counts nothing: years, names, scores, list numbers. In: text. Out: which drafts stay."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from beatbook.code.quantities.draft import Draft
from beatbook.code.quantities.tables import BLANK, either, load, qualifiers
from beatbook.record import TimeRef
from beatbook.text.numbers import DASHES

_B = rf"[{BLANK}]"
_MONTH = r"(?i:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"


@cache
def _masked_text() -> re.Pattern[str]:
    """Stretches of text in which no number counts anything."""
    fixed = either(load("masks")["fixed"])
    return re.compile(
        "|".join(
            (
                r"\bhttps?://\S+|\bwww\.\S+|\S+@\S+\.\w+",
                rf"(?<![\w$€£])(?:\+\d{{1,3}}[ \-])?(?:\(\d{{2,5}}\) ?|\d{{2,4}}[ .\-])\d{{3,4}}[ .\-]\d{{3,4}}(?![\d,.]*\d)",
                rf"\b\d{{1,2}}(?:[:.]\d{{2}})?{_B}?(?:[ap]\.m\b\.?|[ap]m\b)",
                r"(?<![\d.])\d{1,2}:\d{2}(?::\d{2})?\b",
                r"(?<![\d])['’]\d0s\b|\b\d{1,3}0s\b",
                rf"\b{_MONTH}{_B}\d{{1,2}}(?:st|nd|rd|th)?(?:{_B}?[{DASHES}]{_B}?(?:{_MONTH}{_B})?\d{{1,2}}(?!\d))?(?:,?{_B}(?:19|20)\d\d(?!\d))?(?![\d,]*\d|%)",
                rf"(?<![\d.,$€£])\d{{1,2}}(?:{_B}?[{DASHES}]{_B}?\d{{1,2}})?{_B}{_MONTH}(?![a-z])(?:,?{_B}(?:19|20)\d\d\b)?",
                rf"\b{_MONTH}{_B}(?:of{_B})?(?:19|20)\d\d\b",
                r"\b(?:19|20)\d\d[-–/](?:(?:19|20)\d\d|\d\d)\b(?![,.]?\d)",
                r"\b\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}\b",
                rf"(?i:\b{fixed}(?![a-z]))",
                r"\b\d+(?:x|-by-|×)\d+\b(?!\s?(?:m|cm|mm|ft|km)\b)",
                r"\b[A-Za-z]{2,}-?\d+[A-Za-z]*(?:-\d*[A-Za-z]+)+",
            )
        )
    )


class Masks:
    """The masked stretches of one text, asked draft by draft."""

    def __init__(self, text: str, times: tuple[TimeRef, ...]) -> None:
        self.text = text
        spans = [m.span() for m in _masked_text().finditer(text)]
        self._spans = spans
        self._starts = [s for s, _ in spans]
        self._dates = [(t.span.start, t.span.end) for t in times if t.type in ("DATE", "TIME")]
        self._date_starts = [s for s, _ in self._dates]

    def hides(self, draft: Draft) -> bool:
        """Whether the draft counts nothing."""
        if draft.kind != "money" and draft.kind != "share" and self._covered(draft):
            return True
        if draft.kind == "count" and _bare_name(self.text, draft):
            return True
        if draft.number.end - draft.number.start == len(self.text.strip()):
            return False  # a text that is nothing but a number
        return any(test(self.text, draft) for test in _TESTS)

    def _covered(self, draft: Draft) -> bool:
        at = draft.number.start
        if _inside(self._spans, self._starts, at):
            return True
        return draft.kind != "time" and _inside(self._dates, self._date_starts, at)

    def hides_alone(self, draft: Draft) -> bool:
        """Whether a single number is a date, a year or part of a name, whatever stands on its other side."""
        if draft.kind not in ("count", "age"):
            return False
        return (
            self._covered(draft)
            or _is_ordinal(self.text, draft)
            or _is_year(self.text, draft)
            or _bare_name(self.text, draft)
            or _is_designated(self.text, draft)
        )


def _inside(spans: list[tuple[int, int]], starts: list[int], at: int) -> bool:
    i = bisect_right(starts, at) - 1
    return i >= 0 and spans[i][0] <= at < spans[i][1]


def _is_ordinal(text: str, draft: Draft) -> bool:
    return bool(re.compile(r"(?:st|nd|rd|th)(?![a-z])").match(text, draft.number.end))


def _is_glued(text: str, draft: Draft) -> bool:
    """Inside a code or a name: "H1N1", "F-16", "3D", "B-52s"."""
    start, end = draft.start, draft.end
    if start and (text[start - 1].isalpha() or text[start - 1] == "_") and draft.kind != "money":
        return True
    if end < len(text) and (text[end].isalnum() or text[end] == "_") and not text[end - 1] in "%°":
        return True
    if (
        start > 1
        and text[start - 1] in "-\u2010\u2011#/"
        and text[start - 2].isalnum()
        and draft.number.kind == "digits"
        and draft.kind != "money"
    ):
        word = re.search(r"[A-Za-z.]+$", text[: start - 1])
        return draft.kind != "money" and text[start - 1] in "#/" or not (word and word.group().lower() in _PREFIXES)
    if draft.kind == "count" and re.fullmatch(r"[248]K", text[draft.number.start : end]):  # screens
        return True
    return bool(start and text[start - 1] == "#")


_PREFIXES = frozenset(
    ["sub", "mid", "to", "and", "or", "some", "about", "minus", "plus", "pre", "post", "over", "under"]
)


def _is_part_of_number(text: str, draft: Draft) -> bool:
    """ "1.2.3", "10/12", "3:2": a version, a date, a score."""
    start, end = draft.number.start, draft.number.end
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if re.fullmatch(r"\d[.:/]", before) or re.fullmatch(r"[.:/]\d", after):
        return True
    return draft.number.kind == "digits" and bool(re.fullmatch(r"\d,", before))


_DASHED = re.compile(rf"[{DASHES}]\d")


def _is_score(text: str, draft: Draft) -> bool:
    """ "won 3-1", "0-0", "2-2": a dash between two small numbers without a unit."""
    if draft.kind != "count" or draft.number.kind not in ("digits", "range"):
        return False
    low, high = draft.low, draft.high
    start, end = draft.number.start, draft.number.end
    if draft.number.kind == "digits":
        touching = _DASHED.match(text, end) or re.search(rf"\d[{DASHES}]$", text[max(0, start - 2) : start])
        return bool(touching)
    if re.search(rf"\d[{DASHES}]\d", text[start:end]) and draft.change == "down":  # falling: no range
        return True
    if " to " in text[start:end] or "from" in text[start:end].lower() or "between" in text[start:end].lower():
        return False
    if not re.search(rf"\d[{DASHES}]\d", text[start:end]) or low is None or high is None or high >= 150:
        return False
    context = text[max(0, start - 40) : end + 20].lower()
    return any(re.search(rf"\b{re.escape(word)}\b", context) for word in load("masks")["score_verbs"])


def _is_year(text: str, draft: Draft) -> bool:
    number = draft.number
    if draft.unit not in ("-", "quarter", "season") or number.kind not in ("digits", "range"):
        return False
    values = [v for v in (number.low, number.high) if v is not None]
    if not values or not all(1500 <= v <= 2100 and v == int(v) for v in values):
        return False
    words = text[number.start : number.end]
    if "," in words or not re.search(r"\d{4}", words) or (number.kind == "range" and values[1] > 2060):
        return False
    after = re.compile(rf"{_B}(?:[a-z\-]+{_B})?([a-z]{{3,}}s|people|men|women|children)\b").match(text, number.end)
    before = re.search(r"(\w+)\W*$", text[max(0, number.start - 16) : number.start])
    if (
        before
        and before[1].lower()
        in (
            "in",
            "since",
            "until",
            "till",
            "by",
            "during",
            "early",
            "late",
            "mid",
            "the",
            "for",
            "of",
            "from",
            "to",
            "between",
            "and",
        )
        and values[0] >= 1900
        and values[0] % 500
    ):
        return True
    if values[0] >= 1900 and values[0] <= 2060 and values[0] % 100:
        return True
    return (
        not (after or draft.qualifier not in (None, "exact"))
        and values[0] >= 1700
        and values[0] % 500 != 0
        or (values[0] == 2000 and bool(before and before[1].lower() in ("in", "since", "year", "until", "from")))
    )


_LIST = re.compile(rf"(?:^|\n){_B}*\(?$")


def _is_list_number(text: str, draft: Draft) -> bool:
    if draft.kind != "count" or draft.number.kind != "digits" or (draft.best or 0) > 200:
        return False
    if text[draft.number.end : draft.number.end + 1] not in (".", ")", ":"):
        return False
    return bool(_LIST.search(text[max(0, draft.start - 12) : draft.start])) and bool(
        re.compile(rf"[.):]{_B}").match(text, draft.number.end)
    )


@cache
def _designators() -> frozenset[str]:
    return frozenset(load("masks")["designators"])


def _is_designated(text: str, draft: Draft) -> bool:
    """ "page 3", "Flight 370", "Resolution 2270", "No. 1"."""
    if draft.kind not in ("count", "time") or draft.number.kind not in ("digits", "words", "range"):
        return False
    before = re.search(rf"([A-Za-z.\-]+){_B}?$", text[max(0, draft.start - 20) : draft.start])
    if before is None or (draft.number.scale > 1 and draft.number.kind != "words"):
        return False
    word = before[1]
    lower = word.lower()
    if "," in text[draft.number.start : draft.number.end]:
        return False
    if lower in _designators() and (word[0].isupper() or not _counted_after(text, draft)):
        return True
    return False


def _counted_after(text: str, draft: Draft) -> bool:
    return bool(
        re.compile(rf"{_B}(?:[a-z\-]+{_B}){{0,2}}(?:[a-z]+s|people|men|women|children)\b").match(text, draft.end)
    )


_STARTS = re.compile(rf"(?:^|[.!?:;\n“\"‘'(—–-]){_B}*$")


def _bare_name(text: str, draft: Draft) -> bool:
    """ "Boeing 737", "Room 39", "the Big Ten", "Falcon 9": a plain number right behind a capitalised word."""
    number = draft.number
    words = text[number.start : number.end]
    if number.kind not in ("digits", "words") or number.scale > 1 or draft.qualifier not in (None, "exact"):
        return False
    before = re.search(rf"([^\s{BLANK}]+){_B}$", text[max(0, draft.start - 24) : draft.start])
    if before is None:
        return False
    word = before[1].strip("“\"'‘(")
    if not word or not word[-1].isalnum():
        return False
    if number.kind == "words":
        return words[0].isupper() and word[:1].isupper() and not _headline(text, draft)
    if not re.match(r"[A-Z]|i[A-Z]", word) or not re.fullmatch(r"\d+|1?\d\.\d", words):
        return False
    if word.lower() in _NOT_NAMES or word.lower() in qualifiers("before") or _headline(text, draft):
        return False
    at_start = _STARTS.search(text[: max(0, draft.start - 24) + before.start(1)][-4:])
    return not _counted_after(text, draft) or (not at_start and word.isupper() and len(word) > 1)


_NOT_NAMES = frozenset(
    "the a an in on at of for from to by with and or but about some nearly almost over under only just all these those "
    "including than least most up down as after before when while where if though although since until between among "
    "he she it they we you i his her its their our who which that this there then also not no".split()  # noqa: SIM905
)


def _headline(text: str, draft: Draft) -> bool:
    """Whether the line is a headline: every longer word capitalised."""
    left = text.rfind("\n", 0, draft.start) + 1
    right = text.find("\n", draft.end)
    line = text[left : right if right >= 0 else len(text)]
    words = [w for w in re.findall(r"[A-Za-z]{4,}", line) if w.lower() not in _NOT_NAMES]
    return len(line) < 160 and len(words) > 3 and all(w[0].isupper() for w in words)


def _is_title(text: str, draft: Draft) -> bool:
    """"the 72-Hour Bridge", "Twenty Minutes Theatre": number, unit and noun are one name."""
    unit = text[draft.number.end : draft.end].strip(" -\u00a0\u2011")
    if draft.kind not in ("time", "measure", "share") or not unit[:1].isupper() or unit.isupper():
        return False
    return bool(re.compile(rf"{_B}[A-Z]").match(text, draft.end)) and not _headline(text, draft)


_ADDRESS = re.compile(
    rf"{_B}(?:(?:[NSEW]\.?|North|South|East|West){_B})?(?:[A-Z][A-Za-z.'’\-]+{_B}){{1,3}}(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Boulevard|Blvd\.?|Lane|Drive|Way|Square|Place|Highway)\b"
)


def _is_address(text: str, draft: Draft) -> bool:
    return draft.kind == "count" and draft.number.kind == "digits" and bool(_ADDRESS.match(text, draft.number.end))


_IDLE_FRACTION = re.compile(
    rf"{_B}(?:of|the|a|an|its|their|his|her|our|my|your|that|this|these|those|all|as|were|was|are|is|have|had|said|more|less|higher|lower|to|in)\b"
    r"|[.,;)]|$"
)
_HALF_BEFORE = re.compile(
    rf"\b(?:first|second|other|final|last|latter|better|another|each|either|this|that|in|fiscal|by|every)[{BLANK}\-]$",
    re.IGNORECASE,
)


def _is_idle_fraction(text: str, draft: Draft) -> bool:
    """ "the second half", "a third meeting", "a quarter" of the year: no share of anything."""
    number = draft.number
    if number.kind != "fraction" or draft.kind != "count":
        return False
    words = text[number.start : number.end].lower()
    if _HALF_BEFORE.search(text[max(0, number.start - 12) : number.start]):
        return True
    if words == "half":
        return not _IDLE_FRACTION.match(text, number.end) or text[number.end : number.end + 1] == "-"
    if words.startswith(("a ", "a\u00a0")):
        if re.search(rf"\bby{_B}(?:about{_B}|almost{_B}|nearly{_B}|over{_B}|more than{_B}|some{_B})?$", text[max(0, number.start - 20) : number.start]):
            return False
        return not re.compile(rf"{_B}(?:of|more|less|higher|lower|fewer)\b|$").match(text, number.end)
    if words.startswith("one") and words.endswith(("quarter", "third")):
        return not re.compile(rf"{_B}(?:of|the|to)\b|$|[-.,]|{_B}[a-z]").match(text, number.end)
    return words.split()[-1:] == ["quarters"] and not re.compile(rf"{_B}of\b|$").match(text, number.end)


@cache
def _one_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    masks = load("masks")
    after = "|".join(sorted((re.escape(w).replace(r"\ ", _B) for w in masks["after_one"]), key=lambda w: (-len(w), w)))
    before = "|".join(sorted((re.escape(w) for w in masks["before_one"]), key=lambda w: (-len(w), w)))
    return (
        re.compile(rf"(?:{_B}|(?=['’]))(?:{after})(?![a-z])|{_B}?[.,;:!?)”\"—–\-]|$|\n", re.IGNORECASE),
        re.compile(rf"(?:^|[^a-z])(?:{before}){_B}$", re.IGNORECASE),
    )


def _is_pronoun_one(text: str, draft: Draft) -> bool:
    """ "one of the", "no one", "one another", "one day": a pronoun or an idiom."""
    if (
        draft.best != 1.0
        or draft.number.kind != "words"
        or text[draft.number.start : draft.number.end].lower() != "one"
    ):
        return False
    if draft.kind not in ("count",) and draft.unit not in ("day", "night", "time"):
        return False
    after, before = _one_patterns()
    if not re.compile(rf"{_B}[a-z]", re.IGNORECASE).match(text, draft.number.end):
        return True
    near = text[max(0, draft.number.start - 14) : draft.number.start]
    if before.search(near) and not re.search(rf"\bthere{_B}(?:is|was){_B}$", near, re.IGNORECASE):
        return True
    if re.compile(rf"{_B}(?:of{_B})?\d").match(text, draft.number.end):
        return True
    return draft.qualifier in (None, "exact") and bool(after.match(text, draft.number.end))


def _is_bare_zero(text: str, draft: Draft) -> bool:
    return draft.kind == "count" and draft.best == 0.0 and draft.number.kind == "words"


def _is_idle_scores(text: str, draft: Draft) -> bool:
    words = text[draft.number.start : draft.number.end].lower()
    if words == "scores":
        return not re.compile(rf"{_B}(?:of{_B}(?!the|his|her|its|their|\d)|more\b|were\b|have\b)").match(
            text, draft.number.end
        )
    return False


_HYPHENED = re.compile(r"[\-\u2010\u2011]([A-Za-z]+)")


def _is_compound(text: str, draft: Draft) -> bool:
    """ "a six-speed gearbox", "a two-state solution": kinds of things; "a nine-member council" still counts."""
    match = _HYPHENED.match(text, draft.number.end)
    if draft.kind != "count" or match is None:
        return False
    return match[1].lower() not in _counting_nouns()


@cache
def _counting_nouns() -> frozenset[str]:
    return frozenset(load("masks")["counting_nouns"])


_TESTS = (
    _is_compound,
    _is_ordinal,
    _is_glued,
    _is_part_of_number,
    _is_score,
    _is_year,
    _is_list_number,
    _is_designated,
    _is_address,
    _is_idle_fraction,
    _is_pronoun_one,
    _is_bare_zero,
    _is_title,
    _is_idle_scores,
)

"""Numbers that are part of a name or a code: "Boeing 737", "Room 39", "H1N1". In: text and a Draft. Out: yes or no."""

from __future__ import annotations

import re
from functools import cache

from beatbook.code.quantities.draft import Draft
from beatbook.code.quantities.tables import BLANK, load, qualifiers

_B = rf"[{BLANK}]"
_HYPHENS = "-\u2010\u2011"
_PLURAL = (
    rf"{_B}(?:[a-z\-]+{_B}){{0,2}}"
    r"(?:(?!(?:was|is|has|his|its|this|as|us|does|says)\b)[a-z]+s|people|men|women|children)\b"
)
_COUNTED = re.compile(_PLURAL)
_WORD_BEFORE = re.compile(rf"([^\s{BLANK}]+){_B}$")
_STARTS = re.compile(rf"(?:^|[.!?:;\n“\"‘'(—–-]){_B}*$")
_SCREEN = re.compile(r"[248]K")


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load("masks")[name])


def is_glued(text: str, draft: Draft) -> bool:
    """Inside a code or a name: "H1N1", "F-16", "3D", "B-52s", "#7"."""
    start, end = draft.start, draft.end
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if (before.isalpha() or before == "_") and draft.kind != "money":
        return True
    if (after.isalnum() or after == "_") and text[end - 1] not in "%°":
        return True
    if draft.kind == "count" and _SCREEN.fullmatch(text, draft.number.start, end):
        return True
    return before == "#" or (draft.kind != "money" and _hangs(text, draft, before))


def _hangs(text: str, draft: Draft, before: str) -> bool:
    if not before or before not in _HYPHENS + "/" or draft.number.kind != "digits":
        return False
    if not text[max(0, draft.start - 2)].isalnum():
        return False
    word = re.search(r"[A-Za-z.]+$", text[max(0, draft.start - 20) : draft.start - 1])
    return before == "/" or not (word and word.group().lower() in _listed("prefixes"))


def is_designated(text: str, draft: Draft) -> bool:
    """ "page 3", "Flight 370", "Resolution 2270", "No. 1"."""
    number = draft.number
    if draft.kind not in ("count", "time") or number.kind not in ("digits", "words", "range"):
        return False
    before = re.search(rf"([A-Za-z.\-]+){_B}?$", text[max(0, draft.start - 20) : draft.start])
    if before is None or (number.scale > 1 and number.kind != "words") or "," in text[number.start : number.end]:
        return False
    word = before[1]
    if word[0].isupper() and word.lower() in _listed("named_designators"):
        return True
    return word.lower() in _listed("designators") and (word[0].isupper() or not _COUNTED.match(text, draft.end))


def is_bare(text: str, draft: Draft) -> bool:
    """ "Boeing 737", "the Big Ten", "Windows 8.1": a plain number right behind a capitalised word."""
    number = draft.number
    words = text[number.start : number.end]
    if number.kind not in ("digits", "words") or number.scale > 1 or draft.qualifier not in (None, "exact"):
        return False
    before = _WORD_BEFORE.search(text[max(0, draft.start - 24) : draft.start])
    word = before[1].strip("“\"'‘(") if before else ""
    if before is None or not word or not word[-1].isalnum():
        return False
    if number.kind == "words":
        return words[0].isupper() and word[0].isupper() and not in_headline(text, draft)
    if not re.match(r"[A-Z]|i[A-Z]", word) or not re.fullmatch(r"\d+|1?\d\.\d", words):
        return False
    if word.lower() in _listed("not_names") or word.lower() in qualifiers("before") or in_headline(text, draft):
        return False
    at_start = _STARTS.search(text[: max(0, draft.start - 24) + before.start(1)][-4:])
    return not _COUNTED.match(text, draft.end) or (not at_start and word.isupper() and len(word) > 1)


def in_headline(text: str, draft: Draft) -> bool:
    """Whether the line is a headline: every longer word capitalised."""
    left = text.rfind("\n", 0, draft.start) + 1
    right = text.find("\n", draft.end)
    line = text[left : right if right >= 0 else len(text)]
    if len(line) >= 160:
        return False
    words = [w for w in re.findall(r"[A-Za-z]{4,}", line) if w.lower() not in _listed("not_names")]
    return len(words) > 3 and all(w[0].isupper() for w in words)


def is_title(text: str, draft: Draft) -> bool:
    """ "the 40-Mile Road": number, unit and noun are one name."""
    unit = text[draft.number.end : draft.end].strip(" -\u00a0\u2011")
    if draft.kind not in ("time", "measure", "share") or not unit[:1].isupper() or unit.isupper():
        return False
    return bool(re.compile(rf"{_B}[A-Z]").match(text, draft.end)) and not in_headline(text, draft)


@cache
def _street() -> re.Pattern[str]:
    return re.compile(
        rf"{_B}(?:(?:[NSEW]\.?|North|South|East|West){_B})?(?:[A-Z][A-Za-z.'’\-]+{_B}){{1,3}}"
        rf"(?:{'|'.join(load('masks')['streets'])})\b"
    )


def is_address(text: str, draft: Draft) -> bool:
    """ "1600 Pennsylvania Avenue"."""
    return draft.kind == "count" and draft.number.kind == "digits" and bool(_street().match(text, draft.number.end))


def _is_bare_count(text: str, draft: Draft) -> bool:
    return draft.kind == "count" and is_bare(text, draft)


TESTS = (_is_bare_count, is_glued, is_designated, is_title, is_address)

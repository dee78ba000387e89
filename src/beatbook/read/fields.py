"""What a post's own lines say about it: author, outlets it credits, parts, whether it is cut off."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from beatbook.record.post import CreditForm

LONGEST_CREDIT = 120  # characters between brackets; a longer one is an aside
_CAPITAL = r"[A-Z\u00c0-\u024f](?:\.|[\w'’-]+(?:\.\w+)*)"
_NAME = rf"{_CAPITAL}(?:\s+(?:(?:de|da|del|van|von|der|bin|al|el|la|le)\s+)?{_CAPITAL}){{0,4}}"


@dataclass(frozen=True, slots=True)
class FoundCredit:
    """An outlet as printed, and where its name stands in the searched text."""

    name: str
    form: CreditForm
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundName:
    """A person's name as printed, and where it stands in the searched text."""

    name: str
    start: int
    end: int


@cache
def _rules() -> dict[str, list[re.Pattern[str]]]:
    data = tomllib.loads(files("beatbook.read").joinpath("data/credits.toml").read_text("utf-8"))
    return {key: [re.compile(rule.replace("{name}", _NAME)) for rule in rules] for key, rules in data["rules"].items()}


@cache
def _agencies() -> frozenset[str]:
    data = tomllib.loads(files("beatbook.read").joinpath("data/credits.toml").read_text("utf-8"))
    return frozenset(name.lower() for name in data["agencies"])


def is_gloss(inner: str) -> bool:
    """Whether words in brackets are an aside, a placeholder or a jump rather than an outlet."""
    return any(rule.search(inner) for rule in _rules()["gloss"])


def bracket_credit(line: str, at: int) -> FoundCredit | None:
    """The outlet of a line that is wholly in brackets; ``at`` is where the line starts."""
    inner = line.strip()[1:-1].strip()
    if not inner or len(inner) > LONGEST_CREDIT or is_gloss(inner):
        return None
    if not any(c.isupper() for c in inner):
        return None
    start = at + line.index(inner)
    return FoundCredit(inner, "bracket", start, start + len(inner))


def find_credits(body: str) -> list[FoundCredit]:
    """Outlets that the body credits: dateline, byline, "Source:", "via", last-line brackets; offsets into ``body``."""
    found: list[FoundCredit] = []
    lines = [(m.start(), m[0]) for m in re.finditer(r"[^\n]*\S[^\n]*", body)]
    if not lines:
        return []
    found.extend(_dateline(*lines[0]))
    for at, line in lines[:3]:
        found.extend(_by_rules(at, line, "byline", 100))
    for at, line in lines[-3:]:
        stripped = line.strip()
        if stripped[:1] + stripped[-1:] in ("[]", "()") and len(lines) > 1:
            credit = bracket_credit(line, at)
            if credit and (stripped[0] == "[" or _is_outlet(credit.name)):
                found.append(credit)
        found.extend(_by_rules(at, line, "source", 200))
        found.extend(_by_rules(at, line, "via", 200))
    at, line = lines[-1]
    if (
        (tail := re.search(r"[.!?”\"]\s*\[([^\[\]]{2,80})\]\s*$", line))
        and not is_gloss(tail[1])
        and tail[1][:1].isupper()
    ):
        found.append(FoundCredit(tail[1].strip(), "bracket", at + tail.start(1), at + tail.end(1)))
    return _once(found)


def _dateline(at: int, line: str) -> list[FoundCredit]:
    for rule in _rules()["dateline"]:
        if (match := rule.match(line)) and (match["outlet"].lower() in _agencies() or rule is _rules()["dateline"][0]):
            return [FoundCredit(match["outlet"], "dateline", at + match.start("outlet"), at + match.end("outlet"))]
    return []


def _by_rules(at: int, line: str, key: CreditForm, longest: int) -> list[FoundCredit]:
    if len(line) > longest:
        return []
    for rule in _rules()[key]:
        if match := rule.match(line):
            name = match["outlet"].strip(" .,;:")
            if name:
                start = at + line.index(name, match.start("outlet"))
                return [FoundCredit(name, key, start, start + len(name))]
    return []


def _is_outlet(name: str) -> bool:
    return name.lower() in _agencies()


def _once(found: Iterable[FoundCredit]) -> list[FoundCredit]:
    kept: dict[str, FoundCredit] = {}
    for credit in found:
        kept.setdefault(credit.name.lower(), credit)
    return list(kept.values())


# The first word of a sentence that follows a name without a stop, glued to it or not: "By Ann Lee For years …".
_RUN_ON = re.compile(
    r"(?:\s+|(?<=[a-z]))(?:For|The|In|A|An|As|When|After|It|With|On|At|And|But|By|From|To|This|That|If|While|Since|He|She|They|We)$"
)


def find_author(lines: Iterable[tuple[int, str]]) -> FoundName | None:
    """The author that lines beside or inside a post name; each line comes with where it starts."""
    for at, line in lines:
        if len(line) > 2000:
            line = line[:200]
        for rule in _rules()["author"]:
            if match := rule.match(line):
                name = _RUN_ON.sub("", match["author"]).strip(" .,;:|-–—•·")
                if name and name.lower() not in ("admin", "by", "staff", "on"):
                    start = at + line.index(name, match.start("author"))
                    return FoundName(name, start, start + len(name))
    return None


_BESIDE_DATE = re.compile(
    rf"^\s*(?:(?:[Pp]osted |[Ww]ritten )?[Bb]y\s+)?({_CAPITAL}(?:\s+{_CAPITAL}){{1,3}})\s*(?:[|•·,/–—-]|on|\s)\s*\ue000"
    rf"|\ue000[*_]*(?:\s*[|•·,/–—-])?\s*[Bb]y:?\s+({_CAPITAL}(?:\s+{_CAPITAL}){{0,3}})"
    rf"|\ue000\s*[|•·/–—]\s*({_CAPITAL}(?:\s+{_CAPITAL}){{1,3}})\s*$"
)


def author_beside_date(masked: str) -> str | None:
    """The name beside a date in a line whose dates are masked as ``lines.mask`` does."""
    match = _BESIDE_DATE.search(masked)
    name = (match[1] or match[2] or match[3]) if match else None
    return (
        re.sub(r"\s+(?:Leave|Comments?|Posted|Filed|Published|Updated|In|On|At|No|Share)\b.*$", "", name)
        if name
        else None
    )


_PART = re.compile(
    r"(?i)\b(?:part|pt\.?|teil|partie|parte)\s*(\d{1,2}|[ivx]{1,5}|one|two|three|four|five|six)\b(?:\s*(?:of|/|von|de)\s*(\d{1,2}|[ivx]{1,5}|two|three|four|five|six))?"
)
_PART_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


def find_part(title: str) -> tuple[int | None, int | None]:
    """Which part of how many a title says it is."""
    match = _PART.search(title)
    if not match:
        return None, None
    return _part_number(match[1]), _part_number(match[2])


def _part_number(word: str | None) -> int | None:
    if word is None:
        return None
    lower = word.lower()
    return int(lower) if lower.isdigit() else _PART_WORDS.get(lower) or _ROMAN.get(lower)

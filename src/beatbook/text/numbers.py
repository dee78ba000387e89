"""Numbers in any dress: digits, words, fractions, vague plurals. In: a string. Out: values and offsets.

Knows English number words (``number_words.toml``) and nothing else: no unit, no currency, no date.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Literal

NumberKind = Literal["digits", "words", "fraction", "vague", "multiple", "range"]

SPACES = " \\u00a0\\u2007\\u2009\\u202f"
HYPHENS = "\\-\\u2010\\u2011"
DASHES = "\\-\\u2010\\u2011\\u2012\\u2013\\u2014\\u2212"
GAP = rf"(?:[{SPACES}\n]|[{HYPHENS}])"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text. ``low``/``high`` None: open ("dozens"); ``best`` None: no one value is printed."""

    start: int
    end: int
    low: float | None
    high: float | None
    best: float | None
    kind: NumberKind
    scale: float = 1.0  # the last scale word or letter: 1e6 in "1.5 million"

    @property
    def coefficient(self) -> float:
        """The value before its scale: 1.5 in "1.5 million"."""
        return (self.best or 0.0) / self.scale

    @property
    def is_whole(self) -> bool:
        """Whether it is one whole number."""
        return self.best is not None and self.best == int(self.best)


@dataclass(frozen=True, slots=True)
class _Words:
    ones: dict[str, float]
    tens: dict[str, float]
    scales: dict[str, float]
    short_scales: dict[str, float]
    letter_scales: dict[str, float]
    groups: dict[str, float]
    fractions: dict[str, float]
    fraction_signs: dict[str, float]
    vague: dict[str, float]
    vague_heads: dict[str, float]
    several: dict[str, float]
    multiples: dict[str, float]

    @property
    def cardinals(self) -> dict[str, float]:
        """Words below a hundred."""
        return self.ones | self.tens


@cache
def _words() -> _Words:
    data = tomllib.loads((files(__package__) / "number_words.toml").read_text(encoding="utf-8"))
    return _Words(**{name: {k: float(v) for k, v in table.items()} for name, table in data.items()})


def _any(words: object) -> str:
    listed = sorted((str(w) for w in words), key=lambda w: (-len(w), w))  # type: ignore[attr-defined]
    return "(?:" + "|".join(re.escape(w).replace("\\ ", GAP) for w in listed) + ")"


def _digits_pattern(words: _Words) -> str:
    plain = (
        rf"\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)?|\d{{1,3}}, 000(?!\d)"
        rf"|\d{{1,2}}(?:,\d{{2}})+,\d{{3}}(?!\d)"
        rf"|\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?![\d.,:/{DASHES}]*\d)"
        rf"|\d+(?:\.\d+)?|(?<![\w.])\.\d+"
    )
    power = rf"(?:[{SPACES}]?[x×*][{SPACES}]?10(?:\^?(?P<power>[{DASHES}+]?\d{{1,2}})|(?P<raised>[⁻⁺]?[⁰¹²³⁴-⁹]+)))"
    mixed = (
        rf"(?P<fraction>[{SPACES}{HYPHENS}]?(?:{_any(words.fraction_signs)}"
        rf"|(?<=\d)[{SPACES}{HYPHENS}]\d[/\u2044]\d{{1,2}}(?![\d/])))"
    )
    scale = (
        rf"(?:{GAP}?(?P<scale>(?i:{_any(words.scales | words.groups)}))(?![a-z])"
        rf"|[{SPACES}]?(?P<short>(?i:{_any(words.short_scales)}))(?![A-Za-z0-9])"
        rf"|(?P<letter>[kKMBTmb])(?![A-Za-z0-9²³/]|[{SPACES}]?[²³])|[{SPACES}](?P<far>[BM])(?=[{SPACES}][a-z]))"
    )
    slash = r"(?:\u2044|/(?=(?:2|3|4|5|6|8|10|12|16|20)(?![\d/])))"  # U+2044 writes nothing but fractions
    ratio = rf"(?P<over>[1-9]){slash}(?P<under>\d{{1,4}})(?![\d/])"
    more = rf"(?P<scale2>{GAP}(?i:thousand|million|billion|trillion)(?![a-z]))?"
    return rf"(?P<digits>{ratio}|(?P<plain>{plain})(?:{power}|{mixed}|{scale}|(?<=\d)(?=\D|$)){more})"


def _words_pattern(words: _Words) -> str:
    below_20, tens = _any(words.ones), _any(words.tens)
    below_100 = rf"(?:{tens}(?:{GAP}{below_20})?|{below_20})(?![a-z])"
    below_1000 = rf"(?:(?:an?|{below_100}){GAP}hundred(?:{GAP}(?:and{GAP})?{below_100})?(?![a-z])|{below_100})"
    scale = rf"{_any(words.scales)}(?![a-z])"
    dozen = rf"{_any(words.groups)}(?![a-z])"
    parts = rf"{_any(words.fractions)}"
    half = rf"(?:a{GAP}half|a{GAP}third|a{GAP}quarter|(?:one|two|three){GAP}(?:half|third|quarter)s?)(?![a-z])"
    return "|".join(
        (
            rf"(?P<fold>(?:{tens}|{below_20})-?fold(?![a-z]))",
            rf"(?P<all>(?:virtually|almost|nearly|practically){GAP}all(?![a-z]))",
            rf"(?P<several>{_any(words.several)}{GAP}(?:{scale}|{dozen}))",
            rf"(?P<tens_of>{_any(words.vague_heads)}{GAP}(?:or{GAP}even{GAP})?of{GAP}{_any(words.vague)}(?![a-z]))",
            rf"(?P<vague>{_any(words.vague)}(?![a-z]))",
            rf"(?P<and_half>(?:{below_100}){GAP}and{GAP}{half}(?:{GAP}{scale})?)",
            rf"(?P<half_scale>(?:(?:an?{GAP})?half|(?:a{GAP})?quarter|three{GAP}quarters){GAP}(?:(?:of{GAP})?an?{GAP}(?:{scale}|{dozen})|{scale}))",
            rf"(?P<part>(?:{below_100}|a){GAP}{parts}s?(?![a-z]))",
            rf"(?P<dozen>(?:(?:a|{below_100}){GAP})?dozen(?![a-z]))",
            rf"(?P<big>(?:(?:an?|{below_1000}){GAP}{scale})(?:,?{GAP}(?:and{GAP})?{below_1000}{GAP}{scale})*"
            rf"(?:,?{GAP}(?:and{GAP})?{below_1000})?)",
            rf"(?P<small>{below_1000})",
            r"(?P<half>half(?![a-z]))",
            rf"(?P<pair>a{GAP}(?:couple|pair){GAP}of(?![a-z]))",
            rf"(?P<multiple>{_any(words.multiples)}(?![a-z]))",
        )
    )


@cache
def _pattern() -> re.Pattern[str]:
    words = _words()
    signs = rf"(?P<sign>{_any(words.fraction_signs)})"
    # A look at the first letter keeps the search cheap: most words can start no number.
    gate = "(?=[" + "".join(sorted({w[0] for w in _starts(words)})) + "])"
    return re.compile(rf"{_digits_pattern(words)}|{signs}|(?<![\w])(?i:{gate}(?:{_words_pattern(words)}))")


def _starts(words: _Words) -> list[str]:
    counting = (words.cardinals, words.scales, words.groups, words.multiples)
    tables = (*counting, words.vague, words.vague_heads, words.several)
    return ["a", "half", "quarter", "virtually", "nearly", "practically", *(w for t in tables for w in t)]


def find_numbers(text: str) -> tuple[Number, ...]:
    """All numbers of a text in reading order, without ranges, units or qualifiers; offsets are code points."""
    return tuple(n for m in _pattern().finditer(text) if (n := _number(m)) is not None)


def parse_number(text: str) -> Number | None:
    """The value of a string that is one number or one range ("two or three", "1-2 million"), else ``None``."""
    words = text.strip()
    found = find_numbers(words)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(words)):
        return found[0]
    if len(found) == 2 and found[0].start == 0 and found[1].end == len(words):
        return join_numbers(words, found[0], found[1])
    return None


_RANGE_GAP = re.compile(
    rf"[{SPACES}]?[{DASHES}][{SPACES}]?|[{SPACES}{HYPHENS}](?:to|or)[{SPACES}{HYPHENS}]|[{SPACES}]to[{HYPHENS}]"
)


def join_numbers(text: str, left: Number, right: Number) -> Number | None:
    """Two numbers with only "to", "or" or a dash between them as a range, or ``None`` where they are none."""
    if not _RANGE_GAP.fullmatch(text, left.end, right.start):
        return None
    return as_range(left, right)


def as_range(left: Number, right: Number, rising: bool = True) -> Number | None:
    """The range from ``left`` to ``right``; "1-2 million" lends its scale to the 1. ``None``: not one.

    ``rising`` False also takes "from 15 to 5".
    """
    if left.best is None or right.best is None:
        return None
    low, high = left.best, right.best
    if left.scale == 1.0 and right.scale > 1.0 and low <= max(right.coefficient * 10, 10) and low < high:
        low *= right.scale if not rising or low <= right.coefficient else 1.0
    if _lends_thousands(left, right, low, high):
        low *= 1000
    if rising and low >= high:
        return None
    return replace(
        left, end=right.end, low=min(low, high), high=max(low, high), best=None, kind="range", scale=right.scale
    )


def _lends_thousands(left: Number, right: Number, low: float, high: float) -> bool:
    """ "50-60,000" is from 50,000."""
    touching = left.scale == right.scale == 1.0 and right.start - left.end == 1
    return touching and 10 <= low < 1000 <= high and high % 1000 == 0 and low * 1000 < high


def _number(match: re.Match[str]) -> Number | None:
    kind = match.lastgroup
    if match["digits"] is not None:
        return _digits(match)
    if kind == "sign":
        return _exact(match, _words().fraction_signs[match["sign"]], "fraction")
    return _worded(match)


def _exact(match: re.Match[str], value: float, kind: NumberKind, scale: float = 1.0) -> Number:
    return Number(match.start(), match.end(), value, value, value, kind, scale)


def _digits(match: re.Match[str]) -> Number | None:
    if match["over"] and int(match["over"]) >= int(match["under"]):  # "4/4" on a page of pictures
        return None
    if match["over"]:
        return _exact(match, int(match["over"]) / int(match["under"]), "fraction")
    text, words = match.string, _words()
    value = float(re.sub(rf"[,{SPACES}]", "", match["plain"]))
    scale = 1.0
    if match["power"] or match["raised"]:
        value *= 10.0 ** _power(match["power"] or match["raised"])
    elif match["fraction"]:
        value += _fraction(match["fraction"])
    else:
        scale = _scale(match, words)
    if match["scale2"]:
        scale *= words.scales[match["scale2"].strip(" -\n\u00a0\u2011\u2010").lower()]
    value = float(f"{value:.15g}") * scale
    value = float(f"{value:.15g}")  # 4.3 million is 4300000, not 4299999.999…
    number = _exact(match, value, "digits", scale)
    return replace(number, start=number.start) if text else number


def _scale(match: re.Match[str], words: _Words) -> float:
    if match["scale"]:
        return (words.scales | words.groups)[match["scale"].lower()]
    if match["short"]:
        return words.short_scales[match["short"].lower()]
    if letter := match["letter"] or match["far"]:
        return words.letter_scales[letter]
    return 1.0


_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")


def _power(text: str) -> int:
    return int(re.sub(rf"[{DASHES}]", "-", text.translate(_RAISED)))


def _fraction(text: str) -> float:
    signs = _words().fraction_signs
    text = text.strip(" -\u00a0\u2011\u2010\u2009\u202f\u2007")
    if text in signs:
        return signs[text]
    over, under = text.replace("\u2044", "/").split("/")
    return int(over) / int(under) if int(under) else 0.0


def _worded(match: re.Match[str]) -> Number | None:
    words = _words()
    group = next(name for name in _WORDED if match[name] is not None)
    tokens = [t for t in re.split(rf"[\s,{HYPHENS}]+", match[group].lower()) if t]
    if group == "all":
        return Number(match.start(), match.end(), None, 1.0, None, "vague")
    if group == "several":
        unit = (words.scales | words.groups)[tokens[-1]]
        head = words.several.get(" ".join(tokens[:-1]), 3.0)
        return Number(match.start(), match.end(), head * unit, None, None, "vague", unit)
    if group in ("vague", "tens_of"):
        low = words.vague[tokens[-1]]
        if group == "tens_of":
            low = words.vague_heads[tokens[0]] * low / 2
        return Number(match.start(), match.end(), low, None, None, "vague")
    if group == "fold":
        return _exact(match, words.cardinals[re.sub(r"-?fold$", "", match[group].lower())], "multiple")
    if group == "multiple":
        return _exact(match, words.multiples[tokens[0]], "multiple")
    if group == "pair":
        return _exact(match, 2.0, "words")
    value, scale = _GRAMMAR.get(group, _cardinal)(tokens)
    return _exact(match, value, "fraction" if group in ("part", "half") else "words", scale)


_WORDED = (
    "fold all several tens_of vague and_half half_scale part dozen big small half pair multiple".split()  # noqa: SIM905
)


def _cardinal(tokens: list[str]) -> tuple[float, float]:
    words = _words()
    total = current = 0.0
    scale = 1.0
    for token in tokens:
        if token in words.cardinals:
            current += words.cardinals[token]
        elif token == "hundred":
            current, scale = max(current, 1.0) * 100, 100.0
        elif token in words.scales or token in words.groups:
            scale = (words.scales | words.groups)[token]
            total, current = total + max(current, 1.0) * scale, 0.0
    if current and total:
        scale = 1.0
    return total + current, scale if scale >= 1000 else 1.0


def _and_half(tokens: list[str]) -> tuple[float, float]:
    at = tokens.index("and")
    whole, _ = _cardinal(tokens[:at])
    rest = tokens[at + 1 :]
    scale = _words().scales.get(rest[-1], 1.0)
    part, _ = _part(rest[:-1] if scale > 1 else rest)
    return (whole + part) * scale, scale


def _half_scale(tokens: list[str]) -> tuple[float, float]:
    words = _words()
    scale = (words.scales | words.groups)[tokens[-1]]
    part = {"half": 0.5, "quarter": 0.25, "three": 0.75}[tokens[1] if tokens[0] == "a" else tokens[0]]
    return part * scale, scale if scale >= 1000 else 1.0


def _part(tokens: list[str]) -> tuple[float, float]:
    words = _words()
    count = 1.0 if tokens[0] == "a" else _cardinal(tokens[:-1])[0]
    name = tokens[-1]
    return count / (words.fractions.get(name) or words.fractions[name.removesuffix("s")]), 1.0


def _half(tokens: list[str]) -> tuple[float, float]:
    return 0.5, 1.0


_GRAMMAR = {"and_half": _and_half, "half_scale": _half_scale, "part": _part, "half": _half}

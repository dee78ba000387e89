"""A text as words with classes: one code character a word, so that rules are regular expressions over words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from beatbook.code.times.lexicon import BREAK, LEXICON, OTHER, OTHERCAP

# Order matters: dates and clock times before plain numbers, numbers before words.
_TOKEN = re.compile(
    r"""(?P<ISODATE>(?<![\d.,/-])\d{4}(?:/\d{1,2}/\d{1,2}(?![\d/])|\.\d{2}\.\d{2}(?![\d.]\d)|-\d{2}-\d{2})(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?(?![\d-]))
    |(?P<SLASHDATE>(?<![\d./-])\d{1,2}(?:(?:/\d{1,2}/|\.\d{1,2}\.)(?:\d{4}|\d{2})|-\d{1,2}-\d{4})(?![\d/.-]*\d))
    |(?P<NINEELEVEN>(?<![\d/.-])9/11(?![\d/]|\.\d))
    |(?P<CLOCKAP>\d{1,2}(?:[:.]\d{2})?(?:[ap]m|[ap]\.m\.?)(?![^\W_]))
    |(?P<CLOCK>(?<![\d:])\d{1,2}:[0-5]\d(?::[0-5]\d)?(?![\d:])|\d{1,2}\.[0-5]\d(?=[ ]?[ap]\.?m\b))
    |(?P<DECADE>\d{3}0['’]?s\b|['’‘]\d0s\b|\b\d0s\b)
    |(?P<ORDINAL>\d{1,4}(?:st|nd|rd|th)\b)
    |(?P<NUMBER>\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?(?![^\W_]))
    |(?P<AMPM>[AaPp]\.[Mm]\.?(?![^\W_]))
    |(?P<OCLOCK>o['’]clock\b)
    |(?P<ALNUM>[^\W_]*\d[^\W_]*)
    |(?P<POSS>(?<=[^\W_])['’]s\b)
    |(?P<WORD>[^\W\d_]+)
    |(?P<BREAK>\n[ \t\r]*\n\s*)
    |(?P<PUNCT>[^\w\s]|_)""",
    re.VERBOSE,
)
_PUNCT = {
    ",": "COMMA",
    ".": "DOT",
    "'": "APOS",
    "’": "APOS",
    "‘": "APOS",
    "/": "SLASH",
    "&": "AMP",
    "½": "FRACTION",
    "¼": "FRACTION",
    "¾": "FRACTION",
}
_DASHES = "-–—‑"
_MONEY = frozenset("$€£¥₩#%№")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: where they stand, in lower case, and their codes (same index)."""

    text: str
    starts: list[int]
    ends: list[int]
    lows: list[str]
    codes: str

    def __len__(self) -> int:
        return len(self.starts)

    def low(self, i: int) -> str:
        """Word ``i`` in lower case; "" outside the text."""
        return self.lows[i] if 0 <= i < len(self.lows) else ""

    def word(self, i: int) -> str:
        """Word ``i`` as printed; "" outside the text."""
        return self.text[self.starts[i] : self.ends[i]] if 0 <= i < len(self.starts) else ""

    def is_a(self, i: int, name: str) -> bool:
        """Whether word ``i`` belongs to a class."""
        return 0 <= i < len(self.codes) and self.codes[i] in LEXICON.members.get(name, "")

    def is_month(self, i: int) -> bool:
        """Whether word ``i`` can name a month: "June", "May", "Nov"."""
        return 0 <= i < len(self.codes) and self.codes[i] in _MONTHS

    def is_capital(self, i: int) -> bool:
        """Whether word ``i`` begins with a capital letter."""
        return 0 <= i < len(self.starts) and self.text[self.starts[i]].isupper()

    def glued(self, i: int) -> bool:
        """Whether nothing stands between word ``i`` and the one before."""
        return 0 < i < len(self.starts) and self.starts[i] == self.ends[i - 1]

    def starts_sentence(self, i: int) -> bool:
        """Whether word ``i`` is the first of a sentence, title or quotation."""
        return i == 0 or self.low(i - 1) in _OPENERS or "\n" in self.text[self.ends[i - 1] : self.starts[i]]


_MONTHS = LEXICON.codes_of("MONTH") + LEXICON.codes_of("MONTHCAP") + LEXICON.codes_of("MONTHABBR")
_OPENERS = frozenset('.!?:"“”‘`)]_—') | {""}


def split_words(text: str) -> Words:
    """The words of a text with their codes; linear in the length of the text."""
    starts: list[int] = []
    ends: list[int] = []
    lows: list[str] = []
    codes: list[str] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        kind = match.lastgroup
        word = match.group()
        low = word.lower()
        if kind == "WORD":
            code = LEXICON.word_code(word, low)
        elif kind == "NUMBER":
            code = LEXICON.shape_code(_number_shape(word))
        elif kind == "PUNCT":
            code = _punctuation(text, start, end, word)
        elif kind == "BREAK":
            code, low = BREAK, ""
        elif kind == "ALNUM":
            code = LEXICON.word_code(word, low)
        elif kind == "ORDINAL":
            code = LEXICON.shape_code("ORDDAY" if 1 <= int(word[:-2]) <= 31 else "ORDNUM")
        else:
            code = LEXICON.shape_code(kind or "")
        starts.append(start)
        ends.append(end)
        lows.append(low)
        codes.append(code)
    return Words(text, starts, ends, lows, "".join(codes))


def _punctuation(text: str, start: int, end: int, mark: str) -> str:
    if mark in _DASHES:
        tight = start > 0 and not text[start - 1].isspace() and end < len(text) and not text[end].isspace()
        return LEXICON.shape_code("HYPHEN") if tight else OTHER
    if mark in _MONEY:
        return LEXICON.shape_code("MONEY")
    name = _PUNCT.get(mark)
    return LEXICON.shape_code(name) if name else OTHER


def _number_shape(word: str) -> str:
    """The shape of a number: what it may stand for in a date."""
    if "." in word:
        return "DECIMAL"
    if "," in word or len(word) > 4:
        return "COUNT"
    value = int(word)
    if len(word) == 4:
        return _four_digits(word, value)
    if len(word) == 3:
        return "COUNT" if word[0] != "0" else "CODE"
    if word[0] == "0" and len(word) == 2:
        return "ZERODAY" if value else "CODE"
    if value == 0:
        return "ZERO"
    if value <= 24:
        return "HOUR" if len(word) == 1 else "HOUR2"
    return "DAY2" if value <= 31 else "YY"


def _four_digits(word: str, value: int) -> str:
    is_clock = value // 100 <= 24 and value % 100 < 60
    if word[0] == "0":
        return "CLOCK4" if is_clock else "CODE"
    if 1000 <= value <= 2199:
        return "YEARCLOCK" if is_clock else "YEAR"
    return "CLOCKCOUNT" if is_clock else "COUNT"


__all__ = ["BREAK", "OTHER", "OTHERCAP", "Words", "split_words"]

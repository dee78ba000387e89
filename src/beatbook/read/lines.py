"""Lines of a plain text and what kind each is, told from its words and shape alone."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice

from beatbook.errors import RefusedInput
from beatbook.read.dates import Found, find_dates

LONGEST_META = 220  # characters: no line of a publishing system's own words is longer
LONGEST_COUNTED = 20_000  # characters; beyond, nothing depends on the exact number of words
MOST_LINES = 60_000  # lines; no page of posts is longer, and kinds cost some 20 microseconds a line
_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_EDGE = " \t\xa0\u200b\ufeff\u00ad\u3000"
_BULLET = re.compile(r"(?:[•·▪◦‣*+o–—-]|\(?[0-9a-zA-Z]{1,2}[.)])\s+\S")
_END = re.compile(r"[.!?…:;,。！？、][\"'”’»)\]]*$")
_STOP = re.compile(r"(?:[.…。][\"'”’»)\]]*|[!?][\"'”’»)\]]+)$")
_SENTENCE = re.compile(r"(?:[^\W\d_]{3}|[\d)\]%”’\"'])[.!?…]+[\"'”’»)\]]*(?:\s|$)|[。！？]")
_WORDS = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NO_BLANKS = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]")
_THAI = re.compile(r"[\u0e00-\u0e7f]")
_DATE = r"(?:\ue000)"
_NAME = r"[\w.'’&-]+(?:[ ,]+[\w.'’&@-]+){0,7}"
_TAGS = r".{0,160}"
_MARKDOWN = re.compile(
    r"(?:#{1,6}\s+|\*\*)?(?:\[(?P<linked>[^\[\]]{3,300})\]\([^()\s]*(?:\s[^()]*)?\)|(?P<plain>[^#*\s].*?))(?:\*\*|\s#+)?"
)
Kind = str
"""posted · more · meta · page · widget · comments · reader · dated (a date and little else) · bracket · text"""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its place without blanks at its edges, its kind, and its shape."""

    start: int
    end: int
    text: str
    kind: Kind
    words: int
    gap: int  # blank lines before it
    dates: tuple[Found, ...] = ()  # offsets into ``text``

    @property
    def is_words(self) -> bool:
        """Whether it may belong to a post's own words."""
        return self.kind in ("text", "bracket")

    @property
    def title_span(self) -> tuple[int, int]:
        """Where in ``text`` the words of a title stand, without the marks of Markdown."""
        match = _MARKDOWN.fullmatch(self.text)
        if match is None:
            return 0, len(self.text)
        return match.span("linked") if match["linked"] else match.span("plain")

    @property
    def level(self) -> int:
        """The level of a Markdown heading, 0 where it is none."""
        return len(self.text) - len(self.text.lstrip("#")) if self.text.startswith("#") and " " in self.text else 0

    @property
    def is_linked(self) -> bool:
        """Whether the whole line is one Markdown link, as a heading or not."""
        match = _MARKDOWN.fullmatch(self.text)
        return match is not None and match["linked"] is not None

    @property
    def is_jump(self) -> bool:
        """Whether it leads to the rest of a post; "click here" leads elsewhere."""
        return self.kind == "more" and not self.text.lower().startswith("click")

    @property
    def is_bullet(self) -> bool:
        """Whether it is an item of a list."""
        return bool(_BULLET.match(self.text))

    @property
    def is_prose(self) -> bool:
        """Whether it reads as a paragraph: a sentence at least, or more words than titles have."""
        if self.kind == "text" and self.words >= 18:
            return True
        if self.words < 6:
            return False
        return bool(_SENTENCE.search(self.text[:4000])) or (self.words >= 12 and bool(_END.search(self.text[-8:])))

    @property
    def ends_sentence(self) -> bool:
        """Whether it closes with a full stop, or with other marks inside quotes."""
        return bool(_STOP.search(self.text[-8:]))


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    data = tomllib.loads(files("beatbook.read").joinpath("data/line_kinds.toml").read_text("utf-8"))

    def joined(rules: list[str]) -> re.Pattern[str]:
        text = "|".join(f"(?:{rule})" for rule in rules)
        return re.compile(text.replace("{date}", _DATE).replace("{name}", _NAME).replace("{tags}", _TAGS), re.I)

    return tuple(
        (kind, joined(data[kind])) for kind in ("posted", "more", "reader", "meta", "comments", "widget", "page")
    )


def split_lines(text: str, day_first: bool | None = None, where: str = "text") -> list[Line]:
    """The lines of ``text`` that are not blank, each with its kind; raises ``RefusedInput`` beyond ``MOST_LINES``."""
    lines = list(islice(_lines(text, day_first), MOST_LINES + 1))
    if len(lines) > MOST_LINES:
        raise RefusedInput(where, f"the text has more than {MOST_LINES:,} lines")
    return lines


# A date that a scraper left on three lines, as calendars beside titles show it: 14 / Oct / 2021.
_STACKED = re.compile(
    r"[ \t]*(?:\d\d?\s*\n\s*[^\W\d_]{3,9}|[^\W\d_]{3,9}\.?\s*\n?\s*\d\d?),?\s*\n\s*(?:19|20)\d\d(?=\s*\n)"
)


def _lines(text: str, day_first: bool | None) -> Iterator[Line]:
    last = 0
    for match in _LINE.finditer(text):
        if match.end() <= last:
            continue
        if len(match[0]) < 16 and (stacked := _STACKED.match(text, match.start())) is not None:
            words = stacked[0].strip(_EDGE)
            start = stacked.start() + stacked[0].index(words)
            if (dates := tuple(find_dates(words, day_first))) and dates[0].end - dates[0].start == len(words):
                yield Line(start, start + len(words), words, "dated", 3, 1, dates)
                last = start + len(words)
                continue
        words = match[0].strip(_EDGE)
        if not words:
            continue
        start = match.start() + match[0].index(words)
        gap = max(0, text.count("\n", last, start) - 1) if last else 0
        last = start + len(words)
        dates = tuple(find_dates(words, day_first)) if len(words) <= LONGEST_META else ()
        yield Line(start, last, words, kind_of(words, dates), count_words(words), gap, dates)


def count_words(text: str) -> int:
    """How many words a line has; of a very long one, about how many."""
    if len(text) > LONGEST_COUNTED:
        return len(text) // 6
    words = len(_WORDS.findall(text))
    if text.isascii():
        return words
    # Scripts without blanks: about two characters of Chinese or Japanese make a word, five of Thai.
    return max(words, len(_NO_BLANKS.findall(text)) // 2, len(_THAI.findall(text)) // 5)


def kind_of(words: str, dates: tuple[Found, ...] = ()) -> Kind:
    """What kind of line these words are."""
    if len(words) > LONGEST_META:
        return "text"
    masked = mask(words, dates)
    for kind, rule in _kinds():
        if rule.fullmatch(masked):
            return kind
    if any(found.precision == "day" or found.unsure for found in dates) and _is_dated(masked):
        return "dated"
    if words[0] == "[" and words[-1] == "]" and "]" not in words[:-1]:
        return "bracket"
    return "text"


def heads_readers(words: str) -> bool:
    """Whether a heading is that of the comments: "3 comments" as a heading is no count beside a post."""
    rule = next(rule for kind, rule in _kinds() if kind == "comments")
    return len(words) <= LONGEST_META and bool(rule.fullmatch(words))


def mask(words: str, dates: tuple[Found, ...]) -> str:
    """The words with each date replaced by one private character, so that shapes can be compared."""
    for found in reversed(dates):
        words = f"{words[: found.start]}\ue000{words[found.end :]}"
    return words


_ASIDE = re.compile(
    r"(?i)\b(?:posted|published|updated|by|on|at|in|comments?|leave a|no|min(?:ute)?s? read|am|pm|gmt|utc|est|edt"
    r"|views?|last|modified|written|admin|category|uncategorized|share|likes?)\b|\d+|[^\w\s\ue000]+"
)


def _is_dated(masked: str) -> bool:
    """A date and little else: a name, a count, a category, a time."""
    rest = _ASIDE.sub(" ", masked.replace("\ue000", " ")).split()
    parted = bool(PARTED.search(masked))
    if len(rest) > (8 if parted else 4):
        return False
    if re.search(r"[.!?]\s*$", re.sub(r"\b(?:a|p)\.m\.\s*$", "", masked)):
        return False
    return len(rest) <= 2 or _is_names(rest)


# What stands between a byline's parts; without it a date after five words is the end of a title in a list.
PARTED = re.compile(r"\ue000\s*[|•·/–—,-]|[|•·/–—,-]\s*\ue000|\bby\b|\bposted\b", re.I)


def _is_names(rest: list[str]) -> bool:
    """Whether the words beside a date look like names and labels, not like a sentence."""
    capitals = sum(word[:1].isupper() for word in rest)
    return capitals >= 0.7 * len(rest)


def shape(line: Line) -> str:
    """The line's form with names, dates and numbers taken out: lines of one template share it."""
    masked = mask(line.text, line.dates)
    masked = re.sub(r"\d+", "0", masked)
    masked = re.sub(r"(?:\b[A-Z][\w'’.-]*\s*)+", "N ", masked)
    return f"{line.kind}:{' '.join(masked.lower().split())[:40]}"


def looks_like_title(line: Line) -> float:
    """How much a line looks like a title, from 0 (never) to 1."""
    if not line.is_words or (line.kind == "bracket" and line.words < 3) or not line.words:
        return 0.0
    if line.words > 32 or len(line.text) > 240 or (line.is_bullet and line.text[0] in "•·▪◦‣*-"):
        return 0.0
    text = line.text[slice(*line.title_span)]
    score = 1.0
    if line.words > 18:
        score -= 0.3
    first = next((c for c in text if c.isalnum()), "a")
    if first.islower():
        score -= 0.25
    if text[-1] in ",;:" or text.endswith("["):
        score -= 0.45
    elif _STOP.search(text[-8:]) and not text.endswith(("...", "…")):
        score -= 0.3 if line.words <= 9 else 0.5
    if len(_SENTENCE.findall(text)) > 1:
        score -= 0.4
    if re.search(r"https?://|www\.|@\w", text):
        score -= 0.4
    return max(0.0, score)

"""Dates and stretches of text as they leave."""

from __future__ import annotations

from beatbook.record import DateRange


def iso(range_: DateRange) -> str:
    """A date range as ISO 8601: a day, a month, a year, or an interval ``a/b`` with ``..`` for an open end."""
    low, high = range_.earliest, range_.latest
    if low is None and high is None:
        return ""
    if low is not None and high is not None:
        if low == high:
            return low.isoformat()
        if range_.precision == "month" and (low.year, low.month) == (high.year, high.month):
            return low.isoformat()[:7]
        if range_.precision == "year" and low.year == high.year:
            return low.isoformat()[:4]
    return f"{low.isoformat() if low else '..'}/{high.isoformat() if high else '..'}"


FINE = frozenset({"time", "day", "week", "month", "quarter", "season"})


def year_only(range_: DateRange) -> str:
    """A date coarsened to its year or years; "" where an end is open, or where the year is what was printed."""
    low, high = range_.earliest, range_.latest
    if low is None or high is None or range_.precision not in FINE:
        return ""
    return str(low.year) if low.year == high.year else f"{low.year}/{high.year}"


def shortened(words: str, most: int = 130) -> str:
    """Words cut to ``most`` characters at a blank, with a sign that they are."""
    return words if len(words) <= most else words[: words.rfind(" ", 0, most)].rstrip(",;:–- ") + " …"


def excerpt_end(text: str, start: int, words: int) -> int:
    """Where an excerpt of at most ``words`` words ends, at the end of a word; 0 words: the whole text."""
    if not words:
        return len(text)
    at = start
    for _ in range(words):
        while at < len(text) and text[at].isspace():
            at += 1
        while at < len(text) and not text[at].isspace():
            at += 1
    return at if text[at:].strip() else len(text)


def sentence_around(text: str, start: int, end: int, most: int = 320) -> tuple[int, int]:
    """The sentence round some words, by its closing marks and line ends; cut to ``most`` characters at blanks."""
    before = [(text.rfind(mark, 0, start), len(mark)) for mark in (". ", "! ", "? ", "\n", ".” ")]
    low = max((at + length for at, length in before if at >= 0), default=0)
    highs = [i + 1 for i in (text.find(mark, end) for mark in (". ", "! ", "? ")) if i >= 0]
    line = text.find("\n", end)
    high = min([*highs, line if line >= 0 else len(text), len(text)])
    if high - low > most:
        low = max(low, start - most // 2)
        high = min(high, end + most // 2)
        low = low if low == 0 else (text.find(" ", low, start) + 1 or start)
        high = high if high == len(text) else (text.rfind(" ", end, high) if " " in text[end:high] else high)
    return low, max(high, end)

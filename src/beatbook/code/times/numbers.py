"""Numbers inside time expressions: counts, ordinals and years, in digits and words."""

from __future__ import annotations

from beatbook.code.times.lexicon import LEXICON
from beatbook.code.times.words import Words
from beatbook.text.numbers import parse_number

# Two digits up to here belong to this century: the common pivot of POSIX strptime is 68.
_PIVOT = 68
_LONGEST = 60  # characters; longer than any number in words that counts days or years


def two_digit_year(number: int) -> int:
    """'98 is 1998, '17 is 2017."""
    return number + (2000 if number <= _PIVOT else 1900)


def ordinal(words: Words, i: int, j: int) -> int:
    """The number of "21st", "twenty-first", "21"; 0 where there is none."""
    total = 0
    for low in words.lows[i:j]:
        digits = low.rstrip("stndrh")
        if digits.isdigit():
            total += int(digits)
            continue
        classes = LEXICON.words.get(low, {})
        total += int(classes.get("ORDWORD", classes.get("TENSWORD", 0)))
    return total


def year_number(words: Words, i: int, j: int) -> int | None:
    """The year of "1996" or "nineteen ninety-six"."""
    lows = [low for low in words.lows[i:j] if low not in ("-", "–", "and", "the", "year")]
    if lows and lows[0].isdigit():
        return int(lows[0])
    worths = [int(LEXICON.words.get(low, {}).get("NUMWORD", 0)) for low in lows]
    if not worths or 0 in worths:
        return None
    if worths[0] == 2 and len(worths) >= 2 and worths[1] == 1000:
        return 2000 + sum(worths[2:])
    century, rest = worths[0], [w for w in worths[1:] if w != 100]
    return century * 100 + sum(rest)


def count(words: Words, i: int, j: int) -> float | None:
    """How many: "three", "2.5", "a hundred"; ``None`` where it is no number."""
    text = words.text[words.starts[i] : words.ends[j - 1]]
    if len(text) > _LONGEST:
        return None
    if text.lower() in ("a", "an", "one", "another"):
        return 1.0
    found = parse_number(text)
    return found.best if found else None

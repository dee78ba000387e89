"""Turn words into the network's input: word pieces, shapes and gaps.

In: words and the text between them. Out: integers. Never: knows what they mean.
"""

from __future__ import annotations

from functools import cached_property
from importlib.resources import files

UNKNOWN, OPENING, CLOSING = 100, 101, 102
MAX_PIECES_OF_WORD = 8  # of a longer word the first six and the last two pieces are kept, as in training
MAX_CHARACTERS_OF_WORD = 100  # a longer one is no English word; its two ends say what it looks like
REMEMBERED = 200_000
NO_GAP, SPACE, LINE_BREAK, BLANK_LINE = 0, 1, 2, 3


def shape_of(word: str) -> int:
    """What an uncased encoder cannot see of a word: its case and digits. The training program calls this too."""
    if word.islower():
        return 1 if word.isalpha() else 10
    if word.isupper():
        return 4 if len(word) == 1 else 3
    if any(c.isdigit() for c in word):
        if word.isdigit():
            return 6
        return 8 if any(c.isalpha() for c in word) else 7
    if word[:1].isupper():
        return 2 if word[1:].islower() else 5
    if any(c.isalpha() for c in word):
        return 5
    return 9


def gap_of(between: str) -> int:
    """The gap that a stretch of white space makes."""
    if not between:
        return NO_GAP
    breaks = between.count("\n") + (between.count("\r") if "\n" not in between else 0)
    return SPACE if not breaks else LINE_BREAK if breaks == 1 else BLANK_LINE


class Pieces:
    """Word pieces and shapes of single words, remembered: a text repeats most of its words."""

    def __init__(self) -> None:
        self._seen: dict[str, tuple[list[int], int]] = {}

    @cached_property
    def _tokenizer(self):  # type: ignore[no-untyped-def]  # tokenizers ships no types
        from tokenizers import BertWordPieceTokenizer

        return BertWordPieceTokenizer(str(files("beatbook.english") / "data" / "vocab.txt"), lowercase=True)

    def of(self, word: str) -> tuple[list[int], int]:
        """The word's pieces and its shape."""
        known = self._seen.get(word)
        if known is None:
            if len(self._seen) >= REMEMBERED:
                self._seen.clear()
            known = self._seen[word] = (self._cut(word), shape_of(word))
        return known

    def _cut(self, word: str) -> list[int]:
        if len(word) > MAX_CHARACTERS_OF_WORD:
            word = word[:60] + word[-20:]
        ids: list[int] = self._tokenizer.encode(word, add_special_tokens=False).ids or [UNKNOWN]
        return ids if len(ids) <= MAX_PIECES_OF_WORD else ids[:6] + ids[-2:]

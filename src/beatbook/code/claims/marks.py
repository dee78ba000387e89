"""Quotation marks of a text, paired: straight, curly, guillemets, single; runs over paragraphs included."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

OPENERS = {"“": "”", "„": "”", "«": "»", "‘": "’"}
DOUBLES = '“”„«»"″'
_BREAK = re.compile(r"\n[ \t\u00a0]*\n\s*|\n(?!\s*[a-z])\s*")  # a hard-wrapped line goes on in lower case
_DOUBLED = re.compile(r"(?<![\w'.,?!;:…])(''|``)(?=\S)|''(?!')")  # typewriter marks, written as two apostrophes
LONGEST = 3000  # characters; a mark that finds no partner within is taken as never closed


@dataclass(frozen=True, slots=True)
class Quotation:
    """One stretch between quotation marks, marks included. Offsets are code points, end-exclusive."""

    start: int
    end: int
    closed: bool = True  # False: the paragraph ends first
    continues: bool = False  # goes on the quotation before it, whose marks were never closed
    single: bool = False
    width: int = 1  # characters of each mark: 2 for '' and ``

    @property
    def inner(self) -> tuple[int, int]:
        """The place of the words alone."""
        return self.start + self.width, self.end - (self.width if self.closed else 0)


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """The paragraphs of a text; a line break followed by a lower-case letter does not end one."""
    found, at = [], 0
    for gap in _BREAK.finditer(text):
        found.append((at, gap.start()))
        at = gap.end()
    found.append((at, len(text)))
    return [(start, end) for start, end in found if text[start:end].strip()]


def find_quotations(text: str) -> list[Quotation]:
    """All outermost quotations in reading order."""
    plain = _DOUBLED.sub(lambda m: ' "' if m.group(1) else '" ', text)
    return [_as_printed(text, quotation) for quotation in _find(plain)]


def _as_printed(text: str, quotation: Quotation) -> Quotation:
    """Both characters of a doubled mark belong to the quotation."""
    start, end = quotation.start, quotation.end
    opened = text[start - 1 : start + 1] in ("''", "``") if start else False
    closed = text[end - 1 : end + 1] == "''"
    if not opened and not closed:
        return quotation
    return replace(quotation, start=start - opened, end=end + closed, width=2)


def _find(text: str) -> list[Quotation]:
    found: list[Quotation] = []
    paragraphs = find_paragraphs(text)
    done = 0
    for number, (start, end) in enumerate(paragraphs):
        at = max(start, done)
        follower = text[paragraphs[number + 1][0]] if number + 1 < len(paragraphs) else ""
        while at < end:
            item = _next_quotation(text, at, end, follower)
            if item is None:
                break
            if not item.closed and follower not in OPENERS and follower != '"':
                item = _close_later(text, item)
            if found and not found[-1].closed and item.start == start:
                item = replace(item, continues=True)
            found.append(item)
            at = done = item.end
    return found


def _next_quotation(text: str, at: int, end: int, follower: str) -> Quotation | None:
    for start in range(at, end):
        char = text[start]
        if char in DOUBLES and _opens(text, start, end):
            close = _closing_double(text, start, end)
        elif char in "‘'`" and _opens_single(text, start):
            close = _closing_single(text, start, end)
            if close is None:
                continue
        else:
            continue
        if close is not None:
            return Quotation(start, close + 1, single=char in "‘'`")
        whole = not text[at:start].strip() or text[:start].rstrip().endswith((":", ","))
        if char in '"“„«' and (whole or (follower and follower in '"“')):
            return Quotation(start, end, closed=False)
    return None


def _opens(text: str, at: int, end: int) -> bool:
    """Whether a double mark opens: it stands before a word, after a gap. ``”`` may open by a slip of the keys."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    gap = before.isspace() or before in "([{—–-/‘'…" or before in ",;:"
    if text[at] in "“„«":
        return not after.isspace() or gap
    if text[at] in "”»":
        return gap and bool(re.search(r"”", text[at + 1 : end])) and "“" not in text[at + 1 : end].split("”")[0]
    return gap and not after.isspace()


def _closing_double(text: str, start: int, end: int) -> int | None:
    opener = text[start]
    depth = 0
    for at in range(start + 1, end):
        char = text[at]
        if opener in '"″':
            if char in '"″”' and not _straight_nests(text, at):
                return at
        elif opener == "«":
            if char == "»":
                return at
        elif char in "“„" and text[at - 1].isspace():
            depth += 1
        elif char in '”"' or (char == "“" and not text[at - 1].isspace()):
            if not depth:
                return at
            depth -= 1
    return None


def _straight_nests(text: str, at: int) -> bool:
    """A straight mark after a blank and before a word opens something, so it cannot be the closing one."""
    return text[at - 1].isspace() and at + 1 < len(text) and text[at + 1].isalnum()


def _opens_single(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before.isspace() or before in "([—–") and (after.isalnum() or after in "…$£€") and not _elided(text, at)


def _elided(text: str, at: int) -> bool:
    """``'90s``, ``'em``, ``'til``: an apostrophe for letters left out."""
    return bool(re.match(r"['’‘](?:\d0s|em\b|til\b|tis\b|twas\b|cause\b|n\b)", text[at:]))


def _closing_single(text: str, start: int, end: int) -> int | None:
    """The first single mark that ends a word, and is no plural's apostrophe if a later one fits."""
    for match in re.finditer(r"['’]", text[start + 1 : end]):
        at = start + 1 + match.start()
        after = text[at + 1] if at + 1 < len(text) else " "
        if after.isalnum() or text[at - 1].isspace():
            continue
        if text[at - 1] == "s" and re.match(r"\s[a-z]+[^'‘“\"]*?[a-z.,!?]['’](?!\w)", text[at + 1 : end]):
            continue
        return at
    return None


def _close_later(text: str, item: Quotation) -> Quotation:
    """A quotation over paragraphs that are not opened again: it ends at the next closing mark, if none opens before."""
    closer = OPENERS.get(text[item.start], '"')
    later = re.search(f'[{re.escape(closer)}“"]', text[item.end : item.start + LONGEST])
    if later is None or later.group() != closer or text[item.end + later.start() - 1].isspace():
        return item
    return Quotation(item.start, item.end + later.end())

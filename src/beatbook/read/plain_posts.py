"""Drafts over lines made into posts whose offsets are exact in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from beatbook.read.fields import (
    LONGEST_CREDIT,
    FoundCredit,
    FoundName,
    author_beside_date,
    bracket_credit,
    find_author,
    find_credits,
    find_part,
)
from beatbook.read.lines import Line, mask
from beatbook.read.plain import OPEN_BYLINE
from beatbook.read.plain_drafts import CUT_OFF, MORE_AT_END, Draft
from beatbook.record import UNKNOWN, Credit, DateRange, LeftOut, Post, Run, SourceMap, post_id
from beatbook.record.post import TITLE_GAP

_LABELS = re.compile(
    r"(?i)-?\s*(?:posted in|filed under|filed in|categor(?:y|ies)|tags?|tagged(?: with| as| under)?"
    r"|labels?|in|topics?)\s*:?\s*(.+)"
)
_REASONS = {
    "meta": "a publishing system's own line",
    "posted": "a date or byline that belongs to no post",
    "dated": "a date or byline that belongs to no post",
    "more": "a link to more",
    "page": "the page's heading or path",
    "widget": "a box or menu beside the posts",
    "comments": "readers' comments",
    "reader": "readers' comments",
}


def make_posts(text: str, lines: Sequence[Line], drafts: Sequence[Draft], capture: str) -> list[Post]:
    """The posts of a plain text, in page order."""
    return [_post(text, lines, draft, capture, n, drafts) for n, draft in enumerate(drafts)]


def _post(text: str, lines: Sequence[Line], draft: Draft, capture: str, position: int, drafts: Sequence[Draft]) -> Post:
    heads = _heads(lines, draft, drafts, position)
    head = lines[draft.title] if draft.title is not None else None
    span = _title_span(head, draft.anchor == draft.title) if head is not None else (0, 0)
    title = head.text[slice(*span)] if head is not None else ""
    body_start, body_end, credited, truncated = _body(text, lines, draft)
    body = text[body_start:body_end]
    printed, date = _date(heads)
    author = _author(heads, lines, draft)
    body_credits = find_credits(body) if body else []
    credited += [
        FoundCredit(c.name, c.form, c.start + body_start, c.end + body_start)
        for c in body_credits
        if c.name not in {known.name for known in credited}
    ]
    start = lines[draft.first].start
    end = max(lines[draft.last].end, body_end)
    part, parts = find_part(title)
    return Post(
        id=post_id(title, body),
        capture=capture,
        title=title,
        body=body,
        start=start,
        end=end,
        printed_date=printed,
        date=date,
        author=author.name if author else None,
        credits=tuple(Credit(c.name, c.form, c.start, c.end) for c in credited),
        labels=_labels(heads),
        truncated=truncated,
        part=part,
        parts=parts,
        position=position,
        source_map=_source_map(head, span, body_start, body_end),
    )


def _title_span(line: Line, with_date: bool) -> tuple[int, int]:
    """Where a title's words stand in its line; ``with_date``: the line holds the date too, at one of its edges."""
    if not with_date or not line.dates:
        return line.title_span
    found = line.dates[0]
    first, last = (found.end, len(line.text)) if found.start <= 1 else (0, found.start)
    inner = line.text[first:last]
    kept = inner.strip(" \t\xa0-–—:|()[],•·")
    return first + inner.index(kept), first + inner.index(kept) + len(kept)


def _source_map(title: Line | None, span: tuple[int, int], start: int, end: int) -> SourceMap:
    runs = []
    at = 0
    if title is not None:
        first, last = span
        runs.append(Run(0, title.start + first, last - first, last - first))
        at = last - first + len(TITLE_GAP)
    if end > start:
        runs.append(Run(at, start, end - start, end - start))
    return SourceMap(tuple(runs))


def _heads(lines: Sequence[Line], draft: Draft, drafts: Sequence[Draft], position: int) -> list[Line]:
    """The lines of author, date and labels that go with a draft."""
    numbers = set()
    if draft.anchor is not None:
        numbers.add(draft.anchor)
        for step in (-1, 1):
            i = draft.anchor + step
            while 0 <= i < len(lines) and not lines[i].is_words and lines[i].kind not in ("widget", "page", "comments"):
                numbers.add(i)
                i += step
    stop = drafts[position + 1].first if position + 1 < len(drafts) else len(lines)
    i = draft.last + 1
    while i < stop and lines[i].kind in ("meta", "posted", "dated", "more"):
        numbers.add(i)
        i += 1
    if draft.title is not None and draft.anchor is not None:
        numbers.update(range(draft.title + 1, draft.anchor))
        if draft.body is not None:
            numbers.update(range(max(draft.title, draft.anchor) + 1, draft.body[0]))
    before = drafts[position - 1].last if position else -1
    # A day's heading stands above the first of its posts and dates the others too.
    return [lines[i] for i in sorted(numbers) if i > before or (i == draft.anchor and lines[i].kind == "dated")]


def _date(heads: Sequence[Line]) -> tuple[str | None, DateRange]:
    for line in heads:
        for found in line.dates:
            return line.text[found.start : found.end], found.range()
    return None, UNKNOWN


def _author(heads: Sequence[Line], lines: Sequence[Line], draft: Draft) -> FoundName | None:
    found = find_author([(line.start, line.text) for line in heads])
    if found:
        return found
    for line, name in pairwise(heads):
        if OPEN_BYLINE.fullmatch(line.text) and name.kind == "posted":
            return FoundName(name.text, name.start, name.end)
    for line in heads:
        if line.dates and (beside := author_beside_date(mask(line.text, line.dates))):
            at = line.start + line.text.index(beside)
            return FoundName(beside, at, at + len(beside))
    if draft.title is not None and draft.anchor is not None:
        for line in lines[draft.title + 1 : draft.anchor]:
            if line.kind == "text" and 2 <= line.words <= 4 and line.text.istitle():
                return FoundName(line.text, line.start, line.end)
    if draft.body is None:
        return None
    first, last = draft.body
    inside = [lines[first], *[lines[i] for i in range(max(first + 1, last - 2), last + 1)]]
    return find_author([(line.start, line.text) for line in inside])


def _labels(heads: Sequence[Line]) -> tuple[str, ...]:
    labels: dict[str, None] = {}
    for line in heads:
        if line.kind == "meta" and (match := _LABELS.fullmatch(line.text)):
            for label in re.split(r"\s*[,|•·]\s*", match[1]):
                if label:
                    labels[label] = None
    return tuple(labels)


def _body(text: str, lines: Sequence[Line], draft: Draft) -> tuple[int, int, list[FoundCredit], bool]:
    """Where the body stands once the credit in brackets and the words of the jump are taken off its end."""
    if draft.body is None:
        here = lines[draft.last].end
        return here, here, [], False
    first, last = draft.body
    credited: list[FoundCredit] = []
    truncated = last + 1 < len(lines) and lines[last + 1].is_jump
    while last > first and lines[last].kind == "bracket" and len(lines[last].text) <= LONGEST_CREDIT + 2:
        credit = bracket_credit(lines[last].text, lines[last].start)
        if credit is None:
            break
        credited.insert(0, credit)
        last -= 1
    start, end = lines[first].start, lines[last].end
    jump = MORE_AT_END.search(text, max(start, end - 100), end)
    if jump and jump.start() > start and re.search(r"[^\w\s]|\s", text[jump.start()]):
        end, truncated = jump.start(), True
    return start, end, credited, truncated or bool(CUT_OFF.search(text, max(start, end - 20), end))


def left_out(lines: Sequence[Line], posts: Sequence[Post], problems: dict[int, str] | None = None) -> list[LeftOut]:
    """Every stretch of lines that is in no post, with the reason."""
    out: list[LeftOut] = []
    spans = [(p.start, p.end) for p in posts]
    n = 0
    for line in lines:
        while n < len(spans) and spans[n][1] <= line.start:
            n += 1
        if n < len(spans) and spans[n][0] < line.end:
            continue
        reason = _REASONS.get(line.kind, "no part of a post" if posts else "no post was found")
        if out and out[-1].reason == reason and (n == 0 or spans[n - 1][1] <= out[-1].start):
            out[-1] = LeftOut(out[-1].start, line.end, reason)
        else:
            out.append(LeftOut(line.start, line.end, reason))
    return out

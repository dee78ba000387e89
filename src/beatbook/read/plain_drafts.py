"""A post as line numbers, and where its body ends."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from beatbook.read.lines import Line, looks_like_title

HEADER_BEFORE = 0.5  # share of posts that must show a habit before it counts as the page's habit
MORE_AT_END = re.compile(
    r"(?i)\s*[\[(]?\s*(?:(?:…|\.\.\.+)\s*)?(?:continue reading|read more|read the rest"
    r"|read on|keep reading|full story|more)"
    r"\s*(?:of this (?:entry|post))?\s*[!.]?\s*(?:»|→|>+|›|…|\.\.\.)?\s*[\])]?\s*$"
)
CUT_OFF = re.compile(r"(?:\[\s*(?:…|\.\.\.+)\s*\]|…|\.\.\.+)[\"”’]?\s*$")


def jump_at_end(text: str) -> bool:
    """Whether a line ends with the words of a jump: "… Continue reading →"."""
    return bool(MORE_AT_END.search(text[-120:]))


@dataclass(frozen=True, slots=True)
class Draft:
    """A post as line numbers: ``first..last`` its extent, its title line, its body lines (all inclusive)."""

    first: int
    last: int
    title: int | None
    body: tuple[int, int] | None
    anchor: int | None = None


def past_meta(lines: Sequence[Line], i: int) -> int:
    while i < len(lines) and lines[i].kind in ("meta", "posted", "dated"):
        i += 1
    return i


BYLINE = re.compile(
    r"[Bb]y:? [A-Z\u00c0-\u024f][\w.'’-]+(?: (?:and |& |de |van |von )?[A-Z\u00c0-\u024f][\w.'’-]+){0,4}"
)


def _past_head(lines: Sequence[Line], i: int) -> int:
    """The first line of a body: past the lines of its head, a bare byline among them."""
    i = past_meta(lines, i)
    if i + 1 < len(lines) and BYLINE.fullmatch(lines[i].text) and lines[i + 1].is_prose:
        return past_meta(lines, i + 1)
    return i


def between(lines: Sequence[Line], starts: Sequence[tuple[int, int | None, int]]) -> list[Draft]:
    """Drafts from where each begins to where the next begins; ``starts`` holds (first, title, anchor)."""
    drafts = []
    for n, (first, title, head) in enumerate(starts):
        stop = starts[n + 1][0] if n + 1 < len(starts) else len(lines)
        begin = _past_head(lines, max(head, title if title is not None else head) + 1)
        drafts.append(make_draft(lines, first, title, (begin, stop), n + 1 == len(starts), head))
    return _tidy(lines, drafts)


def make_draft(
    lines: Sequence[Line], first: int, title: int | None, within: tuple[int, int], is_last: bool, anchor: int | None
) -> Draft:
    begin, stop = within
    stop = _cut(lines, begin, stop, is_last)
    while stop > begin and not lines[stop - 1].is_words:
        stop -= 1
    body = (begin, stop - 1) if stop > begin else None
    last = max([i for i in (first, title, anchor, body[1] if body else None) if i is not None])
    return Draft(first, last, title, body, anchor)


def _cut(lines: Sequence[Line], begin: int, stop: int, is_last: bool) -> int:
    """Where the body ends: before a widget, the readers, or what follows an excerpt's last line."""
    matter = [0.0] * (stop - begin + 1)  # what follows: prose counts much, short lines little
    for i in range(stop - 1, begin - 1, -1):
        line = lines[i]
        weight = 4.0 if line.is_prose else 0.0 if not line.is_words else 0.25 if line.words <= 3 else 1.0
        matter[i - begin] = matter[i - begin + 1] + weight
    for i in range(begin, stop):
        line, more_prose = lines[i], matter[i - begin + 1] > 3
        if line.kind == "reader" or (line.kind in ("widget", "comments", "page") and (is_last or not more_prose)):
            return i
        if line.kind == "more" and (not more_prose or is_last):
            return i
        if line.kind == "bracket" and i > begin and not more_prose and i + 1 < stop:
            return i + 1
        if line.is_words and jump_at_end(line.text) and not more_prose:
            return i + 1
    return stop


def _tidy(lines: Sequence[Line], drafts: list[Draft]) -> list[Draft]:
    """Take off what the page's habits show not to be the post's: category lines above titles, widgets at the end."""
    drafts = _without_category_lines(lines, drafts)
    if len(drafts) < 2:
        return drafts
    *others, last = drafts
    if last.body is None:
        return drafts
    if all(d.body is None for d in others):
        return [*others, replace(last, body=None, last=_last(last, None))]
    ends = [_ends(lines, d) for d in others]
    begin, stop = last.body
    habit = {"more": sum(e == "more" for e in ends), "bracket": sum(e == "bracket" for e in ends)}
    for i in range(begin, stop + 1):
        if habit["more"] >= 0.8 * len(ends) and jump_at_end(lines[i].text):
            return [*others, with_body(last, begin, i)]
    if not any(_has_inner_title(lines, d) for d in others) and _mean_body(lines, others) < 2.5:
        for i in range(begin + 1, stop + 1):
            if looks_like_title(lines[i]) >= 0.7 and not lines[i].is_prose:
                return [*others, with_body(last, begin, i - 1)]
    return drafts


def _last(draft: Draft, body: tuple[int, int] | None) -> int:
    return max(i for i in (draft.first, draft.title, draft.anchor, body[1] if body else None) if i is not None)


def with_body(draft: Draft, begin: int, stop: int) -> Draft:
    body = (begin, stop) if stop >= begin else None
    return replace(draft, body=body, last=_last(draft, body))


def _mean_body(lines: Sequence[Line], drafts: Sequence[Draft]) -> float:
    sizes = [d.body[1] - d.body[0] + 1 if d.body else 0 for d in drafts]
    return sum(sizes) / len(sizes)


def _has_inner_title(lines: Sequence[Line], draft: Draft) -> bool:
    if draft.body is None:
        return False
    return any(
        looks_like_title(lines[i]) >= 0.7 and not lines[i].is_prose for i in range(draft.body[0] + 1, draft.body[1] + 1)
    )


def _ends(lines: Sequence[Line], draft: Draft) -> str:
    """How a draft's body ends: with a bracket, with the words of a jump, or otherwise."""
    if draft.body is None:
        return "empty"
    line = lines[draft.body[1]]
    after = lines[draft.body[1] + 1] if draft.body[1] + 1 < len(lines) else None
    if line.kind == "bracket":
        return "bracket"
    if jump_at_end(line.text) or (after is not None and after.kind == "more"):
        return "more"
    return "prose"


def _without_category_lines(lines: Sequence[Line], drafts: list[Draft]) -> list[Draft]:
    """A short line right above most titles is the next post's category, not this one's last line."""
    inner = [d for d in drafts[:-1] if d.body is not None]
    short = [d for d in inner if d.body and is_category(lines[d.body[1]])]
    if len(drafts) < 3 or not inner or len(short) < max(2, 0.8 * (len(drafts) - 1)):
        return drafts
    return [with_body(d, d.body[0], d.body[1] - 1) if d in short and d.body else d for d in drafts]


def is_category(line: Line) -> bool:
    return line.words <= 3 and not line.ends_sentence and line.kind == "text" and line.text[:1].isupper()

"""The layouts that a page of posts may have: which lines are anchors, and where titles stand to them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from beatbook.read.lines import PARTED, Line, looks_like_title, mask, shape
from beatbook.read.plain_drafts import (
    CUT_OFF,
    HEADER_BEFORE,
    Draft,
    between,
    is_category,
    jump_at_end,
    make_draft,
    past_meta,
    with_body,
)

MOST_SETS = 40  # kinds of anchor weighed; a page with more is no page of posts


def hypotheses(lines: Sequence[Line]) -> Iterable[tuple[float, list[Draft]]]:
    for weight, anchors in _anchor_sets(lines):
        yield weight, _titles_before(lines, anchors)
        yield weight, _titles_after(lines, anchors)
        if len(anchors) > 1:
            yield weight * 0.9, _tails(lines, anchors)
    for closers in _closers(lines):
        yield 0.9, _tails(lines, closers, held=True)
    yield 0.92, _separated(lines)
    yield 0.9, _excerpts(lines)
    yield 0.8, _pairs(lines)
    yield 0.62, _headed(lines)
    yield from _markdown(lines)
    yield 0.95, _dated_titles(lines)
    yield 0.5, _single(lines)


def _anchor_sets(lines: Sequence[Line]) -> list[tuple[float, tuple[int, ...]]]:
    """Sets of lines that may each belong to one post, with how much each kind is to be trusted."""
    groups: dict[str, list[int]] = defaultdict(list)
    boxed = False  # below the heading of a box, until prose comes
    for i, line in enumerate(lines):
        boxed = (boxed or line.kind == "widget") and not (line.is_prose and line.kind == "text")
        if line.kind in ("posted", "dated") and not (line.is_bullet and line.text[0] not in "-–—"):
            if boxed and line.kind == "dated" and line.words > 4 and not PARTED.search(mask(line.text, line.dates)):
                continue
            groups[f"{line.kind}"].append(i)
            groups["any date"].append(i)
            groups[shape(line)].append(i)
        elif line.kind in ("meta", "more"):
            groups[shape(line)].append(i)
    sets: dict[tuple[int, ...], float] = {}
    for name, members in groups.items():
        clusters = _one_per_cluster(lines, members)
        if len(clusters) < 2 and not name.startswith(("posted", "dated")):
            continue
        weight = 0.9 if name.startswith("meta") else 0.95 if name.startswith("more") or name == "any date" else 1.0
        sets[clusters] = max(weight, sets.get(clusters, 0.0))
    largest = sorted(sets.items(), key=lambda item: (-len(item[0]), item[0][:1]))[:MOST_SETS]
    return [(weight, members) for members, weight in largest]


def _one_per_cluster(lines: Sequence[Line], members: Sequence[int]) -> tuple[int, ...]:
    """The first of each run of neighbouring anchors."""
    kept: list[int] = []
    for i in members:
        if kept and all(not lines[j].is_words for j in range(kept[-1] + 1, i)):
            continue
        kept.append(i)
    return tuple(kept)


def _titles_before(lines: Sequence[Line], anchors: Sequence[int]) -> list[Draft]:
    """Title, then the anchor, then the body: WordPress and most others."""
    starts: list[tuple[int, int | None, int]] = []
    titles = _over_bylines(lines, [_above(lines, anchor) for anchor in anchors])
    for anchor, title in zip(anchors, titles, strict=True):
        if title is not None and starts and title <= starts[-1][2]:
            title = None
        starts.append((anchor if title is None else title, title, anchor))
    return _split_heads(lines, between(lines, starts))


def _above(lines: Sequence[Line], anchor: int) -> int | None:
    """The line above an anchor and the other lines of its head, if it can be a title."""
    above = anchor - 1
    while above >= 0 and lines[above].kind in ("meta", "posted", "dated") and anchor - above <= 3:
        above -= 1
    return above if above >= 0 and looks_like_title(lines[above]) > 0 else None


def _over_bylines(lines: Sequence[Line], titles: list[int | None]) -> list[int | None]:
    """Where nearly every post shows a name between title and date, the title is the line above the name."""
    bylines = [
        t
        for t in titles
        if t and 1 < lines[t].words <= 4 and lines[t - 1].words > 3 and looks_like_title(lines[t - 1]) >= 0.5
    ]
    if len(bylines) < max(3, 0.7 * len(titles)):
        return titles
    return [t - 1 if t in bylines and t is not None else t for t in titles]


def _split_heads(lines: Sequence[Line], drafts: list[Draft]) -> list[Draft]:
    """A post may have lost its title and date; what is left of its head still stands where other heads do."""
    heads = Counter(word for d in drafts if d.body and d.anchor is not None for word in _head_words(lines, d))
    habit = {word for word, n in heads.items() if n > 1}
    split: list[Draft] = []
    for draft in drafts:
        cuts = _head_runs(lines, draft, habit) if habit else []
        if not cuts or draft.body is None:
            split.append(draft)
            continue
        split.append(make_draft(lines, draft.first, draft.title, (draft.body[0], cuts[0][0]), False, draft.anchor))
        stops = [*(low for low, _ in cuts[1:]), draft.body[1] + 1]
        for (low, high), stop in zip(cuts, stops, strict=True):
            split.append(make_draft(lines, low, None, (high, stop), False, low))
    return split


def _head_words(lines: Sequence[Line], draft: Draft) -> set[str]:
    stop = draft.body[0] if draft.body else draft.first
    return {lines[i].text[:6].lower() for i in range((draft.anchor or 0) + 1, stop) if lines[i].kind == "meta"}


def _head_runs(lines: Sequence[Line], draft: Draft, habit: set[str]) -> list[tuple[int, int]]:
    """Runs of two or more lines inside a body that elsewhere stand in heads: (first, first after)."""
    if draft.body is None:
        return []
    runs = []
    i = draft.body[0]
    while i <= draft.body[1]:
        j = i
        while j <= draft.body[1] and lines[j].kind == "meta":
            j += 1
        if (
            j - i > 1
            and any(lines[k].text[:6].lower() in habit for k in range(i, j))
            and j <= draft.body[1]
            and i > draft.body[0]
        ):
            runs.append((i, j))
        i = max(i + 1, j)
    return runs


def _titles_after(lines: Sequence[Line], anchors: Sequence[int]) -> list[Draft]:
    """The anchor above the title: Blogger's date heads, "Posted in" lines of magazine themes."""
    starts: list[tuple[int, int | None, int]] = []
    for anchor in anchors:
        below = past_meta(lines, anchor + 1)
        fits = below < len(lines) and looks_like_title(lines[below]) >= 0.4
        starts.append((anchor, below if fits else None, anchor))
    drafts = between(lines, starts)
    by_tails = _split_tails(lines, drafts)
    return by_tails if len(by_tails) > len(drafts) else _split_days(lines, drafts)


def _split_tails(lines: Sequence[Line], drafts: list[Draft]) -> list[Draft]:
    """One date head may cover several posts; split where every post of the page closes with a line of one form."""
    closing = Counter(form for d in drafts if d.body for form in _tail_forms(lines, d.body[1] + 1))
    habit = {form for form, n in closing.items() if n >= max(2, 0.8 * len(drafts))}
    split: list[Draft] = []
    for draft in drafts:
        if draft.body is None:
            split.append(draft)
            continue
        begin, stop = draft.body
        ends = [i for i in range(begin, stop) if not lines[i].is_words and _opening(lines[i]) in habit]
        first, title = draft.first, draft.title
        for end in [*ends, stop + 1]:
            split.append(make_draft(lines, first, title, (begin, end), False, draft.anchor))
            first = past_meta(lines, end)
            title = first if first < stop and looks_like_title(lines[first]) >= 0.5 else None
            begin = first if title is None else first + 1
    return split


def _opening(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text[:6].lower())


def _tail_forms(lines: Sequence[Line], i: int) -> set[str]:
    """The openings of the lines right below a body: labels, counts, bylines."""
    forms = set()
    while i < len(lines) and lines[i].kind in ("meta", "more", "posted"):
        forms.add(_opening(lines[i]))
        i += 1
    return forms


def _split_days(lines: Sequence[Line], drafts: list[Draft]) -> list[Draft]:
    """One date head may cover several posts; split where nearly every day of the page shows further titles."""
    inner = {n: _inner_titles(lines, d) for n, d in enumerate(drafts)}
    if len(drafts) < 2 or sum(bool(found) for found in inner.values()) < max(2, 0.6 * len(drafts)):
        return drafts
    split: list[Draft] = []
    for n, draft in enumerate(drafts):
        if draft.body is None or not inner[n]:
            split.append(draft)
            continue
        begin, stop = draft.body
        cuts = [*inner[n], stop + 1]
        split.append(with_body(draft, begin, cuts[0] - 1))
        for title, after in pairwise(cuts):
            split.append(make_draft(lines, title, title, (title + 1, after), False, draft.anchor))
    return [replace(d, anchor=d.anchor) for d in split]


def _inner_titles(lines: Sequence[Line], draft: Draft) -> list[int]:
    if draft.body is None:
        return []
    begin, stop = draft.body
    return [
        i
        for i in range(begin + 1, stop)
        if looks_like_title(lines[i]) >= 0.75
        and not lines[i].is_prose
        and not lines[i].text.isupper()
        and (lines[i - 1].is_prose or not lines[i - 1].is_words)
        and lines[i + 1].words >= 25
    ]


_SOURCE = re.compile(r"(?i)(?:source|via|quelle|fuente|fonte)s?\s*:\s*\S.{0,100}")


def _closers(lines: Sequence[Line]) -> list[list[int]]:
    """Lines that close posts and belong to them: outlets in brackets, "Source: …"."""
    brackets = [i for i, line in enumerate(lines) if line.kind == "bracket"]
    sources = [i for i, line in enumerate(lines) if _SOURCE.fullmatch(line.text)]
    return [
        closers
        for closers in (brackets, sources)
        if len(closers) > 1 and sum(i > 0 and lines[i - 1].is_prose for i in closers) >= 0.8 * len(closers)
    ]


_RULE = re.compile(r"(?:[*_=~#•·–—-]\s*){3,}")


def _separated(lines: Sequence[Line]) -> list[Draft]:
    """Posts with a drawn line between each and the next."""
    rules = [i for i, line in enumerate(lines) if _RULE.fullmatch(line.text)]
    drafts = []
    begin = 0
    for stop in [*rules, len(lines)]:
        head = past_meta(lines, begin)
        if head < stop:
            title = head if looks_like_title(lines[head]) >= 0.5 and head + 1 < stop else None
            body = (past_meta(lines, head + (title is not None)), stop)
            drafts.append(make_draft(lines, head, title, body, stop == len(lines), None))
        begin = stop + 1
    titled = sum(d.title is not None for d in drafts)
    return drafts if len(drafts) > 1 and titled == len(drafts) else []


def _tails(lines: Sequence[Line], anchors: Sequence[int], held: bool = False) -> list[Draft]:
    """Posts that end with the anchor: "Read more", or author and date below the words.

    ``held``: the anchor is the post's own last line.
    """
    drafts, begin = [], 0
    for anchor in anchors:
        head = begin
        for i in range(begin, anchor):
            if lines[i].kind in ("widget", "page", "comments", "reader") or (begin == 0 and not lines[i].is_words):
                head = i + 1
        while head < anchor and not lines[head].is_words:
            head += 1
        if head < anchor:
            if begin == 0 and len(anchors) > 1:
                head = _first_head(lines, head, anchor, anchors[1] - anchors[0])
            if head + 2 < anchor and is_category(lines[head]):
                head += looks_like_title(lines[head + 1]) >= 0.65 and lines[head + 2].is_prose
            has_title = looks_like_title(lines[head]) >= 0.5 and head + 1 < anchor
            title = head if has_title else None
            inside = make_draft(lines, head, title, (past_meta(lines, head + has_title), anchor + held), False, None)
            drafts.append(inside if held else replace(inside, anchor=anchor))
        begin = anchor + 1
    return drafts


def _first_head(lines: Sequence[Line], head: int, anchor: int, usual: int) -> int:
    """The first post's title among a page's opening lines: where its length is nearest to the next post's."""
    fits = [i for i in range(head, anchor - 1) if lines[i + 1].is_prose and looks_like_title(lines[i]) >= 0.5]
    return min(fits, key=lambda i: abs(anchor - i - usual), default=head)


def _excerpts(lines: Sequence[Line]) -> list[Draft]:
    """Bare excerpts, each a paragraph that is cut off: what extractors leave of a list page."""
    prose = [i for i, line in enumerate(lines) if line.is_prose and line.words >= 15]
    cut = [i for i in prose if CUT_OFF.search(lines[i].text[-20:]) or jump_at_end(lines[i].text)]
    if len(cut) < 2 or len(cut) < 0.8 * len(prose):
        return []
    drafts = []
    for i in prose:
        title = i - 1 if i and i - 1 not in prose and looks_like_title(lines[i - 1]) >= 0.5 else None
        drafts.append(Draft(i if title is None else title, i, title, (i, i)))
    titled = [d for d in drafts if d.title is not None]
    if len(titled) < HEADER_BEFORE * len(drafts):
        drafts = [Draft(d.body[0], d.last, None, d.body) for d in drafts if d.body]
    return drafts


LEAST_PAIRS = 5  # fewer titles each with one paragraph may be one article with headings


def _pairs(lines: Sequence[Line]) -> list[Draft]:
    """Titles each with one paragraph and nothing between: a list of teasers whose other lines were lost."""
    prose = [i for i, line in enumerate(lines) if line.is_prose and line.kind == "text"]
    drafts = [
        Draft(i - 1, i, i - 1, (i, i))
        for i in prose
        if i and i - 1 not in prose and looks_like_title(lines[i - 1]) >= 0.7 and lines[i - 1].words >= 3
    ]
    sizes = sorted(lines[d.last].words for d in drafts)
    if len(drafts) < LEAST_PAIRS or len(drafts) < 0.85 * len(prose) or sizes[-1] > 4 * sizes[len(sizes) // 2]:
        return []
    return drafts


def _markdown(lines: Sequence[Line]) -> Iterable[tuple[float, list[Draft]]]:
    """Headings of one level in Markdown; they are posts where they link or stand beside dates, else sections."""
    levels: dict[int, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        if line.level and looks_like_title(line) >= 0.4:
            levels[line.level].append(i)
    for heads in levels.values():
        if len(heads) < 2:
            continue
        near = [any(lines[j].kind in ("posted", "dated") for j in range(i + 1, min(i + 3, len(lines)))) for i in heads]
        linked = [lines[i].is_linked for i in heads]
        sure = max(sum(near), sum(linked)) >= 0.7 * len(heads)
        yield 1.0 if sure else 0.45, between(lines, [(i, i, i) for i in heads])


LEAST_DATED_TITLES = 3


def _dated_titles(lines: Sequence[Line]) -> list[Draft]:
    """Titles that carry their date in the same line: "2021-10-14 Title", "Title (14 October 2021)"."""
    heads = [i for i in range(len(lines) - 1) if _has_date_at_edge(lines[i]) and lines[i + 1].is_prose]
    if len(heads) < LEAST_DATED_TITLES:
        return []
    return between(lines, [(i, i, i) for i in heads])


def _has_date_at_edge(line: Line) -> bool:
    if line.kind not in ("text", "dated") or not line.dates or line.words > 30 or line.is_bullet:
        return False
    found = line.dates[0]
    rest = line.text[: found.start] + line.text[found.end :]
    at_edge = found.start <= 1 or found.end >= len(line.text) - 1
    return found.precision == "day" and at_edge and len(rest.split()) >= 3


LEAST_HEADED = 3  # titles that stand like headlines; fewer are the sections of one article


def _headed(lines: Sequence[Line]) -> list[Draft]:
    """Full posts whose dates were lost: lines in the capitals of headlines, each between prose and prose."""
    heads = [i for i in range(len(lines) - 1) if _is_headline(lines, i)]
    if len(heads) < LEAST_HEADED or heads[0] > 0.25 * len(lines):
        return []
    return between(lines, [(i, i, i) for i in heads])


def _is_headline(lines: Sequence[Line], i: int) -> bool:
    line = lines[i]
    if not 5 <= line.words <= 18 or looks_like_title(line) < 0.95 or line.is_bullet or line.text[0].isdigit():
        return False
    long = re.findall(r"[^\W\d_]{4,}", line.text)
    if not long or sum(w[0].isupper() for w in long) < 0.75 * len(long):
        return False
    closed = i == 0 or lines[i - 1].is_prose or lines[i - 1].ends_sentence or not lines[i - 1].is_words
    follows = lines[i + 1].is_prose or (i + 2 < len(lines) and lines[i + 2].is_prose)
    return (closed or i < 3) and follows


def _single(lines: Sequence[Line]) -> list[Draft]:
    """One piece of writing: the first title above the first prose, down to where the page's other matter begins."""
    first = next((i for i, line in enumerate(lines) if line.is_prose and line.kind == "text"), None)
    if first is None:
        return []
    title = next((i for i in range(first - 1, max(-1, first - 6), -1) if looks_like_title(lines[i]) >= 0.5), None)
    if title is None and first == 0 and len(lines) > 1 and looks_like_title(lines[0]) >= 0.5 and lines[1].is_prose:
        title, first = 0, 1
    draft = make_draft(lines, first if title is None else title, title, (first, len(lines)), True, None)
    return [draft] if draft.body else []

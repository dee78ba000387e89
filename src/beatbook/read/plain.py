"""Posts of a plain text, from the shape of its lines: which line repeats as an anchor, and where titles stand to it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from beatbook.read.lines import PARTED, Line, looks_like_title, mask, shape

MOST_SETS = 40  # kinds of anchor weighed; a page with more is no page of posts
HEADER_BEFORE = 0.5  # share of posts that must show a habit before it counts as the page's habit
MORE_AT_END = re.compile(
    r"(?i)\s*[\[(]?\s*(?:(?:…|\.\.\.+)\s*)?(?:continue reading|read more|read the rest|read on|keep reading|full story|more)"
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


def find_drafts(lines: Sequence[Line]) -> list[Draft]:
    """The posts of a page whose lines are settled, in page order; none where the page holds no post."""
    best: tuple[float, list[Draft]] = (0.0, [])
    for weight, drafts in _hypotheses(lines):
        score = weight * _quality(lines, drafts)
        if drafts and score > best[0] + 1e-9:
            best = (score, drafts)
    return [] if len(best[1]) == 1 and _says_nothing(lines) else best[1]


NOTHING = re.compile(
    r"(?i)\b(?:nothing (?:was )?found|no (?:results|posts|articles|entries|matches|items)(?: were| was)? (?:found|match)"
    r"|no posts with label|page not found|not be found|nothing matched|apologies, but no results|error 404|404 error)\b"
)


def _says_nothing(lines: Sequence[Line]) -> bool:
    """Whether a short line says that the page holds no post."""
    return any(line.words <= 25 and NOTHING.search(line.text) for line in lines[:60])


def settle(lines: Sequence[Line]) -> Sequence[Line]:
    """Lines with the kinds that only the whole page tells: readers' words, and stray lines that look like anchors."""
    return _without_strays(_without_readers(lines))


def _without_readers(lines: Sequence[Line]) -> Sequence[Line]:
    """Mark lines from where only readers speak: a review or a comment may look like a post with author and date."""
    first = next((i for i, line in enumerate(lines) if line.kind == "reader"), None)
    signed = [i for i in range(len(lines) - 2) if _is_signed(lines, i)]
    if len(signed) > 1:
        first = min(signed[0], first if first is not None else signed[0])
    elif first is not None:
        first = max(0, first - 1)
    if first is None:
        return lines
    return [replace(line, kind="reader") if i >= first else line for i, line in enumerate(lines)]


_SIGNED = re.compile(r"(?:by|from|posted by|comment by)\s+\S+(?:\s\S+){0,2}", re.I)
_CLOCK = re.compile(r"\d\d?[:.]\d\d\s*(?:[ap]\.?m\.?)?", re.I)


def _is_signed(lines: Sequence[Line], i: int) -> bool:
    """Whether a reader's name, then a day with the time, head a line of words; a post has its title above."""
    if not (_SIGNED.fullmatch(lines[i].text) and lines[i + 1].kind == "dated" and _CLOCK.search(lines[i + 1].text)):
        return False
    above = looks_like_title(lines[i - 1]) if i else 0.0
    return lines[i + 2].is_words and (above < 0.7 or lines[i - 1].words < 3 or lines[i - 1].ends_sentence)


def _without_strays(lines: Sequence[Line]) -> Sequence[Line]:
    """A lone line of another form than the page's anchors belongs to an embedded thing, not to a post's head."""
    forms = Counter(_form(line) for line in lines if line.kind in ("posted", "dated"))
    if not forms or max(forms.values()) < 3:
        return lines
    return [
        replace(line, kind="text") if line.kind in ("posted", "dated") and forms[_form(line)] == 1 else line
        for line in lines
    ]


def _form(line: Line) -> str:
    return " ".join(re.sub(r"\d+", "0", mask(line.text, line.dates)).lower().split()[:2]) if line.kind == "posted" else "dated"


def _hypotheses(lines: Sequence[Line]) -> Iterable[tuple[float, list[Draft]]]:
    for weight, anchors in _anchor_sets(lines):
        yield weight, _titles_before(lines, anchors)
        yield weight, _titles_after(lines, anchors)
        if len(anchors) > 1:
            yield weight * 0.9, _tails(lines, anchors)
    yield 0.9, _excerpts(lines)
    yield 0.8, _pairs(lines)
    yield 0.62, _headed(lines)
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
    return _split_heads(lines, _between(lines, starts))


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
        split.append(_draft(lines, draft.first, draft.title, (draft.body[0], cuts[0][0]), False, draft.anchor))
        stops = [*(low for low, _ in cuts[1:]), draft.body[1] + 1]
        for (low, high), stop in zip(cuts, stops, strict=True):
            split.append(_draft(lines, low, None, (high, stop), False, low))
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
        if j - i > 1 and any(lines[k].text[:6].lower() in habit for k in range(i, j)) and j <= draft.body[1] and i > draft.body[0]:
            runs.append((i, j))
        i = max(i + 1, j)
    return runs


def _titles_after(lines: Sequence[Line], anchors: Sequence[int]) -> list[Draft]:
    """The anchor above the title: Blogger's date heads, "Posted in" lines of magazine themes."""
    starts: list[tuple[int, int | None, int]] = []
    for anchor in anchors:
        below = _past_meta(lines, anchor + 1)
        fits = below < len(lines) and looks_like_title(lines[below]) >= 0.4
        starts.append((anchor, below if fits else None, anchor))
    drafts = _between(lines, starts)
    by_tails = _split_tails(lines, drafts)
    return by_tails if len(by_tails) > len(drafts) else _split_days(lines, drafts)


def _past_meta(lines: Sequence[Line], i: int) -> int:
    while i < len(lines) and lines[i].kind in ("meta", "posted", "dated"):
        i += 1
    return i


def _between(lines: Sequence[Line], starts: Sequence[tuple[int, int | None, int]]) -> list[Draft]:
    """Drafts from where each begins to where the next begins; ``starts`` holds (first, title, anchor)."""
    drafts = []
    for n, (first, title, head) in enumerate(starts):
        stop = starts[n + 1][0] if n + 1 < len(starts) else len(lines)
        begin = _past_meta(lines, max(head, title if title is not None else head) + 1)
        drafts.append(_draft(lines, first, title, (begin, stop), n + 1 == len(starts), head))
    return _tidy(lines, drafts)


def _draft(
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
    matter = [0] * (stop - begin + 1)  # what follows: prose counts much, short lines little
    for i in range(stop - 1, begin - 1, -1):
        matter[i - begin] = matter[i - begin + 1] + (4 if lines[i].is_prose else lines[i].is_words)
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
            return [*others, _with_body(last, begin, i)]
    if not any(_has_inner_title(lines, d) for d in others) and _mean_body(lines, others) < 2.5:
        for i in range(begin + 1, stop + 1):
            if looks_like_title(lines[i]) >= 0.7 and not lines[i].is_prose:
                return [*others, _with_body(last, begin, i - 1)]
    return drafts


def _last(draft: Draft, body: tuple[int, int] | None) -> int:
    return max(i for i in (draft.first, draft.title, draft.anchor, body[1] if body else None) if i is not None)


def _with_body(draft: Draft, begin: int, stop: int) -> Draft:
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
    short = [d for d in inner if d.body and _is_category(lines[d.body[1]])]
    if len(drafts) < 3 or not inner or len(short) < max(2, 0.8 * (len(drafts) - 1)):
        return drafts
    return [_with_body(d, d.body[0], d.body[1] - 1) if d in short and d.body else d for d in drafts]


def _is_category(line: Line) -> bool:
    return line.words <= 3 and not line.ends_sentence and line.kind == "text" and line.text[:1].isupper()


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
            split.append(_draft(lines, first, title, (begin, end), False, draft.anchor))
            first = _past_meta(lines, end)
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
        split.append(_with_body(draft, begin, cuts[0] - 1))
        for title, after in zip(cuts, cuts[1:], strict=False):
            split.append(_draft(lines, title, title, (title + 1, after), False, draft.anchor))
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


def _tails(lines: Sequence[Line], anchors: Sequence[int]) -> list[Draft]:
    """Posts that end with the anchor: "Read more", or author and date below the words."""
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
            if head + 2 < anchor and _is_category(lines[head]):
                head += looks_like_title(lines[head + 1]) >= 0.65 and lines[head + 2].is_prose
            has_title = looks_like_title(lines[head]) >= 0.5 and head + 1 < anchor
            title = head if has_title else None
            inside = _draft(lines, head, title, (_past_meta(lines, head + has_title), anchor), False, None)
            drafts.append(replace(inside, anchor=anchor))
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


LEAST_HEADED = 3  # titles that stand like headlines; fewer are the sections of one article


def _headed(lines: Sequence[Line]) -> list[Draft]:
    """Full posts whose dates were lost: lines in the capitals of headlines, each between prose and prose."""
    heads = [i for i in range(len(lines) - 1) if _is_headline(lines, i)]
    if len(heads) < LEAST_HEADED or heads[0] > 0.25 * len(lines):
        return []
    return _between(lines, [(i, i, i) for i in heads])


def _is_headline(lines: Sequence[Line], i: int) -> bool:
    line = lines[i]
    if not 5 <= line.words <= 18 or looks_like_title(line) < 0.95 or line.is_bullet or line.text[0].isdigit():
        return False
    long = [w for w in re.findall(r"[^\W\d_]{4,}", line.text)]
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
    draft = _draft(lines, first if title is None else title, title, (first, len(lines)), True, None)
    return [draft] if draft.body else []


def _quality(lines: Sequence[Line], drafts: Sequence[Draft]) -> float:
    """How well drafts explain the page, from 0 to 1: titles, bodies, order of dates, and how much prose they hold."""
    if not drafts:
        return 0.0
    bodies = [_body_quality(lines, d) for d in drafts]
    bare = sum(d.body is None for d in drafts) > HEADER_BEFORE * len(drafts)
    if bare and (len(drafts) < 3 or any(d.title is None for d in drafts)):
        return 0.0
    titles = [0.35 if d.title is None else looks_like_title(lines[d.title]) for d in drafts]
    endings = [_joint(lines, d) for d in drafts]
    each = [
        0.5 * t + 0.3 * (0.8 if bare else b) + 0.2 * e for t, b, e in zip(titles, bodies, endings, strict=True)
    ]
    prose = [i for i, line in enumerate(lines) if line.is_prose and line.kind == "text"]
    held = {i for d in drafts if d.body for i in range(d.body[0], d.body[1] + 1)}
    cover = 1.0 if bare and not prose else sum(i in held for i in prose) / max(1, len(prose))
    if bare:
        # Prose beside a list of bare titles may be an imprint; much of it says that the titles are a box.
        cover = max(cover, (1 / (1 + 0.4 * len(prose))) ** 2)
    repeats = Counter(lines[d.title].text for d in drafts if d.title is not None)
    same = 1 - sum(n - 1 for n in repeats.values()) / len(drafts)
    # One anchor alone must explain nearly all of the page; many may leave boxes aside.
    return sum(each) / len(each) * cover ** (1.0 if len(drafts) == 1 else 0.5) * same


def _body_quality(lines: Sequence[Line], draft: Draft) -> float:
    if draft.body is None:
        return 0.2
    first, last = draft.body
    if not any(lines[i].is_prose for i in range(first, last + 1)):
        return 0.5
    opening = lines[first]
    hides_title = first < last and not opening.is_prose and looks_like_title(opening) >= 0.7 and lines[first + 1].is_prose
    return 0.7 if hides_title else 1.0


def _joint(lines: Sequence[Line], draft: Draft) -> float:
    """How well the line above a draft closes what stood before."""
    if draft.first == 0:
        return 1.0
    above = lines[draft.first - 1]
    if not above.is_words or above.kind == "bracket" or above.ends_sentence or jump_at_end(above.text):
        return 1.0
    return 0.6

"""Posts of a plain text, from the shape of its lines: the layout that explains the page best."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from beatbook.read.lines import Line, looks_like_title, mask
from beatbook.read.plain_drafts import HEADER_BEFORE, Draft, jump_at_end
from beatbook.read.plain_layouts import hypotheses


def find_drafts(lines: Sequence[Line]) -> list[Draft]:
    """The posts of a page whose lines are settled, in page order; none where the page holds no post."""
    best: tuple[float, list[Draft]] = (0.0, [])
    for weight, drafts in hypotheses(lines):
        score = weight * _quality(lines, drafts)
        if drafts and score > best[0] + 1e-9:
            best = (score, drafts)
    return [] if len(best[1]) == 1 and _says_nothing(lines) else best[1]


NOTHING = re.compile(
    r"(?i)\b(?:nothing (?:was )?found|no (?:results|posts|articles|entries|matches|items)"
    r"(?: were| was)? (?:found|match)"
    r"|no posts with label|page not found|not be found|nothing matched|apologies, but no results|error 404|404 error)\b"
)


def _says_nothing(lines: Sequence[Line]) -> bool:
    """Whether a short line says that the page holds no post."""
    return any(line.words <= 25 and NOTHING.search(line.text) for line in lines[:60])


def settle(lines: Sequence[Line]) -> Sequence[Line]:
    """Lines with the kinds that only the whole page tells: readers' words, and stray lines that look like anchors."""
    return _without_strays(_with_loose_ends(_without_readers(lines)))


_OPEN_LABELS = re.compile(r"(?i)(?:tagged(?: with| as| under)?|labels?|tags?|posted in|filed under|categor(?:y|ies)):?")
OPEN_BYLINE = re.compile(r"(?i)(?:posted |written |published )?by:?")


def _with_loose_ends(lines: Sequence[Line]) -> Sequence[Line]:
    """Labels and names that a scraper put on lines of their own belong to the "Tagged with" or "by" above them."""
    settled = list(lines)
    labels = byline = many = False
    for i, line in enumerate(lines):
        short = line.kind in ("text", "meta") and line.words <= (2 if labels else 4) and not line.ends_sentence
        if (labels or byline) and short:
            settled[i] = replace(line, kind="meta" if labels else "posted")
            byline = False
            # A category is one line, and another follows only after a comma; tags run on.
            labels = labels and (many or line.words == 0 or line.text.endswith(","))
            continue
        many = line.text[:1].lower() in "tl"
        labels = bool(_OPEN_LABELS.fullmatch(line.text))
        byline = bool(OPEN_BYLINE.fullmatch(line.text))
    return settled


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
    return (
        " ".join(re.sub(r"\d+", "0", mask(line.text, line.dates)).lower().split()[:2])
        if line.kind == "posted"
        else "dated"
    )


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
    each = [0.5 * t + 0.3 * (0.8 if bare else b) + 0.2 * e for t, b, e in zip(titles, bodies, endings, strict=True)]
    heads = {d.title for d in drafts}
    prose = [i for i, line in enumerate(lines) if line.is_prose and line.kind == "text" and i not in heads]
    held = {i for d in drafts if d.body for i in range(d.body[0], d.body[1] + 1)}
    cover = 1.0 if bare and not prose else sum(i in held for i in prose) / max(1, len(prose))
    if bare:
        # Prose beside a list of bare titles may be an imprint; much of it says that the titles are a box.
        cover = max(cover, (1 / (1 + 0.4 * len(prose) / max(1, len(drafts) / 4))) ** 2)
    repeats = Counter(lines[d.title].text for d in drafts if d.title is not None)
    same = 1 - sum(n - 1 for n in repeats.values()) / len(drafts)
    # One anchor alone must explain nearly all of the page; many may leave boxes aside.
    return float(sum(each) / len(each) * cover ** (1.0 if len(drafts) == 1 else 0.5) * same)


def _body_quality(lines: Sequence[Line], draft: Draft) -> float:
    if draft.body is None:
        return 0.2
    first, last = draft.body
    if not any(lines[i].is_prose for i in range(first, last + 1)):
        return 0.5
    opening = lines[first]
    hides_title = (
        first < last and not opening.is_prose and looks_like_title(opening) >= 0.7 and lines[first + 1].is_prose
    )
    return 0.7 if hides_title else 1.0


def _joint(lines: Sequence[Line], draft: Draft) -> float:
    """How well the line above a draft closes what stood before."""
    if draft.first == 0:
        return 1.0
    above = lines[draft.first - 1]
    if not above.is_words or above.kind == "bracket" or above.ends_sentence or jump_at_end(above.text):
        return 1.0
    return 0.6

"""Sayings of the tree, speeches of the marks and prefixes of lines, joined: one item for each claim to be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from beatbook.code.claims.direct import Page, Speech, cue_before
from beatbook.code.claims.marks import Quotation
from beatbook.code.claims.saying import Saying
from beatbook.code.claims.sources import source_words
from beatbook.code.claims.subjects import subject_of
from beatbook.code.claims.tree import Extent, extent_of
from beatbook.code.parsed import Token
from beatbook.record import Mention

FRAGMENT = 4  # words: a shorter mixed quotation is a scare quote or a term, not speech
_PREFIX = re.compile(r"[“\"]?(?P<who>[A-Z][^:\n“”\"]{1,48}):\s+(?P<what>\S.{8,})", re.DOTALL)


@dataclass(slots=True)
class Item:
    """A claim in the making."""

    content: Extent
    cue: Token | None
    cue_extent: Extent | None
    source: Token | None
    rule: str
    saying: Saying | None = None
    quotations: tuple[Quotation, ...] = ()

    @property
    def place(self) -> int:
        """Where it comes in the order of telling: its source's place, for pronouns look back from there."""
        return self.source.idx if self.source is not None else self.content[0]


def join(page: Page, speeches: list[Speech], sayings: list[Saying]) -> list[Item]:
    """Speeches take over the sayings with their cue; sayings inside quoted speech are the speaker's own words."""
    by_cue = {s.cue.i: s for s in sayings if s.cue is not None}
    spoken = [q for speech in speeches for q in speech.quotations]
    taken: set[int] = set()
    items: list[Item] = []
    for speech in speeches:
        saying = by_cue.get(speech.cue.i) if speech.cue is not None else None
        content = (speech.quotations[0].start, speech.quotations[-1].end)
        if saying is not None:
            taken.add(saying.cue.i if saying.cue is not None else -1)
            content = _union(content, saying, speech.rule)
        cue = _extent_of_cue(speech.cue) if speech.cue is not None else None
        items.append(Item(content, speech.cue, cue, speech.source, f"speech:{speech.rule}", saying, speech.quotations))
    items += _mixed(page, sayings, spoken)
    for saying in sayings:
        cue_token = saying.cue
        if cue_token is None or cue_token.i in taken:
            continue
        if any(q.start <= cue_token.idx < q.end for q in spoken):
            continue
        content = _with_marks(page, _before_speech(page, saying.content, spoken), spoken)
        items.append(Item(content, cue_token, _extent_of_cue(cue_token), saying.source, saying.rule, saying))
    return items


def _mixed(page: Page, sayings: list[Saying], spoken: list[Quotation]) -> list[Item]:
    """Words in marks that no clause holds, after a word of saying that holds nothing: a tree gone astray."""
    holding = {s.cue.i for s in sayings if s.cue is not None}
    found = []
    for quotation in page.quotations:
        start, end = quotation.inner
        held = any(s.content[0] <= quotation.start and quotation.end <= s.content[1] + 1 for s in sayings)
        if held or quotation in spoken or len(page.text[start:end].split()) < FRAGMENT:
            continue
        cue = cue_before(page, quotation)
        source = subject_of(cue) if cue is not None and cue.i not in holding else None
        if cue is not None and source is not None and source.lower_ != "you":
            extent = (quotation.start, quotation.end)
            found.append(Item(extent, cue, _extent_of_cue(cue), source, "mixed", None, (quotation,)))
    return found


def _union(speech: Extent, saying: Saying, rule: str) -> Extent:
    """The quoted words, with the clause that leads into or out of them on the side away from the saying."""
    clause = saying.content
    if clause[0] > speech[1] or speech[0] > clause[1] or saying.rule.endswith("around"):
        return speech
    return (min(speech[0], clause[0]), speech[1]) if rule == "after" else (speech[0], max(speech[1], clause[1]))


def _before_speech(page: Page, content: Extent, spoken: list[Quotation]) -> Extent:
    """Content ends where a sentence ends and quoted speech begins, even if the tree runs on."""
    start, end = content
    for quotation in spoken:
        before = page.text[start : quotation.start].rstrip() if start < quotation.start < end else ""
        if before.endswith((".", "?", "!")):
            return start, start + len(before) - 1
    return content


def _with_marks(page: Page, content: Extent, spoken: list[Quotation]) -> Extent:
    """Content that reaches into a quotation takes all of it in."""
    start, end = content
    for quotation in page.quotations:
        if quotation.start < end and start < quotation.end and quotation.start >= start - 1 and quotation not in spoken:
            end = max(end, quotation.end)
            start = min(start, quotation.start)
    return start, end


def _extent_of_cue(cue: Token) -> Extent:
    last = cue
    for kid in cue.children:
        if kid.dep_.lower() in ("compound:prt", "prt", "fixed") and kid.i == last.i + 1:
            last = kid
    if cue.lower_ == "according" and cue.i + 1 < len(cue.doc):
        last = cue.nbor(1)
    return cue.idx, last.idx + len(last)


def find_prefixed(page: Page, mentions: tuple[Mention, ...]) -> list[Item]:
    """Headlines and transcripts: "Police: two held", "Two held: police", "SMITH: I was there." """
    found = []
    for number, (start, end) in enumerate(page.paragraphs):
        match = _PREFIX.match(page.text[start:end].rstrip())
        if match is None or any(q.start == start + match.start("what") for q in page.quotations):
            continue
        who, what = (start + match.start("who"), start + match.end("who")), (start + match.start("what"), end)
        head = _name_head(page, who, mentions)
        if head is None and number == 0:
            head, what = _name_head(page, (what[0], end), mentions), who
        if head is not None and (number == 0 or _speaks_in_script(page.text[who[0] : who[1]], head, mentions)):
            extent = extent_of(list(page.doc[page.token_at(what[0]) : page.token_at(what[1])]))
            colon = start + match.end("who")
            if extent:
                found.append(Item(extent, None, (colon, colon + 1), head, "colon"))
    return found


def _name_head(page: Page, place: Extent, mentions: tuple[Mention, ...]) -> Token | None:
    """The main word of a stretch that is nothing but a source: a name, or "Police", "Report", "Officials"."""
    words = page.text[place[0] : place[1]].strip(" .\n")
    if not words or len(words.split()) > 5:
        return None
    tokens = [t for t in page.doc[page.token_at(place[0]) : page.token_at(place[0] + len(words))] if not t.is_space]
    if not tokens:
        return None
    covered = sum(
        min(m.span.end, place[0] + len(words)) - max(m.span.start, place[0])
        for m in mentions
        if m.kind in ("PER", "ORG") and m.span.start < place[1] and place[0] < m.span.end
    )
    known = source_words()
    last = tokens[-1].lemma_.lower()
    plain = any(last in known[kind] for kind in ("person", "organisation", "document", "unnamed", "outlet"))
    return tokens[-1] if covered >= 0.7 * len(words) or (plain and len(tokens) <= 3) else None


def _speaks_in_script(who: str, head: Token, mentions: tuple[Mention, ...]) -> bool:
    person = any(m.kind == "PER" and m.span.start <= head.idx < m.span.end for m in mentions)
    return who.isupper() or (person and len(who.split()) <= 3)

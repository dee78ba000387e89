"""The passes that lead from the numbers of a post to its quantities."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Doc

from beatbook.code.quantities.ages import find_age
from beatbook.code.quantities.changes import find_change
from beatbook.code.quantities.counted import Words, counted, is_pronoun_after, measured
from beatbook.code.quantities.draft import Draft
from beatbook.code.quantities.masks import Masks
from beatbook.code.quantities.measure import measure
from beatbook.code.quantities.parts import join_ratios, link_parts
from beatbook.code.quantities.qualify import bounded, qualify, qualify_after_noun
from beatbook.code.quantities.ranges import join_ranges
from beatbook.code.quantities.tables import BLANK
from beatbook.code.reading import Reading
from beatbook.record import Quantity, TimeRef
from beatbook.text.numbers import find_numbers


def find_quantities(reading: Reading, times: tuple[TimeRef, ...]) -> tuple[Quantity, ...]:
    """All quantities in reading order."""
    doc = reading.doc
    drafts = find_drafts(doc.text, times)
    phrases = [_phrase(doc, draft) for draft in drafts]
    _fill_from_before(doc, drafts, phrases)
    drafts = [
        qualify_after_noun(doc.text, draft, _end(doc, words)) if words else draft
        for draft, words in zip(drafts, phrases, strict=True)
    ]
    starts = {draft.start: draft for draft in drafts}
    return tuple(_quantity(reading, draft, words, starts) for draft, words in zip(drafts, phrases, strict=True))


def find_drafts(text: str, times: tuple[TimeRef, ...] = ()) -> list[Draft]:
    """The numbers of a text that count or measure something, with unit, bounds and direction."""
    numbers = find_numbers(text)
    if not numbers:
        return []
    masks = Masks(text, times)
    alone = [measure(text, number) for number in numbers]
    drafts = join_ranges(text, [draft for draft in alone if not masks.hides_alone(draft)])
    drafts = [qualify(text, find_age(text, draft)) for draft in drafts]
    drafts = [draft for draft in drafts if not masks.hides(draft)]
    drafts = join_ratios(text, _apart(drafts))
    return link_parts(text, _shared(text, [_directed(text, bounded(draft)) for draft in drafts]))


_CONVERTED = re.compile(rf"[{BLANK}]\($")
_OR = re.compile(rf",?[{BLANK}](?:or|and)[{BLANK}](?:by[{BLANK}])?")


def _shared(text: str, drafts: list[Draft]) -> list[Draft]:
    """What one number says for the next too: "more than 100 km (60 miles)", "grew by 500 jobs or 2 per cent"."""
    shared: list[Draft] = []
    for draft in drafts:
        if shared and draft.qualifier == "exact" and draft.change is None:
            left, gap = shared[-1], text[shared[-1].end : draft.start]
            if left.qualifier != "exact" and draft.kind in ("measure", "money") and _CONVERTED.fullmatch(gap):
                draft = bounded(replace(draft, qualifier=left.qualifier))
            elif left.change and draft.kind == "share" and len(gap) < 40 and _OR.search(gap[-8:]):
                draft = replace(draft, change=left.change)
        shared.append(draft)
    return shared


def _apart(drafts: list[Draft]) -> list[Draft]:
    """Without drafts that lie in the one before."""
    kept: list[Draft] = []
    for draft in drafts:
        if not kept or draft.start >= kept[-1].end or draft.number.start >= kept[-1].end:
            kept.append(draft)
    return kept


def _directed(text: str, draft: Draft) -> Draft:
    change = find_change(text, draft) or draft.change
    if draft.negative:
        draft = _negative(draft)
    return replace(draft, change=change)


def _negative(draft: Draft) -> Draft:
    low, high, best = draft.low, draft.high, draft.best
    return replace(
        draft,
        low=None if high is None else -abs(high),
        high=None if low is None else -abs(low),
        best=None if best is None else -abs(best),
    )


def _phrase(doc: Doc, draft: Draft) -> Words | None:
    if draft.kind == "count":
        return counted(doc, draft)
    if draft.kind == "times":
        return None
    return measured(doc, draft)


def _fill_from_before(doc: Doc, drafts: list[Draft], phrases: list[Words | None]) -> None:
    """A count without a noun has that of the count before it: "15 people …, compared with five last year"."""
    for i, draft in enumerate(drafts):
        if draft.kind != "count" or phrases[i] is not None or i == 0:
            continue
        far = draft.start - drafts[i - 1].end > 200
        if drafts[i - 1].kind == "count" and phrases[i - 1] and (not far or is_pronoun_after(doc, draft)):
            phrases[i] = phrases[i - 1]


def _end(doc: Doc, words: Words) -> int:
    last = doc[words[1] - 1]
    return last.idx + len(last)


def _quantity(reading: Reading, draft: Draft, words: Words | None, starts: dict[int, Draft]) -> Quantity:
    doc = reading.doc
    what = reading.span_of(doc[words[0] : words[1]]) if words else None
    whole = starts.get(draft.part_of) if draft.part_of is not None else None
    return Quantity(
        span=reading.span(draft.start, draft.end),
        text=doc.text[draft.start : draft.end],
        low=draft.low,
        high=draft.high,
        best=draft.best,
        qualifier=draft.qualifier or "exact",
        unit=draft.unit,
        what=reading.words(what) if what else None,
        what_span=what,
        change=draft.change,
        share=draft.share,
        part_of=reading.span(whole.start, whole.end) if whole else None,
        rule=draft.rule,
    )

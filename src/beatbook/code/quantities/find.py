"""The passes that lead from the numbers of a post to its quantities."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from beatbook.code.parsed import Doc
from beatbook.code.quantities.ages import find_age, share_ages
from beatbook.code.quantities.changes import find_change, find_reached
from beatbook.code.quantities.counted import Words, counted, is_pronoun_after, measured, named
from beatbook.code.quantities.draft import Draft
from beatbook.code.quantities.governed import Taken, elliptic, governed, is_shell, said_of
from beatbook.code.quantities.grammar import has_parse
from beatbook.code.quantities.lending import lend_units
from beatbook.code.quantities.masks import Masks
from beatbook.code.quantities.measure import measure
from beatbook.code.quantities.naming import noun_of
from beatbook.code.quantities.parts import join_ratios, link_parts
from beatbook.code.quantities.qualify import bounded, qualify, qualify_after_noun
from beatbook.code.quantities.ranges import is_open, join_ranges
from beatbook.code.quantities.tables import BLANK
from beatbook.code.reading import Reading
from beatbook.record import Quantity, TimeRef
from beatbook.text.numbers import find_numbers


def find_quantities(reading: Reading, times: tuple[TimeRef, ...], join: bool = True) -> tuple[Quantity, ...]:
    """All quantities in reading order; with ``join`` False the two ends of "from five to 15" apart."""
    doc = reading.doc
    text = doc.text  # spaCy builds it anew at every call
    drafts = find_drafts(text, times, join)
    parsed = has_parse(doc)
    dates = [(t.span.start, t.span.end) for t in times if t.type in ("DATE", "TIME")]
    taken = Taken(drafts, dates)
    said = [_without_dates(doc, _said(doc, draft, parsed, taken), dates) for draft in drafts]
    _fill_from_before(doc, text, drafts, said, taken if parsed else None)
    drafts = [
        qualify_after_noun(text, draft, _end(doc, words.what)) if words.what else draft
        for draft, words in zip(drafts, said, strict=True)
    ]
    starts = {draft.start: draft for draft in drafts}
    return tuple(_quantity(reading, text, draft, words, starts) for draft, words in zip(drafts, said, strict=True))


def find_drafts(text: str, times: tuple[TimeRef, ...] = (), join: bool = True) -> list[Draft]:
    """The numbers of a text that count or measure something, with unit, bounds and direction."""
    numbers = find_numbers(text)
    if not numbers:
        return []
    masks = Masks(text, times)
    alone = [measure(text, number) for number in numbers]
    drafts = _without_names(text, alone, masks)
    drafts = join_ranges(text, drafts) if join else drafts
    drafts = share_ages(text, [qualify(text, find_age(text, draft)) for draft in drafts])
    drafts = [draft for draft in drafts if not masks.hides(draft)]
    drafts = join_ratios(text, lend_units(text, _apart(drafts)))
    drafts = _shared(text, [_directed(text, _portion(text, bounded(draft))) for draft in drafts])
    return link_parts(text, _reached(text, drafts))


def _reached(text: str, drafts: list[Draft]) -> list[Draft]:
    """With the way of the movements that ended at a value."""
    return [
        replace(draft, reached=find_reached(text, draft, drafts[i - 1] if i else None))
        for i, draft in enumerate(drafts)
    ]


def _portion(text: str, draft: Draft) -> Draft:
    """ "A third of the farmers" is a share of them; a price of "7/8" is none."""
    number = draft.number
    if number.kind != "fraction" or draft.kind != "count" or not 0 < (draft.best or 0) < 1:
        return draft
    worded = any(c.isalpha() for c in text[number.start : number.end]) or text.startswith(" of ", number.end)
    return replace(draft, share=True) if worded else draft


_CONVERTED = re.compile(rf"[{BLANK}](?:\(|/[{BLANK}])$")
_OR = re.compile(rf",?[{BLANK}](?:or|and)[{BLANK}](?:by[{BLANK}])?$")
_ASIDE = re.compile(rf",?[{BLANK}](?:or|and)[{BLANK}](?:by[{BLANK}])?|[{BLANK}]\(|,[{BLANK}]")
_SUMS = frozenset(["share", "money", "score", "measure"])


def _moves_too(left: Draft, right: Draft, gap: str) -> bool:
    """ "fell 65 cents, or 0.8 percent", "grew by 500 jobs or 2 per cent": one movement in two measures."""
    if right.kind == "share":
        return bool(_ASIDE.fullmatch(gap)) or (len(gap) < 40 and bool(_OR.search(gap)))
    return left.kind in _SUMS and right.kind in _SUMS and not left.is_range and bool(_ASIDE.fullmatch(gap))


def _shared(text: str, drafts: list[Draft]) -> list[Draft]:
    """What one number says for the next too: "more than 100 km (60 miles)", "grew by 500 jobs or 2 per cent"."""
    shared: list[Draft] = []
    for draft in drafts:
        if shared and draft.qualifier == "exact" and draft.change is None:
            left, gap = shared[-1], text[shared[-1].end : draft.start]
            if left.qualifier != "exact" and draft.kind in ("measure", "money") and _CONVERTED.fullmatch(gap):
                draft = bounded(replace(draft, qualifier=left.qualifier))
            elif left.change and _moves_too(left, draft, gap):
                draft = replace(draft, change=left.change)
        shared.append(draft)
    return shared


def _without_names(text: str, drafts: list[Draft], masks: Masks) -> list[Draft]:
    """Without years and parts of names; but "1800 to 2200 calories" has no year."""
    hidden = [masks.hides_alone(draft) for draft in drafts]
    return [
        draft
        for i, draft in enumerate(drafts)
        if not hidden[i]
        or (
            i + 1 < len(drafts)
            and not hidden[i + 1]
            and draft.number.end - draft.number.start == 4
            and not masks.is_dated(draft)
            and is_open(text, draft, drafts[i + 1])
        )
    ]


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


@dataclass(frozen=True, slots=True)
class _Said:
    """What is counted or measured, and what that is said of."""

    what: Words | None
    about: Words | None = None


def _said(doc: Doc, draft: Draft, parsed: bool, taken: Taken) -> _Said:
    if draft.kind == "times":
        return _Said(None, governed(doc, draft, taken)[1] if parsed else None)
    if draft.kind == "count":
        what = counted(doc, draft)
        return _Said(what, said_of(doc, what, draft, taken) if what and parsed else None)
    if draft.rule in ("age after a name", "aged"):
        return _Said(named(doc, draft))
    if not parsed:
        return _Said(measured(doc, draft))
    return _Said(*governed(doc, draft, taken))


def _without_dates(doc: Doc, said: _Said, dates: list[tuple[int, int]]) -> _Said:
    """ "8.4 percent in May and 7.9 last year" counts no years; a mark is no thing either."""
    if said.what is None:
        return said
    start, end = doc[said.what[0]].idx, _end(doc, said.what)
    dated = any(s <= start and end <= e for s, e in dates)
    blank = not any(c.isalnum() for token in doc[said.what[0] : said.what[1]] for c in token.text)
    return _Said(None, said.about) if dated or blank else said


def _fill_from_before(doc: Doc, text: str, drafts: list[Draft], said: list[_Said], taken: Taken | None) -> None:
    """A count without a noun has that of its whole, its clause, or the count before it."""
    wholes = {draft.start: i for i, draft in enumerate(drafts)}
    for i, draft in enumerate(drafts):
        if i and _CONVERTED.fullmatch(text, drafts[i - 1].end, draft.start) and draft.kind in ("measure", "money"):
            said[i] = said[i - 1]  # "56 miles (90 kilometres)"
        if draft.part_of is not None and _stands_in(doc, said[i].what, drafts[wholes[draft.part_of]]):
            said[i] = said[wholes[draft.part_of]]
        if draft.kind == "share" and is_shell(doc, said[i].what):
            shares = [k for k in range(i) if drafts[k].kind == "share" and draft.start - drafts[k].end < _NEAR]
            said[i] = said[shares[-1]] if shares else said[i]  # "70 % of farmers …. That figure has reached 80 %."
        if draft.kind == "count" and said[i].what is None:
            said[i] = _lacking(doc, text, drafts, said, i, taken)


def _stands_in(doc: Doc, what: Words | None, whole: Draft) -> bool:
    return what is None or (doc[what[0]].idx < whole.end and whole.number.start < _end(doc, what))


def _lacking(doc: Doc, text: str, drafts: list[Draft], said: list[_Said], i: int, taken: Taken | None) -> _Said:
    own, about = (None, None)
    if taken and not is_pronoun_after(doc, drafts[i]):
        own, about = elliptic(doc, drafts[i], taken)
    wholes = (k for k in range(i - 1, -1, -1) if drafts[k].kind == "count" and drafts[k].part_of is None)
    before = next(wholes, None)
    if before is not None and said[before].what:
        between = text[drafts[before].end : drafts[i].start]
        alone = len(between) < _NEAR and not own and not about
        if alone or is_pronoun_after(doc, drafts[i]) or _COMPARED.search(between):
            return said[before]
    return _Said(own, about)


_NEAR = 200  # code points within which a bare number goes on counting the same thing
_COMPARED = re.compile(
    r"\b(?:compared|from|against|than|including|of which|of whom|and|or|others)\b[^.;]{0,24}$|^[^.;]{0,40}$"
)


def _end(doc: Doc, words: Words) -> int:
    last = doc[words[1] - 1]
    return last.idx + len(last)


def _quantity(reading: Reading, text: str, draft: Draft, said: _Said, starts: dict[int, Draft]) -> Quantity:
    doc = reading.doc
    what, about = (reading.span_of(doc[w[0] : w[1]]) if w else None for w in (said.what, said.about))
    whole = starts.get(draft.part_of) if draft.part_of is not None else None
    return Quantity(
        span=reading.span(draft.start, draft.end),
        text=text[draft.start : draft.end],
        low=draft.low,
        high=draft.high,
        best=draft.best,
        qualifier=draft.qualifier or "exact",
        unit=draft.unit,
        what=text[what.start : what.end] if what else None,
        what_span=what,
        change=draft.change,
        reached=draft.reached,
        share=draft.share,
        part_of=reading.span(whole.start, whole.end) if whole else None,
        about=text[about.start : about.end] if about else None,
        noun=noun_of(doc, text, said.what) if said.what else None,
        rule=draft.rule,
    )

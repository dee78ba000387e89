"""Sayings, speeches and checks of one post, put together into claims and quotes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from beatbook.code.claims.checks import add_checks
from beatbook.code.claims.direct import Page, find_speeches
from beatbook.code.claims.frames import find_sayings
from beatbook.code.claims.joining import FRAGMENT, Item, find_prefixed, join
from beatbook.code.claims.marks import Quotation
from beatbook.code.claims.sources import Tellers
from beatbook.code.claims.stance import stance_of
from beatbook.code.claims.tree import children, extent_of
from beatbook.code.parsed import Token
from beatbook.code.reading import Reading
from beatbook.record import Claim, Mention, Quote, Source

TELLING = {"say", "report", "speech", "according to", "warn", "allege"}  # rules whose source may go on telling


@dataclass(frozen=True, slots=True)
class Told:
    """What one post tells: the claims and the quotes."""

    claims: tuple[Claim, ...]
    quotes: tuple[Quote, ...]


def tell(reading: Reading, mentions: tuple[Mention, ...]) -> Told:
    """All claims and quotes of a post; without a dependency tree only the words between marks, nobody's."""
    page = Page(reading.doc)
    if not reading.doc.has_annotation("DEP"):
        return Told((), _quotes(reading, page, []))
    items = join(page, find_speeches(page), find_sayings(reading.doc)) + find_prefixed(page, mentions)
    tellers = Tellers(reading, mentions, [(q.start, q.end) for q in page.quotations])
    made = [(item, _claim(item, tellers, page)) for item in sorted(items, key=lambda i: (i.place, i.content))]
    made = _relayed(made)
    claims = _carried(reading, page, [claim for _, claim in made])
    claims = add_checks(reading, page, tellers, claims)
    return Told(tuple(sorted(claims, key=_order)), _quotes(reading, page, made))


def _order(claim: Claim) -> tuple[int, int, str]:
    return claim.content.start, claim.content.end, claim.rule


def _claim(item: Item, tellers: Tellers, page: Page) -> Claim:
    span = tellers.reading.span
    source = tellers.source_of(item.source, item.cue) if item.source is not None else None
    if source is None and item.rule == "speech:alone":
        source = _last_speaker(item, tellers, page)
    saying = item.saying
    text = page.text[item.content[0] : item.content[1]]
    stance = stance_of(
        saying.stance if saying else "asserted", saying.root if saying else None, bool(saying and saying.negated), text
    )
    cue = span(*item.cue_extent) if item.cue_extent else None
    return Claim(span(*item.content), source, cue, stance, None, item.rule)


def _relayed(made: list[tuple[Item, Claim]]) -> list[tuple[Item, Claim]]:
    """ "..., Lee said, according to Reuters": it is Lee who says it, cited from Reuters; so with "citing an aide"."""
    kept = []
    for item, claim in made:
        outer = [c for i, c in made if i is not item and _relays(c, claim)]
        if outer and claim.source is not None and claim.source.cites is None:
            relay = outer[0].source
            cites = (relay.name or relay.text) if relay else None
            claim = replace(claim, source=replace(claim.source, cites=cites))
        inner = [c for i, c in made if i is not item and _relays(claim, c)]
        if claim.rule != "according to" or not any(_fills(c, claim) for c in inner):
            kept.append((item, claim))
    return kept


def _relays(outer: Claim, inner: Claim) -> bool:
    """Whether one claim passes on another: an outlet's, around somebody else's saying or with the same content."""
    if inner.rule != "citing" and outer.rule != "according to":
        return False
    if outer.source is None or inner.source is None or inner.cue is None or outer.source.span == inner.source.span:
        return False
    if inner.rule == "citing":
        return outer.rule.startswith(("say", "report")) and outer.content.start == inner.content.start
    around = outer.content.start <= inner.cue.start and inner.cue.end <= outer.content.end
    return outer.rule == "according to" and outer.source.kind == "outlet" and around


def _fills(inner: Claim, outer: Claim) -> bool:
    """Whether a claim with its saying is most of what another holds, no side remark ("a man who said so fled")."""
    parts = [inner.content, inner.cue, inner.source.span if inner.source else None]
    held = sum(span.end - span.start for span in parts if span is not None and outer.content.contains(span))
    return 2 * held >= outer.content.end - outer.content.start


def _last_speaker(item: Item, tellers: Tellers, page: Page) -> Source | None:
    """Quoted words without a saying are the last speaker's, in the same paragraph or the one before."""
    start = item.content[0]
    here = page.paragraph_of(start)
    floor = page.paragraphs[here][0]
    told = [(at, source) for at, source, _ in tellers.told if at < start and source.kind != "document"]
    last = told[-1] if told else None
    acted = tellers.subject_before(start, max(floor, last[0] + 1 if last else 0))
    if acted is not None:
        return acted
    return last[1] if last and page.paragraph_of(last[0]) >= here - 1 else None


def _carried(reading: Reading, page: Page, claims: list[Claim]) -> list[Claim]:
    """A source named once for several sentences: "The nurse said she fled. She had hidden in a shed." """
    found = list(claims)
    before: Claim | None = None
    edge = -1
    for sentence in reading.doc.sents:
        start, end = sentence.start_char, sentence.end_char
        here = [c for c in claims if c.content.start < end and start < c.content.end]
        inside = page.paragraph_of(start) == page.paragraph_of(max(edge - 1, 0)) and edge > 0
        if here:
            told = [c for c in here if c.source and c.rule.split(":")[0] in TELLING]
            before = told[-1] if told else None
        elif before is not None and inside and _is_backshifted(sentence.root) and not _has_marks(page, start, end):
            extent = extent_of(list(sentence))
            if extent is not None:
                stance = stance_of("asserted", sentence.root, False, page.text[start:end])
                found.append(Claim(reading.span(*extent), before.source, None, stance, None, "carried"))
        else:
            before = None
        edge = end
    return found


def _is_backshifted(verb: Token) -> bool:
    """ "had hidden": told from where the speaker stood."""
    return any(k.lower_ == "had" for k in children(verb, "aux"))


def _has_marks(page: Page, start: int, end: int) -> bool:
    return any(q.start < end and start < q.end for q in page.quotations)


# quotes --------------------------------------------------------------------------------------------------------------


def _quotes(reading: Reading, page: Page, made: list[tuple[Item, Claim]]) -> tuple[Quote, ...]:
    of_speech = {q.start: claim for item, claim in made for q in item.quotations}
    found = []
    for quotation in page.quotations:
        claim = of_speech.get(quotation.start)
        rule = claim.rule if claim else "mixed"
        direct = claim is not None
        if claim is None:
            claim = _claim_around(quotation, made)
            start, end = quotation.inner
            direct = claim is not None and len(page.text[start:end].split()) >= FRAGMENT
        source = claim.source if claim else None
        found.append(
            Quote(
                span=reading.span(quotation.start, quotation.end),
                text=page.text[quotation.start : quotation.end],
                speaker=(source.name or source.text) if source else None,
                speaker_span=source.span if source else None,
                cue_span=claim.cue if claim else None,
                direct=direct,
                rule=rule,
            )
        )
    return tuple(found)


def _claim_around(quotation: Quotation, made: list[tuple[Item, Claim]]) -> Claim | None:
    """The smallest claim with a source whose content holds a quotation."""
    around = [
        c
        for _, c in made
        if c.source and c.content.start <= quotation.start and quotation.end <= c.content.end and c.rule != "colon"
    ]
    return min(around, key=lambda c: (c.content.end - c.content.start, c.content.start)) if around else None

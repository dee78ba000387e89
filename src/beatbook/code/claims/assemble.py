"""Sayings, speeches and checks of one post, put together into claims and quotes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from spacy.tokens import Token

from beatbook.code.claims.direct import Page, Speech, cue_before, find_speeches
from beatbook.code.claims.frames import Saying, find_sayings, subject_of
from beatbook.code.claims.marks import Quotation
from beatbook.code.claims.sources import Tellers, source_words
from beatbook.code.claims.stance import stance_of
from beatbook.code.claims.tree import Extent, children, extent_of, noun_phrase, relation, tokens_under
from beatbook.code.claims.verification import Check, find_checks
from beatbook.code.reading import Reading
from beatbook.record import Claim, Mention, Quote, Source

FRAGMENT = 4  # words: a shorter mixed quotation is a scare quote or a term, not speech
TELLING = {"say", "report", "speech", "according to", "warn", "allege"}  # rules whose source may go on telling
_PREFIX = re.compile(r"[“\"]?(?P<who>[A-Z][^:\n“”\"]{1,48}):\s+(?P<what>\S.{8,})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Told:
    """What one post tells: the claims and the quotes."""

    claims: tuple[Claim, ...]
    quotes: tuple[Quote, ...]


@dataclass(slots=True)
class _Item:
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


def tell(reading: Reading, mentions: tuple[Mention, ...]) -> Told:
    """All claims and quotes of a post."""
    page = Page(reading.doc)
    speeches = find_speeches(page)
    sayings = find_sayings(reading.doc) if reading.doc.has_annotation("DEP") else []
    items = _join(page, speeches, sayings) + _prefixed(page, reading, mentions)
    tellers = Tellers(reading, mentions, [(q.start, q.end) for q in page.quotations])
    made = [(item, _claim(item, tellers, page)) for item in sorted(items, key=lambda i: (i.place, i.content))]
    made = _relayed(made)
    claims = _carried(reading, page, [claim for _, claim in made])
    claims = _checked(reading, page, tellers, claims)
    return Told(tuple(sorted(claims, key=_order)), _quotes(reading, page, made))


def _order(claim: Claim) -> tuple[int, int, str]:
    return claim.content.start, claim.content.end, claim.rule


def _join(page: Page, speeches: list[Speech], sayings: list[Saying]) -> list[_Item]:
    """Speeches take over the sayings with their cue; sayings inside quoted speech are the speaker's own words."""
    by_cue = {s.cue.i: s for s in sayings if s.cue is not None}
    spoken = [q for speech in speeches for q in speech.quotations]
    taken: set[int] = set()
    items: list[_Item] = []
    for speech in speeches:
        saying = by_cue.get(speech.cue.i) if speech.cue is not None else None
        content = (speech.quotations[0].start, speech.quotations[-1].end)
        if saying is not None:
            taken.add(saying.cue.i if saying.cue is not None else -1)
            content = _union(content, saying, speech.rule)
        cue = _extent_of_cue(speech.cue) if speech.cue is not None else None
        items.append(_Item(content, speech.cue, cue, speech.source, f"speech:{speech.rule}", saying, speech.quotations))
    items += _mixed(page, sayings, spoken)
    for saying in sayings:
        cue_token = saying.cue
        if cue_token is None or cue_token.i in taken:
            continue
        if any(q.start <= cue_token.idx < q.end for q in spoken):
            continue
        content = _with_marks(page, _before_speech(page, saying.content, spoken), spoken)
        items.append(_Item(content, cue_token, _extent_of_cue(cue_token), saying.source, saying.rule, saying))
    return items


def _mixed(page: Page, sayings: list[Saying], spoken: list[Quotation]) -> list[_Item]:
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
            found.append(_Item(extent, cue, _extent_of_cue(cue), source, "mixed", None, (quotation,)))
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
        if quotation not in spoken and quotation.start < end and start < quotation.end and quotation.start >= start - 1:
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


def _prefixed(page: Page, reading: Reading, mentions: tuple[Mention, ...]) -> list[_Item]:
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
                found.append(_Item(extent, None, (colon, colon + 1), head, "colon"))
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


def _claim(item: _Item, tellers: Tellers, page: Page) -> Claim:
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


def _relayed(made: list[tuple[_Item, Claim]]) -> list[tuple[_Item, Claim]]:
    """ "..., Lee said, according to Reuters": it is Lee who says it, cited from Reuters; so with "citing an aide"."""
    kept = []
    for item, claim in made:
        outer = [c for i, c in made if i is not item and _relays(c, claim)]
        if outer and claim.source is not None and claim.source.cites is None:
            relay = outer[0].source
            cites = (relay.name or relay.text) if relay else None
            claim = replace(claim, source=replace(claim.source, cites=cites))
        if not any(i is not item and _relays(claim, c) and claim.rule == "according to" for i, c in made):
            kept.append((item, claim))
    return kept


def _relays(outer: Claim, inner: Claim) -> bool:
    """Whether one claim passes on another: an outlet's, around somebody else's saying or with the same content."""
    if outer.source is None or inner.source is None or inner.cue is None or outer.source.span == inner.source.span:
        return False
    if inner.rule == "citing":
        return outer.rule.startswith(("say", "report")) and outer.content.start == inner.content.start
    around = outer.content.start <= inner.cue.start and inner.cue.end <= outer.content.end
    return outer.rule == "according to" and outer.source.kind == "outlet" and around


def _last_speaker(item: _Item, tellers: Tellers, page: Page) -> Source | None:
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
    """ "had hidden", "would return": told from where the speaker stood."""
    return any(k.lower_ in ("had", "would") for k in children(verb, "aux"))


def _has_marks(page: Page, start: int, end: int) -> bool:
    return any(q.start < end and start < q.end for q in page.quotations)


# quotes --------------------------------------------------------------------------------------------------------------


def _quotes(reading: Reading, page: Page, made: list[tuple[_Item, Claim]]) -> tuple[Quote, ...]:
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


def _claim_around(quotation: Quotation, made: list[tuple[_Item, Claim]]) -> Claim | None:
    """The smallest claim with a source whose content holds a quotation."""
    around = [
        c
        for _, c in made
        if c.source and c.content.start <= quotation.start and quotation.end <= c.content.end and c.rule != "colon"
    ]
    return min(around, key=lambda c: (c.content.end - c.content.start, c.content.start)) if around else None


# checks --------------------------------------------------------------------------------------------------------------


def _checked(reading: Reading, page: Page, tellers: Tellers, claims: list[Claim]) -> list[Claim]:
    """Claims with what the text says about how well they are known; a check that is no claim yet becomes one."""
    found = list(claims)
    for check in find_checks(page.text):
        if any(q.start <= check.start < q.end for q in page.quotations):
            continue
        own = [n for n, c in enumerate(found) if c.cue and c.cue.start < check.end and check.start < c.cue.end]
        if own:
            found[own[0]] = replace(found[own[0]], verification=check.verification)
        else:
            made = _claim_of_check(reading, page, tellers, check)
            if made:
                found.append(made)
        if check.before:
            before = _claim_before(page, claims, check)
            if before is not None:
                found[before] = replace(found[before], verification="unverified")
    return found


def _claim_before(page: Page, claims: list[Claim], check: Check) -> int | None:
    """The claim that an unverified-sentence is about: the last one told before it, a paragraph back at most."""
    sentence = page.doc[min(page.token_at(check.start), len(page.doc) - 1)].sent.start_char
    near = [
        (c.content.end, n)
        for n, c in enumerate(claims)
        if c.content.end <= sentence + 1
        and c.rule != "adverb"
        and page.paragraph_of(c.content.start) >= page.paragraph_of(check.start) - 1
    ]
    return max(near)[1] if near else None


def _unchecked(verb: Token, check: Check) -> Extent | None:
    """What could not be verified: the object, the clause, or the noun before "which ... could not verify"."""
    held = [k for k in children(verb, "obj", "ccomp", "csubj", "nsubj", "advcl", "obl") if k.idx >= check.end]
    if not held and relation(verb) == "acl":
        return noun_phrase(verb.head)
    return extent_of(sorted((t for k in held for t in tokens_under(k)), key=lambda t: t.i))


def _claim_of_check(reading: Reading, page: Page, tellers: Tellers, check: Check) -> Claim | None:
    tokens = list(page.doc[page.token_at(check.start) : page.token_at(check.end)])
    if not tokens:
        return None
    verb = next((t for t in reversed(tokens) if t.pos_ in ("VERB", "ADJ")), tokens[-1])
    subject = next((s for t in tokens if (s := subject_of(t)) is not None and s.i not in {x.i for x in tokens}), None)
    extent = _unchecked(verb, check) if check.verification == "unverified" else None
    source = tellers.source_of(subject, verb, remember=False) if subject is not None else None
    if source is None and check.subject:
        return None
    stance = "negated" if check.verification in ("no comment", "unverified") else "asserted"
    content = reading.span(*extent) if extent else reading.span(check.start, check.end)
    return Claim(content, source, reading.span(check.start, check.end), stance, check.verification, "check")  # type: ignore[arg-type]

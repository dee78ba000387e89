"""Claims with what the post says about how well they are known."""

from __future__ import annotations

from dataclasses import replace

from beatbook.code.claims.direct import Page
from beatbook.code.claims.sources import Tellers
from beatbook.code.claims.subjects import subject_of
from beatbook.code.claims.tree import Extent, children, extent_of, noun_phrase, relation, tokens_under
from beatbook.code.claims.verification import Check, find_checks
from beatbook.code.parsed import Token
from beatbook.code.reading import Reading
from beatbook.record import Claim


def add_checks(reading: Reading, page: Page, tellers: Tellers, claims: list[Claim]) -> list[Claim]:
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

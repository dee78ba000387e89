"""What somebody is quoted as denying, set against what another source says: over the words, not the event type.

`statements` compares reports of one type; but a denial is often only a claim ("denied that any application had come"),
and so may be what is denied ("the house will close"). Both must share what is said and whom it is said of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from beatbook.corroborate.codebook import event_rules
from beatbook.corroborate.coded import Coded
from beatbook.corroborate.contradictions.lists import lists
from beatbook.corroborate.contradictions.sides import make_contradiction, make_side, report_source, source_name
from beatbook.corroborate.names import name_words, person_key, plain_key
from beatbook.corroborate.sketch import Sketch
from beatbook.corroborate.terms import common_words, find_words, plain_form
from beatbook.record import Claim, Contradiction, Side, Source, Span

ENOUGH = 4  # points: of the words of a title-length statement, its verb and a name of two words, or two telling nouns
STEM = 6  # letters that words of one family share: "protecting", "protection"
OPENING = 5  # words among which a claim's own negation stands; a later one negates something else
AFTER = 6  # words behind a negation that it can reach
_NOT = re.compile(r"\b(?:not|no|never|none|nobody|neither|nor|cannot)\b|n['’]t\b", re.IGNORECASE)
# Of a matter, not of a fact ("unaware that"), and not a finding ("no evidence of life")
_KNOWS_NOTHING = re.compile(r"\b(?:kn[eo]ws? nothing|no (?:information|knowledge)|(?:not |un)aware) (?:of|about|on)\b")
TELLS = ("asserted", "alleged", "planned")


@dataclass(frozen=True, slots=True)
class Said:
    """One statement: its words and who makes it."""

    item: Coded
    span: Span
    source: Source | None
    stems: frozenset[str]
    names: frozenset[str]  # stems that belong to a name
    nations: frozenset[str]  # stems of countries and peoples, which half a beat shares
    people: frozenset[str]
    kind: str | None = None  # event type, where it is one that all words mean alike

    @property
    def teller(self) -> str:
        """Who says it, for comparison."""
        return plain_key(source_name(self.source, self.item) or "", "OTHER")


def find_in_denials(sketches: Sequence[Sketch], items: Sequence[Coded]) -> Iterator[Contradiction]:
    """Each denial of a story against the statement nearest to it; of one post's denials of one thing the best."""
    coded = {item.post.id: item for item in items}
    denials = [d for item in items for c in item.codes.claims if (d := _denial(c, item))]
    denied = [d.span for d in denials]
    told = [s for s in (*_reports(sketches, coded), *_claims(items)) if not any(s.span.overlaps(d) for d in denied)]
    best: dict[tuple[str, str], tuple[tuple[int, bool, str], Contradiction]] = {}
    for no in denials:
        near = [(shared, points, yes) for yes in told for shared, points in [_shared(no, yes)] if points >= ENOUGH]
        if not near:
            continue
        shared, points, yes = min(near, key=lambda n: (-n[1], n[2].item.post.id, n[2].span))
        topic, found = _topic(shared, no), _contradiction(no, yes, shared)
        order = (-points, no.source is None, found.id)
        key = no.item.post.id, topic  # a headline and its sentence are one denial
        if key not in best or order < best[key][0]:
            best[key] = order, found
    for _, found in best.values():
        yield found


def _topic(shared: frozenset[str], no: Said) -> str:
    """The word both say that tells most of what is denied: no name, and no everyday word if there is another."""
    words = [w for w in _printed(shared, no) if _stem(plain_form(w)) not in no.names]
    return min(words, key=lambda w: plain_form(w) in common_words(), default="")


def _printed(shared: frozenset[str], no: Said) -> list[str]:
    """The shared words as the denial prints them, in its order."""
    words = re.findall(r"[^\W_]+", no.item.post.words(no.span))
    return list(dict.fromkeys(w for w in words if _stem(plain_form(w)) in shared))


def _contradiction(no: Said, yes: Said, shared: frozenset[str]) -> Contradiction:
    by = source_name(no.source, no.item) or "the other"
    words = ", ".join(_printed(shared, no))
    why = f"one says it, {by} denies it; both speak of: {words}"
    return make_contradiction("denial", _topic(shared, no), _side(yes), _side(no), why, "statements.denied in words")


def _side(said: Said) -> Side:
    return make_side(said.item, (said.span,), said.item.post.words(said.span), said.source)


def _denial(claim: Claim, item: Coded) -> Said | None:
    """A claim as a denial, with the words that are denied; ``None`` where it is none, or denies a denial."""
    text = item.post.words(claim.content)
    if claim.stance == "denied" and claim.rule.endswith(":clause"):
        return None if _NOT.search(text) and not _opens_anew(text) else _said(item, claim.content, claim.source, text)
    if claim.source is None or not claim.rule.startswith("say:"):
        return None
    knows = _KNOWS_NOTHING.search(text)
    if knows and len(text[: knows.start()].split()) < OPENING:
        return _said(item, claim.content, claim.source, text[knows.end() :])
    found = _NOT.search(" ".join(text.split()[:OPENING])) if claim.stance == "negated" else None
    return _said(item, claim.content, claim.source, " ".join(text[found.end() :].split()[:AFTER])) if found else None


def _opens_anew(text: str) -> bool:
    """Whether the negation stands in a further part: "denied it knew him, and said it was not paying"."""
    found = _NOT.search(text)
    return found is not None and ", and " in text[: found.start()]


def _said(item: Coded, span: Span, source: Source | None, text: str, kind: str | None = None) -> Said:
    own = text.split(", and ")[0]
    names = frozenset(_stem(plain_form(w)) for m in item.codes.mentions for w in name_words(m.text))
    lands = [item.post.words(p.span) for p in item.codes.places if p.level == "country"]
    lands += [m.text for m in item.codes.mentions if m.kind == "NORP"]
    nations = frozenset(_stem(plain_form(w)) for name in lands for w in name_words(name))
    return Said(
        item, span, source, frozenset(_stem(w) for w in find_words(own)), names, nations, _people(span, item), kind
    )


def _people(span: Span, item: Coded) -> frozenset[str]:
    inside = (m for m in item.codes.mentions if m.kind == "PER" and span.contains(m.span))
    return frozenset(key for m in inside if (key := person_key(m.entity)))


def _stem(word: str) -> str:
    return word[:STEM]


def _reports(sketches: Sequence[Sketch], items: Mapping[str, Coded]) -> Iterator[Said]:
    for sketch in sketches:
        report, item = sketch.filed.report, items[sketch.post]
        if report.stance not in TELLS or report.type in event_rules().talk or report.background:
            continue
        kind = report.type if report.type in lists().plain_types else None
        said = _said(item, report.trigger, report_source(sketch, item), item.post.words(report.trigger), kind)
        named = sketch.people.union(*(_people(span, item) for span in report.spans))
        yield replace(said, people=named)


def _claims(items: Sequence[Coded]) -> Iterator[Said]:
    for item in items:
        for claim in item.codes.claims:
            text = item.post.words(claim.content)
            if claim.stance in TELLS and not _NOT.search(text):
                yield _said(item, claim.content, claim.source, text)


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    return frozenset(_stem(word) for word in common_words())


def _shared(no: Said, yes: Said) -> tuple[frozenset[str], int]:
    """The words both say, and their points: two for a telling one, one for a common one; no points for names alone."""
    nothing: tuple[frozenset[str], int] = frozenset(), 0
    if no.teller == yes.teller or (no.people and yes.people and not no.people & yes.people):
        return nothing
    shared = no.stems & yes.stems
    names = no.names | yes.names
    if not shared - names:
        return nothing
    points = sum(1 if s in _common() and s not in names else 2 for s in shared - no.nations)
    if yes.kind and _stem(plain_form(yes.kind)) in shared:
        points += 2  # all words for it mean one thing, and the story says of whom
    return shared, points

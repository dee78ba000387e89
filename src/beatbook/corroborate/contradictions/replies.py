"""Answers inside one post: a denial or another number that stands beside what it answers.

"The army denied any such raid", "police said that was false", "doctors put the number at 45": such words name little or
nothing of what they answer, so no comparison of words finds the other side. What stands next to them does: the nearest
statement of another source in the same paragraph, at most one sentence away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product

from beatbook.corroborate.coded import Coded
from beatbook.corroborate.contradictions.lists import lists
from beatbook.corroborate.contradictions.numbers import AGE, differ
from beatbook.corroborate.contradictions.sides import make_contradiction, make_side, source_name
from beatbook.corroborate.days import date_of
from beatbook.corroborate.names import plain_key
from beatbook.corroborate.terms import common_words, find_words
from beatbook.record import Claim, Contradiction, Quantity, Side, Source, Span

ELLIPTIC = 4  # words of a statement that is hardly more than its number: "it was 34"
STEM = 6  # letters that words of one family share
OPENING = 7  # words among which the negation of a claim's own verb stands
NEGATED_LEAST = 2  # what is merely negated is more often another matter than what is denied
SENTENCES = 1  # sentence ends between an answer and what it answers
_END = re.compile(r"(?<!\b[A-Z])(?<!\bMr)(?<!\bDr)(?<!\bMs)(?<!\bSt)[.!?][”\"’')]*\s+(?=[A-Z“\"‘'(\d])")
_BREAK = re.compile(r"\n\s*\n")
_STATEMENT = (
    r"(?:accusation|allegation|assertion|charge|claim|report|rumou?r|stor(?:y|ie)|suggestion|account|version|figure"
    r"|number|statement|criticism)s?"
)
# "denied this", "rejected the accusation": nothing more is said of what is denied
_DENIES_THAT = re.compile(
    rf"\s+(?:this|that|it|them|(?:all|both|any)?\s*(?:of\s)?(?:the|these|those|this|that|such)?\s*{_STATEMENT})"
    r"(?=\s*(?:[.,;:]|and\b|but\b|as\b|saying\b|$))",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"den(?:y|ies|ied|ying)\s(?:that\s)?(?P<what>[^.;\n]*?\b(?:had|has|have|was|were|is|are|did)\b[^.;\n]*)",
    re.IGNORECASE,
)
# "that was false", "the figures were too low"
_IS_FALSE = re.compile(
    rf"^[“\"]?(?:that\s)?(?:(?:this|that|it|these|those|they)|(?:the|this|that|these|those|such|both)\s{_STATEMENT})"
    r"\s(?:is|are|was|were)\s(?:simply |completely |totally |entirely |quite |all |just |plainly |much |far )?"
    r"(?:false|untrue|not true|wrong|incorrect|inaccurate|baseless|groundless|unfounded|fabricated|invented|nonsense"
    r"|a lie|lies|fiction|misleading|exaggerated|inflated|too (?:low|high)"
    r"|an? (?:invention|exaggeration|fabrication))\b",
    re.IGNORECASE,
)
_SUCH = re.compile(r"^(?:that\s)?(?:any|no)\ssuch\b|^(?:that\s)?(?:this|these|those)\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|no|never|none|nobody|neither|nor|cannot)\b|n['’]t\b", re.IGNORECASE)
_BUT = re.compile(r"[.;,]?[”\"’]?\s*(?:But|However|Yet|Still)\b", re.IGNORECASE)
# "a newspaper report that …", "claims by the union that …": who said what is denied
_REPORT_THAT = re.compile(
    rf"^(?:the\s|an?\s|that\s)?(?P<who>(?:[\w'’-]+\s){{0,4}}?)(?P<noun>{_STATEMENT})\s"
    r"(?:(?:by|in|from|of)\s(?P<by>[^,;.]{3,60}?)\s)?that\s(?P<what>.{8,})",
    re.IGNORECASE | re.DOTALL,
)
# "put the number at 45"
_NUMBER_AT = re.compile(
    r"^(?:that\s)?(?:the\s|its\s|their\s|this\s|that\s)?(?:true\s|real\s|actual\s|overall\s)?(?:death\s)?"
    r"(?:number|toll|figure|total|count|tally|it)(?:\sof\s(?:dead|deaths|victims|casualties))?"
    r"\s(?:is\s|was\s|stood\s|stands\s)?(?:at|as\shigh\sas|closer\sto|nearer)?\s*(?:\w+\s){0,2}?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A denial that answers what stands beside it."""

    span: Span  # the words that deny, or that are denied
    cue: Span
    source: Source | None
    speaker: str
    points_back: bool
    words: frozenset[str]
    least: int = 1  # words or matters to be shared with a statement beside it


def find_in_replies(item: Coded) -> Iterator[Contradiction]:
    """Denials and other numbers of one post, each against the statement that it answers."""
    told = [c for c in item.codes.claims if _is_told(c, item)]
    for answer in _answers(item):
        found = _answered(answer, told, item)
        if found is not None:
            other, rule, why = found
            left = make_side(item, (other.content,), item.post.words(other.content), other.source)
            yield make_contradiction("denial", _topic(answer, other, item), left, _side(answer, item), why, rule)
    for claim in item.codes.claims:
        yield from _reported(claim, item)
        yield from _other_number(claim, item)
    yield from _rival_counts(item)


def _is_told(claim: Claim, item: Coded) -> bool:
    """Whether somebody tells something here, and not that something is false."""
    if claim.source is None or claim.stance not in ("asserted", "alleged"):
        return False
    text = item.post.words(claim.content)
    return not _IS_FALSE.search(text) and not _NOT.search(" ".join(text.split()[:6]))


def _side(answer: Answer, item: Coded) -> Side:
    source = answer.source or Source(answer.speaker, "person", None, answer.speaker)
    return make_side(item, (answer.span, answer.cue), item.post.words(answer.span), source)


def _answers(item: Coded) -> Iterator[Answer]:
    for claim in item.codes.claims:
        text, cue = item.post.words(claim.content), claim.cue or claim.content
        if claim.source is None:
            continue
        words = frozenset(find_words(text))
        if claim.stance == "denied" and claim.rule.endswith(":clause") and not _NOT.search(text):
            yield Answer(claim.content, cue, claim.source, "", bool(_SUCH.search(text)), words)
        elif claim.stance == "asserted" and _IS_FALSE.search(text):
            yield Answer(claim.content, cue, claim.source, "", True, words)
        elif claim.stance == "negated" and claim.rule != "check":
            found = _NOT.search(" ".join(text.split()[:OPENING]))
            if found:
                yield Answer(claim.content, cue, claim.source, "", False, words, NEGATED_LEAST)
    for report in item.codes.reports:
        speakers = [p.entity or p.text for p in report.participants if p.role == "speaker"]
        if report.type == "denial" and speakers and report.stance == "asserted":
            points = _DENIES_THAT.match(item.post.text, report.trigger.end)
            if points:
                span = item.post.span(report.trigger.start, points.end())
                yield Answer(_sentence(span, item), span, None, speakers[0], True, frozenset())
            elif (denied := _denied_words(report.trigger, item)) is not None:
                words = frozenset(find_words(item.post.words(denied)))
                yield Answer(denied, report.trigger, None, speakers[0], False, words)


def _denied_words(trigger: Span, item: Coded) -> Span | None:
    """The clause behind "denied", where no claim was coded of it; not what somebody is denied: "denied him bail"."""
    if any(c.stance == "denied" and c.cue is not None and c.cue.overlaps(trigger) for c in item.codes.claims):
        return None
    found = _DENIED.match(item.post.text, trigger.start)
    return None if found is None or _NOT.search(found["what"]) else item.post.span(*found.span("what"))


def _sentence(span: Span, item: Coded) -> Span:
    """The whole sentence: what else the denier says in it is the answer's reason."""
    text = item.post.text
    ends = [found.end() for found in (*_END.finditer(text), *_BREAK.finditer(text))]
    start = max((e for e in ends if e <= span.start), default=0)
    end = min((e for e in ends if e >= span.end), default=len(text))
    return item.post.span(start, start + len(text[start:end].rstrip()))


def _answered(answer: Answer, told: list[Claim], item: Coded) -> tuple[Claim, str, str] | None:
    """What is answered, the rule and the reason; ``None`` where nothing beside the answer fits it."""
    by = source_name(answer.source, item) if answer.source else answer.speaker
    others = [c for c in told if _other_mouth(c, by or "") and not c.content.overlaps(answer.span)]
    before = [c for c in others if c.content.end <= answer.cue.start and _beside(c.content, answer.cue, item)]
    after = [c for c in others if c.content.start >= answer.span.end and _beside(answer.span, c.content, item)]
    after = after if answer.least == 1 else []  # what is only negated answers what came before, if anything
    nearest = max(before, key=lambda c: (c.content.end, c.content.start), default=None)
    if answer.points_back:
        why = f"{by} denies what is told just before"
        return (nearest, "replies.points back", why) if nearest else None
    for claim in sorted(before, key=lambda c: -c.content.end):
        if len(shared := _shared(answer, claim, item)) >= answer.least:
            return claim, "replies.beside", f"{by} denies it right after; both speak of: {', '.join(shared)}"
    first = min(after, key=lambda c: c.content.start, default=None)
    if first is not None:
        end = _END.search(item.post.text, answer.span.end - 1)
        says_but = end is not None and _BUT.match(item.post.text, end.end())
        shared = _shared(answer, first, item)
        if says_but or len(shared) >= answer.least:
            reason = "the next sentence answers it with 'but'" if says_but else f"both speak of: {', '.join(shared)}"
            return first, "replies.answered", f"{by} denies it; {reason}"
    return None


def _other_mouth(claim: Claim, by: str) -> bool:
    names = {plain_key(n, "OTHER") for n in (claim.source.name, claim.source.text) if n} if claim.source else set()
    return plain_key(by, "OTHER") not in names


def _beside(first: Span, second: Span, item: Coded) -> bool:
    """Whether two spans stand in one paragraph with at most one sentence end between them."""
    between = item.post.text[max(0, first.end - 1) : second.start + 1]
    return not _BREAK.search(between) and len(_END.findall(between)) <= SENTENCES


def _shared(answer: Answer, claim: Claim, item: Coded) -> list[str]:
    """The words or the matter that a denial and a statement have in common, for people to read."""
    words = frozenset(find_words(item.post.words(claim.content)))
    named = {w for m in item.codes.mentions for w in find_words(m.text)}
    common = {w[:STEM] for w in common_words()}
    mine = {w[:STEM]: w for w in answer.words - named}
    both = [mine[w[:STEM]] for w in words - named if w[:STEM] in mine and w[:STEM] not in common]
    matters = [name for name, of in lists().matters if answer.words & of and words & of]
    covered = frozenset().union(*(of for _, of in lists().matters if answer.words & of and words & of))
    return sorted({*(w for w in both if w not in covered), *matters})


def _topic(answer: Answer, other: Claim, item: Coded) -> str:
    """A word for what is in dispute."""
    shared = _shared(answer, other, item)
    return shared[0] if shared else "statement"


def _reported(claim: Claim, item: Coded) -> Iterator[Contradiction]:
    """ "Denied a newspaper report that the bridge was closed": both sides stand in the denial itself."""
    if claim.stance != "denied" or claim.source is None or not claim.rule.endswith(":object"):
        return
    found = _REPORT_THAT.match(item.post.words(claim.content))
    if found is None or _NOT.search(found["what"]):
        return
    start = claim.content.start + found.start("what")
    what = item.post.span(start, claim.content.end)
    who = " ".join((found["by"] or f"{found['who']}{found['noun']}").split())
    left = make_side(item, (what,), item.post.words(what), Source(who, "anonymous", None, who))
    lead = claim.cue or item.post.span(claim.content.start, start)
    right = make_side(item, (lead, claim.content), item.post.words(claim.content), claim.source)
    by = source_name(claim.source, item)
    yield make_contradiction("denial", found["noun"], left, right, f"{by} denies what {who} tells", "replies.reported")


def _other_number(claim: Claim, item: Coded) -> Iterator[Contradiction]:
    """ "33 had died, the ministry said. Doctors put the number at 45": a bare number answers the count before it."""
    if claim.source is None or claim.stance not in ("asserted", "alleged"):
        return
    inside = [q for q in item.codes.quantities if claim.content.contains(q.span)]
    if not inside:
        return
    number = min(inside, key=lambda q: q.span)
    lead = item.post.text[claim.content.start : number.span.start]
    if number.unit != "-" or not _NUMBER_AT.match(lead):
        return
    before = [q for q in item.codes.quantities if q.span.end <= claim.content.start and _is_count(q)]
    near = [q for q in before if _beside(q.span, claim.content, item)]
    if not near:
        return
    first = max(near, key=lambda q: q.span)
    telling = [c for c in item.codes.claims if c.content.contains(first.span) and c.source is not None]
    teller = min(telling, key=lambda c: c.content.end - c.content.start, default=None)
    own = {plain_key(n, "OTHER") for n in (claim.source.name, claim.source.text) if n}
    if teller and teller.source and plain_key(teller.source.name or teller.source.text, "OTHER") in own:
        return
    found = differ(first, number, (date_of(item), date_of(item)), grows=False)
    if found and found[0] == "conflict":
        left = make_side(item, (first.span,), first.text, teller.source if teller else None)
        right = make_side(item, (number.span, claim.content), number.text, claim.source)
        why = f"{found[1]}; the second is said of the number before it"
        yield make_contradiction("conflict", f"number of {first.what or 'them'}", left, right, why, "replies.number")


def _rival_counts(item: Coded) -> Iterator[Contradiction]:
    """ "29 men were below, the firm said; the union said 34": two sources beside each other count the same."""
    said = [c for c in item.codes.claims if c.source is not None and c.stance in ("asserted", "alleged")]
    said.sort(key=lambda c: c.content)
    for left, right in pairwise(said):
        if left.content.overlaps(right.content) or not _beside(left.content, right.content, item):
            continue
        if not right.source or not _other_mouth(left, right.source.name or right.source.text):
            continue
        for one, two in product(_counts_in(left, item), _counts_in(right, item)):
            if not _same_count(one, left, two, right, item):
                continue
            found = differ(one, two, (date_of(item), date_of(item)), grows=False)
            if found and found[0] == "conflict":
                first = make_side(item, (one.span, left.content), one.text, left.source)
                second = make_side(item, (two.span, right.content), two.text, right.source)
                topic = f"number of {one.what}"
                yield make_contradiction("conflict", topic, first, second, found[1], "replies.rival counts")


def _counts_in(claim: Claim, item: Coded) -> list[Quantity]:
    return [q for q in item.codes.quantities if claim.content.contains(q.span) and not (q.share or q.change)]


def _same_count(one: Quantity, left: Claim, two: Quantity, right: Claim, item: Coded) -> bool:
    """The same noun and a further word in common; or a second number that is nearly all its source says."""
    if one.unit != two.unit or one.unit == AGE or one.part_of or two.part_of or (one.low or one.high or 0) <= 1:
        return False
    if two.what is None and one.what is not None:
        return one.unit == "-" and len(item.post.words(right.content).split()) <= ELLIPTIC
    if find_words(one.what or "") != find_words(two.what or ""):
        return False
    nouns = frozenset(find_words(f"{one.what or ''} {one.text} {two.text}"))
    telling = (frozenset(find_words(item.post.words(c.content))) - nouns for c in (left, right))
    first, second = telling
    return bool({w[:STEM] for w in first} & {w[:STEM] for w in second})


def _is_count(quantity: Quantity) -> bool:
    return (
        quantity.unit != AGE
        and quantity.unit == "-"
        and not quantity.share
        and not quantity.change
        and bool(quantity.what)
        and (quantity.low or quantity.high or 0) > 1
    )

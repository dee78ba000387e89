"""Statements that do not agree: denied, read in rival ways, planned by one source and begun by another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from beatbook.corroborate.codebook import event_rules
from beatbook.corroborate.coded import Coded
from beatbook.corroborate.contradictions.lists import lists
from beatbook.corroborate.contradictions.sides import (
    make_contradiction,
    make_side,
    report_side,
    report_source,
    source_name,
)
from beatbook.corroborate.names import plain_key
from beatbook.corroborate.sameness import DAY_SLACK
from beatbook.corroborate.sketch import Sketch
from beatbook.corroborate.terms import find_words, plain_form
from beatbook.record import Contradiction, Side

NEXT_SENTENCE = 320  # characters between two triggers of which the second points back to the first
NEGATED = ("denied", "negated")
FIRST = 5  # words of a claim among which stands what it is about
_NEAR = 4  # words before a trigger among which its negation stands; farther off it negates another verb
_NOT = re.compile(r"\b(?:not|no|never|none|nobody|without|neither|nor|cannot)\b|n['’]t\b", re.IGNORECASE)
_PLANNED = re.compile(r"\b(?:plan(?:s|ned|ning)?|propos\w+|consider\w*|intend\w*|would|weigh\w*)\b", re.IGNORECASE)


def find_in_statements(
    sketches: Sequence[Sketch], happening_of: Mapping[str, str], items: Mapping[str, Coded]
) -> Iterator[Contradiction]:
    """All of them among the reports of one story; a denial is set against each happening once."""
    denials: dict[tuple[str, str], list[tuple[int, Contradiction]]] = defaultdict(list)
    for left, right in combinations(sketches, 2):
        one, two = items[left.post], items[right.post]
        if not _days_meet(left, right):
            continue
        for denial in (*_denied(left, right, one, two), *_denied(right, left, two, one)):
            key = happening_of[left.filed.id], happening_of[right.filed.id]
            denials[min(key), max(key)].append((len(left.words & right.words), denial))
        if left.post == right.post:
            yield from _rival(left, right, one)
    for found in denials.values():
        yield min(found, key=lambda f: (-f[0], f[1].id))[1]
    for sketch in sketches:
        others = sorted((s for s in sketches if s.post == sketch.post), key=lambda s: s.filed.report.trigger)
        yield from _planned(sketch, others, items[sketch.post])
        yield from _unknown(sketch, others, items[sketch.post])


def _denied(no: Sketch, yes: Sketch, no_item: Coded, yes_item: Coded) -> Iterator[Contradiction]:
    """One says that it happened, another that it did not."""
    if not _is_no(no, no_item) or _is_no(yes, yes_item) or yes.filed.report.stance not in ("asserted", "alleged"):
        return
    type_ = no.filed.report.type
    if type_ != yes.filed.report.type or type_ in event_rules().talk:
        return
    if type_ not in lists().plain_types and not (_trigger(no, no_item) & _trigger(yes, yes_item)):
        return  # "the trains collided but did not derail": two different happenings of one type
    if not _sources_differ(no, yes, no_item, yes_item) or not _same_people(no, yes):
        return
    sides = (report_side(yes, yes_item), report_side(no, no_item))
    by = source_name(report_source(no, no_item), no_item) or "the other"
    yield make_contradiction("denial", type_, *sides, f"one tells the {type_}, {by} denies it", "statements.denied")


def _trigger(sketch: Sketch, item: Coded) -> frozenset[str]:
    return frozenset(find_words(item.post.words(sketch.filed.report.trigger)))


def _is_no(sketch: Sketch, item: Coded) -> bool:
    """Denied, or negated by someone who is named: "the ministry said it has not received an application"."""
    report = sketch.filed.report
    if report.stance != "negated":
        return report.stance == "denied"
    before = item.post.text[: report.trigger.end].split()[-_NEAR - len(item.post.words(report.trigger).split()) :]
    return report.source is not None and bool(_NOT.search(" ".join(before)))


def _same_people(no: Sketch, yes: Sketch) -> bool:
    """The same people in it: by full name, else by noun; a denial that names nobody is about what the story tells."""
    if no.people or yes.people:
        if no.people & yes.people:
            return True
        if no.people and yes.people:
            return False
    heads = {(r, h) for r, h in no.role_heads & yes.role_heads if h not in event_rules().plain_people}
    if no.post == yes.post:
        return bool(heads) and len(no.words & yes.words) >= 1
    return bool(heads or no.bodies & yes.bodies) or len(no.words & yes.words) >= 3


def _rival(left: Sketch, right: Sketch, item: Coded) -> Iterator[Contradiction]:
    """Fled or abducted, accident or attack: told in one breath of the same people by different sources."""
    first, second = sorted((left, right), key=lambda s: s.filed.report.trigger)
    question = event_rules().rival(first.filed.report.type, second.filed.report.type)
    if question is None or "alleged" not in (first.filed.report.stance, second.filed.report.stance):
        return
    if second.filed.report.trigger.start - first.filed.report.trigger.end > NEXT_SENTENCE:
        return
    if not _sources_differ(first, second, item, item) or not (_points_back(second) or _same_people(first, second)):
        return
    sides = (report_side(first, item), report_side(second, item))
    why = f"two readings of one happening: {question}"
    yield make_contradiction("conflict", question, *sides, why, "statements.rival readings")


def _points_back(sketch: Sketch) -> bool:
    """Whether a role is filled by words that point back: "these defectors", "they"."""
    texts = (p.text.casefold().split() for p in sketch.filed.report.participants)
    return any(words and words[0] in lists().pointing - {"the"} for words in texts)


def _planned(done: Sketch, others: Sequence[Sketch], item: Coded) -> Iterator[Contradiction]:
    """Begun says one source, planned says another, of the same thing in the same post: shown once."""
    report = done.filed.report
    if report.stance != "asserted" or report.type not in lists().lasting:
        return
    if _PLANNED.search(" ".join(item.post.text[: report.trigger.end].split()[-_NEAR:])):
        return  # "it would ban": no more begun than the plan
    heads = {head for role, head in done.role_heads if not role.startswith(("place", "via", "actor"))}
    own = frozenset(heads | _things(done, item)) - event_rules().plain_people
    for said, things, text in (*_plans_in_reports(done, others, item), *_plans_in_claims(done, item)):
        shared = own & things
        if shared and not _speaks_of_more(text, shared):
            why = f"one says it has happened, the other that it is planned: {', '.join(sorted(shared))}"
            sides = (report_side(done, item), said)
            yield make_contradiction("conflict", f"status of the {report.type}", *sides, why, "statements.planned")
            return


Plan = tuple[Side, frozenset[str], str]  # the side, the nouns it is about, its words


def _plans_in_reports(done: Sketch, others: Sequence[Sketch], item: Coded) -> Iterator[Plan]:
    for plan in others:
        report = plan.filed.report
        if report.stance != "planned" or report.type != done.filed.report.type:
            continue
        dated = None not in (*plan.days, *done.days)
        if not dated and _sources_differ(plan, done, item, item):
            text = " ".join(item.post.words(s) for s in report.spans)
            yield report_side(plan, item), plan.heads | _things(plan, item), text


def _plans_in_claims(done: Sketch, item: Coded) -> Iterator[Plan]:
    """What somebody is said to plan: "the document stated that shelters were planned"."""
    told = plain_key(source_name(report_source(done, item), item) or "", "OTHER")
    for claim in item.codes.claims:
        text = item.post.words(claim.content)
        if claim.stance != "planned" or not (claim.source or claim.cue) or not _PLANNED.search(text):
            continue
        source = claim.source.name or claim.source.text if claim.source else ""
        if plain_key(source, "OTHER") != told:
            yield make_side(item, (claim.content,), text, claim.source), frozenset(find_words(text)[:FIRST]), text


def _speaks_of_more(text: str, things: frozenset[str]) -> bool:
    """Whether a plan is for further ones: "two more camps"."""
    words = text.casefold().split()
    near = (words[max(0, i - 2) : i] for i, w in enumerate(words) if set(find_words(w)) & things)
    return any(lists().further.intersection(before) for before in near)


def _things(sketch: Sketch, item: Coded) -> frozenset[str]:
    """The nouns next to the trigger, which a passive leaves without a role: "camps were planned"."""
    trigger = item.post.words(sketch.filed.report.trigger)
    return frozenset(find_words(trigger)) - frozenset(find_words(sketch.filed.report.type))


def _unknown(no: Sketch, others: Sequence[Sketch], item: Coded) -> Iterator[Contradiction]:
    """Somebody has no information about what others tell: set against the first who tells it."""
    if not _is_unknowing(no, item):
        return
    said = item.post.text[no.filed.report.trigger.start : no.filed.report.trigger.end + 120].split(".")[0]
    for told in others:
        report = told.filed.report
        if report.type in event_rules().talk or report.background or report.stance not in ("asserted", "alleged"):
            continue
        trigger = {plain_form(w) for w in item.post.words(report.trigger).split()} | {report.type}
        named = set(find_words(said)) & trigger
        if named and _sources_differ(no, told, item, item):
            by = source_name(report_source(no, item), item) or "another"
            why = f"others tell of the {', '.join(sorted(named))}, {by} says it knows nothing of it"
            sides = (report_side(told, item), report_side(no, item))
            yield make_contradiction("denial", report.type, *sides, why, "statements.denial of knowledge")
            return


def _is_unknowing(sketch: Sketch, item: Coded) -> bool:
    report = sketch.filed.report
    if report.stance not in NEGATED and report.type != "denial":
        return False
    words = item.post.text[report.trigger.start : report.trigger.end + 30].casefold()
    return any(phrase in words for phrase in lists().no_knowledge)


def _sources_differ(left: Sketch, right: Sketch, one: Coded, two: Coded) -> bool:
    """Whether two reports come from different mouths."""
    said, told = report_source(left, one), report_source(right, two)
    a, b = source_name(said, one), source_name(told, two)
    if said is None and told is None:
        return left.post != right.post and plain_key(a or "", "ORG") != plain_key(b or "", "ORG")
    return plain_key(a or "", "OTHER") != plain_key(b or "", "OTHER")


def _days_meet(left: Sketch, right: Sketch) -> bool:
    (l0, l1), (r0, r1) = left.days, right.days
    if l1 is not None and r0 is not None and l1 + DAY_SLACK < r0:
        return False
    return not (r1 is not None and l0 is not None and r1 + DAY_SLACK < l0)

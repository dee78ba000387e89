"""Several tellings of one happening in one post become one report."""

from __future__ import annotations

from dataclasses import dataclass, replace

from beatbook.code.events.lexicon import lexicon
from beatbook.code.events.moment import Moment
from beatbook.code.events.mood import Mood
from beatbook.code.events.triggers import Trigger
from beatbook.record import DateRange, EventReport, Participant

TOLD = 0.95  # the least score of a happening; chosen on the development half of the seeds, 2026-11
_REAL = ("asserted", "alleged")


@dataclass(frozen=True, slots=True)
class Telling:
    """One trigger with what its clause says; ``score`` is how sure we are that it tells a happening."""

    report: EventReport
    trigger: Trigger
    mood: Mood
    moment: Moment
    score: float
    in_title: bool


def merge(tellings: list[Telling]) -> list[EventReport]:
    """One report a happening, in the order in which the body tells them; the title only joins."""
    kept: list[Telling] = []
    for telling in [t for t in tellings if not t.in_title] + [t for t in tellings if t.in_title]:
        at = next((n for n, other in enumerate(kept) if same_happening(other, telling)), None)
        if at is not None:
            kept[at] = _joined(kept[at], telling)
        else:
            kept.append(telling)
    kept = [telling for telling in kept if telling.score >= TOLD]
    if any(not telling.in_title for telling in kept):
        kept = [telling for telling in kept if not telling.in_title]
    return [telling.report for telling in sorted(kept, key=lambda t: t.report.spans[0].start)]


def same_happening(one: Telling, two: Telling) -> bool:
    """Whether two tellings can be of one happening: type, stance, days and people agree as far as both say."""
    if one.report.type != two.report.type or one.trigger.rule.strength == two.trigger.rule.strength == 0:
        return False
    if (one.report.stance in _REAL) != (two.report.stance in _REAL) and not two.in_title:
        return False
    if two.in_title:
        return True
    return _days_agree(one.moment, two.moment) and _people_agree(one, two)


def _days_agree(one: Moment, two: Moment) -> bool:
    if not (one.own and two.own):
        return True
    return one.range.overlaps(two.range)


def _people_agree(one: Telling, two: Telling) -> bool:
    """No role is filled by people who must be others."""
    for role in {p.role for p in one.report.participants} & {p.role for p in two.report.participants}:
        left = _named([p for p in one.report.participants if p.role == role])
        right = _named([p for p in two.report.participants if p.role == role])
        if not any(_may_be_same(a, b) for a in left for b in right):
            return False
    return True


def _named(people: list[Participant]) -> list[Participant]:
    """Without the pronouns, where nouns say who is meant."""
    return [p for p in people if p.text.casefold() not in lexicon().pronouns] or people


def _may_be_same(a: Participant, b: Participant) -> bool:
    left, right = a.text.casefold(), b.text.casefold()
    if left in lexicon().speaking or right in lexicon().speaking:
        return left in lexicon().speaking and right in lexicon().speaking
    if left in lexicon().pronouns or right in lexicon().pronouns:
        return True
    if a.entity and b.entity:
        return a.entity == b.entity
    return _head(a) == _head(b) or bool(a.entity) != bool(b.entity)


def _head(participant: Participant) -> str:
    """The last word before a preposition, without a plural ending: "another soldier" is "the soldier"."""
    words = participant.text.casefold().split()
    cut = next(
        (n for n, word in enumerate(words) if n and word in ("of", "from", "in", "at", "for", "with", "on")), len(words)
    )
    return words[cut - 1].rstrip("s") if words else ""


def _joined(one: Telling, two: Telling) -> Telling:
    """The earlier telling with what the later one adds; the dated one gives the date, named people stay."""
    base, more = one.report, two.report
    dated = two.moment if two.moment.own and _is_better(two.moment.range, one) else one.moment
    people = [*base.participants]
    known = {(p.role, p.span) for p in people}
    people += [p for p in more.participants if (p.role, p.span) not in known]
    spans = tuple(sorted(dict.fromkeys((*base.spans, *more.spans)), key=lambda s: (s != base.spans[0], s)))
    place = (base.place, base.place_span) if base.place else (more.place, more.place_span)
    report = replace(
        base,
        spans=spans,
        date=dated.range,
        date_span=dated.span,
        place=place[0],
        place_span=place[1],
        participants=tuple(people),
        source=base.source or more.source,
        background=base.background and more.background,
    )
    return replace(one, report=report, moment=dated, score=max(one.score, two.score))


def _is_better(new: DateRange, one: Telling) -> bool:
    if not one.moment.own:
        return True
    old_days, new_days = one.moment.range.days, new.days
    return new_days is not None and (old_days is None or new_days < old_days)

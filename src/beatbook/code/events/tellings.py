"""Each trigger of a post with what its clause says: mood, moment, place, people, source - or why it tells nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from spacy.tokens import Span as DocSpan

from beatbook.code.events import clause
from beatbook.code.events.merge import PRONOUNS, Telling
from beatbook.code.events.moment import Clock, Moment
from beatbook.code.events.mood import Mood, mood_of
from beatbook.code.events.roles import Cast
from beatbook.code.events.site import Map
from beatbook.code.events.triggers import Trigger, find_triggers
from beatbook.code.reading import Reading
from beatbook.record import (
    Claim,
    DateRange,
    EventReport,
    Mention,
    Participant,
    Place,
    Quantity,
    Source,
    Span,
    TimeRef,
)
from beatbook.record.codes import Stance

_UNSURE = {"conditional": 0.2, "question": 0.3, "negated": 0.1}
BACKGROUND_DAYS = 60  # a happening that ended longer before its post is retold, not news


@dataclass(frozen=True, slots=True)
class Dropped:
    """A trigger that tells no happening, and why."""

    trigger: Trigger
    reason: str


class Teller:
    """Reads the tellings of one post."""

    def __init__(
        self,
        reading: Reading,
        anchor: DateRange,
        times: Iterable[TimeRef],
        quantities: Iterable[Quantity],
        mentions: Iterable[Mention],
        places: Iterable[Place],
        claims: Iterable[Claim],
    ) -> None:
        self.reading, self.anchor, self.claims = reading, anchor, tuple(claims)
        self.clock = Clock(reading, anchor, times)
        self.cast = Cast(reading, mentions, quantities, self.claims, times)
        self.map = Map(reading, places)
        self.heads: set[int] = set()

    def tellings(self) -> Iterator[Telling | Dropped]:
        """Every trigger in reading order, told or dropped."""
        before: Moment | None = None
        triggers = find_triggers(self.reading.doc, self.reading.beat.event_types)
        self.heads = {trigger.head.i for trigger in triggers}
        for trigger in triggers:
            result = self._read(trigger, before)
            if isinstance(result, Telling) and _lends(result.moment):
                before = result.moment
            yield result

    def _read(self, trigger: Trigger, before: Moment | None) -> Telling | Dropped:
        in_title = trigger.head.idx < self.reading.post.body_start
        mood = mood_of(trigger.head, trigger.is_noun, in_title)
        if mood.generic:
            return Dropped(trigger, mood.why)
        if self._is_of_another(trigger, mood):
            return Dropped(trigger, mood.why)
        people = self.cast.participants(trigger)
        required = trigger.type.required
        if required and not any(p.role in required for p in people):
            return Dropped(trigger, f"no {' or '.join(required)}")
        moment = self.clock.moment(trigger, mood, before)
        score = self._score(trigger, mood, moment, people)
        report = self._report(trigger, mood, moment, people)
        return Telling(report, trigger, mood, moment, score, in_title)

    def _is_of_another(self, trigger: Trigger, mood: Mood) -> bool:
        """Whether it is only what another telling is about: "threatened to confiscate", "demanded the return"."""
        if mood.stance != "planned" or trigger.is_noun or not mood.why.startswith("under"):
            return False
        return trigger.head.head.i in self.heads

    def _score(self, trigger: Trigger, mood: Mood, moment: Moment, people: tuple[Participant, ...]) -> float:
        """How sure: the type's weight, and a date, a doer or a sufferer of its own. A verb says more than a noun."""
        score = trigger.type.weight - (0.3 if trigger.is_noun else 0.0)
        score += 0.3 if moment.own and moment.rule in ("own clause", "clause below", "clause above") else 0.0
        score += 0.1 if moment.own else 0.0
        known = [p for p in people if p.text.casefold() not in PRONOUNS]
        score += 0.2 if known else 0.1 if people else 0.0
        score += 0.1 if any(p.entity or p.count for p in people) else 0.0
        if trigger.is_noun and clause.carrier(trigger.head) is not None and mood.tense == "past":
            score += 0.1
        score -= 0.3 if mood.tense == "future" and mood.stance == "negated" else 0.0
        score -= 0.2 if mood.why == "condition" else 0.0
        return score - _UNSURE.get(mood.stance, 0.0)

    def _report(self, trigger: Trigger, mood: Mood, moment: Moment, people: tuple[Participant, ...]) -> EventReport:
        place, place_span = self.map.place(trigger)
        stance, source = self._claimed(trigger, mood)
        return EventReport(
            type=trigger.type.name,
            plover=trigger.type.plover,
            trigger=self._cover(trigger),
            spans=(self.reading.span(*_trimmed(trigger.head.sent)),),
            date=moment.range,
            date_span=moment.span,
            place=place,
            place_span=place_span,
            participants=people,
            stance=stance,
            source=source,
            background=self._is_background(mood, moment),
            rule=f"{trigger.rule.name}; {moment.rule}",
        )

    def _cover(self, trigger: Trigger) -> Span:
        first, last = trigger.tokens[0], trigger.tokens[-1]
        return self.reading.span(first.idx, last.idx + len(last))

    def _claimed(self, trigger: Trigger, mood: Mood) -> tuple[Stance, Source | None]:
        """The stance and source of the narrowest claim around the trigger, where the clause itself says no more."""
        at = self.reading.span_of(trigger.head)
        around = [claim for claim in self.claims if claim.content.contains(at)]
        if not around:
            return mood.stance, None
        claim = min(around, key=lambda c: (c.content.end - c.content.start, c.content.start))
        sourced = next(
            (c.source for c in sorted(around, key=lambda c: c.content.end - c.content.start) if c.source), None
        )
        return (mood.stance if mood.stance != "asserted" else claim.stance), sourced

    def _is_background(self, mood: Mood, moment: Moment) -> bool:
        start, end = self.anchor.earliest, moment.range.latest
        if start is not None and end is not None and moment.own:
            return end < start - timedelta(days=BACKGROUND_DAYS)
        return mood.perfect


def _lends(moment: Moment) -> bool:
    """Whether later sentences may take their date from this one."""
    return moment.own and moment.range.days is not None and moment.rule != "when it was said"


def _trimmed(sentence: DocSpan) -> tuple[int, int]:
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return start, start + len(text.strip())

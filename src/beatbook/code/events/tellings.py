"""Each trigger of a post with what its clause says: mood, moment, place, people, source - or why it tells nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from beatbook.code.events import clause
from beatbook.code.events.clause import lemma
from beatbook.code.events.lexicon import lexicon
from beatbook.code.events.merge import Telling
from beatbook.code.events.moment import Clock, Moment
from beatbook.code.events.mood import Mood, mood_of
from beatbook.code.events.roles import Cast
from beatbook.code.events.site import Map
from beatbook.code.events.triggers import Trigger, find_triggers
from beatbook.code.parsed import Stretch as DocSpan
from beatbook.code.parsed import Token
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

WEEK = 7
_UNSURE = {"conditional": 0.2, "question": 0.5, "negated": 0.1}
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

    def tellings(self) -> list[Telling | Dropped]:
        """Every trigger in reading order, told or dropped."""
        triggers = find_triggers(self.reading.doc, self.reading.beat.event_types)
        self.heads = self.clock.events = {trigger.head.i for trigger in triggers if trigger.rule.strength}
        found: list[Telling | Dropped] = []
        before: Moment | None = None
        for sentence in self.reading.doc.sents:
            for trigger in (t for t in triggers if sentence.start <= t.head.i < sentence.end):
                result = self._read(trigger, before)
                if isinstance(result, Telling) and _lends(result.moment) and not result.report.background:
                    before = result.moment
                found.append(result)
            found = self._taken_up(found, sentence)
            before = self._told_in(sentence.root) or before
        return found

    def _told_in(self, root: Token) -> Moment | None:
        """The time of a sentence's main clause, unless it is only when something was said."""
        if lemma(root) in lexicon().reporting or root.idx < self.reading.post.body_start:
            return None
        moment = self.clock.of_clause(root)
        return moment if moment is not None and _lends(moment) else None

    def _taken_up(self, found: list[Telling | Dropped], sentence: DocSpan) -> list[Telling | Dropped]:
        """ "The incident happened on Monday" dates what was told last."""
        subjects = clause.subjects(sentence.root)
        if lemma(sentence.root) not in lexicon().occur or not any(lemma(t) in lexicon().again for t in subjects):
            return found
        moment = self.clock.of_clause(sentence.root)
        earlier = [n for n, t in enumerate(found) if isinstance(t, Telling) and _is_news(t, sentence.start)]
        if moment is None or not earlier:
            return found
        last = found[earlier[-1]]
        if not isinstance(last, Telling) or (last.moment.own and not last.moment.range.overlaps(moment.range)):
            return found
        spans = (*last.report.spans, self.reading.span(*_trimmed(sentence)))
        report = replace(last.report, date=moment.range, date_span=moment.span, spans=spans)
        return [*found[: earlier[-1]], replace(last, moment=moment, report=report), *found[earlier[-1] + 1 :]]

    def _read(self, trigger: Trigger, before: Moment | None) -> Telling | Dropped:
        in_title = trigger.head.idx < self.reading.post.body_start
        mood = mood_of(trigger.head, trigger.is_noun, in_title, trigger.rule.kind == "counted")
        if mood.why == "negated" and any(
            t.lower_ in lexicon().no_determiners | lexicon().negations for t in trigger.tokens
        ):
            mood = replace(mood, stance="asserted", why="")  # "have no information" is what it is told by
        if mood.generic:
            return Dropped(trigger, mood.why)
        if self._is_of_another(trigger, mood):
            return Dropped(trigger, mood.why)
        people = self.cast.participants(trigger)
        required = trigger.type.required
        if required and not any(p.role in required for p in people):
            return Dropped(trigger, f"no {' or '.join(required)}")
        wanted = {rule.role for rule in trigger.type.roles if rule.kinds}
        if trigger.is_weak and wanted and not any(p.role in wanted for p in people):
            return Dropped(trigger, f"a weak word without {' or '.join(sorted(wanted))}")
        moment = self.clock.moment(trigger, mood, before)
        if not trigger.rule.strength and (mood.stance != "asserted" or not _is_dated(moment)):
            return Dropped(trigger, "a verb of no type, not of a day of its own")
        score = self._score(trigger, mood, moment, people)
        report = self._report(trigger, mood, moment, people)
        return Telling(report, trigger, mood, moment, score, in_title)

    def _is_of_another(self, trigger: Trigger, mood: Mood) -> bool:
        """Whether it is only what another telling is about: "threatened to confiscate", "demanded the return"."""
        if mood.stance != "planned" or trigger.is_noun or not mood.why.startswith("under"):
            return False
        return trigger.head.head.i in self.heads

    def _score(self, trigger: Trigger, mood: Mood, moment: Moment, people: tuple[Participant, ...]) -> float:
        """How sure: the type's weight, and a date, a doer or a sufferer of its own. A verb says more than a noun,
        a phrase more than a word.
        """
        score = trigger.type.weight - (0.3 if trigger.rule.kind == "noun" else 0.0)
        is_phrase = len(trigger.rule.words) > 1 and not trigger.is_noun
        score += 0.1 if is_phrase and mood.stance == "asserted" else 0.0
        score += 0.3 if moment.own and moment.rule in ("own clause", "clause below", "clause above") else 0.0
        score += 0.1 if moment.own else 0.0
        known = [p for p in people if p.text.casefold() not in lexicon().pronouns]
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
        said = (
            claim.stance if claim.stance in ("alleged", "denied") else mood.stance
        )  # the rest is said of its main verb only
        return (mood.stance if mood.stance != "asserted" else said), sourced

    def _is_background(self, mood: Mood, moment: Moment) -> bool:
        start, end = self.anchor.earliest, moment.range.latest
        if start is not None and end is not None and moment.own:
            return end < start - timedelta(days=BACKGROUND_DAYS)
        return mood.perfect


def _is_news(telling: Telling, before: int) -> bool:
    """Whether a telling of the body before a token is of something that happened."""
    return telling.report.stance == "asserted" and not telling.in_title and telling.trigger.head.i < before


def _is_dated(moment: Moment) -> bool:
    """Whether the clause itself gives the day, or the week at most."""
    return moment.rule == "own clause" and moment.range.days is not None and moment.range.days <= WEEK


def _lends(moment: Moment) -> bool:
    """Whether later sentences may take their date from this one."""
    return (
        moment.own
        and moment.range.days is not None
        and moment.rule
        not in (
            "when it was said",
            "so long apart",
        )
    )


def _trimmed(sentence: DocSpan) -> tuple[int, int]:
    text = sentence.text
    start = sentence.start_char + len(text) - len(text.lstrip())
    return start, start + len(text.strip())

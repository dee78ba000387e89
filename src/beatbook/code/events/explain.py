"""Why a text tells which happenings: trigger, rule and words behind every value; and what was left out, and why."""

from __future__ import annotations

from dataclasses import dataclass

from beatbook.beat import Beat
from beatbook.code.events.merge import TOLD, Telling
from beatbook.code.events.tellings import Dropped, Teller
from beatbook.code.events.triggers import Trigger
from beatbook.code.reading import Reading
from beatbook.record import DateRange, Post, PostCodes


@dataclass(frozen=True, slots=True)
class Explanation:
    """One trigger: what it tells and by which words, or why it tells nothing (``dropped``)."""

    trigger: str  # the words
    start: int  # where they stand in the text
    end: int
    type: str
    rule: str  # "phrase: take into custody"
    values: tuple[tuple[str, str], ...]  # (value's name, its words and the rule that gave it)
    dropped: str | None = None


def explain(text: str, beat: Beat, date: DateRange | None = None) -> list[Explanation]:
    """What a text tells by a beat's codebook, trigger by trigger; ``date`` is the day it was published."""
    from beatbook.code.step import code_reading
    from beatbook.english import pipeline

    post = Post(id="text", capture="text", title="", body=text, date=date or DateRange())
    nlp = pipeline(beat.pipeline) if beat.pipeline else pipeline()
    reading = Reading(post, nlp(post.text), beat)
    return explain_reading(reading, code_reading(reading))


def explain_reading(reading: Reading, codes: PostCodes) -> list[Explanation]:
    """The same for a post that has been coded."""
    teller = Teller(
        reading, codes.date, codes.times, codes.quantities, codes.mentions, codes.places, codes.claims
    )  # fmt: skip
    return [_dropped(t) if isinstance(t, Dropped) else _told(reading, t) for t in teller.tellings()]


def _told(reading: Reading, telling: Telling) -> Explanation:
    report, moment = telling.report, telling.moment
    if telling.score < TOLD:
        return _explanation(
            telling.trigger, (), f"too little said by itself ({telling.score:.2f} of {TOLD}); may join another"
        )
    values: list[tuple[str, str]] = []
    if report.date.is_known:
        when = f'"{reading.words(moment.span)}"' if moment.span else "no words"
        values.append(("date", f"{_days(report.date)} from {when} ({moment.rule})"))
    if report.place_span:
        values.append(("place", f'{report.place} from "{reading.words(report.place_span)}"'))
    for person in report.participants:
        count = f", counted {person.count.text}" if person.count else ""
        values.append((person.role, f'"{person.text}"{count}'))
    values.append(("stance", report.stance + (f" ({telling.mood.why})" if telling.mood.why else "")))
    if report.source:
        values.append(("source", f'"{report.source.text}"'))
    return _explanation(telling.trigger, tuple(values), None)


def _dropped(dropped: Dropped) -> Explanation:
    return _explanation(dropped.trigger, (), dropped.reason)


def _explanation(trigger: Trigger, values: tuple[tuple[str, str], ...], reason: str | None) -> Explanation:
    first, last = trigger.tokens[0], trigger.tokens[-1]
    start, end = first.idx, last.idx + len(last)
    words = trigger.head.doc.text[start:end]
    return Explanation(words, start, end, trigger.type.name, trigger.rule.name, values, reason)


def _days(date: DateRange) -> str:
    if date.is_day:
        return str(date.earliest)
    return f"{date.earliest or '…'} to {date.latest or '…'}"

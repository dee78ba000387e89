"""The toll that a post's reports add up to: how many were killed, how many were injured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from beatbook.record import DateRange, EventReport, Participant, Span

KILLED = frozenset(("killing", "execution", "death"))
INJURED = frozenset(("injury",))
SHOT = frozenset(("shooting",))
NEAR = 3  # days between tellings of one happening
_PRONOUNS = frozenset(
    ("he", "she", "they", "him", "her", "them", "his", "their", "it", "i", "me", "my", "we", "us", "who")
)


@dataclass(frozen=True, slots=True)
class Toll:
    """``None``: the post does not say."""

    killed: int | None
    injured: int | None


def toll(reports: Iterable[EventReport]) -> Toll:
    """Killed and injured of the happening that a post is about; tellings of others, far off in time, are left out.

    The victims of one sentence add up ("a man and two women"); of several sentences the largest sum counts, or
    the number of different people named, since news tell the same dead again and again. Who was shot and is
    told to have died is among the killed only.
    """
    real = [r for r in reports if r.stance in ("asserted", "alleged") and r.type in KILLED | INJURED | SHOT]
    real = [r for r in real if not r.background] or real
    main = next((r for r in real if r.date_span is not None), None)
    if main is not None:
        real = [r for r in real if r.date_span is None or r.date.overlaps(_around(main.date))]
    real.sort(key=lambda r: r.spans[0])
    hurt = frozenset(p.span for r in real if r.type in INJURED for p in r.participants if "counted" in r.rule)
    killed, shot = _count(real, KILLED, hurt), _count(real, SHOT)
    injured = _count(
        [r for r in real if not killed or "hospital" not in r.rule], INJURED
    )  # the dead were taken there too
    if injured is None and shot is not None:
        injured = shot if killed is None else None
    return Toll(killed, injured)


def _around(days: DateRange) -> DateRange:
    early = days.earliest - timedelta(days=NEAR) if days.earliest else None
    late = days.latest + timedelta(days=NEAR) if days.latest else None
    return replace(days, earliest=early, latest=late)


def _count(reports: list[EventReport], types: frozenset[str], others: frozenset[Span] = frozenset()) -> int | None:
    """The number that is printed most often, the first of equals; else one, where no sentence tells of more.

    Several single people in one sentence are no safe sum: of 18 such texts 3 were right (incidents, dev half).
    """
    printed: Counter[int] = Counter()
    singles: dict[Span, dict[str, float]] = {}
    for report in (r for r in reports if r.type in types):
        for sentence in report.spans:
            people = [p for p in _told_in(report, sentence) if p.span not in others]
            numbers = sum(_best(p) for p in people if _is_printed(p))
            if numbers:
                printed[int(sum(_best(p) for p in people))] += 1
            singles.setdefault(sentence, {}).update({_key(p): 1.0 for p in people if not _is_printed(p)})
    if printed:
        return max(printed, key=lambda number: printed[number])  # a Counter keeps the order of the text
    return 1 if max((len(people) for people in singles.values()), default=0) == 1 else None


def _told_in(report: EventReport, sentence: Span) -> list[Participant]:
    """The counted victims in one sentence, each noun once."""
    found: dict[str, Participant] = {}
    for person in report.participants:
        counted = person.role == "victim" and person.count is not None and sentence.contains(person.span)
        if counted and person.text.casefold() not in _PRONOUNS:
            found.setdefault(_key(person), person)
    return list(found.values())


def _is_printed(person: Participant) -> bool:
    """Whether a number stands there: not "a man", which only means one."""
    return person.count is not None and not person.count.rule.startswith("one:")


def _best(person: Participant) -> float:
    return person.count.best or 0.0 if person.count is not None else 0.0


def _key(person: Participant) -> str:
    return (person.entity or person.text).casefold()

"""What telling two reports apart or together needs of each: when, where, who, how many, in which words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b

from beatbook.corroborate.codebook import event_rules
from beatbook.corroborate.coded import Coded
from beatbook.corroborate.days import as_ordinals
from beatbook.corroborate.names import own_words, person_key, plain_key
from beatbook.corroborate.terms import common_words, find_words, plain_form
from beatbook.record import FiledReport, Participant, Quantity, Span, make_id
from beatbook.record.dates import DateRange

MOMENT_DAYS = 3
PEOPLE = "people"
WIDE = 45  # a report dated to more days than this is dated to a period, not to a moment
_OF = re.compile(r"\s(?:of|from|in|at|on|with|who|that|which|and|near|to|by|for)\s|,")


@dataclass(frozen=True, slots=True)
class Count:
    """How many of whom."""

    head: str  # plain form of the counted noun
    low: float | None
    high: float | None
    quantity: Quantity
    role: str | None = None

    @property
    def span(self) -> Span:
        """Where the number stands."""
        return self.quantity.span


@dataclass(frozen=True, slots=True)
class Sketch:
    """One report, ready to be compared."""

    filed: FiledReport
    days: tuple[int | None, int | None]
    place: str | None  # key of the place, unless it is a country
    country: str | None
    people: frozenset[str]  # keys of full names
    bodies: frozenset[str]  # keys of organisations
    surnames: frozenset[str]  # single names of people
    heads: frozenset[str]  # counted or acting nouns: "soldier"
    role_heads: frozenset[tuple[str, str]]  # the same with their roles
    roles: tuple[tuple[str, str], ...]  # role -> key of a person's full name
    ends: frozenset[tuple[str, str]]  # role -> key of a place: where somebody went, where they came from
    counts: tuple[Count, ...]
    details: tuple[Count, ...]  # other numbers in its words: "55 yards"
    words: frozenset[str]

    @property
    def is_moment(self) -> bool:
        """Whether it is dated closely enough to be told from another day's happening."""
        low, high = self.days
        return low is not None and high is not None and high - low < WIDE

    @property
    def post(self) -> str:
        """Its post's id."""
        return self.filed.post


def make_sketch(filed: FiledReport, item: Coded) -> Sketch:
    """The sketch of one report."""
    report = filed.report
    kinds = {m.entity: m.kind for m in item.codes.mentions}
    kinds |= {m.text: m.kind for m in item.codes.mentions if m.text not in kinds}
    people, bodies, surnames, roles = set(), set(), set(), []
    for participant in report.participants:
        name = participant.entity
        kind = kinds.get(name, "") if name else ""
        if name and kind == "PER":
            key = person_key(name)
            if key:
                people.add(key)
                roles.append((participant.role, key))
            else:
                surnames.add(plain_key(name, "PER"))
        elif name and kind == "ORG":
            bodies.add(plain_key(name, "ORG"))
    place, country = _place(report.place, report.place_span, item)
    role_heads = frozenset((p.role, h) for p in report.participants if not p.entity and (h := head_of(p.text)))
    named = {w for m in item.codes.mentions for w in own_words(m.text, m.kind)}
    return Sketch(
        filed,
        report_days(report.date),
        place,
        country,
        frozenset(people),
        frozenset(bodies),
        frozenset(surnames | {k.split()[-1].split("|")[0] for k in people}),
        frozenset(head for _, head in role_heads),
        role_heads,
        tuple(sorted(set(roles))),
        frozenset((p.role, key) for p in report.participants if (key := _end(p, item)) is not None),
        _counts(filed),
        _details(filed, item),
        frozenset(w for w in _words(filed, item) if w not in common_words() and w not in named),
    )


def file_reports(items: Iterable[Coded]) -> tuple[FiledReport, ...]:
    """Every report under its id."""
    filed = [
        FiledReport(make_id("report", item.post.id, r.type, r.trigger.start, r.trigger.end), item.post.id, r)
        for item in items
        for r in item.codes.reports
    ]
    return tuple(sorted({f.id: f for f in filed}.values(), key=lambda f: (f.post, f.report.trigger, f.id)))


def find_moments(item: Coded) -> tuple[int, ...]:
    """Keys for what happened to whom, or in which town, on which day; two posts that share one may tell one event."""
    keys = set()
    for filed in file_reports([item]):
        sketch, rules = make_sketch(filed, item), event_rules()
        first, last = sketch.days
        if first is None or last is None or last - first > MOMENT_DAYS or filed.report.type in rules.talk:
            continue
        kinds = (filed.report.type, *map(str, rules.kin_of(filed.report.type)))
        who = (*sketch.people, *([sketch.place] if sketch.place else []))
        keys |= {_key_of(k, d, w) for k in kinds for d in range(first, last + 1) for w in who}
    return tuple(sorted(keys))


def _key_of(kind: str, day: int, who: str) -> int:
    return int.from_bytes(blake2b(f"{kind}|{day}|{who}".encode("utf-8", "surrogatepass"), digest_size=8).digest())


def report_days(date: DateRange) -> tuple[int | None, int | None]:
    """The first and last day that a report can mean."""
    return as_ordinals(date)


def head_of(text: str) -> str:
    """The noun that a phrase is about, in plain form: "two young border guards of the North" -> "guard"."""
    words = find_words(_OF.split(f" {text} ", maxsplit=1)[0])
    return words[-1] if words else ""


def _end(participant: Participant, item: Coded) -> str | None:
    """The place that takes part: the gazetteer's name for it, so that "the Republic of Korea" is South Korea."""
    own = participant.span
    place = next((p for p in item.codes.places if own.contains(p.span) and p.rule != "demonym"), None)
    return plain_key(place.name, "LOC") if place and participant.role.startswith("place") else None


def _place(name: str | None, span: Span | None, item: Coded) -> tuple[str | None, str | None]:
    if not name:
        return None, None
    places = [p for p in item.codes.places if p.span == span] or [p for p in item.codes.places if p.name == name]
    if places and places[0].level in ("country", "border"):
        return None, plain_key(name, "LOC")
    return plain_key(name, "LOC"), places[0].country if places else None


def _counts(filed: FiledReport) -> tuple[Count, ...]:
    return tuple(
        Count(counted_head(p.count), p.count.low, p.count.high, p.count, p.role)
        for p in filed.report.participants
        if p.count is not None
    )


def counted_head(quantity: Quantity) -> str:
    """The noun that is counted; "people" where it is left out or says no more than that: "killing at least seven"."""
    head = head_of(quantity.what or "")
    return PEOPLE if not head or head in event_rules().plain_people else head


def _details(filed: FiledReport, item: Coded) -> tuple[Count, ...]:
    own = {p.count.span for p in filed.report.participants if p.count is not None}
    inside = (q for q in item.codes.quantities if q.span not in own and _within(q.span, filed.report.spans))
    return tuple(Count(q.unit if q.unit != "-" else head_of(q.what or ""), q.low, q.high, q) for q in inside)


def _within(span: Span, spans: Iterable[Span]) -> bool:
    return any(s.start <= span.start and span.end <= s.end for s in spans)


def _words(filed: FiledReport, item: Coded) -> list[str]:
    text = item.post.text
    return [plain_form(w) for s in filed.report.spans for w in find_words(text[s.start : s.end])]

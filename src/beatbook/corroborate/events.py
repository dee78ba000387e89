"""Reports of one happening brought together, with every merge's reason; near misses are kept too."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from beatbook.corroborate.origins import joined
from beatbook.corroborate.sameness import NEAR_MISS, NEVER, SAME, Verdict, compare
from beatbook.corroborate.sketch import Sketch
from beatbook.record import DateRange, Event, Merge, Tie, make_id
from beatbook.record.dates import UNKNOWN

SHOWN = 6  # near misses kept of an event, the nearest first

Verdicts = Mapping[tuple[str, str], Verdict]


@dataclass(frozen=True, slots=True)
class Happening:
    """Reports of one happening, with what was compared."""

    sketches: tuple[Sketch, ...]
    merges: tuple[Merge, ...]


def find_happenings(sketches: Sequence[Sketch], story_of: Mapping[str, str]) -> list[Happening]:
    """All happenings that some reports tell, each report in one."""
    ordered = sorted(sketches, key=lambda s: s.filed.id)
    verdicts = {
        (a.filed.id, b.filed.id): compare(a, b, story_of[a.post] == story_of[b.post])
        for a, b in combinations(ordered, 2)
        if a.post != b.post
    }
    near = [pair for pair, v in verdicts.items() if v.score >= SAME]
    by_id = {s.filed.id: s for s in ordered}
    happenings = []
    for part in joined(by_id, near):
        for members in _agglomerate(part, verdicts):
            merges = _merges(members, verdicts)
            happenings.append(Happening(tuple(by_id[m] for m in members), merges))
    return happenings


def _agglomerate(part: Sequence[str], verdicts: Verdicts) -> list[list[str]]:
    """Average link over the points; a pair that is refused keeps its clusters apart."""
    clusters = [[member] for member in sorted(part)]

    def between(one: list[str], two: list[str]) -> float:
        pairs = [(min(a, b), max(a, b)) for a in one for b in two]
        scores = [verdicts[pair].score for pair in pairs if pair in verdicts]
        if len(scores) < len(pairs):
            return NEVER  # one post told them apart, and it knew more than we do
        return NEVER if NEVER in scores else round(sum(scores) / len(scores), 6)

    while len(clusters) > 1:
        best = max(
            combinations(range(len(clusters)), 2),
            key=lambda ij: (between(clusters[ij[0]], clusters[ij[1]]), -ij[0], -ij[1]),
        )
        if between(clusters[best[0]], clusters[best[1]]) < SAME:
            break
        clusters[best[0]] = sorted(clusters[best[0]] + clusters.pop(best[1]))
    return clusters


def _merges(members: Sequence[str], verdicts: Verdicts) -> tuple[Merge, ...]:
    inside = [
        Merge(a, b, True, round(verdicts[a, b].score, 2), verdicts[a, b].why)
        for a, b in combinations(sorted(members), 2)
        if (a, b) in verdicts and verdicts[a, b].score >= NEAR_MISS
    ]
    missed = [
        Merge(*pair, False, round(v.score, 2), v.why)
        for pair, v in verdicts.items()
        if v.score >= NEAR_MISS and (pair[0] in members) != (pair[1] in members)
    ]
    missed.sort(key=lambda m: (-m.score, m.left, m.right))
    return tuple(inside + missed[:SHOWN])


def make_event(happening: Happening, story_of: Mapping[str, str], ties: Sequence[Tie], part_of: str | None) -> Event:
    """One event with its date, place, story and number of independent origins."""
    sketches = sorted(
        happening.sketches, key=lambda s: (s.filed.report.background, s.filed.post, s.filed.report.trigger)
    )
    reports = tuple(sorted(s.filed.id for s in sketches))
    types = Counter(s.filed.report.type for s in sketches)
    type_ = min(types, key=lambda t: (-types[t], t))
    date = _date(sketches)
    place = _commonest([s.filed.report.place for s in sketches if s.place] or [s.filed.report.place for s in sketches])
    stories = Counter(story_of[s.post] for s in sketches)
    return Event(
        id=event_id(happening),
        type=type_,
        name=_name(type_, sketches, place, date),
        reports=reports,
        date=date,
        place=place,
        story=min(stories, key=lambda k: (-stories[k], k)),
        origins=len(joined({s.post for s in sketches}, [(t.left, t.right) for t in ties])),
        part_of=part_of,
        merges=happening.merges,
    )


def event_id(happening: Happening) -> str:
    """The id of a happening: by its reports."""
    return make_id("event", *sorted(s.filed.id for s in happening.sketches))


def _date(sketches: Sequence[Sketch]) -> DateRange:
    """What all dated reports leave possible: the closest date, cut down by the others where they overlap."""
    dates = sorted((s.filed.report.date for s in sketches if s.filed.report.date.is_known), key=_width)
    if not dates:
        return UNKNOWN
    date = dates[0]
    for other in dates[1:]:
        date = date.within(other)
    return date


def _width(date: DateRange) -> tuple[int, str, str]:
    return date.days if date.days is not None else 1 << 30, str(date.earliest), str(date.latest)


def _commonest(values: Sequence[str | None]) -> str | None:
    counts = Counter(v for v in values if v)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None


def _name(type_: str, sketches: Sequence[Sketch], place: str | None, date: DateRange) -> str:
    """The type with whom it concerns, where and when: "escape: a soldier, Panmunjom, 2017-11-13"."""
    names: dict[str, list[str]] = defaultdict(list)
    for sketch in sketches:
        for p in sketch.filed.report.participants:
            if p.entity or p.text.casefold() not in ("he", "she", "they", "it", "him", "her", "them", "his", "their"):
                names[p.role].append(p.entity or p.text)
    who = next((n[0] for n in names.values() if n), None)
    when = date.earliest.isoformat() if date.is_day and date.earliest else None
    parts = [" ".join(who.split()) if who else None, place, when]
    told = ", ".join(p for p in parts if p)
    return f"{type_}: {told}" if told else type_

"""Reports of one happening brought together, with every merge's reason; near misses are kept too."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, combinations_with_replacement, product

from beatbook.corroborate.codebook import event_rules
from beatbook.corroborate.origins import joined
from beatbook.corroborate.sameness import NEAR_MISS, SAME, Verdict, compare
from beatbook.corroborate.sketch import Sketch
from beatbook.record import DateRange, Event, Merge, Tie, make_id
from beatbook.record.dates import UNKNOWN

SHOWN = 6  # near misses kept of an event, the nearest first

Pair = tuple[str, str]
Verdicts = Mapping[Pair, Verdict]


@dataclass(frozen=True, slots=True)
class Happening:
    """Reports of one happening, with what was compared."""

    sketches: tuple[Sketch, ...]
    merges: tuple[Merge, ...]


def find_happenings(sketches: Sequence[Sketch], story_of: Mapping[str, str]) -> list[Happening]:
    """All happenings that some reports tell, each report in one."""
    by_id = {s.filed.id: s for s in sorted(sketches, key=lambda s: s.filed.id)}
    verdicts = _compare_all(list(by_id.values()), story_of)
    missed = _near_misses(verdicts)
    happenings = []
    for part in joined(by_id, [pair for pair, v in verdicts.items() if v.score >= SAME]):
        for members in _agglomerate(part, verdicts):
            merges = _merges(members, verdicts, missed)
            happenings.append(Happening(tuple(by_id[m] for m in members), merges))
    return happenings


def _compare_all(sketches: Sequence[Sketch], story_of: Mapping[str, str]) -> dict[Pair, Verdict]:
    """The verdict on each pair that can be one happening; reports of one post were told apart when it was coded."""
    by_type: dict[str, list[Sketch]] = defaultdict(list)
    for sketch in sketches:
        by_type[sketch.filed.report.type].append(sketch)
    verdicts = {}
    for one, two in combinations_with_replacement(sorted(by_type), 2):
        if not event_rules().are_kin(one, two):
            continue
        for left, right in combinations(by_type[one], 2) if one == two else product(by_type[one], by_type[two]):
            if left.post != right.post:
                verdict = compare(left, right, story_of[left.post] == story_of[right.post])
                if not verdict.never:
                    verdicts[_pair(left.filed.id, right.filed.id)] = verdict
    return verdicts


def _pair(left: str, right: str) -> Pair:
    return (left, right) if left < right else (right, left)


def _agglomerate(part: Sequence[str], verdicts: Verdicts) -> list[list[str]]:
    """Average link over the points; a pair that is refused, or that one post told apart, keeps its clusters apart."""
    clusters = {i: [member] for i, member in enumerate(sorted(part))}
    sums = {
        (i, j): round(verdicts[pair].score * 1000)
        for i, j in combinations(clusters, 2)
        if (pair := _pair(clusters[i][0], clusters[j][0])) in verdicts
    }
    while sums:
        means = {(i, j): s / (len(clusters[i]) * len(clusters[j])) for (i, j), s in sums.items()}
        left, right = min(means, key=lambda ij: (-means[ij], ij))
        if means[left, right] < SAME * 1000:
            break
        clusters[left] = sorted(clusters[left] + clusters.pop(right))
        others = [k for k in clusters if k != left]
        joint = {k: _sum(sums, left, k, right) for k in others}
        sums = {ij: s for ij, s in sums.items() if not {left, right} & set(ij)}
        sums |= {(min(left, k), max(left, k)): s for k, s in joint.items() if s is not None}
    return list(clusters.values())


def _sum(sums: Mapping[tuple[int, int], int], left: int, other: int, right: int) -> int | None:
    one = sums.get((min(left, other), max(left, other)))
    two = sums.get((min(right, other), max(right, other)))
    return None if one is None or two is None else one + two


def _near_misses(verdicts: Verdicts) -> dict[str, list[Merge]]:
    """By report: the pairs that nearly are, or are, one happening; whether they were merged is known later."""
    missed: dict[str, list[Merge]] = defaultdict(list)
    for pair, verdict in verdicts.items():
        if verdict.score >= NEAR_MISS:
            merge = Merge(*pair, False, round(verdict.score, 2), verdict.why)
            for member in pair:
                missed[member].append(merge)
    return missed


def _merges(members: Sequence[str], verdicts: Verdicts, missed: Mapping[str, list[Merge]]) -> tuple[Merge, ...]:
    inside = [
        Merge(*pair, True, round(verdicts[pair].score, 2), verdicts[pair].why)
        for pair in combinations(sorted(members), 2)
        if pair in verdicts
    ]
    own = set(members)
    apart = {m for member in members for m in missed.get(member, ()) if not {m.left, m.right} <= own}
    return tuple(inside + sorted(apart, key=lambda m: (-m.score, m.left, m.right))[:SHOWN])


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

"""What is found over all posts by name - entities, people at risk, series, relevance - kept so that it can grow.

Each kind is kept by key on a shelf. A post that comes or goes concerns the keys it holds: these are put together
anew from all their posts, nothing else is. The results are those of ``assemble``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

from beatbook.beat import Beat
from beatbook.corroborate.entities import NameUse, find_entities, short_key
from beatbook.corroborate.relevance import Core, find_core, in_story, is_shut, judge
from beatbook.corroborate.risks import make_risk, risk_key
from beatbook.corroborate.series import make_series, series_points
from beatbook.corroborate.shelves import Shelves
from beatbook.corroborate.signature import Signature
from beatbook.corroborate.state import State
from beatbook.record import Entity, Relevance, Risk, RiskSign, Series, SeriesPoint, make_id

Order = tuple[int, str, int, str]
SEP = "\x1f"


@dataclass(frozen=True, slots=True)
class Judged:
    """A post's relevance by itself."""

    own: Relevance
    shut: bool  # whether the scope shuts it out, whatever its story


@dataclass(slots=True)
class Gathered:
    """What must be written and, by id, what must go. What is written again wins."""

    entities: tuple[Entity, ...] = ()
    risks: tuple[Risk, ...] = ()
    series: tuple[Series, ...] = ()
    relevance: tuple[Relevance, ...] = ()
    gone: dict[str, set[str]] = field(default_factory=dict)  # kind -> ids


class Gathering:
    """The keys of all posts, on shelves."""

    def __init__(self, shelves: Shelves, beat: Beat) -> None:
        self.beat = beat
        self.uses: MutableMapping[str, dict[str, list[NameUse]]] = shelves.shelf("uses", dict[str, list[NameUse]])
        self.meant: MutableMapping[str, dict[str, int]] = shelves.shelf("meant", dict[str, dict[str, int]])
        self.shorts: MutableMapping[str, set[str]] = shelves.shelf("shorts", set[str])
        self.signs: MutableMapping[str, dict[str, list[RiskSign]]] = shelves.shelf("signs", dict[str, list[RiskSign]])
        self.points: MutableMapping[str, dict[str, tuple[Order, list[SeriesPoint]]]] = shelves.shelf(
            "points", dict[str, tuple[Order, list[SeriesPoint]]]
        )
        self.judged: MutableMapping[str, Judged] = shelves.shelf("judged", Judged)
        self.core: MutableMapping[str, dict[str, float]] = shelves.shelf("core", dict[str, float])

    def update(self, came: Iterable[Signature], went: Iterable[Signature]) -> Gathered:
        """Entities, risks and series of the keys that posts hold which came or went."""
        came, went = list(came), list(went)
        names: set[str] = set()
        risks: set[str] = set()
        lines: set[tuple[str, str, str]] = set()
        for signature in went:
            names |= self._with_partners(use.key for use in signature.names)
        for signature, coming in [*((s, False) for s in went), *((s, True) for s in came)]:
            names |= self._names(signature, coming)
            risks |= self._risks(signature, coming)
            lines |= self._lines(signature, coming)
        names = self._with_partners(names)
        uses = (use for key in sorted(names) for held in self.uses.get(key, {}).values() for use in held)
        return Gathered(
            find_entities(uses),
            tuple(make_risk(key, [s for held in self.signs[key].values() for s in held]) for key in sorted(risks)
                  if key in self.signs),
            tuple(self._line(key) for key in sorted(lines) if SEP.join(key) in self.points),
            gone={
                "entity": {make_id("entity", key) for key in names},
                "risk": {make_id("risk", key) for key in risks},
                "series": {make_id("series", *key) for key in lines},
            },
        )  # fmt: skip

    def _names(self, signature: Signature, coming: bool) -> set[str]:
        by_key: dict[str, list[NameUse]] = {}
        for use in signature.names:
            by_key.setdefault(use.key, []).append(use)
        for key, uses in by_key.items():
            _put(self.uses, key, signature.post, uses if coming else None)
            for use in uses:
                if short := short_key(use):
                    self._mean(short, key, 1 if coming else -1)
        return set(by_key)

    def _mean(self, short: str, full: str, by: int) -> None:
        if short not in self.meant:
            self.meant[short] = {}
        if full not in self.shorts:
            self.shorts[full] = set()
        counts = self.meant[short]
        counts[full] = counts.get(full, 0) + by
        if counts[full]:
            self.shorts[full].add(short)
        else:
            del counts[full]
            self.shorts[full].discard(short)

    def _with_partners(self, keys: Iterable[str]) -> set[str]:
        """Keys with those that they may be joined with: acronyms and the full names that posts give them."""
        found: set[str] = set()
        waiting = list(keys)
        while waiting:
            key = waiting.pop()
            if key not in found:
                found.add(key)
                waiting += [*self.shorts.get(key, ()), *self.meant.get(key, ())]
        return found

    def _risks(self, signature: Signature, coming: bool) -> set[str]:
        by_key: dict[str, list[RiskSign]] = {}
        for sign in signature.risks:
            by_key.setdefault(risk_key(sign, signature.post), []).append(sign)
        for key, signs in by_key.items():
            _put(self.signs, key, signature.post, signs if coming else None)
        return set(by_key)

    def _lines(self, signature: Signature, coming: bool) -> set[tuple[str, str, str]]:
        by_key = series_points(signature)
        for key, points in by_key.items():
            _put(self.points, SEP.join(key), signature.post, (signature.order, points) if coming else None)
        return set(by_key)

    def _line(self, key: tuple[str, str, str]) -> Series:
        held = sorted(self.points[SEP.join(key)].values(), key=lambda pair: pair[0])
        return make_series(key, [point for _, points in held for point in points], self.beat)

    def judge(
        self,
        came: Mapping[str, Signature],
        went: Iterable[str],
        touched: Iterable[str],
        state: State,
        every: Iterable[Signature],
    ) -> tuple[Relevance, ...]:
        """The relevance of every post of which it may have changed; ``every`` is read where the beat's talk changed."""
        core = find_core(*state.core.counted(state.lexicon.words))
        for post in went:
            if post not in came:
                self.judged.pop(post, None)
        if core.shares == self.core.get("core"):
            for signature in came.values():
                self._judge(signature, core)
            posts = {p for p in (*touched, *came) if p in state.number_of}
        else:
            self.core["core"] = dict(core.shares)
            for signature in every:
                self._judge(signature, core)
            posts = set(state.number_of)
        return tuple(self._in_story(post, state) for post in sorted(posts) if post in self.judged)

    def _judge(self, signature: Signature, core: Core) -> None:
        own = judge(signature.post, [term for term, _ in signature.terms], signature.hits, core)
        self.judged[signature.post] = Judged(own, is_shut(signature.hits))

    def _in_story(self, post: str, state: State) -> Relevance:
        found = self.judged[post]
        if found.own.on_beat or found.shut:
            return found.own
        story = (state.filed[n].post for n in state.stories[state.number_of[post]])
        return in_story(found.own, found.shut, [self.judged[p].own.on_beat for p in story if p != post])


def _put(shelf: MutableMapping[str, Any], key: str, post: str, value: object) -> None:
    """A post's share of a key; ``None`` takes it away."""
    if value is not None:
        if key not in shelf:
            shelf[key] = {}
        shelf[key][post] = value
    elif key in shelf:
        shelf[key].pop(post, None)
        if not shelf[key]:
            del shelf[key]

"""Clippings with their codes, written by hand: a test says which words mean what."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pytest

from beatbook.beat import Beat
from beatbook.corroborate import Coded
from beatbook.record import (
    UNKNOWN,
    Claim,
    Credit,
    DateRange,
    EventReport,
    Figure,
    Mention,
    Participant,
    Place,
    Post,
    PostCodes,
    Quantity,
    Source,
    Span,
    day,
)


def on(text: str) -> DateRange:
    """The range of one day."""
    return day(date.fromisoformat(text)) if text else UNKNOWN


@dataclass
class Clip:
    """One clipping under construction; every method finds its words in the text and says what they mean."""

    post: Post
    codes: dict[str, list[Any]] = field(default_factory=dict)

    def span(self, words: str) -> Span:
        start = self.post.text.index(words)
        return self.post.span(start, start + len(words))

    def _put(self, kind: str, value: Any) -> Any:
        self.codes.setdefault(kind, []).append(value)
        return value

    def number(self, words: str, low: float, what: str | None = None, **more: Any) -> Quantity:
        values: dict[str, Any] = {"high": low, "best": low, "qualifier": "exact", "unit": "-"} | more
        return self._put("quantities", Quantity(self.span(words), words, low, what=what, **values))

    def name(self, words: str, kind: Any = "PER", entity: str | None = None) -> None:
        for found in re.finditer(re.escape(words), self.post.text):
            self._put("mentions", Mention(self.post.span(*found.span()), words, kind, entity or words))

    def place(self, words: str, level: Any = "city") -> Place:
        return self._put("places", Place(self.span(words), words, words, level))

    def report(self, type_: str, trigger: str, sentence: str, when: str = "", **more: Any) -> EventReport:
        who = tuple(
            Participant(role, words, self.span(words), entity, count)
            for role, words, entity, count in more.pop("who", ())
        )
        source = more.pop("source", None)
        place = more.pop("place", None)
        made = EventReport(
            type=type_, plover=None, trigger=self.span(trigger), spans=(self.span(sentence),), date=on(when),
            date_span=None, place=place, place_span=self.span(place) if place else None, participants=who,
            stance="asserted", source=Source(source, "organisation", None, source) if source else None,
        )  # fmt: skip
        return self._put("reports", replace(made, **more))

    def figure(self, quantity: Quantity, **more: Any) -> Figure:
        values: dict[str, Any] = {
            "population": None, "place": None, "place_span": None, "period": UNKNOWN, "as_of": UNKNOWN, "source": None,
        }  # fmt: skip
        return self._put("figures", Figure(quantity, **(values | more)))

    def cites(self, outlet: str) -> Claim:
        source = Source(outlet, "outlet", self.span(outlet), outlet)
        return self._put("claims", Claim(self.span(outlet), source, None, "asserted"))

    def claims(self, content: str, source: str, stance: Any, rule: str = "") -> Claim:
        said = Source(source, "document", self.span(source), source)
        return self._put("claims", Claim(self.span(content), said, None, stance, rule=rule))

    def done(self) -> Coded:
        codes = {kind: tuple(values) for kind, values in self.codes.items()}
        return Coded(self.post, PostCodes(self.post.id, date=self.post.date, **codes))


ClipMaker = Callable[..., Clip]


@pytest.fixture
def clip() -> ClipMaker:
    """A maker of clippings: id, day, title, body."""

    def make(id_: str, when: str, title: str, body: str, credit: str | None = None, **more: Any) -> Clip:
        credits = (Credit(credit, "bracket", 0, 0),) if credit else ()
        return Clip(Post(id_, "page", title, body, date=on(when), credits=credits, **more))

    return make


@pytest.fixture
def beat() -> Beat:
    """A beat that asks for nothing."""
    return Beat("test")

"""Where it happened: the place in the trigger's clause, then its sentence, then the post's first place."""

from __future__ import annotations

from collections.abc import Iterable

from beatbook.code.events import clause
from beatbook.code.events.triggers import Trigger
from beatbook.code.parsed import Token
from beatbook.code.reading import Reading
from beatbook.record import Place, Span

LOCATING = frozenset(
    ("in", "at", "near", "on", "inside", "outside", "off", "along", "across", "around", "between", "through", "within")
)


class Map:
    """Places the triggers of one post."""

    def __init__(self, reading: Reading, places: Iterable[Place]) -> None:
        self.reading = reading
        self.places = [(place, token) for place in places if (token := _token(reading, place)) is not None]

    def place(self, trigger: Trigger) -> tuple[str | None, Span | None]:
        """The name of the place and its words; ``None`` where the post names no place at all."""
        sentence = trigger.head.sent
        near = [(p, t) for p, t in self.places if sentence.start <= t.i < sentence.end]
        ranked = sorted((_rank(token, trigger), abs(token.i - trigger.head.i), n) for n, (_, token) in enumerate(near))
        if ranked and ranked[0][0] < _FAR:
            chosen = near[ranked[0][2]][0]
            return chosen.name, chosen.span
        earlier = [p for p, t in self.places if t.i < sentence.start] or [p for p, _ in self.places[:1]]
        return (earlier[0].name, earlier[0].span) if earlier else (None, None)


_FAR = 4


def _rank(token: Token, trigger: Trigger) -> int:
    """0 for "in Porto" under the trigger, then in its clause, then anywhere in the sentence."""
    located = clause.case_of(token) in LOCATING
    chain = [token, *clause.ancestors(token)]
    owner = next((t for t in chain if t.i == trigger.head.i or clause.is_verbal(t)), None)
    mine = owner is not None and (owner.i == trigger.head.i or owner.i in {t.i for t in clause.ancestors(trigger.head)})
    if mine:
        return 0 if located else 2
    return 1 if located else 3


def _token(reading: Reading, place: Place) -> Token | None:
    piece = reading.doc.char_span(place.span.start, place.span.end, alignment_mode="expand")
    return piece.root if piece is not None else None

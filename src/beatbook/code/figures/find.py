"""The passes that lead from the quantities of a post to the figures that a book keeps."""

from __future__ import annotations

from dataclasses import replace

from beatbook.code.figures.keep import is_figure
from beatbook.code.figures.of_whom import find_place, find_population
from beatbook.code.figures.period import find_period, find_scope
from beatbook.code.figures.sentence import reach, sentence_of
from beatbook.code.figures.series import find_series
from beatbook.code.quantities import find_quantities
from beatbook.code.reading import Reading
from beatbook.record import Claim, Figure, Place, Quantity, Source, TimeRef


def find_figures(
    reading: Reading,
    quantities: tuple[Quantity, ...],
    times: tuple[TimeRef, ...],
    places: tuple[Place, ...],
    claims: tuple[Claim, ...],
) -> tuple[Figure, ...]:
    """The quantities that a book keeps, in reading order."""
    text = reading.post.text
    times = _without_sources(times, claims)
    quantities = _dated_ends_apart(reading, quantities, times)
    kept = (q for q in quantities if is_figure(reading, text, q))
    return tuple(_figure(reading, text, q, quantities, times, places, claims) for q in kept)


def _dated_ends_apart(
    reading: Reading, quantities: tuple[Quantity, ...], times: tuple[TimeRef, ...]
) -> tuple[Quantity, ...]:
    """ "From 900 in 2010 to 700 in 2015" is two figures, each with its year."""
    dated = [q for q in quantities if q.rule == "from-to" and any(q.span.contains(t.span) for t in times)]
    if not dated:
        return quantities
    ends = [e for e in find_quantities(reading, times, join=False) if any(q.span.contains(e.span) for q in dated)]
    return tuple(sorted([*(q for q in quantities if q not in dated), *ends], key=lambda q: q.span))


def _without_sources(times: tuple[TimeRef, ...], claims: tuple[Claim, ...]) -> tuple[TimeRef, ...]:
    """The dates that date no source: "a report last month" says when the report came, not what it counts."""
    sources = [c.source.span for c in claims if c.source is not None and c.source.span is not None]
    return tuple(t for t in times if not any(span.overlaps(t.span) for span in sources))


def _figure(
    reading: Reading,
    text: str,
    quantity: Quantity,
    quantities: tuple[Quantity, ...],
    times: tuple[TimeRef, ...],
    places: tuple[Place, ...],
    claims: tuple[Claim, ...],
) -> Figure:
    sentence = sentence_of(reading, text, quantity.span)
    own = reach(quantity, quantities, sentence)
    period, as_of = find_period(text, reading.post.date, quantity, times, own, sentence)
    place = find_place(quantity, places, own, sentence)
    figure = Figure(
        quantity=quantity,
        population=find_population(reading.doc, text, quantity),
        place=place.name if place else None,
        place_span=place.span if place else None,
        period=period,
        as_of=as_of,
        source=find_source(quantity, claims),
        scope=find_scope(text, own),
        rule=quantity.rule,
    )
    return replace(figure, series=find_series(reading, text, figure, sentence)) if reading.beat.series else figure


def find_source(quantity: Quantity, claims: tuple[Claim, ...]) -> Source | None:
    """Who says it: the source of the innermost claim around the quantity that names one."""
    around = [c for c in claims if c.content.contains(quantity.span)]
    around.sort(key=lambda c: (c.source is None, c.content.end - c.content.start, c.content.start))
    return around[0].source if around else None

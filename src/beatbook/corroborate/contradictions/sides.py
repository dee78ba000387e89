"""The two sides of a contradiction: whose words, where, when."""

from __future__ import annotations

from beatbook.corroborate.coded import Coded
from beatbook.corroborate.days import date_of
from beatbook.corroborate.sketch import Sketch
from beatbook.record import Contradiction, Side, Source, Span, make_id
from beatbook.record.findings import ContradictionType


def source_name(source: Source | None, item: Coded) -> str | None:
    """Who says it: the named source, else the credited outlet."""
    if source:
        return source.name or source.text
    return item.post.credit or item.post.outlet


def report_source(sketch: Sketch, item: Coded) -> Source | None:
    """Who is said to tell a report where its trigger stands: a source named after that sentence told another part."""
    report = sketch.filed.report
    source = report.source
    if source is None or source.span is None:
        return source
    ends = [s.end for s in report.spans if s.start <= report.trigger.start < s.end]
    return source if source.span.start < max(ends, default=report.trigger.end) else None


def make_side(item: Coded, spans: tuple[Span, ...], value: str, source: Source | None) -> Side:
    """One side."""
    return Side(item.post.id, spans, " ".join(value.split()), source_name(source, item), date_of(item))


def report_side(sketch: Sketch, item: Coded, value: str | None = None, span: Span | None = None) -> Side:
    """A report as a side: the words of one value first, then the words that tell it."""
    report = sketch.filed.report
    spans = (span, *report.spans) if span else report.spans
    return make_side(item, spans, value or item.post.words(report.trigger), report_source(sketch, item))


def make_contradiction(
    type_: ContradictionType, attribute: str, left: Side, right: Side, why: str, rule: str
) -> Contradiction:
    """A contradiction; the earlier side stands left, whichever was found first."""
    left, right = sorted((left, right), key=_order)
    id_ = make_id("contradiction", rule, left.post, left.spans[:1], right.post, right.spans[:1])
    return Contradiction(id_, type_, attribute, left, right, why, rule)


def _order(side: Side) -> tuple[str, str, tuple[Span, ...]]:
    day = side.date.earliest or side.date.latest
    return day.isoformat() if day else "", side.post, side.spans

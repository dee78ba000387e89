"""A post's codes in the JSON that `beatbook code` prints (the contract is in docs/reference/json.md)."""

from __future__ import annotations

from typing import Any

from beatbook.code.parsed import SpacyDoc
from beatbook.code.quantities import unit_name
from beatbook.record import (
    Claim,
    DateRange,
    EventReport,
    Figure,
    Place,
    PostCodes,
    Quantity,
    Quote,
    Source,
    Span,
    TollCount,
)

Json = dict[str, Any]


def as_json(codes: PostCodes, doc: SpacyDoc | None = None) -> Json:
    """All codes as plain values; offsets are code points into the post's text. With ``doc``, its tokens too."""
    told: Json = {
        "times": [
            {**_at(t.span), "text": t.text, "type": t.type, "value": t.value, "mod": t.mod,
             **_range(t.range), "rule": t.rule}
            for t in codes.times
        ],
        "quantities": [_quantity(q) for q in codes.quantities],
        "names": [{**_at(m.span), "text": m.text, "kind": m.kind, "entity": m.entity} for m in codes.mentions],
        "places": [_place(p) for p in codes.places],
        "quotes": [_quote(q) for q in codes.quotes],
        "claims": [_claim(c) for c in codes.claims],
        "figures": [_figure(f) for f in codes.figures],
        "events": [_report(r) for r in codes.reports],
        "risks": [
            {"person": r.person, "reason": r.reason, "spans": [_at(s) for s in r.spans],
             "details": [{"type": d.type, **_at(d.span)} for d in r.details]}
            for r in codes.risks
        ],
        "toll": {"killed": _count(codes.toll.killed), "injured": _count(codes.toll.injured)},
    }  # fmt: skip
    if doc is not None:
        told["tokens"] = tokens_as_json(doc)
    return told


def tokens_as_json(doc: SpacyDoc) -> list[Json]:
    """The words of a doc; ``head`` is an index into this list (a root's is its own); blanks are left out."""
    words = [token for token in doc if not token.is_space]
    place = {token.i: n for n, token in enumerate(words)}
    return [
        {
            "start": token.idx,
            "end": token.idx + len(token.text),
            "upos": token.pos_,
            "xpos": token.tag_,
            "lemma": token.lemma_,
            "head": place.get(token.head.i, n),
            "dep": token.dep_,
            "sent_start": bool(token.is_sent_start),
        }
        for n, token in enumerate(words)
    ]


def iso_value(range_: DateRange) -> str | None:
    """A range as one ISO date where it is one (day, month or year), else ``None``."""
    low, high = range_.earliest, range_.latest
    if low is None or high is None:
        return None
    if low == high:
        return low.isoformat()
    if range_.precision == "month" and (low.year, low.month) == (high.year, high.month):
        return low.isoformat()[:7]
    return str(low.year) if range_.precision == "year" and low.year == high.year else None


def _at(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _range(range_: DateRange) -> Json:
    return {
        "earliest": range_.earliest.isoformat() if range_.earliest else None,
        "latest": range_.latest.isoformat() if range_.latest else None,
    }


def _quantity(quantity: Quantity) -> Json:
    return {
        **_at(quantity.span),
        "text": quantity.text,
        "low": quantity.low,
        "high": quantity.high,
        "value": quantity.best,
        "qualifier": quantity.qualifier,
        "change": quantity.change,
        "reached": quantity.reached,
        "unit": quantity.unit,
        "unit_name": unit_name(quantity.unit) if quantity.unit != "-" else quantity.noun or "-",
        "what": quantity.what,
        "what_start": quantity.what_span.start if quantity.what_span else None,
        "what_end": quantity.what_span.end if quantity.what_span else None,
        "about": quantity.about,
        "share": quantity.share,
        "part_of": _at(quantity.part_of) if quantity.part_of else None,
        "rule": quantity.rule,
    }


def _count(count: TollCount | None) -> Json | None:
    return None if count is None else {"value": count.value, "rule": count.rule, "spans": [_at(s) for s in count.spans]}


def _place(place: Place) -> Json:
    return {
        **_at(place.span),
        "text": place.text,
        "name": place.name,
        "lat": place.lat,
        "lon": place.lon,
        "geonames_id": place.geonames_id,
        "country": place.country,
        "level": place.level,
        "candidates": [
            {"name": c.name, "lat": c.lat, "lon": c.lon, "geonames_id": c.geonames_id, "country": c.country}
            for c in place.runners_up
        ],
        "rule": place.rule,
    }


def _quote(quote: Quote) -> Json:
    speaker = quote.speaker_span
    return {
        **_at(quote.span),
        "text": quote.text,
        "speaker": quote.speaker,
        "speaker_start": speaker.start if speaker else None,
        "speaker_end": speaker.end if speaker else None,
        "direct": quote.direct,
        "rule": quote.rule,
    }


def _source(source: Source | None) -> Json | None:
    if source is None:
        return None
    at = _at(source.span) if source.span else {"start": None, "end": None}
    return {**at, "text": source.text, "kind": source.kind, "name": source.name, "cites": source.cites}


def _claim(claim: Claim) -> Json:
    return {
        "content": _at(claim.content),
        "source": _source(claim.source),
        "cue": _at(claim.cue) if claim.cue else None,
        "stance": claim.stance,
        "verification": claim.verification,
        "rule": claim.rule,
    }


def _figure(figure: Figure) -> Json:
    quantity = figure.quantity
    return {
        **_at(quantity.span),
        "low": quantity.low,
        "high": quantity.high,
        "best": quantity.best,
        "qualifier": quantity.qualifier,
        "unit": quantity.unit,
        "what": quantity.what,
        "population": figure.population,
        "place": figure.place,
        "period": iso_value(figure.period),
        "as_of": iso_value(figure.as_of),
        "source": figure.source.name or figure.source.text if figure.source else None,
        "series": figure.series,
    }


def _report(report: EventReport) -> Json:
    return {
        "type": report.type,
        "plover": report.plover,
        "date": iso_value(report.date),
        **_range(report.date),
        "place": report.place,
        "participants": [
            {"role": p.role, "text": p.text, **_at(p.span), "count": p.count.best if p.count else None}
            for p in report.participants
        ],
        "stance": report.stance,
        "source": report.source.name or report.source.text if report.source else None,
        "spans": [_at(s) for s in report.spans],
        "trigger": _at(report.trigger),
        "background": report.background,
        "rule": report.rule,
    }

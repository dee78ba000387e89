"""The owner's own full record as JSON Lines: for checking and for other tools of one's own, never for passing on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from beatbook.record import (
    Capture,
    Claim,
    Contradiction,
    DateRange,
    Entity,
    Event,
    Figure,
    FiledReport,
    Origin,
    Post,
    Quote,
    Record,
    Risk,
    Series,
    Side,
    Source,
    Span,
    Story,
    Toll,
    make_id,
)

Json = dict[str, Any]


def private_lines(record: Record) -> Iterator[Json]:
    """One object a line, each with its ``kind``; spans lead into the decoded capture. The order is always the same."""
    told = _Teller(record)
    yield from (told.capture(c) for c in record.captures)
    yield from (told.post(p) for p in record.posts)
    for codes in record.codes:
        yield from (told.quote(q) for q in codes.quotes)
        yield from (told.claim(c) for c in codes.claims)
        yield from (told.figure(f) for f in codes.figures)
    findings = record.findings
    yield from (told.entity(e) for e in findings.entities)
    yield from (told.report(r) for r in findings.reports)
    yield from (told.event(e) for e in findings.events)
    yield from (told.story(s) for s in findings.stories)
    yield from (told.origin(o) for o in findings.origins)
    yield from (told.series(s) for s in findings.series)
    yield from (told.contradiction(c) for c in findings.contradictions)
    yield from (told.risk(r) for r in findings.risks)
    yield from ({**_builtins(j), "kind": "judgement", "judged": j.kind} for j in record.judgements)
    yield from ({"kind": "problem", "step": step, **_builtins(p)} for step, p in record.problems)


class _Teller:
    def __init__(self, record: Record) -> None:
        self._posts = {post.id: post for post in record.posts}
        self._relevance = {r.post: r for r in record.findings.relevance}
        self._story = {post: story.id for story in record.findings.stories for post in story.posts}
        self._event = {report: event for event in record.findings.events for report in event.reports}
        self._dates = {codes.post: codes.date for codes in record.codes}
        self._tolls = {codes.post: codes.toll for codes in record.codes}
        self._seen: dict[str, list[str]] = {}
        for sighting in record.sightings:
            self._seen.setdefault(sighting.post, []).append(sighting.seen.capture)

    def span(self, span: Span) -> Json:
        post = self._posts[span.post]
        start, end = post.source_map.source_range(span.start, span.end)
        return {"post": post.id, "capture": post.capture, "start": start, "end": end, "text": post.words(span)}

    def maybe(self, span: Span | None) -> Json | None:
        return self.span(span) if span else None

    def capture(self, c: Capture) -> Json:
        told = _builtins(c)
        told.pop("added", None)
        return {"kind": "capture", **told, "sha256": c.id}

    def post(self, post: Post) -> Json:
        relevance = self._relevance.get(post.id)
        date = self._dates.get(post.id, post.date)
        return {
            "kind": "post",
            "id": post.id,
            "capture": post.capture,
            "captures": sorted(set(self._seen.get(post.id, [post.capture]))),
            "title": post.title,
            "start": post.start,
            "end": post.end,
            "text": post.text,
            "printed_date": post.printed_date,
            **_range(date),
            "date_basis": date.basis,
            "date_bounds": _range(post.bounds) if date.basis == "likely" else None,  # what is sure
            "date_why": list(post.date_why),
            "author": post.author,
            "credit": post.credit,
            "credits": [_builtins(c) for c in post.credits],
            "labels": list(post.labels),
            "link": post.link,
            "truncated": post.truncated,
            "part": post.part,
            "parts": post.parts,
            "ref": post.ref,
            "outlet": post.outlet,
            "on_beat": relevance.on_beat if relevance else True,
            "why_on_beat": relevance.why if relevance else None,
            "story": self._story.get(post.id),
            "toll": self.toll(self._tolls.get(post.id, Toll())),
        }

    def toll(self, toll: Toll) -> Json:
        return {
            name: {"value": count.value, "rule": count.rule, "spans": [self.span(s) for s in count.spans]}
            for name, count in (("killed", toll.killed), ("injured", toll.injured))
            if count
        }

    def quote(self, q: Quote) -> Json:
        return {
            "kind": "quote",
            "post": q.span.post,
            "spans": [self.span(q.span)],
            "speaker": q.speaker,
            "speaker_span": self.maybe(q.speaker_span),
            "direct": q.direct,
            "rule": q.rule,
        }

    def source(self, source: Source | None) -> Json | None:
        if source is None:
            return None
        return {"text": source.text, "kind": source.kind, "name": source.name, "cites": source.cites,
                "span": self.maybe(source.span)}  # fmt: skip

    def claim(self, c: Claim) -> Json:
        return {
            "kind": "claim",
            "post": c.content.post,
            "source": self.source(c.source),
            "cue": self.maybe(c.cue),
            "content": self.span(c.content),
            "stance": c.stance,
            "verification": c.verification,
            "spans": [self.span(c.content)],
            "rule": c.rule,
        }

    def figure(self, f: Figure) -> Json:
        q = f.quantity
        return {
            "kind": "figure",
            "id": make_id("figure", f.span.post, f.span.start, f.span.end),
            "post": f.span.post,
            "low": q.low,
            "high": q.high,
            "best": q.best,
            "qualifier": q.qualifier,
            "unit": q.unit,
            "change": q.change,
            "what": q.what,
            "population": f.population,
            "place": f.place,
            "period": _range(f.period),
            "as_of": _range(f.as_of),
            "source": self.source(f.source),
            "series": f.series,
            "scope": f.scope,
            "spans": [self.span(s) for s in (q.span, q.what_span, f.place_span) if s],
            "rule": f.rule or q.rule,
        }

    def entity(self, e: Entity) -> Json:
        return {"kind": "entity", "id": e.id, "name": e.name, "type": e.kind, "names": list(e.names),
                "spans": [self.span(s) for s in e.spans], "why": list(e.why)}  # fmt: skip

    def report(self, filed: FiledReport) -> Json:
        r, event = filed.report, self._event.get(filed.id)
        return {
            "kind": "report",
            "id": filed.id,
            "post": filed.post,
            "event": event.id if event else None,
            "type": r.type,
            "plover": r.plover,
            **_range(r.date.within(event.date) if event else r.date),  # cut down by what the other reports say
            "told": _range(r.date),
            "date_span": self.maybe(r.date_span),
            "participants": [
                {"role": p.role, "text": p.text, "span": self.span(p.span), "entity": p.entity,
                 "count": p.count.best if p.count else None}
                for p in r.participants
            ],
            "place": {"text": r.place, "span": self.maybe(r.place_span)} if r.place else None,
            "stance": r.stance,
            "source": self.source(r.source),
            "background": r.background,
            "trigger": self.span(r.trigger),
            "spans": [self.span(s) for s in r.spans],
            "rule": r.rule,
        }  # fmt: skip

    def event(self, e: Event) -> Json:
        return {
            "kind": "event",
            "id": e.id,
            "type": e.type,
            "name": e.name,
            **_range(e.date),
            "place": e.place,
            "reports": list(e.reports),
            "origins": e.origins,
            "story": e.story,
            "part_of": e.part_of,
            "merges": [_builtins(m) for m in e.merges],
        }

    def story(self, s: Story) -> Json:
        return {"kind": "story", "id": s.id, "name": s.name, "posts": list(s.posts), "terms": list(s.terms),
                "why": list(s.why)}  # fmt: skip

    def origin(self, o: Origin) -> Json:
        ties = [
            {"left": t.left, "right": t.right, "tie": t.kind, "why": t.why, "spans": [self.span(s) for s in t.spans]}
            for t in o.ties
        ]
        return {"kind": "origin", "id": o.id, "name": o.name, "posts": list(o.posts), "ties": ties}

    def series(self, s: Series) -> Json:
        points = [
            {"post": p.post, "period": _range(p.period), "as_of": _range(p.as_of), "low": p.figure.quantity.low,
             "high": p.figure.quantity.high, "best": p.figure.quantity.best, "spans": [self.span(p.figure.span)],
             "revises": self.maybe(p.revises)}
            for p in s.points
        ]  # fmt: skip
        return {"kind": "series", "id": s.id, "name": s.name, "unit": s.unit, "points": points}

    def side(self, side: Side) -> Json:
        return {"post": side.post, "value": side.value, "source": side.source, **_range(side.date),
                "spans": [self.span(s) for s in side.spans]}  # fmt: skip

    def contradiction(self, c: Contradiction) -> Json:
        return {
            "kind": "contradiction",
            "id": c.id,
            "type": c.type,
            "attribute": c.attribute,
            "left": self.side(c.left),
            "right": self.side(c.right),
            "why": c.why,
            "rule": c.rule,
            "ruling": c.ruling,
        }

    def risk(self, r: Risk) -> Json:
        spans = dict.fromkeys(span for sign in r.signs for span in sign.spans)
        details = {(d.type, d.span): d for sign in r.signs for d in sign.details}
        return {
            "kind": "risk",
            "id": r.id,
            "person": r.person,
            "entity": r.entity,
            "reason": r.reasons[0] if r.reasons else None,
            "reasons": list(r.reasons),
            "spans": [self.span(s) for s in spans],
            "details": [{"type": d.type, "span": self.span(d.span)} for d in details.values()],
        }


def _range(range_: DateRange) -> Json:
    return {
        "earliest": range_.earliest.isoformat() if range_.earliest else None,
        "latest": range_.latest.isoformat() if range_.latest else None,
    }


def _builtins(value: object) -> Json:
    found: Json = msgspec.to_builtins(value)
    return found

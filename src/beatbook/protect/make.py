"""A record and a policy into a release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from beatbook.beat import Beat
from beatbook.protect.numbers import Key, assign_numbers
from beatbook.protect.release import (
    Release,
    ReleasedContradiction,
    ReleasedEvent,
    ReleasedFigure,
    ReleasedName,
    ReleasedOutlet,
    ReleasedPost,
    ReleasedReport,
    ReleasedSeries,
    ReleasedSide,
    ReleasedStory,
    Words,
)
from beatbook.protect.secrets import Withheld, withheld_of
from beatbook.protect.words import excerpt_end, iso, sentence_around, shortened, year_only
from beatbook.record import (
    Capture,
    Contradiction,
    DateRange,
    Entity,
    Event,
    Figure,
    FiledReport,
    Place,
    Post,
    Record,
    Relevance,
    Side,
    Source,
    Span,
    Story,
    make_id,
)

WITHHELD = "withheld"


def make_release(record: Record, beat: Beat, have: Mapping[Key, int]) -> tuple[Release, dict[Key, int]]:
    """The release, and the public numbers with those that were new; pass them in again next time."""
    numbers = assign_numbers(have, _keys(record))
    withheld = withheld_of(record, beat.protection, numbers)
    desk = _Desk(record, beat, numbers, withheld)
    release = Release(
        beat=beat.name,
        title=beat.title or beat.name,
        captures=len(record.captures),
        posts=tuple(desk.post(p) for p in desk.shown),
        stories=tuple(desk.story(s) for s in record.findings.stories if desk.posts_of(s.posts)),
        events=tuple(e for e in map(desk.event, record.findings.events) if e.reports),
        names=desk.names(),
        places=desk.places(),
        figures=tuple(desk.figures()),
        series=desk.series(),
        contradictions=tuple(desk.contradictions()),
        outlets=desk.outlets(),
        protected_people=withheld.people,
        withheld_details=sum(len(found) for found in withheld.spans.values()),
        held_posts=len(record.posts) - len(desk.shown),
        policy=_policy(beat),
    )
    return release, numbers


def _keys(record: Record) -> Iterable[Key]:
    findings = record.findings
    for kind, ids in (
        ("post", [p.id for p in record.posts]),
        ("story", [s.id for s in findings.stories]),
        ("event", [e.id for e in findings.events]),
        ("name", [e.id for e in findings.entities]),
        ("series", [s.id for s in findings.series]),
        ("contradiction", [c.id for c in findings.contradictions]),
        ("outlet", [o.id for o in findings.origins]),
        ("person", [r.id for r in findings.risks]),
        ("figure", [figure_id(f) for codes in record.codes for f in codes.figures]),
    ):
        yield from ((kind, id_) for id_ in ids)


def figure_id(figure: Figure) -> str:
    """The internal id of a figure: where its quantity stands."""
    return make_id("figure", figure.span.post, figure.span.start, figure.span.end)


def _policy(beat: Beat) -> tuple[str, ...]:
    policy = beat.protection
    lines = []
    if policy.pseudonyms:
        lines.append("People at risk stand under a pseudonym, in every page and file.")
    if policy.generalise:
        lines.append(f"Details that would identify them are withheld: {', '.join(policy.generalise)}.")
    if policy.excerpt_words:
        lines.append(f"At most {policy.excerpt_words} words of a post are shown; the rest is at its source.")
    return tuple(lines)


@dataclass(frozen=True)
class _Desk:
    """The record with its protection beside it, while a release is being made."""

    record: Record
    beat: Beat
    numbers: Mapping[Key, int]
    withheld: Withheld

    @cached_property
    def shown(self) -> list[Post]:
        hold = [word.casefold() for word in self.beat.protection.hold]
        return [p for p in self.record.posts if not any(word in p.text.casefold() for word in hold)]

    @cached_property
    def _posts(self) -> dict[str, Post]:
        return {p.id: p for p in self.shown}

    @cached_property
    def _relevance(self) -> dict[str, Relevance]:
        return {r.post: r for r in self.record.findings.relevance}

    @cached_property
    def _story_of(self) -> dict[str, str]:
        return {p: s.id for s in self.record.findings.stories for p in s.posts}

    @cached_property
    def _events_of(self) -> dict[str, list[Event]]:
        found: dict[str, list[Event]] = {}
        for event in self.record.findings.events:
            found.setdefault(event.story or "", []).append(event)
        return found

    @cached_property
    def _captures(self) -> dict[str, Capture]:
        return {c.id: c for c in self.record.captures}

    @cached_property
    def _dates(self) -> dict[str, DateRange]:
        return {c.post: c.date for c in self.record.codes}

    @cached_property
    def _filed(self) -> dict[str, FiledReport]:
        return {r.id: r for r in self.record.findings.reports}

    def number(self, kind: str, id_: str) -> int:
        return self.numbers[kind, id_]

    def posts_of(self, ids: Iterable[str]) -> tuple[int, ...]:
        shown = self._posts
        return tuple(self.number("post", i) for i in dict.fromkeys(ids) if i in shown)

    def text(self, words: str | None) -> str | None:
        return self.withheld.words(words) if words else words

    def source(self, source: Source | None) -> str | None:
        if source is None:
            return None
        return WITHHELD if self.withheld.covers(source.span) else self.text(source.name or source.text)

    def words(self, span: Span) -> Words:
        post = self._posts[span.post]
        return Words(self.number("post", post.id), self.withheld.pieces(post.id, post.text, span.start, span.end))

    def post(self, post: Post) -> ReleasedPost:
        relevance = self._relevance.get(post.id, Relevance(post.id, True, 1.0, ""))
        story = self._story_of.get(post.id)
        capture = self._captures.get(post.capture)
        end = excerpt_end(post.text, post.body_start, self.beat.protection.excerpt_words)
        show = self.beat.protection.show_words
        title = Words(0, self.withheld.pieces(post.id, post.text, 0, len(post.title))).text
        date = post.date if post.date.is_day else self._dates.get(post.id, post.date)
        return ReleasedPost(
            number=self.number("post", post.id),
            title=title,
            date=iso(date),
            date_basis=date.basis,
            outlet=self.text(post.credit or post.outlet),
            capture=(self.withheld.address(capture.file) or WITHHELD) if capture else "",
            link=self.withheld.address(post.link or (capture.link if capture else None)),
            excerpt=self.withheld.pieces(post.id, post.text, post.body_start, end) if show else (),
            shortened=end < len(post.text),
            truncated=post.truncated,
            part=post.part,
            on_beat=relevance.on_beat,
            why_off="" if relevance.on_beat else relevance.why,
            story=self.number("story", story) if story else None,
            labels=tuple(self.withheld.words(label) for label in post.labels),
        )

    def story(self, story: Story) -> ReleasedStory:
        events = self._events_of.get(story.id, [])
        dates = sorted(d for e in events if not self.hides_date(e) for d in (e.date.earliest, e.date.latest) if d)
        return ReleasedStory(
            number=self.number("story", story.id),
            name=self.story_name(story),
            posts=self.posts_of(story.posts),
            events=tuple(self.number("event", e.id) for e in events),
            terms=tuple(self.withheld.words(term) for term in story.terms),
            first=dates[0].isoformat() if dates else "",
            last=dates[-1].isoformat() if dates else "",
        )

    def story_name(self, story: Story) -> str:
        """A story's name; where it is a post's title, with what is withheld of that title taken out."""
        bare = story.name.removesuffix("…").rstrip()
        for post in (self._posts[i] for i in story.posts if i in self._posts):
            if bare and post.title.startswith(bare):
                name = Words(0, self.withheld.pieces(post.id, post.text, 0, len(bare))).text
                return name + story.name[len(bare) :]
        return self.withheld.words(story.name)

    def reports_of(self, event: Event) -> list[FiledReport]:
        filed = [self._filed[i] for i in event.reports if i in self._filed]
        return [r for r in filed if r.post in self._posts]

    def hides_date(self, event: Event) -> bool:
        """Whether the words that date an event are kept back."""
        return any(self.withheld.covers(r.report.date_span) for r in self.reports_of(event))

    def event(self, event: Event) -> ReleasedEvent:
        reports = self.reports_of(event)
        hidden = self.hides_date(event)
        place_hidden = any(self.withheld.covers(r.report.place_span) for r in reports)
        return ReleasedEvent(
            number=self.number("event", event.id),
            type=event.type,
            name=self.headline(reports) or self.withheld.words(event.name),
            date=year_only(event.date) if hidden else iso(event.date),
            precision=("year" if year_only(event.date) else "unknown") if hidden else event.date.precision,
            place=WITHHELD if place_hidden else self.text(event.place),
            story=self.number("story", event.story) if event.story else None,
            origins=event.origins,
            part_of=self.numbers.get(("event", event.part_of)) if event.part_of else None,
            reports=tuple(self.report(r) for r in reports),
            why=tuple(self.withheld.words(m.why) for m in event.merges if m.same),
        )

    def headline(self, reports: list[FiledReport]) -> str:
        """An event's name: the shortest clause that tells it as news, in its own words and without line breaks."""
        news = [r for r in reports if not r.report.background] or reports
        told = [" ".join(self.words(r.report.spans[0]).text.split()) for r in news if r.report.spans]
        return shortened(min(told, key=lambda words: (len(words), words))) if told else ""

    def report(self, filed: FiledReport) -> ReleasedReport:
        report, post = filed.report, self._posts[filed.post]
        hidden = self.withheld.covers(report.date_span)
        span = report.spans[0] if report.spans else report.trigger
        return ReleasedReport(
            words=self.words(span),
            date=year_only(report.date) if hidden else iso(report.date),
            stance=report.stance,
            source=self.source(report.source),
            outlet=self.text(post.credit or post.outlet),
            participants=tuple((p.role, self.words(p.span).text) for p in report.participants),
        )

    def names(self) -> tuple[ReleasedName, ...]:
        found = [e for e in self.record.findings.entities if e.kind in {"PER", "ORG"}]
        return tuple(self.name(e) for e in found if self.posts_of(s.post for s in e.spans))

    def name(self, entity: Entity) -> ReleasedName:
        protected = entity.name in self.withheld.names
        pseudonym = self.withheld.names.get(entity.name, entity.name)
        names = dict.fromkeys(self.withheld.words(n) for n in entity.names)
        return ReleasedName(
            number=self.number("name", entity.id),
            name=pseudonym,
            kind=entity.kind,
            names=() if protected else tuple(n for n in names if n != entity.name),
            posts=self.posts_of(s.post for s in entity.spans),
            mentions=len(entity.spans),
            protected=protected,
        )

    def places(self) -> tuple[ReleasedName, ...]:
        found: dict[str, list[Place]] = {}
        shown = self._posts
        for codes in self.record.codes:
            for place in codes.places if codes.post in shown else ():
                if place.level != "unresolved" and not self.withheld.covers(place.span):
                    found.setdefault(place.name, []).append(place)
        return tuple(
            ReleasedName(
                number=number,
                name=name,
                kind=places[0].level,
                names=tuple(dict.fromkeys(p.text for p in places if p.text != name)),
                posts=self.posts_of(p.span.post for p in places),
                mentions=len(places),
                lat=places[0].lat,
                lon=places[0].lon,
            )
            for number, (name, places) in enumerate(sorted(found.items()), 1)
        )

    def figures(self) -> Iterable[ReleasedFigure]:
        shown = self._posts
        for codes in self.record.codes:
            for figure in codes.figures if codes.post in shown else ():
                if not self.withheld.covers(figure.span) and not self.withheld.covers(figure.place_span):
                    yield self.figure(figure, shown[codes.post])

    def figure(self, figure: Figure, post: Post) -> ReleasedFigure:
        quantity = figure.quantity
        sentence = sentence_around(post.text, figure.span.start, figure.span.end)
        return ReleasedFigure(
            number=self.number("figure", figure_id(figure)),
            low=quantity.low,
            high=quantity.high,
            best=quantity.best,
            qualifier=quantity.qualifier,
            unit=quantity.unit,
            what=WITHHELD if self.withheld.covers(quantity.what_span) else self.text(quantity.what),
            place=self.text(figure.place),
            period=iso(figure.period),
            as_of=iso(figure.as_of),
            source=self.source(figure.source),
            outlet=self.text(post.credit or post.outlet),
            words=self.words(Span(post.id, *sentence)),
            series=figure.series,
        )

    def series(self) -> tuple[ReleasedSeries, ...]:
        released = {f.number for f in self.figures()}
        found = []
        for series in self.record.findings.series:
            points = [p for p in series.points if self.numbers.get(("figure", figure_id(p.figure))) in released]
            if points:
                found.append(
                    ReleasedSeries(
                        number=self.number("series", series.id),
                        name=self.withheld.words(series.name),
                        unit=series.unit,
                        figures=tuple(self.number("figure", figure_id(p.figure)) for p in points),
                        periods=tuple(iso(p.period) for p in points),
                    )
                )
        return tuple(found)

    def contradictions(self) -> Iterable[ReleasedContradiction]:
        shown = self._posts
        for found in self.record.findings.contradictions:
            if found.left.post in shown and found.right.post in shown:
                yield self.contradiction(found)

    def contradiction(self, found: Contradiction) -> ReleasedContradiction:
        return ReleasedContradiction(
            number=self.number("contradiction", found.id),
            type=found.type,
            attribute=found.attribute,
            left=self.side(found.left),
            right=self.side(found.right),
            why=WITHHELD if self._hides(found) else self.withheld.words(found.why),
            ruling=self.text(found.ruling),
        )

    def _hides(self, found: Contradiction) -> bool:
        return any(self.withheld.covers(span) for side in (found.left, found.right) for span in side.spans)

    def side(self, side: Side) -> ReleasedSide:
        post = self._posts[side.post]
        hidden = any(self.withheld.covers(span) for span in side.spans)
        return ReleasedSide(
            post=self.number("post", side.post),
            value=WITHHELD if hidden else self.withheld.words(side.value),
            source=self.text(side.source),
            outlet=self.text(post.credit or post.outlet),
            date=iso(side.date),
            words=tuple(
                self.words(Span(s.post, *sentence_around(self._posts[s.post].text, s.start, s.end)))
                for s in side.spans
                if s.post in self._posts
            ),
        )

    def outlets(self) -> tuple[ReleasedOutlet, ...]:
        return tuple(
            ReleasedOutlet(
                number=self.number("outlet", origin.id),
                name=self.withheld.words(origin.name),
                posts=self.posts_of(origin.posts),
                ties=tuple(dict.fromkeys(self.withheld.words(tie.why) for tie in origin.ties)),
            )
            for origin in self.record.findings.origins
            if self.posts_of(origin.posts)
        )

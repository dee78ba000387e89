"""How a story went: its happenings in the order in which they happened, not in which they were reported."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from beatbook.record import DateRange, Event, Findings, Story
from beatbook.record.dates import Precision


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One happening on a story's line, with how closely its date is known."""

    event: str
    name: str
    date: DateRange
    precision: Precision
    posts: tuple[str, ...]  # who tells it, in the story's order
    part_of: str | None = None


def make_timeline(story: Story, findings: Findings) -> tuple[TimelineEntry, ...]:
    """A story's happenings by event date; closer dates first where they begin together, undated ones last."""
    post_of = {filed.id: filed.post for filed in findings.reports}
    entries = []
    for event in findings.events:
        tellers = {post_of[r] for r in event.reports}
        posts = tuple(p for p in story.posts if p in tellers)
        if posts:
            entries.append(TimelineEntry(event.id, event.name, event.date, event.date.precision, posts, event.part_of))
    return tuple(sorted(entries, key=_when))


def events_of(story: Story, events: Iterable[Event]) -> tuple[Event, ...]:
    """The events that are filed under a story."""
    return tuple(e for e in events if e.story == story.id)


def _when(entry: TimelineEntry) -> tuple[bool, date, date, str]:
    """Known before unknown; by the first possible day; of those the closer date first."""
    first = entry.date.earliest or entry.date.latest or date.max
    last = entry.date.latest or date.max
    return not entry.date.is_known, first, last, entry.event

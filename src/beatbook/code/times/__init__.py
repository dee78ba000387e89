"""Time expressions of a post. In: Reading, the post's date bounds. Out: TimeRef. Never: the clock."""

from __future__ import annotations

from beatbook.code.reading import Reading
from beatbook.code.times.narrow import narrow_date
from beatbook.code.times.signs import find_signs
from beatbook.code.times.tagger import DateMode, Timex, tag_text
from beatbook.record import DateRange, TimeRef


def find_times(reading: Reading, anchor: DateRange, mode: DateMode | None = None) -> tuple[TimeRef, ...]:
    """All time expressions in reading order; ``anchor`` is the post's own date (bounds).

    ``mode`` says what relative words count from: the post's day (news) or the date mentioned last
    (narrative); by default what the beat says, which by default is chosen from the text.
    """
    tagged = tag_text(reading.post.text, anchor, mode or reading.beat.dates, reading.doc)
    return tuple(_time_ref(reading, timex) for timex in tagged)


def find_times_in(text: str, anchor: DateRange, mode: DateMode = "auto") -> list[Timex]:
    """The same for a plain text without a parse."""
    return tag_text(text, anchor, mode)


def _time_ref(reading: Reading, timex: Timex) -> TimeRef:
    return TimeRef(
        span=reading.span(timex.start, timex.end),
        text=reading.post.text[timex.start : timex.end],
        type=timex.type,
        value=timex.value,
        mod=timex.mod,
        range=timex.range,
        rule=timex.rule,
        tense=timex.tense,
    )


__all__ = ["DateMode", "Timex", "find_signs", "find_times", "find_times_in", "narrow_date"]

"""The general codebook on the development pages: none of its qualities may fall.

Posts are cut by their marks and dated as published, so that this measures coding alone, and quickly; the whole line is
`tools/score/beats.py`. A floor is a little below what was measured, 2026-11; raise it with what rises.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from beatbook.beat import default_beat
from beatbook.code.step import code_posts
from beatbook.record import DateRange, Post, PostCodes, Span

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools/score"))

import beats  # noqa: E402

FLOORS = {
    "precision": 90.0,  # measured 93.4
    "recall": 90.0,  # 93.9
    "type of all": 86.0,  # 90.2
    "participants": 90.0,  # 94.4
    "dates": 86.0,  # 90.4
    "speaker": 90.0,  # 100
    "claims": 93.0,  # 100
    "claim source": 93.0,  # 100
    "figures": 96.0,  # 100
}


@pytest.fixture(scope="module")
def shares() -> dict[str, float]:
    """Each quality over the development pages, in percent."""
    types = tomllib.loads((beats.PAGES / "types.toml").read_text("utf-8"))["fits"]
    tally = beats.Tally()
    for page in beats.DEVELOPMENT:
        gold = beats.read_gold(page)
        beats.score(gold, list(_rows(page, gold)), types, tally)
    return tally.shares()


@pytest.mark.parametrize("quality", FLOORS)
def test_no_quality_falls(shares: dict[str, float], quality: str) -> None:
    assert shares[quality] >= FLOORS[quality]


def test_all_marks_are_in_their_posts() -> None:
    for page in (*beats.DEVELOPMENT, *beats.CHECK):
        gold = beats.read_gold(page)
        text = (beats.PAGES / page / "page.txt").read_text("utf-8")
        for event in gold.events:
            mark = event["evidence"][0]
            assert text[mark["start"] : mark["end"]] == mark["text"]


def _rows(page: str, gold: beats.Gold) -> Iterator[dict[str, Any]]:
    """What the book would export of a page: the lines that the scorer reads, with offsets into the page."""
    text = (beats.PAGES / page / "page.txt").read_text("utf-8")
    posts = [(_post(text, mark), mark["body_span"][0]) for mark in gold.posts]
    for (post, title_end), codes in zip(posts, code_posts([post for post, _ in posts], default_beat()), strict=True):
        body = text.index(post.body, title_end)
        yield from _lines(post, codes, title_end - len(post.title), body)


def _post(text: str, mark: dict[str, Any]) -> Post:
    start, end = mark["body_span"]
    words = re.sub(r"\A\s*(Posted on.*\n)?\s*", "", text[start : text.rindex("[", start, end)]).rstrip()
    first, last = beats._days(mark["published"]["start"], mark["published"]["end"])
    when = DateRange(first, last, "day" if first == last else "range", "printed")
    return Post(mark["post"], "page", mark["title"], words, date=when)


def _lines(post: Post, codes: PostCodes, title: int, body: int) -> Iterator[dict[str, Any]]:
    def at(span: Span) -> dict[str, Any]:
        shift = body - post.body_start if span.start >= post.body_start else title
        return {"start": span.start + shift, "end": span.end + shift, "text": post.words(span)}

    yield {"kind": "post", "title": post.title}
    for report in codes.reports:
        days = {
            key: str(day) if day else None
            for key, day in (("earliest", report.date.earliest), ("latest", report.date.latest))
        }
        people = [{"span": at(person.span)} for person in report.participants]
        yield {
            "kind": "report",
            "type": report.type,
            **days,
            "participants": people,
            "spans": [at(s) for s in report.spans],
        }
    for quote in codes.quotes:
        yield {"kind": "quote", "spans": [at(quote.span)], "speaker": quote.speaker}
    for claim in codes.claims:
        yield {"kind": "claim", "content": at(claim.content), "source": claim.source and claim.source.text}
    for figure in codes.figures:
        quantity = figure.quantity
        values = {"best": quantity.best, "low": quantity.low, "high": quantity.high}
        yield {"kind": "figure", **values, "spans": [at(quantity.span)]}

"""A reading as the plain values that ``beatbook read --json`` prints."""

from __future__ import annotations

from typing import Any

from beatbook.read.dates import iso
from beatbook.read.results import ReadResult
from beatbook.record import Post


def as_json(result: ReadResult) -> dict[str, Any]:
    """``kind``, ``posts`` and ``left_out``; offsets point into the decoded text."""
    return {
        "kind": result.kind,
        "posts": [_post(post) for post in result.posts],
        "left_out": [{"start": o.start, "end": o.end, "reason": o.reason} for o in result.left_out],
    }


def _post(post: Post) -> dict[str, Any]:
    return {
        "title": post.title,
        "body": post.body,
        "date": iso(post.date),
        "earliest": post.date.earliest.isoformat() if post.date.earliest else None,
        "latest": post.date.latest.isoformat() if post.date.latest else None,
        "date_basis": post.date.basis,
        "author": post.author,
        "credit": post.credit,
        "credits": [{"name": c.name, "form": c.form, "start": c.start, "end": c.end} for c in post.credits],
        "labels": list(post.labels),
        "link": post.link,
        "truncated": post.truncated,
        "start": post.start,
        "end": post.end,
    }

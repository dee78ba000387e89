"""Why this value, and why not that post: answers in sentences, each with the words it rests on."""

from __future__ import annotations

import json
from typing import Any

from beatbook.book.book import Book
from beatbook.read import read_capture
from beatbook.record import Post, Record, normal_words

Json = dict[str, Any]
SHOWN = 160  # characters of a stretch that are quoted back


def explain_thing(book: Book, kind: str, value: str) -> str:
    """One thing of the book in lines for people: its value, the words behind it, the rule that made it."""
    thing: Json = json.loads(value)
    record = book.record()
    posts = {post.id: post for post in record.posts}
    lines = [f"{kind} {thing.get('id', '')}".strip()]
    if kind == "post":
        lines += _post_lines(posts[thing["id"]], record)
    elif kind == "event":
        lines += _event_lines(thing, record, posts)
    elif kind == "codes":
        lines.append(f"what post {thing['post']} says; add --json to see all of it")
    else:
        lines += [f"  {key}: {_short(found)}" for key, found in thing.items() if key != "id" and found]
        lines += [f"  words: {words!r} (post {post})" for post, words in _words_below(thing, posts)]
    return "\n".join(lines)


def reasons_why_not(book: Book, words: str) -> list[str]:
    """Why a post, or some words of a page, are not in the book or not on the beat."""
    record = book.record()
    wanted = normal_words(words)
    relevance = {r.post: r for r in record.findings.relevance}
    reasons = []
    for post in record.posts:
        if post.id == words or wanted in normal_words(post.text):
            found = relevance.get(post.id)
            name = f"'{post.title or post.body[:60]}' ({post.id})"
            if found is None or found.on_beat:
                reasons.append(f"{name} is in the book and on the beat" + (f": {found.why}" if found else ""))
            else:
                reasons.append(f"{name} is in the book but off the beat: {found.why}")
    for capture in record.captures:
        result = read_capture(capture, book.capture_data(capture.id))
        for stretch in result.left_out:
            text = result.text[stretch.start : stretch.end]
            if wanted in normal_words(text):
                reasons.append(f"{capture.file}, {stretch.start}..{stretch.end}: left out, {stretch.reason}")
    return reasons


def _post_lines(post: Post, record: Record) -> list[str]:
    relevance = {r.post: r for r in record.findings.relevance}.get(post.id)
    codes = next((c for c in record.codes if c.post == post.id), None)
    lines = [
        f"  title: {post.title or '(untitled)'}",
        f"  date: {post.date.earliest or '…'} to {post.date.latest or '…'} ({post.date.basis})",
        *([f"  sure: {post.bounds.earliest or '…'} to {post.bounds.latest or '…'}"] if post.date_why else []),
        *(f"  date, since {why}" for why in post.date_why),
        f"  credit: {post.credit or 'none printed'}",
        f"  place: {post.capture[:16]} {post.start}..{post.end}",
    ]
    if relevance:
        lines.append(f"  {'on' if relevance.on_beat else 'off'} the beat: {relevance.why}")
    if codes:
        lines += [f"  when {t.text!r} = {t.value} by {t.rule}" for t in codes.times]
        lines += [
            f"  how many {q.text!r} = {q.qualifier} {q.best} {q.what or q.unit} by {q.rule}" for q in codes.quantities
        ]
        lines += [f"  what {r.type} at {post.words(r.trigger)!r} by {r.rule}" for r in codes.reports]
    return lines


def _event_lines(thing: Json, record: Record, posts: dict[str, Post]) -> list[str]:
    filed = {r.id: r for r in record.findings.reports}
    lines = [f"  {thing['name']} ({thing['type']}), told by {len(thing['reports'])}, {thing['origins']} independent"]
    for id_ in thing["reports"]:
        report = filed[id_].report
        post = posts[filed[id_].post]
        lines += [f"  {post.words(span)!r}" for span in report.spans]
        date = post.words(report.date_span) if report.date_span else "no words of its own"
        lines.append(
            f"    in '{post.title}', rule {report.rule}, trigger {post.words(report.trigger)!r}, date from {date!r}"
        )
    lines += [f"  taken for one event: {m['why']}" for m in thing["merges"] if m["same"]]
    lines += [f"  kept apart: {m['why']}" for m in thing["merges"] if not m["same"]]
    return lines


def _words_below(value: Any, posts: dict[str, Post]) -> list[tuple[str, str]]:
    """``(post, words)`` of every span anywhere in a value, in order."""
    if isinstance(value, dict):
        if {"post", "start", "end"} <= value.keys() and value["post"] in posts and len(value) == 3:
            return [(value["post"], posts[value["post"]].text[value["start"] : value["end"]])]
        return [pair for part in value.values() for pair in _words_below(part, posts)]
    if isinstance(value, list):
        return [pair for part in value for pair in _words_below(part, posts)]
    return []


def _short(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"

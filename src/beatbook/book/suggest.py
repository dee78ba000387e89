"""What the clippings themselves propose for the beat: triggers the codebook misses, series worth following."""

from __future__ import annotations

from collections.abc import Iterator

from beatbook.book.book import Book
from beatbook.code.events.suggest import Suggestion, suggest_triggers
from beatbook.code.figures.suggest import SeriesProposal, suggest_series
from beatbook.code.reading import Reading
from beatbook.english import pipeline


def trigger_suggestions(book: Book, most: int) -> Iterator[tuple[Suggestion, str]]:
    """Words that might be triggers, most widespread first, each with the sentence of its first use."""
    record = book.record()
    nlp = pipeline(book.beat.pipeline) if book.beat.pipeline else pipeline()
    docs = nlp.pipe([post.text for post in record.posts])
    readings = (Reading(post, doc, book.beat) for post, doc in zip(record.posts, docs, strict=True))
    posts = {post.id: post for post in record.posts}
    for found in suggest_triggers(zip(readings, record.codes, strict=True), most):
        yield found, " ".join(posts[found.example.post].words(found.example).split())


def series_suggestions(book: Book) -> list[tuple[SeriesProposal, list[str]]]:
    """Series that the clippings ask for, each with the words of its figures."""
    record = book.record()
    posts = {post.id: post for post in record.posts}
    found = suggest_series(figure for codes in record.codes for figure in codes.figures)
    return [(p, [" ".join(posts[s.post].words(s).split()) for s in p.spans]) for p in found]

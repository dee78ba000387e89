"""The step `code`: one post and its beat into everything the post says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from beatbook.beat import Beat
from beatbook.code.claims import find_claims, find_quotes
from beatbook.code.events import find_reports
from beatbook.code.events.toll import find_toll
from beatbook.code.figures import find_figures
from beatbook.code.names import find_names
from beatbook.code.parse import PARSER
from beatbook.code.parsed import Doc
from beatbook.code.places import find_places
from beatbook.code.quantities import find_quantities
from beatbook.code.reading import Reading
from beatbook.code.risk import find_risks
from beatbook.code.times import find_signs, find_times, narrow_date
from beatbook.record import Mention, Place, Post, PostCodes, PostSigns

SURE_LEVELS = frozenset({"country", "region", "area", "border", "city"})


def code_reading(reading: Reading) -> PostCodes:
    """Everything that one parsed post says."""
    anchor = reading.post.date
    times = find_times(reading, anchor)
    anchor = narrow_date(anchor, times)
    quantities = find_quantities(reading, times)
    mentions = find_names(reading)
    places = find_places(reading, mentions)
    mentions = agree_on_places(mentions, places)
    quotes = find_quotes(reading, mentions)
    claims = find_claims(reading, mentions, quotes)
    figures = find_figures(reading, quantities, times, places, claims)
    reports = find_reports(reading, anchor, times, quantities, mentions, places, claims)
    risks = find_risks(reading, times, quantities, mentions, places, claims)
    codes = PostCodes(
        post=reading.post.id,
        times=times,
        quantities=quantities,
        mentions=mentions,
        places=places,
        quotes=quotes,
        claims=claims,
        figures=figures,
        reports=reports,
        risks=risks,
        date=anchor,
        terms=find_terms(reading),
    )
    return replace(codes, toll=find_toll(reading, codes))


def agree_on_places(mentions: tuple[Mention, ...], places: tuple[Place, ...]) -> tuple[Mention, ...]:
    """Names as the gazetteer knows them.

    A country, town, border or zone that was taken for a body is a place, and so is a person whom the words beside the
    name call a place; a place name that was cut short is whole.
    """
    known = [p for p in places if p.level in SURE_LEVELS and p.rule != "demonym"]
    exact = {p.span for p in known}
    called = {p.span for p in places if p.level != "unresolved" and p.rule in ("told", "listed")}
    agreed: list[Mention] = []
    for mention in mentions:
        if mention.span in (called if mention.kind == "PER" else exact) and mention.kind in ("ORG", "PER"):
            mention = replace(mention, kind="LOC", rule=f"{mention.rule}, a place by the gazetteer")
        whole = None
        if mention.kind in ("LOC", "ORG"):
            whole = next((p for p in known if p.span.contains(mention.span) and p.span != mention.span), None)
        if whole:
            mention = replace(mention, span=whole.span, text=whole.text, kind="LOC", entity=whole.text)
        if all(mention.span != other.span for other in agreed[-2:]):  # both halves of a cut name grow to the same whole
            agreed.append(mention)
    return tuple(agreed)


def find_terms(reading: Reading) -> tuple[str, ...]:
    """The words that carry the matter - lower-case lemmas of nouns, verbs, adjectives and names - with repeats."""
    wanted = {"NOUN", "PROPN", "VERB", "ADJ"}
    return tuple(
        (t.lemma_ or t.text).casefold() for t in reading.doc if t.pos_ in wanted and not t.is_stop and len(t.text) > 1
    )


def code_posts(posts: Iterable[Post], beat: Beat) -> Iterator[PostCodes]:
    """The codes of many posts, in order; batched, with the same result as one by one."""
    listed = list(posts)
    for post, doc in zip(listed, PARSER.parse([post.text for post in listed], beat.pipeline), strict=True):
        yield code_reading(Reading(post, doc, beat))


def sign_posts(posts: Iterable[Post], beat: Beat) -> Iterator[PostSigns]:
    """What each of many posts says about the day it was written, in order."""
    listed = list(posts)
    for post, doc in zip(listed, PARSER.parse([post.text for post in listed], beat.pipeline), strict=True):
        yield PostSigns(post.id, find_signs(post, Doc(doc)))

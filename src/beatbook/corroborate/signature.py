"""A post's signature: what linking posts needs of it, made once per post and filed in the ledger.

It depends on the post, its codes and the beat alone; never on another post.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from beatbook.beat import Beat
from beatbook.corroborate.coded import Coded
from beatbook.corroborate.days import Days, as_ordinals, date_of, order_of
from beatbook.corroborate.entities import NameUse, beat_aliases, find_name_uses
from beatbook.corroborate.names import person_key
from beatbook.corroborate.relevance import ScopeHits, find_scope_hits
from beatbook.corroborate.sketch import find_moments
from beatbook.corroborate.terms import common_words, count_terms, title_terms
from beatbook.record import UNKNOWN, DateRange, Figure, RiskSign, make_id
from beatbook.text.shingles import find_shingles

TOWN_LEVELS = frozenset({"city", "point"})


@dataclass(frozen=True, slots=True)
class Signature:
    """What other posts are compared with."""

    post: str
    key: str  # changes with whatever the post or its codes say
    days: Days  # earliest and latest day of publication, as ordinals
    order: tuple[int, str, int, str]  # how posts are listed: by day, then by place on the page
    terms: tuple[tuple[str, int], ...]  # sorted
    title: tuple[str, ...]  # terms of the title, sorted
    shingles: bytes  # 32 bits of each six-word shingle, in order
    hits: ScopeHits  # which of the beat's scope words it uses
    moments: tuple[
        int, ...
    ] = ()  # what happened to whom or where on which day: posts that share one may tell one event
    people: tuple[str, ...] = ()  # keys of full names, sorted
    surnames: tuple[str, ...] = ()  # last names, of those with a full name too, sorted
    towns: tuple[str, ...] = ()  # places no larger than a town, sorted
    names: tuple[NameUse, ...] = ()
    figures: tuple[Figure, ...] = ()  # those of the beat's series
    risks: tuple[RiskSign, ...] = ()
    as_of: DateRange = UNKNOWN  # the date by which the post's figures count


def make_signature(item: Coded, beat: Beat) -> Signature:
    """The signature of one coded post."""
    date = date_of(item)
    counts = {term: n for term, n in count_terms(item).items() if term not in common_words()}
    names = find_name_uses(item, beat_aliases(beat))
    persons = [use for use in names if use.kind == "PER"]
    return Signature(
        post=item.post.id,
        key=make_id("sig", item.post, item.codes),
        days=as_ordinals(date),
        order=order_of(item),
        terms=tuple(sorted(counts.items())),
        title=tuple(sorted(title_terms(item, counts))),
        shingles=find_shingles(item.post.text).hashes.astype(np.uint32).tobytes(),
        hits=find_scope_hits(item, beat),
        moments=find_moments(item),
        people=tuple(sorted({key for use in persons if (key := person_key(use.name))})),
        surnames=tuple(sorted({words[-1] for use in persons if (words := use.name.casefold().split())})),
        towns=tuple(sorted({place.name for place in item.codes.places if place.level in TOWN_LEVELS})),
        names=names,
        figures=tuple(f for f in item.codes.figures if f.series),
        risks=item.codes.risks,
        as_of=date,
    )


@dataclass(frozen=True, slots=True)
class SignatureStep:
    """The step that gives every post its signature."""

    beat: Beat
    name: str = "beatbook.corroborate.signature.v4"
    needs: tuple[str, ...] = ("post", "codes")
    gives: tuple[str, ...] = ("signature",)

    def work(self, item: Coded) -> Signature:
        """The signature of one coded post."""
        return make_signature(item, self.beat)

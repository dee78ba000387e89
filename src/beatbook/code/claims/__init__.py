"""Quotes and claims: who says what. In: Reading, names. Out: Quote, Claim. Never: another post."""

from __future__ import annotations

from functools import lru_cache

from beatbook.code.claims.assemble import Told, tell
from beatbook.code.reading import Reading
from beatbook.record import Claim, Mention, Quote


@lru_cache(maxsize=1)  # the two finders are asked one after the other about the same post
def _told(reading: Reading, mentions: tuple[Mention, ...]) -> Told:
    return tell(reading, mentions)


def find_quotes(reading: Reading, mentions: tuple[Mention, ...]) -> tuple[Quote, ...]:
    """All quotations in reading order, with their speakers."""
    return _told(reading, mentions).quotes


def find_claims(reading: Reading, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...]) -> tuple[Claim, ...]:
    """All claims in reading order: direct, indirect and mixed quotation, and what was left unchecked or uncommented."""
    return _told(reading, mentions).claims

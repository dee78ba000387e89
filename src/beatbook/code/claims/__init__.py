"""Quotes and claims: who says what. In: Reading, names. Out: Quote, Claim. Never: another post."""

from __future__ import annotations

from beatbook.code.claims.assemble import tell
from beatbook.code.reading import Reading
from beatbook.record import Claim, Mention, Quote


def find_quotes(reading: Reading, mentions: tuple[Mention, ...]) -> tuple[Quote, ...]:
    """All quotations in reading order, with their speakers."""
    return tell(reading, mentions).quotes


def find_claims(reading: Reading, mentions: tuple[Mention, ...], quotes: tuple[Quote, ...]) -> tuple[Claim, ...]:
    """All claims in reading order: direct, indirect and mixed quotation, and what was left unchecked or uncommented."""
    return tell(reading, mentions).claims

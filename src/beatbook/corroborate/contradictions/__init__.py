"""Statements that do not agree, or only seem not to: conflict, denial, update, rounding, scope; each with its rule.

A false alarm costs a person's trust, so every rule asks for two sides that speak of the same thing, and stays quiet
where it cannot tell.
"""

from beatbook.corroborate.contradictions.find import find_contradictions

__all__ = ["find_contradictions"]

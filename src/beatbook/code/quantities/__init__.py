"""Quantities of a post. In: Reading, times. Out: Quantity. Never: dates, ordinals, list numbers."""

from __future__ import annotations

from beatbook.code.quantities.convert import NotConvertibleError, convert
from beatbook.code.quantities.find import find_quantities
from beatbook.code.quantities.naming import unit_name

__all__ = ["NotConvertibleError", "convert", "find_quantities", "unit_name"]

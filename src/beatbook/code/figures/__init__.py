"""Quantities into figures: of whom, where, when, as of when, who says so. Never: another post."""

from __future__ import annotations

from beatbook.code.figures.find import find_figures
from beatbook.code.figures.suggest import suggest_series

__all__ = ["find_figures", "suggest_series"]

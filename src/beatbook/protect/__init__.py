"""The one place that decides what may leave.

In: Record, the beat's Protection policy, public numbers. Out: Release. Never: asks the publisher to remember.
"""

from beatbook.protect.make import make_release
from beatbook.protect.numbers import assign_numbers
from beatbook.protect.release import (
    Piece,
    Release,
    ReleasedContradiction,
    ReleasedEvent,
    ReleasedFigure,
    ReleasedName,
    ReleasedOutlet,
    ReleasedPost,
    ReleasedSeries,
    ReleasedStory,
    Words,
)
from beatbook.protect.secrets import Withheld, find_leaks, withheld_of

__all__ = [
    "Piece",
    "Release",
    "ReleasedContradiction",
    "ReleasedEvent",
    "ReleasedFigure",
    "ReleasedName",
    "ReleasedOutlet",
    "ReleasedPost",
    "ReleasedSeries",
    "ReleasedStory",
    "Withheld",
    "Words",
    "assign_numbers",
    "find_leaks",
    "make_release",
    "withheld_of",
]

"""`beat.toml` into a checked `Beat`, and the templates to begin from.

In: the text of a beat.toml. Out: Beat, or errors with line numbers and the nearest known word.
Never: guesses; an unknown key is an error.
"""

from beatbook.beat.types import (
    Beat,
    EventType,
    OutletRule,
    Protection,
    RoleRule,
    Scope,
    SeriesRule,
)

__all__ = ["Beat", "EventType", "OutletRule", "Protection", "RoleRule", "Scope", "SeriesRule"]

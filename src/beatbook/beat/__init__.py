"""`beat.toml` into a checked `Beat`, and the templates to begin from.

In: the text of a beat.toml. Out: Beat, or errors with line numbers and the nearest known word.
Never: guesses; an unknown key is an error.
"""

from beatbook.beat.parse import (
    check_beat,
    default_beat,
    load_template,
    parse_beat,
    template_beat,
    template_names,
    with_digest,
)
from beatbook.beat.types import (
    Beat,
    EventType,
    OutletRule,
    Protection,
    RoleRule,
    Scope,
    SeriesRule,
)

__all__ = [
    "Beat",
    "EventType",
    "OutletRule",
    "Protection",
    "RoleRule",
    "Scope",
    "SeriesRule",
    "check_beat",
    "default_beat",
    "load_template",
    "parse_beat",
    "template_beat",
    "template_names",
    "with_digest",
]

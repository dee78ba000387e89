"""The reference names every key and word that a beat.toml may hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from beatbook.beat import schema, template_names
from beatbook.beat.codebook import general_roles

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(
    "keys",
    [schema.TOP, schema.SCOPE, schema.OUTLET, schema.EVENT_TYPE, schema.SERIES, schema.PROTECTION, schema.ROLE],
)
def test_every_key_is_in_the_reference(keys: dict[str, str]) -> None:
    text = (DOCS / "reference" / "beat-toml.md").read_text(encoding="utf-8")
    tables = {"scope", "outlets", "places", "names", "event_types", "series", "protection"}
    missing = [key for key in keys if f"`{key}`" not in text and not (key in tables and f"[{key}]" in text)]
    assert missing == []


def test_every_choice_is_in_the_reference() -> None:
    text = (DOCS / "reference" / "beat-toml.md").read_text(encoding="utf-8")
    words = (
        *schema.PLOVER,
        *schema.PERIODS,
        *schema.CHANGES,
        *schema.OUTLET_KINDS,
        *schema.RELATIONS,
        *general_roles(),
    )
    assert [word for word in words if word not in text] == []


def test_every_template_is_in_the_how_to() -> None:
    text = (DOCS / "how-to" / "beat.md").read_text(encoding="utf-8")
    assert [name for name in template_names() if f"`{name}`" not in text] == []

"""Quotation marks are paired by their shape and place, never by count alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from beatbook.code.claims.marks import find_paragraphs, find_quotations


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("“The well is dry,” she said. “Nobody came.”", ["“The well is dry,”", "“Nobody came.”"]),
        ('"The well is dry," she said. "Nobody came."', ['"The well is dry,"', '"Nobody came."']),
        ("''The well is dry,'' she said.", ["''The well is dry,''"]),
        ("«Der Brunnen» and „the well“ dried up", ["«Der Brunnen»", "„the well“"]),
        ("He called it ‘a lie’ and the farmers’ land ‘ours’.", ["‘a lie’", "‘ours’"]),
        ("It's the miners' 1990s camp, wasn't it?", []),
        ("“They told us, ‘stay inside’, and left,” he said.", ["“They told us, ‘stay inside’, and left,”"]),
        ("She said: ” We have no water.” Then she left.", ["” We have no water.”"]),
        ('The "safe" zone and the "clear" road', ['"safe"', '"clear"']),
    ],
)
def test_pairs_marks_of_every_kind(text: str, found: list[str]) -> None:
    assert quoted(text) == found


def test_quotation_over_paragraphs_is_opened_anew_and_closed_once() -> None:
    """“First paragraph.⏎⏎“Second paragraph.” He left."""
    text = "“The dam held until noon.\n\n“Then the lower gate gave way.” He stopped."
    first, second = find_quotations(text)
    assert not first.closed
    assert text[first.end - 1] == "."
    assert second.closed
    assert second.continues


def test_quotation_over_paragraphs_that_is_not_opened_anew_runs_on() -> None:
    text = "“The dam held until noon.\n\nThen the lower gate gave way.” He stopped."
    assert quoted(text) == [text.split(" He")[0]]


def test_a_hard_wrapped_line_does_not_end_a_paragraph() -> None:
    assert len(find_paragraphs("The river rose\nby a metre.\nNobody was hurt.")) == 2


@given(st.text(alphabet="ab .,\n“”\"'‘’«»", max_size=80))
def test_quotations_lie_in_the_text_in_order_without_overlap(text: str) -> None:
    found = find_quotations(text)
    assert all(0 <= q.start < q.end <= len(text) for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))

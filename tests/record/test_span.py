from __future__ import annotations

from datetime import date

import pytest

from beatbook.record import DateRange, Post, Run, SourceMap, day, post_id


def test_text_is_title_and_body_and_spans_point_into_it() -> None:
    post = Post(id="p", capture="c", title="Harbour closed", body="The harbour is closed.")
    assert post.text[post.body_start :] == post.body
    assert post.words(post.span(0, 7)) == "Harbour"
    with pytest.raises(ValueError, match="does not lie"):
        post.span(0, 999)


def test_source_map_leads_back_over_an_entity() -> None:
    """decoded: "<b>A &amp; B</b>", text: "A & B"."""
    source = SourceMap((Run(0, 3, 2, 2), Run(2, 5, 1, 5), Run(3, 10, 2, 2)))
    assert source.source_range(0, 1) == (3, 4)
    assert source.source_range(2, 3) == (5, 10)
    assert source.source_range(0, 5) == (3, 12)


def test_ranges_narrow_only_where_they_overlap() -> None:
    may = DateRange(date(2021, 5, 1), date(2021, 5, 31), "month", "order")
    assert may.within(day(date(2021, 5, 9))).is_day
    assert may.within(day(date(2021, 6, 9))) == may


def test_a_post_keeps_its_id_over_captures() -> None:
    assert post_id("A  Title", "Words, here!") == post_id("a title", "words here")
    assert post_id("A", "x", "https://example.org/1") == post_id("B", "y", "https://example.org/1")

"""Posts put into a known layout come back as the same posts."""

from __future__ import annotations

import itertools
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beatbook.read import ReadResult, read_capture
from beatbook.record import Capture

from . import more_layouts, text_shapes
from .layouts import BODYLESS, EXCERPTS, HTML, NO_AUTHOR, PIECES, TEXT, Piece

SHORTENED = (*EXCERPTS, "text_labelled")


def read(text: str) -> ReadResult:
    return read_capture(Capture("c", "page", "page", len(text)), text.encode())


def bodies(result: ReadResult) -> list[list[str]]:
    return [[line for line in post.body.split("\n") if line] for post in result.posts]


@pytest.mark.parametrize("count", [4, 3, 2])
@pytest.mark.parametrize("name", [*HTML, *TEXT])
def test_every_layout_reads_back(name: str, count: int) -> None:
    pieces = PIECES[:count]
    result = read({**HTML, **TEXT}[name](pieces))
    assert [post.title for post in result.posts] == [piece.title for piece in pieces]
    if name in BODYLESS:
        assert all(post.body == "" for post in result.posts)
    else:
        want = [list(p.paragraphs[:1] if name in SHORTENED else p.paragraphs) for p in pieces]
        assert bodies(result) == want
    if name != "text_stripped":
        assert [post.date.earliest for post in result.posts] == [piece.day for piece in pieces]
        assert {post.date.basis for post in result.posts} == {"printed"}
    if name in HTML and name not in NO_AUTHOR:
        assert [post.author for post in result.posts] == [piece.author for piece in pieces]


@pytest.mark.parametrize("name", list(more_layouts.MORE))
@pytest.mark.parametrize("count", [4, 2])
def test_posts_without_any_known_mark_are_found_by_shape(name: str, count: int) -> None:
    result = read(more_layouts.MORE[name](PIECES[:count]))
    assert [post.title for post in result.posts] == [piece.title for piece in PIECES[:count]]
    if name != "search":
        assert result.posts[0].date.earliest == PIECES[0].day


def test_bare_links_notes_and_sections() -> None:
    links = read(more_layouts.links_plain(PIECES))
    assert [post.title for post in links.posts] == [piece.title for piece in PIECES]
    notes = read(more_layouts.notes(PIECES))
    assert [post.title for post in notes.posts] == [""] * 4
    assert bodies(notes) == [list(piece.paragraphs) for piece in PIECES]
    (article,) = read(more_layouts.sections_article(PIECES)).posts
    assert article.title == "The long harbour story"
    assert all(piece.title in article.body and piece.paragraphs[-1] in article.body for piece in PIECES)


def test_a_page_of_posts_may_hold_one() -> None:
    for layout in (HTML["wordpress"], *TEXT.values()):
        (post,) = read(layout(PIECES[:1])).posts
        assert post.title == PIECES[0].title


def test_credits_in_brackets_stay_out_of_the_body() -> None:
    result = read(TEXT["text_stripped"](PIECES))
    assert [post.credit for post in result.posts] == ["The Island Post"] * 4
    for post in result.posts:
        credit = post.credits[0]
        assert result.text[credit.start : credit.end] == "The Island Post"
        assert "[" not in post.body


def test_sidebars_and_feet_are_left_out_with_a_reason() -> None:
    result = read(HTML["wordpress"](PIECES))
    reasons = {result.text[o.start : o.end]: o.reason for o in result.left_out}
    assert any("Oyster prices" in words for words in reasons)
    assert not any("Oyster" in post.text for post in result.posts)
    assert "a box beside the posts" in reasons.values()


NOUNS = [
    "harbour",
    "kettle",
    "meadow",
    "ladder",
    "pigeon",
    "lantern",
    "quarry",
    "saddle",
    "turnip",
    "violin",
    "walnut",
    "anchor",
    "barrel",
    "copper",
    "donkey",
]
VERBS = [
    "carried",
    "followed",
    "painted",
    "watched",
    "lifted",
    "mended",
    "counted",
    "gathered",
    "opened",
    "bought",
    "borrowed",
    "crossed",
]
ADJECTIVES = ["quiet", "yellow", "narrow", "broken", "early", "gentle", "hollow", "ancient", "crowded", "distant"]
NAMES = ("Maud Perrin", "Eli Sands", "Rosa Winter", "Joan Keppel")


@st.composite
def sentences(draw: st.DrawFn) -> str:
    parts = [
        f"the {draw(st.sampled_from(ADJECTIVES))} {draw(st.sampled_from(NOUNS))} {draw(st.sampled_from(VERBS))} "
        f"the {draw(st.sampled_from(NOUNS))}"
        for _ in range(draw(st.integers(2, 4)))
    ]
    return " and ".join(parts).capitalize() + "."


@st.composite
def pages(draw: st.DrawFn) -> list[Piece]:
    count = draw(st.integers(2, 6))
    days = sorted(draw(st.sets(st.dates(date(2001, 1, 1), date(2024, 12, 31)), min_size=count, max_size=count)))
    pieces = []
    for n, day in enumerate(reversed(days)):
        words = [draw(st.sampled_from(ADJECTIVES)), draw(st.sampled_from(NOUNS)), draw(st.sampled_from(VERBS))]
        title = f"{' '.join(words).capitalize()} by the {draw(st.sampled_from(NOUNS))} number {n + 1}"
        texts = tuple(draw(sentences()) + " " + draw(sentences()) for _ in range(draw(st.integers(1, 3))))
        pieces.append(Piece(title, day, draw(st.sampled_from(NAMES)), texts))
    return pieces


@settings(max_examples=12, deadline=None)
@given(pages())
@pytest.mark.parametrize("name", [n for n in (*HTML, *TEXT) if n not in BODYLESS])
def test_any_posts_in_a_layout_read_back(name: str, pieces: list[Piece]) -> None:
    result = read({**HTML, **TEXT}[name](pieces))
    assert [post.title for post in result.posts] == [piece.title for piece in pieces]
    want = [list(p.paragraphs[:1] if name in SHORTENED else p.paragraphs) for p in pieces]
    assert bodies(result) == want


@settings(max_examples=20, deadline=None)
@given(pages(), st.sampled_from([*HTML, *TEXT]))
def test_offsets_are_exact_and_nothing_is_lost_or_twice(pieces: list[Piece], name: str) -> None:
    result = read({**HTML, **TEXT}[name](pieces))
    taken = [(p.start, p.end) for p in result.posts] + [(o.start, o.end) for o in result.left_out]
    taken.sort()
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(taken))
    for post in result.posts:
        for word in re.finditer(r"\S+", post.text):
            start, end = post.source_map.source_range(*word.span())
            assert result.text[start:end] == word[0]
            assert post.start <= start < end <= post.end
    if name in TEXT:
        inside = set().union(*(range(a, b) for a, b in taken))
        assert all(i in inside or c.isspace() for i, c in enumerate(result.text))
        for post in result.posts:
            assert post.body in result.text[post.start : post.end]
    assert read(result.text) == result


@pytest.mark.parametrize("name", list(text_shapes.SHAPES))
def test_text_of_the_usual_systems(name: str) -> None:
    result = read(text_shapes.SHAPES[name](PIECES))
    assert [post.title for post in result.posts] == [piece.title for piece in PIECES]
    assert bodies(result) == [list(piece.paragraphs) for piece in PIECES]
    assert [post.date.earliest for post in result.posts] == [piece.day for piece in PIECES]
    for post in result.posts:
        start, end = post.source_map.source_range(0, len(post.title))
        assert result.text[start:end] == post.title


@pytest.mark.parametrize("name", list(text_shapes.UNDATED))
def test_text_without_dates(name: str) -> None:
    result = read(text_shapes.UNDATED[name](PIECES))
    assert [post.title for post in result.posts] == [piece.title for piece in PIECES]
    assert bodies(result) == [list(piece.paragraphs) for piece in PIECES]
    if name == "credits":
        assert {post.credit for post in result.posts} == {"Coast Weekly"}

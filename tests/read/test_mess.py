"""Hostile and broken input: an answer or a named refusal, in time, and no text silently lost."""

# ruff: noqa: E501 -- pages stand as they are printed

from __future__ import annotations

import itertools
import time
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from beatbook.errors import RefusedInput
from beatbook.read import ReadResult, read_capture
from beatbook.read.html_tree import Tree
from beatbook.record import Capture
from beatbook.text.decode import decode

P = b"<p>The words under all of this must still be found by whoever looks for them here.</p>"


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body>" + b"<div>" * 200_000 + P + b"</div>" * 200_000,
        b"<html><body>" + b"<table><tr><td>" * 3000 + P,
        b'<html><body><a href="x"">' + P,
        b"<html><body><!-- never closed " + P + b"-->" + P,
        b"<html><body><b><p>" + P + b"</b></i></p>",
        b"<html><body><script>if (a < b) document.write('<p>no</p>')</script>" + P,
        b"<html><body>" + P.replace(b"words", b"wo\0rds").replace(b"wo\0rds", b"words"),
    ],
    ids=["nested divs", "nested tables", "stray quote", "comment", "misnested", "script", "plain"],
)
def test_text_is_found_under_any_markup(data: bytes, read: Callable[..., ReadResult]) -> None:
    began = time.process_time()
    result = read(data)
    assert time.process_time() - began < 5
    shown = "".join(post.text for post in result.posts)
    kept = "".join(result.text[o.start : o.end] for o in result.left_out)
    assert "must still be found" in shown + kept


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"x" * 50_000_000, "bytes are more than"),
        (b"a line here\n" * 70_000, "lines"),
        (b"<html><body>" + b"<p>x" * 260_000, "more than"),
        (bytes(range(1, 9)) * 1000, "control characters"),
    ],
    ids=["bytes", "lines", "elements", "binary"],
)
def test_what_is_refused_is_refused_in_one_sentence(data: bytes, why: str) -> None:
    began = time.process_time()
    with pytest.raises(RefusedInput, match=why) as caught:
        read_capture(Capture("c", "big.html", "big.html", len(data)), data)
    assert time.process_time() - began < 5
    assert str(caught.value).count("\n") == 0


@pytest.mark.parametrize("unit", ['<a href="', "<!--", "<script>", "&", "<", "[", "<p ", "</p>", '="', "1/2/", "by A "])
def test_cost_grows_with_length_and_not_faster(unit: str, read: Callable[..., ReadResult]) -> None:
    began = time.process_time()
    read("<html><body>" + unit * (400_000 // len(unit)))
    assert time.process_time() - began < 5


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
@example(b"\xff\xfeh\x00i\x00")
@example(b"\x00" * 40)
def test_decoding_never_fails(data: bytes) -> None:
    decoded = decode(data)
    assert decoded.broken == decoded.text.count("\ufffd")


TAGS = st.sampled_from(
    [
        "<div>",
        "</div>",
        "<p>",
        "</p>",
        "<li>",
        "<ul>",
        "</ul>",
        "<td>",
        "<table>",
        "</table>",
        "<b>",
        "</b>",
        "<a href='/x'>",
        "</a>",
        "<h2>",
        "</h2>",
        "<br>",
        "&amp;",
        "&#x2014;",
        " ",
        "\n",
        "<article>",
        "</article>",
        "June 3, 2019",
        "<!-- c -->",
        "\u00ad",
        "שלום",
        "words and more words here.",
        "<",
        ">",
        "'",
        '"',
    ]
)


@settings(max_examples=120, deadline=None)
@given(st.lists(TAGS, max_size=60))
def test_any_markup_reads_with_exact_offsets(parts: list[str]) -> None:
    source = "<html><body>" + "".join(parts)
    result = read_capture(Capture("c", "page", "page", len(source)), source.encode())
    taken = sorted([(p.start, p.end) for p in result.posts] + [(o.start, o.end) for o in result.left_out])
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(taken))
    for post in result.posts:
        for run in post.source_map.runs:
            if run.width == run.length:
                assert (
                    post.text[run.at : run.at + run.length].split()
                    == source[run.source : run.source + run.width].split()
                )


def test_tags_know_where_they_stand() -> None:
    source = '<html><body><p class="a">One<p>Two &amp; three</div><ul><li>x<li>y</ul></body></html>'
    tree = Tree(source)
    assert [source[n.start : n.end] for n in tree.all("p")] == ['<p class="a">One', "<p>Two &amp; three</div>"]
    assert [source[n.start : n.end] for n in tree.all("li")] == ["<li>x", "<li>y"]
    assert tree.all("p")[0].classes == ["a"]


@pytest.mark.parametrize(
    ("data", "declared", "text", "encoding"),
    [
        ("naïve café".encode(), None, "naïve café", "utf-8"),
        ("naïve café".encode("cp1252"), None, "naïve café", "cp1252"),
        ("naïve café".encode(), "iso-8859-1", "naïve café", "utf-8"),
        ("\ufeffpier".encode("utf-16"), None, "\ufeffpier", "utf-16-le"),
        ("pier and quay".encode("utf-16-be"), None, "pier and quay", "utf-16-be"),
        (
            b'<meta charset="windows-1251">' + "пирс".encode("cp1251"),
            None,
            '<meta charset="windows-1251">пирс',
            "cp1251",
        ),
        ("埠頭の猫".encode("shift_jis"), "Shift_JIS", "埠頭の猫", "cp932"),
        (b"<meta charset=nonsense>\xe9t\xe9", None, "<meta charset=nonsense>été", "cp1252"),
    ],
)
def test_encodings(data: bytes, declared: str | None, text: str, encoding: str) -> None:
    decoded = decode(data, declared)
    assert (decoded.text, decoded.encoding, decoded.broken) == (text, encoding, 0)


def test_soft_hyphens_and_entities_keep_the_way_back(read: Callable[..., ReadResult]) -> None:
    html = (
        "<html><body><h1>Har\u00adbour news</h1><p>The har&shy;bour mas\u00adter said &ldquo;no&rdquo; to the plan,&nbsp;and the "
        "council of the town agreed with him at once.</p></body></html>"
    )
    (post,) = read(html).posts
    assert post.title == "Harbour news"
    assert post.body.startswith("The harbour master said “no” to the plan, and")
    start, end = post.source_map.source_range(post.text.index("harbour"), post.text.index("harbour") + 7)
    assert html[start:end] == "har&shy;bour"


def test_relative_links_follow_the_base(read: Callable[..., ReadResult]) -> None:
    html = '<html><head><base href="/archive/"></head><body>' + "".join(
        f'<div class="post"><h2><a href="p{n}.html">A title with number {n}</a></h2><p>Words enough to make a paragraph of prose '
        f"under it here.</p></div>"
        for n in range(3)
    )
    assert read(html, link="https://q.example/x/y").posts[0].link == "https://q.example/archive/p0.html"

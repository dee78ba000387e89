"""Posts that are already apart, and feeds."""

# ruff: noqa: E501 -- pages stand as they are printed

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from beatbook.read import ReadResult

ROWS = (
    '{"id": "a-1", "title": "Caf\\u00e9 on the pier", "date": "2020-03-04", "outlet": "Coast Weekly", "text": "It \\"opened\\"\\non Monday."}\n'
    '{"title": "no text"}\n'
    "this is not JSON\n"
    '{"text": 5}\n'
    '{"text": "Only text.", "date": "soonish"}\n'
)


def test_json_lines_with_an_error_per_row(read: Callable[..., ReadResult]) -> None:
    result = read(ROWS)
    first, second = result.posts
    assert result.kind == "posts"
    assert (first.ref, first.outlet, first.credit, first.date.earliest) == (
        "a-1",
        "Coast Weekly",
        "Coast Weekly",
        date(2020, 3, 4),
    )
    assert first.date.basis == "given"
    assert first.credits[0].form == "given"
    assert first.body == 'It "opened"\non Monday.'
    start, end = first.source_map.source_range(first.text.index("Monday"), first.text.index("Monday") + 6)
    assert result.text[start:end] == "Monday"
    assert second.body == "Only text."
    assert [p.line for p in result.problems] == [2, 3, 4, 5]


def test_csv_with_quotes_and_lines_inside(read: Callable[..., ReadResult]) -> None:
    result = read(
        'id,title,text\r\n1,"A ""fine"" day","first line\r\nsecond line"\r\n2,Plain,short\r\n3,,\r\n4,a,b,c\r\n'
    )
    assert [(p.ref, p.title) for p in result.posts] == [("1", 'A "fine" day'), ("2", "Plain")]
    assert result.posts[0].body == "first line\r\nsecond line"
    assert [p.line for p in result.problems] == [5, 6]
    for post in result.posts:
        start, end = post.source_map.source_range(post.body_start, len(post.text))
        assert result.text[start:end] == post.body


RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Coast Weekly</title><link>https://coast.example/</link>
<item><title>Gulls &amp; geese</title><link>https://coast.example/1</link><pubDate>Mon, 06 Sep 2021 16:45:00 +0000</pubDate>
<dc:creator><![CDATA[Ann Bee]]></dc:creator><category>Birds</category>
<description><![CDATA[<p>They came <b>early</b> &amp; stayed.</p><p>Nobody knew why.</p>]]></description></item>
<item><title>Second</title><description>&lt;p&gt;Escaped &amp;amp; read all the same [&amp;#8230;]&lt;/p&gt;</description></item>
</channel></rss>"""


def test_rss(read: Callable[..., ReadResult]) -> None:
    result = read(RSS)
    first, second = result.posts
    assert result.kind == "feed"
    assert (first.title, first.body) == ("Gulls & geese", "They came early & stayed.\nNobody knew why.")
    assert (first.author, first.labels, first.outlet, first.link) == (
        "Ann Bee",
        ("Birds",),
        "Coast Weekly",
        "https://coast.example/1",
    )
    assert (first.date.earliest, first.date.basis) == (date(2021, 9, 6), "feed")
    at = first.text.index("stayed")
    start, end = first.source_map.source_range(at, at + 6)
    assert result.text[start:end] == "stayed"
    assert second.truncated
    assert second.body.startswith("Escaped & read")


def test_atom_and_json_feed(read: Callable[..., ReadResult]) -> None:
    atom = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Tides</title><entry><title>High water</title>'
        '<link rel="alternate" href="https://t.example/h"/><published>2022-01-02T03:04:05Z</published>'
        '<author><name>Kim Roe</name></author><content type="html">&lt;p&gt;Over the wall.&lt;/p&gt;</content></entry></feed>'
    )
    (post,) = read(atom).posts
    assert (post.title, post.body, post.link, post.author) == (
        "High water",
        "Over the wall.",
        "https://t.example/h",
        "Kim Roe",
    )
    json_feed = (
        '{"version": "https://jsonfeed.org/version/1.1", "title": "Tides", "items": [{"id": "7", "url": "https://t.example/7",'
        ' "content_html": "<p>Low water at noon.</p>", "date_published": "2022-01-03T00:00:00Z"}]}'
    )
    (post,) = read(json_feed).posts
    assert (post.body, post.ref, post.date.earliest, post.outlet) == (
        "Low water at noon.",
        "7",
        date(2022, 1, 3),
        "Tides",
    )

"""Pages as publishing systems print them, made from posts of our own; each layout is a function of the same posts."""

# ruff: noqa: E501 -- pages stand as they are printed

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape


@dataclass(frozen=True)
class Piece:
    """What a page is made of."""

    title: str
    day: date
    author: str
    paragraphs: tuple[str, ...]
    label: str = "Harbour"

    @property
    def slug(self) -> str:
        return "-".join(self.title.lower().split()[:6])

    @property
    def printed(self) -> str:
        return f"{self.day:%B} {self.day.day}, {self.day.year}"


PIECES = (
    Piece(
        "Ferry crews vote to strike over night shifts",
        date(2021, 10, 14),
        "Ada Brooke",
        (
            "Crews on the island ferries voted on Tuesday to stop work for two days, the union said.",
            "The operator called the vote premature and said that talks would go on through the weekend.",
        ),
    ),
    Piece(
        "New lighthouse lamp will be seen for thirty miles",
        date(2021, 9, 30),
        "Tom Ellery",
        (
            "The lamp that has warned ships since 1911 is to be replaced by a brighter one in spring.",
            "Keepers past and present gathered at the foot of the tower to watch the first test.",
            "“We shall miss the old hum,” said one of them, who had tended it for eleven years.",
        ),
    ),
    Piece(
        "Storm drives forty boats onto the north beach",
        date(2021, 9, 2),
        "Ada Brooke",
        (
            "Forty small boats were thrown ashore when the wind turned shortly before dawn on Sunday.",
            "Nobody was hurt, but a dozen families lost the boats that they live by.",
        ),
    ),
    Piece(
        "Council buys the old cannery for a school of boatbuilding",
        date(2021, 8, 19),
        "Nadia Quist",
        (
            "After years of argument the council agreed to buy the empty cannery beside the slipway.",
            "The first pupils could begin next year if the roof is mended before the winter, officials said.",
        ),
    ),
)
SIDE = """<aside id="sidebar" class="widget-area"><div class="widget"><h2 class="widget-title">Recent Posts</h2><ul>
<li><a href="/a">Oyster prices fall again</a></li><li><a href="/b">A map of all the wrecks</a></li></ul></div>
<div class="widget"><h2>Archives</h2><ul><li><a href="/2021/09">September 2021</a></li>
<li><a href="/2021/08">August 2021</a></li></ul></div></aside>"""
NAV = (
    """<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/about">About the harbour</a></li></ul></nav>"""
)
FOOT = """<footer class="site-footer"><p>© 2021 The Quay. Proudly powered by a blog.</p></footer>"""


def paragraphs(piece: Piece) -> str:
    return "\n".join(f"<p>{escape(p, quote=False)}</p>" for p in piece.paragraphs)


def page(body: str, kind: str = "archive category") -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Harbour – The Quay</title></head>'
        f'<body class="{kind}"><header class="site-header"><h1><a href="/">The Quay</a></h1>{NAV}</header>\n'
        f'<div id="content"><h1 class="page-title">Category: Harbour</h1>\n{body}\n'
        f'<div class="nav-links"><a href="/page/2">Older posts</a></div></div>\n{SIDE}\n{FOOT}</body></html>'
    )


def wordpress(pieces: Sequence[Piece]) -> str:
    return page(
        "\n".join(
            f'<article id="post-{n}" class="post-{n} post type-post status-publish hentry category-harbour tag-sidebar">'
            f'<header class="entry-header"><h2 class="entry-title"><a href="/{p.slug}/" rel="bookmark">{p.title}</a></h2>'
            f'<div class="entry-meta">Posted on <a href="/{p.slug}/"><time class="entry-date published" '
            f'datetime="{p.day}T10:00:00+00:00">{p.printed}</time></a> by <span class="author vcard">'
            f'<a class="url fn n" href="/author/x">{p.author}</a></span></div></header>'
            f'<div class="entry-content">{paragraphs(p)}</div><footer class="entry-footer"><span class="cat-links">Posted in '
            f'<a href="/category/h" rel="category tag">{p.label}</a></span> <a href="#respond">Leave a comment</a></footer></article>'
            for n, p in enumerate(pieces)
        )
    )


def blogger(pieces: Sequence[Piece]) -> str:
    return page(
        "<div class='blog-posts hfeed'>"
        + "\n".join(
            f"<div class='date-outer'><h2 class='date-header'><span>{p.printed}</span></h2><div class='date-posts'>"
            f"<div class='post-outer'><div class='post'><h3 class='post-title entry-title'><a href='/{p.slug}.html'>{p.title}"
            f"</a></h3><div class='post-body entry-content'>{paragraphs(p)}</div><div class='post-footer'>"
            f"<span class='post-author vcard'>Posted by <span class='fn'>{p.author}</span></span> at "
            f"<a class='timestamp-link' href='/{p.slug}.html'>10:12 AM</a> <a href='/c'>2 comments</a> "
            f"<span class='post-labels'>Labels: <a href='/l' rel='tag'>{p.label}</a></span></div></div></div></div></div>"
            for p in pieces
        )
        + "</div>",
        "index",
    )


def old_blogger(pieces: Sequence[Piece]) -> str:
    return page(
        "<div id='main'>"
        + "\n".join(
            f"<h2 class='date-header'>{p.printed}</h2><div class='post'><a name='{n}'></a><h3 class='post-title'>"
            f"<a href='/{p.slug}.html'>{p.title}</a></h3><div class='post-body'><div>{paragraphs(p)}</div></div>"
            f"<p class='post-footer'><em>posted by {p.author} at <a href='#'>9:12 PM</a></em></p></div>"
            for n, p in enumerate(pieces)
        )
        + "</div>",
        "",
    )


def ghost(pieces: Sequence[Piece]) -> str:
    return page(
        '<main class="post-feed">'
        + "\n".join(
            f'<article class="post-card post"><a class="post-card-image-link" href="/{p.slug}/"><img src="x.jpg" alt="A quay">'
            f'</a><div class="post-card-content"><a class="post-card-content-link" href="/{p.slug}/"><header>'
            f'<div class="post-card-tags">{p.label}</div><h2 class="post-card-title">{p.title}</h2></header>'
            f'<section class="post-card-excerpt"><p>{p.paragraphs[0]}</p></section></a><footer class="post-card-meta">'
            f'<span class="post-card-byline-author"><a href="/author/x/" class="author-name">{p.author}</a></span> '
            f'<time datetime="{p.day}">{p.printed}</time> <span>3 min read</span></footer></div></article>'
            for p in pieces
        )
        + "</main>",
        "home-template",
    )


def drupal(pieces: Sequence[Piece]) -> str:
    return page(
        '<div class="view-content">'
        + "\n".join(
            f'<div class="views-row views-row-{n} views-row-{"odd" if n % 2 else "even"}"><div class="views-field">'
            f'<span class="field-content"><a href="/node/{n}">{p.title}</a></span></div><div class="views-field">'
            f'<div class="field-content">{p.printed}</div></div><div class="views-field"><div class="field-content">'
            f'{paragraphs(p)}</div></div><a href="/node/{n}">Read more</a></div>'
            for n, p in enumerate(pieces)
        )
        + "</div>"
    )


def bare_divs(pieces: Sequence[Piece]) -> str:
    return page(
        '<div class="x1">'
        + "\n".join(
            f'<div class="q7"><div class="t"><a href="/n/{n}.php">{p.title}</a></div><div class="d">{p.printed}</div>'
            f'<div class="b">{"<br><br>".join(p.paragraphs)}</div></div>'
            for n, p in enumerate(pieces)
        )
        + "</div>",
        "",
    )


def flat_headings(pieces: Sequence[Piece]) -> str:
    return page(
        "\n".join(
            f'<h2><a href="/{p.slug}">{p.title}</a></h2>\n<p class="small">{p.printed} by {p.author}</p>\n{paragraphs(p)}'
            for p in pieces
        ),
        "",
    )


def one_article(pieces: Sequence[Piece]) -> str:
    """One <article> round the whole list."""
    return page(f"<article class='list'>{flat_headings_body(pieces)}</article>", "")


def flat_headings_body(pieces: Sequence[Piece]) -> str:
    return "\n".join(
        f'<section><h3><a href="/{p.slug}">{p.title}</a></h3><time datetime="{p.day}">{p.printed}</time>{paragraphs(p)}</section>'
        for p in pieces
    )


def tables(pieces: Sequence[Piece]) -> str:
    return page(
        '<table width="100%">'
        + "\n".join(
            f'<tr><td class="news"><b><a href="news.asp?id={n}">{p.title}</a></b><br><i>{p.printed}</i><br>'
            f"{'<br>'.join(p.paragraphs)}</td></tr>"
            for n, p in enumerate(pieces)
        )
        + "</table>",
        "",
    )


def titles_only(pieces: Sequence[Piece]) -> str:
    return page(
        '<ul class="post-list">'
        + "\n".join(
            f'<li><span class="post-meta">{p.printed}</span> <h3><a class="post-link" href="/{p.slug}">{p.title}</a></h3></li>'
            for p in pieces
        )
        + "</ul>",
        "",
    )


HTML: dict[str, Callable[[Sequence[Piece]], str]] = {
    f.__name__: f
    for f in (
        wordpress,
        blogger,
        old_blogger,
        ghost,
        drupal,
        bare_divs,
        flat_headings,
        one_article,
        tables,
        titles_only,
    )
}
EXCERPTS = ("ghost",)
BODYLESS = ("titles_only",)
NO_AUTHOR = ("drupal", "bare_divs", "one_article", "tables", "titles_only")


def text_wordpress(pieces: Sequence[Piece]) -> str:
    blocks = ["Category: Harbour"]
    for p in pieces:
        blocks += [
            p.title,
            f"Posted on {p.printed} by {p.author}",
            *p.paragraphs,
            f"Posted in {p.label}",
            "Leave a comment",
        ]
    return "\n\n".join(blocks) + "\n"


def text_stripped(pieces: Sequence[Piece]) -> str:
    """Dates and authors lost, outlets in brackets."""
    blocks = ["Category: Harbour"]
    for p in pieces:
        blocks += [p.title, "Posted on by", *p.paragraphs, "[The Island Post]"]
    return "\n\n".join(blocks)


def text_blogger(pieces: Sequence[Piece]) -> str:
    blocks = ["Showing posts with label Harbour. Show all posts"]
    for p in pieces:
        blocks += [p.printed, p.title, "\n".join(p.paragraphs)]
    return "\n\n".join(blocks)


def text_tight(pieces: Sequence[Piece]) -> str:
    """No blank lines at all, as many scrapers leave it."""
    lines = ["Harbour Archives - The Quay"]
    for p in pieces:
        lines += [p.title, f"By {p.author} | {p.printed} | 2 Comments", *p.paragraphs, "Continue reading →"]
    return "\n".join(lines)


def text_below(pieces: Sequence[Piece]) -> str:
    """Author and date below the words."""
    blocks = []
    for p in pieces:
        blocks += [p.title, *p.paragraphs, f"Posted by {p.author} on {p.printed}", "Filed under: Harbour"]
    return "\n\n".join(blocks)


def text_labelled(pieces: Sequence[Piece]) -> str:
    """Magazine themes: the category above the title, date after."""
    blocks = []
    for p in pieces:
        blocks += ["Posted in Harbour", p.title, p.printed, p.paragraphs[0], "Read More"]
    return "\n\n".join(blocks)


TEXT: dict[str, Callable[[Sequence[Piece]], str]] = {
    f.__name__: f for f in (text_wordpress, text_stripped, text_blogger, text_tight, text_below, text_labelled)
}

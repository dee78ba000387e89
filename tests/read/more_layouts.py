"""More pages: lists of titles, notes without titles, days with several posts, tables, cards, search results."""

# ruff: noqa: E501 -- pages stand as they are printed

from __future__ import annotations

from collections.abc import Callable, Sequence

from .layouts import Piece, page, paragraphs


def links_dates(ps: Sequence[Piece]) -> str:
    return page("<ul>" + "".join(f'<li>{p.printed} » <a href="/{p.slug}">{p.title}</a></li>' for p in ps) + "</ul>", "")


def links_plain(ps: Sequence[Piece]) -> str:
    return page(
        '<ul class="archive-list">' + "".join(f'<li><a href="/{p.slug}">{p.title}</a></li>' for p in ps) + "</ul>", ""
    )


def notes(ps: Sequence[Piece]) -> str:
    return page(
        '<div class="h-feed">'
        + "".join(
            f'<div class="h-entry"><div class="e-content">{paragraphs(p)}</div><a class="u-url" href="/n/{i}"><time class="dt-published" datetime="{p.day}">{p.printed}</time></a></div>'
            for i, p in enumerate(ps)
        )
        + "</div>",
        "",
    )


def dl(ps: Sequence[Piece]) -> str:
    return page(
        "<dl>"
        + "".join(f'<dt><a href="/{p.slug}">{p.title}</a> ({p.printed})</dt><dd>{paragraphs(p)}</dd>' for p in ps)
        + "</dl>",
        "",
    )


def hrs(ps: Sequence[Piece]) -> str:
    return page("<hr>".join(f"<p><b>{p.title}</b></p><p>{p.printed}</p>{paragraphs(p)}" for p in ps), "")


def tumblr(ps: Sequence[Piece]) -> str:
    return page(
        '<div id="posts">'
        + "".join(
            f'<div class="post text"><div class="date"><a href="/post/{i}">{p.printed}</a></div><div class="content"><h3><a href="/post/{i}">{p.title}</a></h3>{paragraphs(p)}</div><div class="notes"><a href="/post/{i}#notes">12 notes</a></div></div>'
            for i, p in enumerate(ps)
        )
        + "</div>",
        "",
    )


def squarespace(ps: Sequence[Piece]) -> str:
    return page(
        '<div class="blog-alternating-side-by-side-wrapper">'
        + "".join(
            f'<article class="blog-item entry is-loaded"><div class="image-wrapper"><a href="/blog/{p.slug}"></a></div><div class="blog-item-text"><h1 class="blog-title"><a href="/blog/{p.slug}">{p.title}</a></h1><div class="blog-excerpt-wrapper"><p>{p.paragraphs[0]}</p></div><div class="blog-meta-section"><time class="blog-date">{p.printed}</time><span class="blog-author">{p.author}</span></div><a class="blog-more-link" href="/blog/{p.slug}">Read More</a></div></article>'
            for p in ps
        )
        + "</div>",
        "",
    )


def joomla(ps: Sequence[Piece]) -> str:
    return page(
        '<div class="blog">'
        + "".join(
            f'<div class="items-row cols-1 row-{i}"><div class="item column-1"><h2><a href="/index.php/{p.slug}">{p.title}</a></h2><dl class="article-info"><dd class="createdby">Written by {p.author}</dd><dd class="published">Published on {p.printed}</dd></dl>{paragraphs(p)}<p class="readmore"><a href="/index.php/{p.slug}">Read more: {p.title}</a></p></div></div>'
            for i, p in enumerate(ps)
        )
        + "</div>",
        "",
    )


def bootstrap(ps: Sequence[Piece]) -> str:
    return page(
        '<div class="row">'
        + "".join(
            f'<div class="col-md-4"><div class="card"><img src="x"><div class="card-body"><h5 class="card-title">{p.title}</h5><p class="card-text">{p.paragraphs[0]}</p><p class="text-muted">{p.printed}</p><a href="/{p.slug}" class="btn btn-primary">Read more</a></div></div></div>'
            for p in ps
        )
        + "</div>",
        "",
    )


def cardlinks(ps: Sequence[Piece]) -> str:
    return page(
        '<div class="grid">'
        + "".join(
            f'<a class="tile-x" href="/{p.slug}"><div><h3>{p.title}</h3><p>{p.paragraphs[0]}</p><span>{p.printed}</span></div></a>'
            for p in ps
        )
        + "</div>",
        "",
    )


def days(ps: Sequence[Piece]) -> str:
    half = [ps[: len(ps) // 2], ps[len(ps) // 2 :]]
    return page(
        "".join(
            f'<div class="day"><h2>{g[0].printed}</h2>'
            + "".join(f'<div class="story"><h3><a href="/{p.slug}">{p.title}</a></h3>{paragraphs(p)}</div>' for p in g)
            + "</div>"
            for g in half
            if g
        ),
        "",
    )


def search(ps: Sequence[Piece]) -> str:
    return page(
        "<h2>Search results for: boats</h2><ol>"
        + "".join(
            f'<li><h3><a href="/{p.slug}">{p.title}</a></h3><p>{p.paragraphs[0]} …</p><cite>quay.example/{p.slug}</cite></li>'
            for p in ps
        )
        + "</ol>",
        "",
    )


def substack(ps: Sequence[Piece]) -> str:
    return page(
        '<div class="portable-archive-list">'
        + "".join(
            f'<div class="_x1 c{i}9"><div><a href="/p/{p.slug}" data-testid="post-preview-title">{p.title}</a></div><div>{p.paragraphs[0][:40]}</div><div><time datetime="{p.day}">{p.day:%b} {p.day.day}, {p.day.year}</time> • <a href="/@x">{p.author}</a></div></div>'
            for i, p in enumerate(ps)
        )
        + "</div>",
        "",
    )


def sections_article(ps: Sequence[Piece]) -> str:
    return page(
        "<article><h1>The long harbour story</h1>"
        + "".join(f"<h2>{p.title}</h2>{paragraphs(p)}" for p in ps)
        + "</article>",
        "single single-post",
    )


def font_tables(ps: Sequence[Piece]) -> str:
    return (
        "<html><body><table><tr><td width=150><a href=a>Home</a><br><a href=b>Links</a></td><td>"
        + "".join(
            f"<p><font size=4><b>{p.title}</b></font><br><font size=1>{p.day.month}/{p.day.day}/{p.day.year}</font></p><p>{'<p>'.join(p.paragraphs)}"
            for p in ps
        )
        + "</td></tr></table></body></html>"
    )


MORE: dict[str, Callable[[Sequence[Piece]], str]] = {
    f.__name__: f
    for f in (
        links_dates,
        dl,
        hrs,
        tumblr,
        squarespace,
        joomla,
        bootstrap,
        cardlinks,
        days,
        search,
        substack,
        font_tables,
    )
}

"""Single articles among comments, related posts and boxes."""

# ruff: noqa: E501 -- pages stand as they are printed

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from beatbook.read import ReadResult

from .layouts import FOOT, NAV, PIECES, SIDE, paragraphs

P = PIECES[1]
COMMENTS = "<h2>4 comments</h2><ol>" + "".join(
    f'<li class="c"><div><b>{q.author}</b> <span>{q.printed} at 10:1{n} am</span></div><p>{q.paragraphs[0]}</p><a href="#r">Reply</a></li>'
    for n, q in enumerate(PIECES[2:] * 2)
)
RELATED = '<h3>Keep exploring</h3><div class="g">' + "".join(
    f'<div class="k"><h4><a href="/{q.slug}">{q.title}</a></h4><span>{q.printed}</span></div>' for q in PIECES[2:]
)
PAGES = {
    "wordpress": f'<!DOCTYPE html><html><head><title>{P.title} | The Quay</title><meta property="og:type" content="article"></head>'
    f'<body class="single single-post">{NAV}<h1 class="entry-title">{P.title}</h1><div class="meta">By <a rel="author" href="/a">'
    f'{P.author}</a> on <time datetime="{P.day}">{P.printed}</time></div><div class="entry-content">{paragraphs(P)}</div>'
    f"{RELATED}</div>{COMMENTS}</ol>{SIDE}{FOOT}</body></html>",
    "no classes": f'<html><head><title>{P.title}</title></head><body><div id=h><a href="/">Home</a> <a href="/a">All news</a></div>'
    f"<div id=c><h1>{P.title}</h1><p><i>{P.printed}, by {P.author}</i></p>{paragraphs(P)}</div><div>{RELATED}</div></div>"
    f"<div>{COMMENTS}</ol></div></body></html>",
    "schema": '<html><head><script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-09-30T08:00:00Z"}</script>'
    f'</head><body><main><article itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">{P.title}</h1>'
    f'<span itemprop="author">{P.author}</span><div itemprop="articleBody">{paragraphs(P)}</div></article></main>'
    f"<section>{RELATED}</div></section></body></html>",
}


@pytest.mark.parametrize("name", list(PAGES))
def test_an_article_is_one_post_with_its_own_words(name: str, read: Callable[..., ReadResult]) -> None:
    (post,) = read(PAGES[name]).posts
    assert (post.title, post.author, post.date.earliest) == (P.title, P.author, date(2021, 9, 30))
    assert post.body.split("\n") == list(P.paragraphs)


def test_a_page_that_is_not_there_holds_no_post(read: Callable[..., ReadResult]) -> None:
    text = (
        "<h1>Page not found</h1><p>The page you are looking for does not exist. It may have been moved elsewhere.</p>"
    )
    assert read(f"<html><body>{NAV}{text}{SIDE}{FOOT}</body></html>").posts == ()


def test_a_table_of_figures_stays_in_the_article(read: Callable[..., ReadResult]) -> None:
    rows = "".join(f"<tr><td>{year}</td><td>{n}</td></tr>" for year, n in ((2019, 41), (2020, 37), (2021, 52)))
    html = f"<html><body><div><h1>{P.title}</h1>{paragraphs(P)}<table>{rows}</table><p>The keeper wrote every figure down by hand.</p></div></body></html>"
    (post,) = read(html).posts
    assert "2019 41\n2020 37\n2021 52" in post.body

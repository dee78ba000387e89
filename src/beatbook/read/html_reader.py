"""An HTML page into its posts: a list of them, one article, or none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import urljoin

from beatbook.read.html_article import find_article
from beatbook.read.html_lists import Weighed, find_list, find_one
from beatbook.read.html_page import Page
from beatbook.read.html_posts import (
    NodeIndex,
    Site,
    build_post,
    find_post_author,
    find_post_date,
    machine_day,
    make_post,
)
from beatbook.read.html_text import Block
from beatbook.read.html_tree import Node
from beatbook.read.plain import NOTHING
from beatbook.record import Capture, DateRange, LeftOut, Post, day

ARTICLE_SHARE = 2.0  # an article this many times as long as the list's prose is the page's matter, the list a box


def read_page(capture: Capture, text: str) -> tuple[list[Post], list[LeftOut]]:
    """The posts of an HTML page and what was left out of it."""
    page = Page(text, capture.file)
    site = _site(page, capture)
    index = NodeIndex(page)
    listed, article = find_list(page), find_article(page)
    if listed is not None:
        article = _beside(page, listed) or article
    if listed is not None and not _is_article(page, listed, article):
        posts = [make_post(page, index, record, site, capture.id, n) for n, record in enumerate(listed.group.records)]
        posts = _with_day_heads(page, [p for p in posts if p.title or p.body])
    elif (alone := find_one(page)) is not None and not _claims_article(page):
        posts = _with_day_heads(page, [make_post(page, index, alone, site, capture.id, 0)])
    elif article is not None and not _says_nothing(page, article[1]):
        posts = [_article_post(page, index, article, site, capture.id)]
    else:
        posts = []
    return posts, left_out(page, posts)


def _says_nothing(page: Page, own: Sequence[int]) -> bool:
    words = sum(page.line(n).words for n in own)
    head = (
        " ".join(b.text for b in page.blocks if b.heading)[:2000] + " " + " ".join(page.blocks[n].text for n in own[:4])
    )
    return words < 120 and bool(NOTHING.search(head))


def _meta(page: Page, *names: str) -> str:
    for node in page.tree.nodes:
        if node.tag == "meta" and (node.get("property") or node.get("name")).lower() in names:
            return node.get("content").strip()
    return ""


def _site(page: Page, capture: Capture) -> Site:
    base = capture.link or ""
    canonical = next(
        (n.get("href") for n in page.tree.nodes if n.tag == "link" and n.get("rel").lower() == "canonical"), ""
    )
    own = next((n.get("href") for n in page.tree.nodes if n.tag == "base" and n.get("href")), "")
    language = next((n.get("lang") for n in page.tree.nodes[:3] if n.tag == "html"), "")
    outlet = _meta(page, "og:site_name", "application-name") or None
    return Site(
        urljoin(base or canonical, own) if own else base or canonical,
        outlet,
        language[:2].lower() if language else None,
    )


def _with_day_heads(page: Page, posts: list[Post]) -> list[Post]:
    """Posts without a date of their own take it from the day's heading above them: one heading may cover several."""
    dated: list[Post] = []
    for n, post in enumerate(posts):
        before = posts[n - 1].end if n else 0
        first, last = page.span(before, post.start)
        head = next((i for i in range(last - 1, max(first, last - 6) - 1, -1) if page.line(i).kind == "dated"), None)
        if post.date.basis not in ("unknown", "permalink"):
            dated.append(post)
        elif head is not None and not page.region(page.blocks[head].node):
            found = page.line(head).dates[0]
            words = page.blocks[head].text[found.start : found.end]
            dated.append(replace(post, printed_date=words, date=found.range()))
        elif n and head is None and first == last and _took_head(dated[-1], posts[n - 1]):
            dated.append(replace(post, printed_date=dated[-1].printed_date, date=dated[-1].date))
        else:
            dated.append(post)
    return dated


def _took_head(after: Post, before: Post) -> bool:
    return after.date != before.date


def _beside(page: Page, listed: Weighed) -> tuple[Node, list[int]] | None:
    """The article above a list of other posts, on a page that says it is one article."""
    if not _claims_article(page):
        return None
    taken = frozenset(n for r in listed.group.records for n in range(*page.span(r.start, r.end)))
    article = find_article(page, taken)
    title = _article_title(page, article[1]) if article else None
    if (
        article is None
        or title is None
        or title in taken
        or page.blocks[article[1][0]].start > listed.group.records[0].start
    ):
        return None
    return article


def _is_article(page: Page, listed: Weighed, article: tuple[Node, list[int]] | None) -> bool:
    """Whether the page is one article, with the list beside or below it."""
    if article is None:
        return False
    own = article[1]
    words = sum(page.line(n).words for n in own if page.line(n).is_prose)
    records = listed.group.records
    outside = sum(
        page.line(n).words
        for n in own
        if page.line(n).is_prose and not any(r.start <= page.blocks[n].start < r.end for r in records)
    )
    claims = _claims_article(page)
    if outside > 0.6 * words and words > 60:
        return claims or words > ARTICLE_SHARE * listed.prose
    largest = max(s.prose for s in listed.seen)
    return claims and largest > 0.7 * listed.prose and largest > 100


def _claims_article(page: Page) -> bool:
    kind = _meta(page, "og:type").lower()
    body = page.top.classes
    if {"single", "single-post", "postid"} & set(body) or any(c.startswith("postid-") for c in body):
        return True
    if {"archive", "category", "tag", "home", "blog", "search", "date"} & set(body):
        return False
    return kind in ("article", "news", "news.article") or bool(
        re.search(r'"@type"\s*:\s*"(?:News)?Article"', page.source)
    )


def _article_post(page: Page, index: NodeIndex, article: tuple[Node, list[int]], site: Site, capture: str) -> Post:
    top, own = article
    title = _article_title(page, own)
    own = [
        n for n in own if n != title and (title is None or n > title or page.blocks[n].end < page.blocks[title].start)
    ]
    body = [page.blocks[n] for n in own]
    first = page.blocks[title].start if title is not None else body[0].start
    start, end = min(first, body[0].start), max(b.end for b in body)
    around = _around(top)
    nodes = index.inside(around.start, around.end)
    taken = set(own)
    rest: list[Block] = [
        page.blocks[n]
        for n in range(*page.span(around.start, around.end))
        if n not in taken and page.region(page.blocks[n].node) in ("", "the page's foot or head")
    ]
    link = _meta(page, "og:url") or None
    printed, when = find_post_date(page, nodes, rest, body, link)
    if when.basis in ("unknown", "permalink"):
        printed, when = _carried_date(page) or (printed, when)
    return build_post(
        page,
        page.blocks[title] if title is not None else None,
        body,
        (start, end),
        [],
        {
            "capture": capture,
            "printed_date": printed,
            "date": when,
            "author": find_post_author(page, nodes, rest, body) or _meta(page, "author", "article:author") or None,
            "labels": (),
            "link": link,
            "truncated": False,
            "language": site.language,
            "outlet": site.outlet,
            "position": 0,
        },
    )


_CARRIED = (
    "article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "pubdate",
    "parsely-pub-date",
)
_JSON_LD = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')


def _carried_date(page: Page) -> tuple[str, DateRange] | None:
    """The day of publication that a page carries in its head, for programs."""
    words = _meta(page, *_CARRIED)
    if not words and (found := _JSON_LD.search(page.source)):
        words = found[1]
    value = machine_day(words)
    return (words, day(value)) if value else None


def _around(top: Node) -> Node:
    return next((a for a in top.ancestors() if a.tag in ("article", "main", "body")), top)


def _article_title(page: Page, own: Sequence[int]) -> int | None:
    """The heading nearest above the article's words that the page's own title repeats; else the first large heading."""
    named = " ".join((_meta(page, "og:title") + " " + _page_title(page)).lower().split())
    best = None
    for number, block in enumerate(page.blocks[: own[-1] + 1]):
        if not block.heading or len(block.text) > 300:
            continue
        score = 3.0 - 0.3 * block.heading
        if block.text.lower() in named and len(block.text) > 8:
            score += 3
        if number > own[min(2, len(own) - 1)]:
            score -= 2
        if page.region(block.node):
            score -= 1.5
        if _is_site_name(block) or page.line(number).kind in ("page", "widget", "meta"):
            score -= 2
        if best is None or score > best[0]:
            best = (score, number)
    return best[1] if best and best[0] > 1.0 else None


def _is_site_name(block: Block) -> bool:
    """Whether a heading is the site's own: it links to the front page."""
    hrefs = [n.get("href") for n in block.links if block.link_share > 0.8]
    return any(href in ("/", "./", "index.html") or re.fullmatch(r"https?://[^/]+/?", href) for href in hrefs)


def _page_title(page: Page) -> str:
    for node in page.tree.nodes:
        if node.tag == "title":
            return " ".join(page.source[kid[0] : kid[1]] for kid in node.kids if isinstance(kid, tuple))
    return ""


def left_out(page: Page, posts: Sequence[Post]) -> list[LeftOut]:
    """Every stretch of text that is in no post, with the region that says why."""
    out: list[LeftOut] = []
    spans = sorted((p.start, p.end) for p in posts)
    n = 0
    for block in page.blocks:
        while n < len(spans) and spans[n][1] <= block.start:
            n += 1
        if n < len(spans) and spans[n][0] < block.end:
            continue
        reason = page.region(block.node) or ("no part of a post" if posts else "no post was found")
        if out and out[-1].reason == reason and (n == 0 or spans[n - 1][1] <= out[-1].start):
            out[-1] = LeftOut(out[-1].start, block.end, reason)
        else:
            out.append(LeftOut(block.start, block.end, reason))
    return out

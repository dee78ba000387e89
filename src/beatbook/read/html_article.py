"""The one article of a page: where its words stand, by the density of paragraphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from beatbook.read.html_page import Page, has_class, has_prop, marks
from beatbook.read.html_tree import Node

GAIN = 0.1  # a wider element must hold this share of prose more to be taken for the article's
LEAST_WORDS = 25  # fewer words of prose outside menus and boxes are no article


def find_article(page: Page) -> tuple[Node, list[int]] | None:
    """The element that holds the article, and the numbers of its blocks; ``None`` where there is no prose."""
    scores: dict[int, float] = defaultdict(float)
    for number, block in enumerate(page.blocks):
        if block.heading or block.link_share > 0.5:
            continue
        line = page.line(number)
        if not line.is_prose or page.region(block.node):
            continue
        worth = 1 + block.text.count(",") + min(len(block.text) / 100, 3)
        if block.node.tag in ("li", "td", "dd"):
            worth *= 0.5
        node: Node | None = block.node if block.node.tag not in ("p", "li", "blockquote", "pre") else block.node.parent
        for share in (1.0, 0.5, 0.33, 0.25):
            if node is None:
                break
            scores[node.number] += worth * share
            node = node.parent
    if not scores:
        return None
    best = max(scores, key=lambda n: (scores[n] * _factor(page, page.tree.nodes[n]), -n))
    top = page.tree.nodes[best]
    top = _widened(page, top)
    own = _own(page, top)
    return (top, own) if sum(page.line(n).words for n in own) >= LEAST_WORDS else None


def _factor(page: Page, node: Node) -> float:
    known = marks()["body"]
    factor = 1.0
    if has_class(node, known["classes"]) or has_prop(node, frozenset(("articlebody",))):
        factor *= 1.3
    size = page.size(node.start, node.end)
    first, last = page.span(node.start, node.end)
    linked = sum(page.blocks[n].linked for n in range(first, last))
    return factor * (1 - linked / size if size else 1.0)


def _widened(page: Page, top: Node) -> Node:
    """The ancestor that holds the rest of an article whose paragraphs stand in several boxes."""
    inner = _prose(page, top)
    for parent in [a for a in top.ancestors() if a.tag not in ("body", "html", "#root")][:6]:
        outer = _prose(page, parent)
        if outer - inner >= max(LEAST_WORDS, GAIN * inner) and _link_share(page, parent) < 0.4:
            top, inner = parent, outer
    return top


def _link_share(page: Page, node: Node) -> float:
    first, last = page.span(node.start, node.end)
    blocks = [b for b in page.blocks[first:last] if not page.region(b.node)]
    size = sum(len(b.text) for b in blocks)
    return sum(b.linked for b in blocks) / size if size else 0.0


def _prose(page: Page, node: Node) -> int:
    first, last = page.span(node.start, node.end)
    return sum(
        page.line(n).words
        for n in range(first, last)
        if page.line(n).is_prose and page.blocks[n].link_share < 0.5 and not page.region(page.blocks[n].node)
    )


def _own(page: Page, top: Node) -> list[int]:
    """The article's blocks without boxes, jumps and lists of links."""
    first, last = page.span(top.start, top.end)
    base = page.region(top)
    own = []
    for n in range(first, last):
        block, line = page.blocks[n], page.line(n)
        region = page.region(block.node)
        if region and region != base:
            continue
        if (line.kind in ("more", "posted", "meta", "dated") and not _is_cell(block.node)) or (line.kind in ("widget", "comments", "reader") and line.words < 8):
            continue
        if block.link_share > 0.8 and (line.words < 25 or block.node.tag == "li"):
            continue
        own.append(n)
    return _trimmed(page, own)


def _is_cell(node: Node) -> bool:
    """Whether a block is a cell or row of a table, where numbers alone are matter."""
    return node.tag in ("td", "th", "tr") or (node.parent is not None and node.parent.tag in ("td", "th"))


def _trimmed(page: Page, own: Sequence[int]) -> list[int]:
    """Without short lines before the first and headings after the last paragraph."""
    kept = list(own)
    while kept and page.blocks[kept[-1]].heading:
        kept.pop()
    return kept

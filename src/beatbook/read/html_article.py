"""The one article of a page: where its words stand, by the density of paragraphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from beatbook.read.html_page import Page, has_class, has_prop, marks
from beatbook.read.html_tree import Node
from beatbook.read.lines import heads_readers

GAIN = 0.06  # another box must hold this share of the main one's prose to be part of the article
LEAST_PART = 15  # words; fewer are a line of a box
LEAST_WORDS = 12  # fewer words of prose outside menus and boxes are no article


def find_article(page: Page, without: frozenset[int] = frozenset()) -> tuple[Node, list[int]] | None:
    """The element that holds the article, and the numbers of its blocks; ``None`` where there is no prose.

    Blocks whose numbers are in ``without`` are passed over.
    """
    scores: dict[int, float] = defaultdict(float)
    for number, block in enumerate(page.blocks):
        if block.heading or block.link_share > 0.5 or number in without:
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
    own = _trimmed(page, [n for part in _parts(page, top) for n in _own(page, part) if n not in without])
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


def _parts(page: Page, top: Node) -> list[Node]:
    """The element, and the boxes beside it or around it that hold the rest of the article's paragraphs."""
    parts = [top]
    inner = _prose(page, top)
    branch = top
    for parent in [a for a in top.ancestors() if a.tag not in ("html", "#root")][:6]:
        for child in parent.children:
            if child.start > branch.start and _heads_box(page, child):
                break  # what follows is the readers' or about other posts
            if child is branch or page.region(child):
                continue
            words = _prose(page, child)
            if words >= max(LEAST_PART, GAIN * inner) and not _is_teaser(page, child):
                parts.append(child)
        branch = parent
    return sorted(parts, key=lambda n: n.start)


def _heads_box(page: Page, node: Node) -> bool:
    """Whether an element begins with the heading of comments or of other articles."""
    first, last = page.span(node.start, node.end)
    if first == last:
        return False
    return _ends_article(page, first)


def _ends_article(page: Page, number: int) -> bool:
    """Whether a heading is that of comments or of other articles."""
    block = page.blocks[number]
    if not block.heading:
        return False
    return page.line(number).kind in ("comments", "widget", "reader") or heads_readers(block.text)


def _is_teaser(page: Page, node: Node) -> bool:
    """Whether a box leads to other pages: linked headings, or links in a good part of its words."""
    first, last = page.span(node.start, node.end)
    blocks = [b for b in page.blocks[first:last] if not page.region(b.node)]
    size = sum(len(b.text) for b in blocks)
    if any(b.link_share > 0.8 and (b.heading or len(b.text) > 30) for b in blocks):
        return True
    return sum(b.linked for b in blocks) > 0.25 * size


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
        if (line.kind in ("more", "posted", "meta", "dated") and not _is_cell(block.node)) or (
            line.kind in ("widget", "comments", "reader") and line.words < 8 and not block.heading
        ):
            continue
        if block.link_share > 0.8 and (line.words < 25 or block.node.tag == "li"):
            continue
        own.append(n)
    return own


BOXES_SHARE = 0.35  # of an article's words; a heading of comments with more behind it is a heading of the article


def _before_boxes(page: Page, own: Sequence[int]) -> list[int]:
    """Up to the heading of the comments or of other articles, where little follows it."""
    total = sum(page.line(n).words for n in own)
    left = total
    for at, n in enumerate(own):
        line = page.line(n)
        if at and _ends_article(page, n) and (heads_readers(page.blocks[n].text) or left < BOXES_SHARE * total):
            return list(own[:at])
        left -= line.words
    return list(own)


def _is_cell(node: Node) -> bool:
    """Whether a block is a cell or row of a table, where numbers alone are matter."""
    return node.tag in ("td", "th", "tr") or (node.parent is not None and node.parent.tag in ("td", "th"))


def _trimmed(page: Page, own: Sequence[int]) -> list[int]:
    """Without short lines before the first and headings after the last paragraph."""
    kept = _before_boxes(page, own)
    while kept and page.blocks[kept[-1]].heading:
        kept.pop()
    return kept

"""Which block of a stretch of a page is a post's title."""

from __future__ import annotations

from dataclasses import dataclass

from beatbook.read.html_page import Page, has_class, has_prop, marks
from beatbook.read.html_text import Block
from beatbook.read.html_tree import Node
from beatbook.read.lines import looks_like_title

LONGEST_TITLE = 300  # characters


@dataclass(frozen=True, slots=True)
class Title:
    """A title's block, the address it links to, and how it was known (0 to 1)."""

    number: int
    link: Node | None
    trust: float


def find_title(page: Page, first: int, last: int) -> Title | None:
    """The title among the blocks ``first..last`` (end-exclusive)."""
    best: tuple[float, int] | None = None
    for number in range(first, last):
        block = page.blocks[number]
        if number not in page.title_scores:
            page.title_scores[number] = _score(page, number, block)
        score = page.title_scores[number] - 0.004 * min(number - first, 40)
        if score > 0.25 and (best is None or score > best[0]):
            best = (score, number)
    if best is None:
        return None
    return Title(best[1], _link(page.blocks[best[1]]), min(1.0, best[0]))


def _score(page: Page, number: int, block: Block) -> float:
    text = block.text
    if len(text) > LONGEST_TITLE or not any(c.isalnum() for c in text):
        return 0.0
    marked = _is_marked(block)
    linked = block.link_share > 0.75
    if block.heading:
        if page.line(number).kind in ("comments", "widget", "reader") and not marked and not linked:
            return 0.0
        level = 0.03 * (6 - block.heading)
        return min(1.0, 0.6 + level + (0.15 if linked else 0.0) + (0.2 if marked else 0.0))
    if marked:
        return 0.8 if linked or len(text) < 200 else 0.4
    line = page.line(number)
    if line.kind not in ("text", "bracket"):
        return 0.0
    shape = looks_like_title(line)
    if linked and line.words >= 3:
        return 0.35 + 0.2 * shape
    if block.strong > 0.8 * len(text) and line.words >= 3 and shape >= 0.6:
        return 0.3 + 0.1 * shape
    return 0.0


def _is_marked(block: Block) -> bool:
    title, author = marks()["title"], marks()["author"]["classes"]
    steps = 0
    nodes: list[Node] = [n for n in block.inline if n.start >= block.start - 400]
    node: Node | None = block.node
    while node is not None and steps < 3:
        nodes.append(node)
        node, steps = node.parent, steps + 1
    found = False
    for node in nodes:
        if has_class(node, author) or has_class(node, _CARD):
            return False
        found = found or has_class(node, title["classes"]) or has_prop(node, title["props"])
    return found


_CARD = frozenset(("h-card", "vcard", "author"))


def _link(block: Block) -> Node | None:
    links = [n for n in block.links if (href := n.get("href")) and not href.startswith(("#", "javascript:", "mailto:"))]
    return links[0] if links else None

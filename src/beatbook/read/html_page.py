"""A page as its blocks of text in source order, with the region that each element lies in."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from functools import cache, cached_property
from importlib.resources import files

from beatbook.read.dates import day_comes_first, find_dates
from beatbook.read.html_text import Block, find_blocks, link_span, slice_block
from beatbook.read.html_tree import Node, Tree
from beatbook.read.lines import LONGEST_META, Line, count_words, kind_of

WHOLE = 0.5  # a region's name on an element that holds this share of the page's text says nothing about its parts
MOST_PROSE = 0.3  # likewise, by its share of the page's paragraphs; boxes hold lists and single paragraphs
_KEPT_APART = ("readers' comments", "related or other posts", "the page's foot or head")
_SPLIT = re.compile(r"[^a-z0-9]+")


@cache
def marks() -> dict[str, dict[str, frozenset[str]]]:
    """The words by which publishing systems mark a page's parts."""
    data = tomllib.loads(files("beatbook.read").joinpath("data/html_marks.toml").read_text("utf-8"))
    return {part: {key: frozenset(words) for key, words in lists.items()} for part, lists in data.items()}


@cache
def _regions() -> dict[str, str]:
    return {word: reason for reason, words in marks()["regions"].items() for word in sorted(words)}


class Page:
    """A parsed page: tree, blocks, and what each block is."""

    def __init__(self, source: str, where: str) -> None:
        self.source = source
        self.tree = Tree(source, where)
        top = self.tree.all("body") or [self.tree.root]
        self.top = top[0]
        found = find_blocks(source, [self.tree.root])
        self.blocks: list[Block] = [part for block in found for part in _parted(block)]
        self.day_first = day_comes_first("\n".join(b.text for b in self.blocks if len(b.text) <= LONGEST_META))
        self.starts = [block.start for block in self.blocks]
        self.sums = [0]
        for block in self.blocks:
            self.sums.append(self.sums[-1] + len(block.text))
        self._lines: dict[int, Line] = {}
        self.title_scores: dict[int, float] = {}  # kept by ``html_titles``: a block is looked at in many groups
        self._region: dict[int, str] = {}

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The numbers of the blocks that begin in a stretch of the source, end-exclusive."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def size(self, start: int, end: int) -> int:
        """How many characters of text a stretch of the source holds."""
        first, last = self.span(start, end)
        return self.sums[last] - self.sums[first]

    def line(self, number: int) -> Line:
        """A block seen as a line of text, with its kind."""
        known = self._lines.get(number)
        if known is None:
            text = self.blocks[number].text
            dates = tuple(find_dates(text, self.day_first)) if len(text) <= LONGEST_META else ()
            known = Line(0, len(text), text, kind_of(text, dates), count_words(text), 0, dates)
            self._lines[number] = known
        return known

    def region(self, node: Node) -> str:
        """Why an element can hold no post: the name of the menu, sidebar or footer around it; or nothing."""
        path: list[Node] = []
        at: Node | None = node
        while at is not None and at.number not in self._region:
            path.append(at)
            at = at.parent
        reason = self._region[at.number] if at is not None else ""
        for item in reversed(path):
            reason = reason or self._own_region(item)
            self._region[item.number] = reason
        return reason

    def _own_region(self, node: Node) -> str:
        reason = _TAG_REGION.get(node.tag, "")
        if not reason and node.attr_end - node.attr_start > 4 and node.tag not in ("body", "html", "a", "span"):
            names = [word for word in node.classes if not word.startswith(_TERMS)]
            words = _SPLIT.split(f"{' '.join(names)} {node.get('id')} {node.get('role')}".lower())
            known = _regions()
            reason = next((known[w] for w in words if w in known), "")
        if reason and self._is_matter(node, reason):
            return ""
        if reason == "the page's foot or head" and node.tag == "header" and _inside_article(node):
            return ""
        return reason

    def _is_matter(self, node: Node, reason: str) -> bool:
        """Whether an element holds too much of the page to be the mere box that its name says."""
        if self.size(node.start, node.end) > WHOLE * self.sums[-1]:
            return True
        if node.tag in _TAG_REGION or reason in _KEPT_APART:
            return False
        if reason == "sharing, subscribing or advertising" and any(n.tag == "blockquote" for n in node.walk()):
            return True  # an embedded message of a social network is quoted matter
        first, last = self.span(node.start, node.end)
        return self.long_sums[last] - self.long_sums[first] > MOST_PROSE * self.long_sums[-1]

    @cached_property
    def long_sums(self) -> list[int]:
        """Running sums of the characters in paragraphs."""
        sums = [0]
        for block in self.blocks:
            sums.append(sums[-1] + (len(block.text) if len(block.text) > 100 and block.link_share < 0.5 else 0))
        return sums

    @cached_property
    def main_size(self) -> int:
        """Characters of text outside menus, boxes and footers."""
        return sum(len(b.text) for b in self.blocks if not self.region(b.node))


def _parted(block: Block) -> list[Block]:
    """A line of a list of titles, "3 May 2020 » Title", as its title and its date."""
    if not 8 <= block.linked < len(block.text) - 5 or len(block.text) > LONGEST_META:
        return [block]
    span = link_span(block)
    if span is None:
        return [block]
    if len(block.text[slice(*span)].split()) < 4:
        return [block]  # a name beside a date
    before, after = block.text[: span[0]], block.text[span[1] :]
    rest = f"{before} {after}"
    dates = [found for found in find_dates(rest) if found.precision == "day" or found.unsure]
    if len(dates) != 1 or any(c.isalpha() for c in rest[: dates[0].start] + rest[dates[0].end :]):
        return [block]  # words beside the date make it a byline
    parts = [(0, span[0], False), (*span, True), (span[1], len(block.text), False)]
    made = [slice_block(block, *part) for part in parts]
    return [part for part in made if any(c.isalnum() for c in part.text)]


# WordPress puts a post's terms into its classes: a post tagged "newsletter" is no newsletter form.
_TERMS = ("tag-", "category-", "cat-", "author-", "topic-", "has-", "no-", "format-", "status-", "section-", "term-")
_TAG_REGION = {
    "nav": "a menu",
    "aside": "a box beside the posts",
    "footer": "the page's foot or head",
    "figcaption": "a picture's caption",
    "form": "a form",
}


def _inside_article(node: Node) -> bool:
    return any(a.tag in ("article", "section", "main") for a in node.ancestors())


def has_class(node: Node, words: frozenset[str]) -> bool:
    """Whether an element bears one of these class words."""
    if node.attr_end - node.attr_start <= 6:
        return False
    classes = node.classes
    return bool(classes) and not words.isdisjoint(classes)


def has_prop(node: Node, words: frozenset[str]) -> bool:
    """Whether an element bears one of these item properties."""
    if node.attr_end - node.attr_start <= 6:
        return False
    prop = node.get("itemprop")
    return bool(prop) and not words.isdisjoint(prop.lower().split())

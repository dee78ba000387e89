"""A forgiving HTML tree that knows where every tag and text stands in the source.

Library parsers lose offsets, and some lose text (libxml2 below depth 254). This one keeps code points, closes what HTML
closes by itself, and bounds depth and size, so that a hostile page costs time in proportion to its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from beatbook.errors import RefusedInput

DEEPEST = 250  # levels kept apart; anything deeper hangs on this level, so no text is lost
MOST_ELEMENTS = 250_000  # some 8 microseconds and 300 bytes each; 200,000 nested tags still fit


def names(words: str) -> frozenset[str]:
    """Element names written as one text."""
    return frozenset(words.split())


VOID = names("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
RAW = names("script style textarea title xmp iframe noembed noframes plaintext")
BLOCK = names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li listing "
    "main menu nav ol option p pre section select summary table tbody td tfoot th thead tr ul"
)
_CLOSES_P = BLOCK - names("body caption option tbody td tfoot th thead tr html frameset legend select")
_SCOPE = names("table td th caption html template object marquee")
_SELF_CLOSING = {
    "li": (frozenset(("li",)), frozenset(("ul", "ol", "menu", "dir"))),
    "dt": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "dd": (frozenset(("dt", "dd")), frozenset(("dl",))),
    "tr": (frozenset(("tr", "td", "th")), frozenset(("table", "tbody", "thead", "tfoot"))),
    "td": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "th": (frozenset(("td", "th")), frozenset(("tr", "table"))),
    "tbody": (frozenset(("tbody", "thead", "tfoot", "tr", "td", "th")), frozenset(("table",))),
    "tfoot": (frozenset(("tbody", "thead", "tfoot", "tr", "td", "th")), frozenset(("table",))),
    "option": (frozenset(("option",)), frozenset(("select", "datalist"))),
}
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

_TAG = re.compile(
    r"<!--(?:>|->|.*?-->|(?s:.*))"
    r"|<(/?)([a-zA-Z][^\s/>]*+)((?:[^>=]++|=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'|\"[^\"]{0,600}+\"|'[^']{0,600}+')?+)*+)>"
    r"|<(/?)([a-zA-Z][^\s/>]*+)([^>]*+)>"
    r"|<[!?/][^>]*+>",
    re.DOTALL,
)
_ATTR = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")


class Node:
    """An element: where its tags stand, what it holds; ``kids`` are nodes and ``(start, end)`` of texts."""

    __slots__ = (
        "_attrs",
        "_classes",
        "attr_end",
        "attr_start",
        "depth",
        "end",
        "kids",
        "number",
        "parent",
        "source",
        "start",
        "tag",
    )

    def __init__(self, source: str, tag: str, start: int, attrs: tuple[int, int], parent: Node | None) -> None:
        self.source, self.tag, self.start, self.end = source, tag, start, attrs[1] + 1
        self.attr_start, self.attr_end = attrs
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent is not None else 0
        self.number = 0
        self.kids: list[Node | tuple[int, int]] = []
        self._attrs: dict[str, str] | None = None
        self._classes: list[str] | None = None

    @property
    def attrs(self) -> dict[str, str]:
        """Attributes by lower-case name, entities resolved; the first of a repeated name counts."""
        if self._attrs is None:
            found: dict[str, str] = {}
            if self.attr_end > self.attr_start:
                for m in _ATTR.finditer(self.source, self.attr_start, self.attr_end):
                    value = m[2] or m[3] or m[4] or ""
                    found.setdefault(m[1].lower(), unescape(value) if "&" in value else value)
            self._attrs = found
        return self._attrs

    def get(self, name: str) -> str:
        """An attribute's value, or nothing."""
        return self.attrs.get(name, "") if self.attr_end > self.attr_start else ""

    @property
    def classes(self) -> list[str]:
        """The words of the class attribute, lower case."""
        if self._classes is None:
            self._classes = self.get("class").lower().split()
        return self._classes

    @property
    def children(self) -> list[Node]:
        """The elements right inside."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    def walk(self) -> Iterator[Node]:
        """This element and all inside, in document order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(kid for kid in reversed(node.kids) if isinstance(kid, Node))

    def ancestors(self) -> Iterator[Node]:
        """The elements around, from the nearest."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent


class Tree:
    """The parsed page: ``root`` and every element in document order."""

    __slots__ = ("nodes", "root", "source")

    def __init__(self, source: str, where: str = "page") -> None:
        self.source = source
        self.root = Node(source, "#root", 0, (0, 0), None)
        self.root.end = len(source)
        self.nodes = [self.root]
        _Builder(self, where).build()
        for number, node in enumerate(self.nodes):
            node.number = number

    def all(self, *tags: str) -> list[Node]:
        """Every element of these tags, in document order."""
        return [node for node in self.nodes if node.tag in tags]


class _Builder:
    def __init__(self, tree: Tree, where: str) -> None:
        self.tree, self.where = tree, where
        self.stack = [tree.root]
        self.open: dict[str, int] = {}
        self.over: dict[str, int] = {}

    def build(self) -> None:
        source, at = self.tree.source, 0
        scan, stop = _TAG.search, source.rfind(">") + 1  # nothing after the last ">" can be a tag
        while (match := scan(source, at, stop)) is not None:
            if match.start() > at:
                self.stack[-1].kids.append((at, match.start()))
            at = match.end()
            name = match[2] or match[5]
            if name is None:
                continue
            group = 1 if match[2] else 4
            if match[group]:
                self._close(name.lower(), match.start(), at)
            else:
                at = self._begin(name.lower(), match, group, at)
        if at < len(source):
            self.stack[-1].kids.append((at, len(source)))
        for node in self.stack:
            node.end = len(source)

    def _begin(self, tag: str, match: re.Match[str], group: int, at: int) -> int:
        self._imply(tag, match.start())
        source = self.tree.source
        node = Node(source, tag, match.start(), match.span(group + 2), self.stack[-1])
        node.end = at
        self.stack[-1].kids.append(node)
        nodes = self.tree.nodes
        nodes.append(node)
        if len(nodes) > MOST_ELEMENTS:
            raise RefusedInput(self.where, f"the page has more than {MOST_ELEMENTS:,} elements")
        if tag in VOID or (match[group + 2].endswith("/") and tag in ("svg", "path", "use", "g", "circle", "rect")):
            return at
        if tag in RAW:
            close = re.compile(rf"</{re.escape(tag)}(?=[\s/>])[^>]*>?", re.I).search(source, at)
            stop, end = (close.start(), close.end()) if close else (len(source), len(source))
            if stop > at:
                node.kids.append((at, stop))
            node.end = end
            return end
        if len(self.stack) >= DEEPEST:
            self.over[tag] = self.over.get(tag, 0) + 1
            return at
        self.stack.append(node)
        self.open[tag] = self.open.get(tag, 0) + 1
        return at

    def _imply(self, tag: str, at: int) -> None:
        """Close what the opening of ``tag`` closes by itself."""
        if tag in _CLOSES_P and self.open.get("p"):
            self._close_nearest(frozenset(("p",)), _SCOPE | {"button"}, at)
        if tag in _SELF_CLOSING:
            closes, limits = _SELF_CLOSING[tag]
            if any(self.open.get(name) for name in closes):
                self._close_nearest(closes, limits, at, every=True)
        elif tag in _HEADINGS and self.stack[-1].tag in _HEADINGS:
            self._pop_to(len(self.stack) - 1, at)
        elif tag == "a" and self.open.get("a"):
            self._close_nearest(frozenset(("a",)), _SCOPE | BLOCK, at)

    def _close_nearest(self, closes: frozenset[str], limits: frozenset[str], at: int, every: bool = False) -> None:
        found = None
        for i in range(len(self.stack) - 1, 0, -1):
            tag = self.stack[i].tag
            if tag in closes:
                found = i
                if not every:
                    break
            elif tag in limits:
                break
        if found is not None:
            self._pop_to(found, at)

    def _close(self, tag: str, at: int, end: int) -> None:
        if self.over.get(tag):
            self.over[tag] -= 1
            return
        if not self.open.get(tag):
            return
        inline = tag not in BLOCK
        for i in range(len(self.stack) - 1, 0, -1):
            name = self.stack[i].tag
            if name == tag:
                self._pop_to(i, at)
                break
            if (inline and name in BLOCK) or (
                name in _SCOPE and tag not in _SCOPE and tag not in ("tr", "tbody", "body")
            ):
                return
        else:
            return
        self.closed.end = end

    def _pop_to(self, i: int, at: int) -> None:
        for node in self.stack[i:]:
            node.end = at
            self.open[node.tag] -= 1
        self.closed = self.stack[i]
        del self.stack[i:]

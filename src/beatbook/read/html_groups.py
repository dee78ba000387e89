"""Groups of elements that may each be one post: marked by the publishing system, or repeated in shape."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from beatbook.read.html_page import Page, has_class, marks
from beatbook.read.html_tree import Node, names
from beatbook.read.lines import looks_like_title

_VARIES = re.compile(
    r"\d|^(?:odd|even|first|last|alt|alternate|clearfix|category-|cat-|tag-|format-|author-|status-|sticky|has-|no-|size-|col-|"
    r"wow|animated|is-|post-|postid|hentry|type-|entry|grid|row-|left|right|active|clear)"
)
_REPEATING = names("article div li section tr table dl a td blockquote center fieldset details ol main ul")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
MOST_GROUPS = 160  # the largest by text; more than this many kinds of repetition is a table, not a page of posts


@dataclass(frozen=True, slots=True)
class Record:
    """A stretch of the source that may be one post; ``node`` where it is a whole element."""

    start: int
    end: int
    node: Node
    whole: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Records of one kind, in page order; ``trust`` is how sure the mark is that made it."""

    records: tuple[Record, ...]
    trust: float
    how: str


def find_groups(page: Page) -> list[Group]:
    """Every group worth weighing, the largest first."""
    known: dict[tuple[int, ...], Group] = {}
    for group in (*_marked(page), *_repeated(page), *_by_headings(page), *_by_bold(page)):
        key = tuple(r.start for r in group.records) + tuple(r.end for r in group.records)
        if key not in known or known[key].trust < group.trust:
            known[key] = group
    groups = list(known.values())
    sized = [(sum(page.size(r.start, r.end) for r in g.records), n, g) for n, g in enumerate(groups)]
    sized.sort(key=lambda item: (-item[0], item[1]))
    return [g for size, _, g in sized[:MOST_GROUPS] if size]


def _marked(page: Page) -> Iterable[Group]:
    sure, likely, types = (marks()["post"][key] for key in ("sure", "likely", "types"))
    found: dict[str, list[Node]] = defaultdict(list)
    for node in page.tree.nodes:
        if node.tag == "article":
            found["<article>"].append(node)
        if node.attr_end - node.attr_start <= 6 or node.tag in ("body", "html", "a", "img", "span"):
            continue
        for word in node.classes:
            if word in sure:
                found[f"sure .{word}"].append(node)
            elif word in likely:
                found[f"likely .{word}"].append(node)
        if (kind := node.get("itemtype")) and kind.rsplit("/", 1)[-1].lower() in types:
            found["sure itemtype"].append(node)
    for name, nodes in found.items():
        for level in _levels(nodes):
            records = tuple(Record(n.start, n.end, n, True) for n in level if page.size(n.start, n.end))
            if records:
                trust = 1.15 if name.startswith("sure") else 1.1 if name == "<article>" else 1.0
                yield Group(records, trust, name)


def _levels(nodes: list[Node]) -> list[list[Node]]:
    """Outermost elements, and, where one holds several of its kind, the inner ones too."""
    outer: list[Node] = []
    inner: list[Node] = []
    for node in nodes:
        if outer and node.start < outer[-1].end:
            inner.append(node)
        else:
            outer.append(node)
    return [outer, *(_levels(inner) if len(inner) > 1 else [])]


def signature(node: Node) -> str:
    """Tag and the class words that do not vary from one item to the next."""
    words = sorted({w for w in node.classes if not _VARIES.search(w)}) if node.attr_end - node.attr_start > 6 else []
    # An id of its own ("content", "footer") makes an element one of a kind; ids of items hold numbers.
    own = node.get("id")
    return f"{node.tag}.{'.'.join(words[:4])}" + (f"#{own}" if own and not any(c.isdigit() for c in own) else "")


def _repeated(page: Page) -> Iterable[Group]:
    siblings: dict[tuple[int, str], list[Node]] = defaultdict(list)
    cousins: dict[tuple[int, str, str], list[Node]] = defaultdict(list)
    for node in page.tree.nodes:
        if node.tag not in _REPEATING or node.parent is None or page.size(node.start, node.end) < 12:
            continue
        own = signature(node)
        siblings[(node.parent.number, own)].append(node)
        if "." in own[:-1]:
            cousins[(node.depth, own, signature(node.parent))].append(node)
    seen: set[tuple[int, ...]] = set()
    for table in (siblings, cousins):
        for nodes in table.values():
            key = tuple(n.number for n in nodes)
            if len(nodes) > 1 and key not in seen:
                seen.add(key)
                yield Group(
                    tuple(Record(n.start, n.end, n, True) for n in nodes), 0.9, f"repeated {signature(nodes[0])}"
                )


def _by_headings(page: Page) -> Iterable[Group]:
    """Flat pages: a heading, its paragraphs, the next heading, all right under one parent."""
    parents: dict[int, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
    for node in page.tree.nodes:
        if (node.tag in _HEADINGS or node.tag == "dt") and node.parent is not None:
            parents[node.parent.number][node.tag].append(node)
    for number, by_tag in parents.items():
        parent = page.tree.nodes[number]
        for tag, heads in by_tag.items():
            if len(heads) > 1:
                stops = [*(h.start for h in heads[1:]), parent.end]
                records = tuple(Record(h.start, stop, parent, False) for h, stop in zip(heads, stops, strict=True))
                yield Group(records, 0.85, f"headings {tag}")


def _by_bold(page: Page) -> Iterable[Group]:
    """Flat pages whose titles are no headings: lines in bold or linked, each first in a paragraph of its own."""
    heads: dict[tuple[int, str], list[Node]] = defaultdict(list)
    for number, block in enumerate(page.blocks):
        if block.heading or len(block.text) > 200 or block.node.tag not in ("p", "div", "font", "td", "center"):
            continue
        if block.strong > 0.8 * len(block.text) and looks_like_title(page.line(number)) >= 0.6:
            parent = block.node.parent
            if parent is not None and page.line(number).words >= 3:
                heads[parent.number, block.node.tag].append(block.node)
    for (number, tag), nodes in heads.items():
        distinct = list(dict.fromkeys(nodes))
        if len(distinct) > 1:
            parent = page.tree.nodes[number]
            stops = [*(n.start for n in distinct[1:]), parent.end]
            records = tuple(Record(n.start, stop, parent, False) for n, stop in zip(distinct, stops, strict=True))
            yield Group(records, 0.8, f"bold {tag}")


__all__ = ["Group", "Record", "find_groups", "has_class", "signature"]

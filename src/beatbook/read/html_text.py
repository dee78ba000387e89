"""The reading text of a piece of a page, block by block, with the way back into the source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import unescape

from beatbook.errors import RefusedInput
from beatbook.read.html_tree import BLOCK, Node, names
from beatbook.record import Run

SILENT = names(
    "script style noscript template head svg math iframe object embed select button textarea input canvas "
    "audio video map datalist noframes noembed title meter progress"
)
MOST_BLOCKS = 40_000  # some 50 microseconds each; no page of posts has as many
# Soft hyphens and blanks of no width: marks for breaking lines, no part of the words.
_SOFT = "\u00ad\u200b\ufeff\u2060"
_PIECE = re.compile(
    rf"(?:[^\s&{_SOFT}]|&(?![a-zA-Z#]))++(?:[ ](?:[^\s&{_SOFT}]|&(?![a-zA-Z#]))++)*+|\s+|[{_SOFT}]+"
    r"|&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?|&"
)
_PLAIN = re.compile(rf"[^\s&{_SOFT}]+(?: [^\s&{_SOFT}]+)*")


@dataclass(slots=True)
class Block:
    """One paragraph's worth of text and where each stretch of it stands in the source."""

    node: Node  # the block element that holds it
    text: str = ""
    runs: list[Run] = field(default_factory=list)  # ``at`` counts from the block's own start
    linked: int = 0  # characters inside links
    strong: int = 0  # characters inside bold
    heading: int = 0  # 1..6 where it stands in a heading
    links: list[Node] = field(default_factory=list)
    inline: list[Node] = field(default_factory=list)  # inline elements that begin in it
    start: int = 0  # in the source
    end: int = 0

    @property
    def link_share(self) -> float:
        """How much of the text is links, from 0 to 1."""
        return self.linked / len(self.text) if self.text else 0.0


def is_hidden(node: Node) -> bool:
    """Whether an element's text is not for reading: scripts, hidden by attribute or style, for screen readers only."""
    if node.tag in SILENT:
        return True
    if node.attr_end - node.attr_start < 6:
        return False
    attrs = node.attrs
    if "hidden" in attrs and attrs["hidden"] != "until-found":
        return True
    style = attrs.get("style", "")
    if style and re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style, re.I):
        return True
    names = attrs.get("class", "")
    return bool(names) and bool(_UNSEEN.search(names))


_UNSEEN = re.compile(
    r"(?i)(?:^|\s)(?:screen-reader-(?:text|only)|sr-only|visually-?hidden|assistive-text|element-invisible|hide-text)(?:\s|$)"
)


class _Writer:
    """Collects characters into blocks; collapses blanks as browsers do."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.blocks: list[Block] = []
        self.parts: list[str] = []
        self.length = 0
        self.block: Block | None = None
        self.space: tuple[int, int] | None = None
        self.holders: list[Node] = []
        self.link: Node | None = None
        self.bold = 0
        self.heading = 0
        self.pending: list[Node] = []

    def cut(self) -> None:
        """End the block."""
        if self.block is not None:
            self.block.text = "".join(self.parts)
            self.blocks.append(self.block)
            if len(self.blocks) > MOST_BLOCKS:
                raise RefusedInput("page", f"the page has more than {MOST_BLOCKS:,} paragraphs")
        self.block, self.parts, self.length, self.space = None, [], 0, None
        self.pending = []

    def write(self, start: int, end: int, keep_lines: bool) -> None:
        """Add a text of the source."""
        source = self.source
        if source[start:end].isspace():
            self._blank(start, end, keep_lines)
            return
        whole = _PLAIN.fullmatch(source, start, end)
        if whole:
            self._put(source[start:end], start, end)
            return
        for match in _PIECE.finditer(source, start, end):
            piece = match[0]
            if piece[0] in _SOFT:
                continue
            if piece[0].isspace():
                self._blank(*match.span(), keep_lines)
            elif piece[0] == "&" and len(piece) < 40:
                plain = unescape(piece)
                if plain in _SOFT:
                    continue
                if plain == piece or not plain.isspace():
                    self._put(plain, match.start(), match.end())
                else:
                    self.space = self.space or match.span()
            else:
                self._put(piece, match.start(), match.end())

    def _blank(self, start: int, end: int, keep_lines: bool) -> None:
        if keep_lines and "\n" in self.source[start:end]:
            self.cut()
        else:
            self.space = self.space or (start, end)

    def _put(self, text: str, start: int, end: int) -> None:
        if self.block is None:
            self.block = Block(self.holders[-1], start=start, heading=self.heading)
            self.block.inline.extend(self.pending)
            self.block.links.extend(n for n in self.pending if n.tag == "a")
            self.pending = []
            if self.link is not None and self.link not in self.block.links:
                self.block.links.append(self.link)
            self.space = None
        block = self.block
        if self.space is not None:
            self._add(" ", *self.space)
            self.space = None
        self._add(text, start, end)
        block.end = end
        if self.link is not None:
            block.linked += len(text)
        if self.bold:
            block.strong += len(text)

    def _add(self, text: str, start: int, end: int) -> None:
        runs = self.block.runs if self.block is not None else []
        same = end - start == len(text)
        if same and runs and (last := runs[-1]).width == last.length and last.source + last.width == start:
            runs[-1] = Run(last.at, last.source, last.length + len(text), last.width + len(text))
        else:
            runs.append(Run(self.length, start, len(text), end - start))
        self.parts.append(text)
        self.length += len(text)

    def opened(self, node: Node) -> None:
        """An inline element begins."""
        if self.block is not None:
            self.block.inline.append(node)
            if node.tag == "a":
                self.block.links.append(node)
        else:
            self.pending.append(node)


_BOLD = frozenset(("b", "strong"))
_HEADING = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


def find_blocks(
    source: str, nodes: Sequence[Node | tuple[int, int]], skip: frozenset[int] = frozenset()
) -> list[Block]:
    """The blocks of text in these elements, in order; elements whose ``number`` is in ``skip`` are passed over."""
    writer = _Writer(source)
    for item in nodes:
        holder = item if isinstance(item, Node) else None
        if holder is None and not writer.holders:
            first = next((n for n in nodes if isinstance(n, Node)), None)
            if first is None or first.parent is None:
                continue
            writer.holders.append(first.parent)
        _walk(writer, item, skip)
    writer.cut()
    return [block for block in writer.blocks if block.text]


_FRESH: tuple[Node | None, int, int] = (None, 0, 0)


def _walk(writer: _Writer, top: Node | tuple[int, int], skip: frozenset[int]) -> None:
    """Depth first without recursion: entries are things to enter, or ``(node, state)`` to leave."""
    stack: list[tuple[int, Node | tuple[int, int], tuple[Node | None, int, int]]] = [(0, top, _FRESH)]
    pre = 0
    while stack:
        leaving, item, state = stack.pop()
        if not isinstance(item, Node):
            writer.write(item[0], item[1], pre > 0)
            continue
        block = item.tag in BLOCK and not (item.tag in ("td", "th") and _is_data(item))
        if leaving:
            writer.link, writer.bold, writer.heading = state
            if block:
                writer.cut()
                writer.holders.pop()
            if item.tag == "pre":
                pre -= 1
            continue
        if item.number in skip or is_hidden(item):
            continue
        if item.tag in ("br", "hr"):
            writer.cut()
            continue
        if block:
            writer.cut()
            writer.holders.append(item)
        elif not writer.holders:
            writer.holders.append(item)
        stack.append((1, item, (writer.link, writer.bold, writer.heading)))
        if not block:
            writer.opened(item)
            if item.tag in ("td", "th"):
                writer.space = writer.space or (item.start, item.start)
        if item.tag == "a" and "href" in item.attrs:
            writer.link = item
        elif item.tag in _BOLD:
            writer.bold += 1
        elif item.tag in _HEADING:
            writer.heading = _HEADING[item.tag]
        elif item.tag == "pre":
            pre += 1
        stack.extend([(0, kid, _FRESH) for kid in reversed(item.kids)])


def slice_block(block: Block, start: int, end: int, linked: bool) -> Block:
    """A part of a block as a block of its own, without blanks at its edges."""
    while start < end and block.text[start].isspace():
        start += 1
    while start < end and block.text[end - 1].isspace():
        end -= 1
    runs = []
    for run in block.runs:
        low, high = max(run.at, start), min(run.at + run.length, end)
        if low < high:
            same = run.width == run.length
            source = run.source + (low - run.at if same else 0)
            runs.append(Run(low - start, source, high - low, high - low if same else run.width))
    part = Block(block.node, block.text[start:end], runs, heading=block.heading)
    if runs:
        part.start, part.end = runs[0].source, runs[-1].source + runs[-1].width
    if linked:
        part.linked, part.links = len(part.text), block.links
    part.inline = [n for n in block.inline if part.start - 300 <= n.start < part.end]
    part.strong = len(part.text) if block.strong > 0.8 * len(block.text) else 0
    return part


def link_span(block: Block) -> tuple[int, int] | None:
    """Where in a block's text its one link stands."""
    links = [n for n in block.links if n.get("href")]
    if len(links) != 1:
        return None
    inside = [r for r in block.runs if r.source < links[0].end and r.source + r.width > links[0].start]
    if not inside:
        return None
    first, last = inside[0], inside[-1]
    start = first.at + max(0, links[0].start - first.source)
    end = last.at + min(last.length, links[0].end - last.source)
    return (start, end) if start < end else None


_LONGEST_ROW = 1500  # characters of source; a row of data is short, a row that lays out a page is long


def _is_data(cell: Node) -> bool:
    """Whether a cell belongs to a row of data, which reads as one line."""
    row = cell.parent
    if row is None or row.tag != "tr" or row.end - row.start > _LONGEST_ROW:
        return False
    return not any(isinstance(k, Node) and k.tag in BLOCK for c in row.kids if isinstance(c, Node) for k in c.kids)


def join_blocks(blocks: Iterable[Block], at: int = 0) -> tuple[str, list[Run]]:
    """Blocks as one text, a line each, and the runs of it counted from ``at``."""
    lines: list[str] = []
    runs: list[Run] = []
    for block in blocks:
        runs.extend(Run(at + run.at, run.source, run.length, run.width) for run in block.runs)
        lines.append(block.text)
        at += len(block.text) + 1
    return "\n".join(lines), runs

"""One record of a page made into a post: title, body, date, author, labels, permalink."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from html import unescape
from urllib.parse import urljoin, urlsplit

from beatbook.read.dates import YEARS, find_dates, first_date, make_day
from beatbook.read.fields import FoundCredit, author_beside_date, bracket_credit, find_author, find_credits, find_part
from beatbook.read.html_groups import Record
from beatbook.read.html_page import Page, has_class, has_prop, marks
from beatbook.read.html_text import Block, join_blocks
from beatbook.read.html_titles import find_title
from beatbook.read.html_tree import Node
from beatbook.read.lines import mask
from beatbook.read.plain_drafts import CUT_OFF, MORE_AT_END
from beatbook.record import UNKNOWN, Credit, DateRange, Post, Run, SourceMap, day, post_id
from beatbook.record.post import TITLE_GAP


@dataclass(frozen=True, slots=True)
class Site:
    """What a page says about itself, for all its posts."""

    base: str
    outlet: str | None = None
    language: str | None = None


class NodeIndex:
    """Elements by where they start, for looking inside a stretch of the source."""

    def __init__(self, page: Page) -> None:
        self.nodes = page.tree.nodes[1:]
        self.starts = [n.start for n in self.nodes]

    def inside(self, start: int, end: int) -> list[Node]:
        """The elements that begin in a stretch."""
        return self.nodes[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def make_post(page: Page, index: NodeIndex, record: Record, site: Site, capture: str, position: int) -> Post:
    """The post that a record holds."""
    first, last = page.span(record.start, record.end)
    nodes = index.inside(record.start, record.end)
    title = find_title(page, first, last)
    number = title.number if title else None
    body, truncated, outlets = _body(page, record, first, last, number, nodes)
    rest = [page.blocks[n] for n in range(first, last) if n != number]
    link = _permalink(title.link if title else None, nodes, site)
    printed, when = find_post_date(page, nodes, rest, body, link)
    author = find_post_author(page, nodes, rest, body)
    return build_post(
        page,
        page.blocks[number] if number is not None else None,
        body,
        (record.start, record.end),
        outlets,
        {
            "capture": capture,
            "printed_date": printed,
            "date": when,
            "author": author,
            "labels": _labels(nodes, page),
            "link": link,
            "truncated": truncated,
            "language": site.language,
            "outlet": site.outlet,
            "position": position,
        },
    )


def build_post(
    page: Page,
    title: Block | None,
    body: Sequence[Block],
    extent: tuple[int, int],
    outlets: Sequence[FoundCredit],
    known: dict[str, object],
) -> Post:
    """A post from its blocks; credits found in the body are led back into the source."""
    words = title.text if title else ""
    runs = list(title.runs) if title else []
    text, body_runs = join_blocks(body, len(words) + len(TITLE_GAP) if words else 0)
    text, cut = _without_jump(text)
    at = len(words) + len(TITLE_GAP) if words else 0
    source_map = SourceMap(tuple(_clip([*runs, *body_runs], at + len(text))))
    credited = [Credit(c.name, c.form, c.start, c.end) for c in outlets]
    for c in find_credits(text):
        if c.name not in {one.name for one in credited}:
            credited.append(Credit(c.name, c.form, *source_map.source_range(at + c.start, at + c.end)))
    part, parts = find_part(words)
    link = known.get("link")
    truncated = bool(known.pop("truncated")) or cut or bool(CUT_OFF.search(text[-20:]))
    return Post(
        id=post_id(words, text, link if isinstance(link, str) and _is_permalink(link) else None),
        title=words,
        body=text,
        start=extent[0],
        end=extent[1],
        credits=tuple(credited),
        truncated=truncated,
        part=part,
        parts=parts,
        source_map=source_map,
        **known,  # type: ignore[arg-type]
    )


def _is_permalink(link: str) -> bool:
    """Whether an address names one page of the web: not a part of a saved site, nor a site's front page."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and (parts.path.strip("/") != "" or parts.query != "")


def _clip(runs: list[Run], length: int) -> list[Run]:
    kept = []
    for run in runs:
        if run.at >= length:
            break
        if run.at + run.length > length and run.width == run.length:
            run = Run(run.at, run.source, length - run.at, length - run.at)
        kept.append(run)
    return kept


def _without_jump(text: str) -> tuple[str, bool]:
    jump = MORE_AT_END.search(text, max(0, len(text) - 100))
    if jump and jump.start() > 0 and re.search(r"[^\w\s]|\s", text[jump.start()]):
        return text[: jump.start()], True
    return text, False


def _outermost(nodes: Sequence[Node], fits: frozenset[str], props: frozenset[str] | None, record: Record) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        if node is record.node or (found and node.start < found[-1].end):
            continue
        if has_class(node, fits) or (props is not None and has_prop(node, props)):
            found.append(node)
    return found


def _body(
    page: Page, record: Record, first: int, last: int, title: int | None, nodes: Sequence[Node]
) -> tuple[list[Block], bool, list[FoundCredit]]:
    """The post's own words, whether more stands behind a link, and the credits taken off the end."""
    known = marks()["body"]
    containers: list[Node] = []
    for words, props in ((known["classes"], known["props"]), (known["summaries"], None)):
        containers = _outermost(nodes, words, props, record)
        containers = [c for c in containers if page.size(c.start, c.end) > 0 and c.tag not in ("meta", "a")]
        if containers:
            break
    numbers = [n for n in range(first, last) if n != title]
    after = [n for n in numbers if title is None or n > title]
    if containers:
        inside = [n for n in numbers if any(c.start <= page.blocks[n].start < c.end for c in containers)]
        own = _own(page, inside, record, strict=False)
        if sum(len(page.blocks[n].text) for n in own) < 0.34 * _prose_size(page, after):
            own = _own(page, after, record, strict=True)
    else:
        own = _own(page, after, record, strict=True)
    truncated = any(page.line(n).is_jump for n in numbers[-8:])
    outlets: list[FoundCredit] = []
    while own and len(own) > 1 and page.line(own[-1]).kind == "bracket":
        block = page.blocks[own[-1]]
        credit = bracket_credit(block.text, 0)
        if credit is None:
            break
        outlets.insert(0, FoundCredit(credit.name, credit.form, block.start, block.end))
        own.pop()
    return [page.blocks[n] for n in own], truncated, outlets


def _prose_size(page: Page, numbers: Sequence[int]) -> int:
    return sum(len(page.blocks[n].text) for n in numbers if page.line(n).is_prose and page.blocks[n].link_share < 0.5)


def _own(page: Page, numbers: Sequence[int], record: Record, strict: bool) -> list[int]:
    """Blocks that are the post's words: no bylines, counts, jumps, boxes; ``strict`` outside a marked body."""
    own = []
    for n in numbers:
        block, line = page.blocks[n], page.line(n)
        if line.kind in ("posted", "more") or (line.kind in ("meta", "dated") and strict):
            continue
        if line.kind in ("meta", "widget", "comments") and (block.link_share > 0.5 or strict):
            continue
        region = page.region(block.node)
        if region and region != page.region(record.node) and (strict or region != "a picture's caption"):
            continue
        if strict and (_is_side(block, record) or (block.link_share > 0.9 and line.words <= 6)):
            continue
        own.append(n)
    while own and (page.line(own[-1]).kind in ("meta", "dated", "widget", "comments") or _is_address(page, own[-1])):
        own.pop()
    return own


def _is_address(page: Page, number: int) -> bool:
    """Whether a block is the bare address that search pages print below an excerpt."""
    return bool(re.fullmatch(r"(?:https?://|www\.)?[\w.-]+\.[a-z]{2,10}(?:/\S*)?", page.blocks[number].text))


def _is_side(block: Block, record: Record) -> bool:
    """Whether a block stands in an element marked as date, author or labels."""
    words = marks()["date"]["classes"] | marks()["author"]["classes"] | marks()["labels"]["classes"]
    node: Node | None = block.node
    while node is not None and node is not record.node:
        if has_class(node, words):
            return len(block.text) < 200
        node = node.parent
    return any(has_class(n, words) for n in block.inline[:2]) and len(block.text) < 60


def _permalink(title: Node | None, nodes: Sequence[Node], site: Site) -> str | None:
    for node in nodes:
        if node.tag == "a" and (
            "bookmark" in node.get("rel").lower().split() or has_class(node, frozenset(("u-url", "permalink")))
        ):
            return _address(node.get("href"), site)
    if title is not None:
        return _address(title.get("href"), site)
    return None


def _address(href: str, site: Site) -> str | None:
    href = href.strip()
    if not href or href.startswith(("#", "javascript:", "mailto:", "data:")):
        return None
    try:
        whole = urljoin(site.base, href)
        urlsplit(whole)
    except ValueError:
        return None
    return whole.split("#")[0] if whole.startswith(("http://", "https://")) else whole


_IN_LINK = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])(?:[/-](0[1-9]|[12]\d|3[01]))?(?=[/-]|$)")


def date_in_link(link: str | None) -> DateRange:
    """The day or month that a permalink carries."""
    match = _IN_LINK.search(link or "")
    if not match:
        return UNKNOWN
    year, month = int(match[1]), int(match[2])
    if match[3]:
        value = make_day(year, month, int(match[3]))
        return day(value, "permalink") if value else UNKNOWN
    low = make_day(year, month, 1)
    if low is None:
        return UNKNOWN
    high = next(d for d in (make_day(year, month, n) for n in (31, 30, 29, 28)) if d is not None)
    return DateRange(low, high, "month", "permalink")


def machine_day(value: str) -> date | None:
    """The day of an ISO 8601 value as ``datetime`` attributes carry it."""
    match = re.match(r"\s*(\d{4})-?(\d\d)-?(\d\d)", value)
    if match and int(match[1]) in YEARS:
        try:
            return datetime(int(match[1]), int(match[2]), int(match[3])).date()
        except ValueError:
            return None
    return None


def find_post_date(
    page: Page, nodes: Sequence[Node], rest: Sequence[Block], body: Sequence[Block], link: str | None
) -> tuple[str | None, DateRange]:
    """The date that the record prints, else the one its markup or its permalink carries."""
    known = marks()["date"]
    marked: tuple[str | None, DateRange] | None = None
    inside = {id(b) for b in body}
    for node in nodes:
        is_date = node.tag == "time" or has_class(node, known["classes"]) or has_prop(node, known["props"])
        if not is_date or (body and _holds(node, body)):
            continue
        if node.tag != "time" and any(n.tag == "time" for n in node.walk()):
            continue  # the times inside speak for themselves: one may be that of an update
        is_update = bool({"updated", "dt-updated", "modified"} & set(node.classes)) and "published" not in node.classes
        text = _inline_text(page.source, node)
        found = first_date(text, page.day_first) if len(text) < 300 else None
        value = machine_day(node.get("datetime") or node.get("content") or node.get("title"))
        if found is None and value is None:
            continue
        if found is not None and found.unsure and value is not None:
            found = None
        printed = text[found.start : found.end] if found else (text or None)
        reading = (printed, found.range() if found else day(value) if value else UNKNOWN)
        if not is_update:
            return reading
        marked = marked or reading
    if marked:
        return marked
    for block in rest:
        if id(block) in inside:
            continue
        for found in find_dates(block.text[:300], page.day_first):
            return block.text[found.start : found.end], found.range()
    return None, date_in_link(link)


def _holds(node: Node, body: Sequence[Block]) -> bool:
    """Whether an element holds or lies in the body's own words."""
    return any(node.start <= b.start < node.end for b in body[:3]) or any(b.start <= node.start < b.end for b in body)


_BY = re.compile(r"(?i)^\s*(?:posted|written|published|submitted|by|author|von|par|por)(?:\s+by)?\s*:?\s+")


def find_post_author(page: Page, nodes: Sequence[Node], rest: Sequence[Block], body: Sequence[Block]) -> str | None:
    known = marks()["author"]
    candidates: list[tuple[int, int, str]] = []
    for node in nodes:
        rel = "author" in node.get("rel").lower().split() if node.tag == "a" else False
        if not (rel or has_class(node, known["classes"]) or has_prop(node, known["props"])):
            continue
        if _holds(node, body):
            continue
        name = _clean_name(_inline_text(page.source, node))
        if name:
            candidates.append((0 if rel or "fn" in node.classes or "p-author" in node.classes else 1, node.start, name))
    if candidates:
        return min(candidates)[2]
    inside = {id(b) for b in body}
    found = find_author([(0, b.text) for b in rest if id(b) not in inside and len(b.text) < 300])
    if found is None:
        for block in rest:
            dates = find_dates(block.text) if len(block.text) < 200 and id(block) not in inside else []
            if dates and (beside := author_beside_date(mask(block.text, tuple(dates)))):
                return beside
    if found is None and body:
        found = find_author([(0, b.text) for b in (body[0], *body[-2:]) if len(b.text) < 400])
    return found.name if found else None


def _inline_text(source: str, node: Node) -> str:
    parts: list[str] = []
    stack: list[Node | tuple[int, int]] = [node]
    while stack:
        item = stack.pop()
        if isinstance(item, Node):
            if item.tag not in ("script", "style", "svg", "time"):
                stack.extend(reversed(item.kids))
        else:
            parts.append(source[item[0] : item[1]])
        if len(parts) > 40:
            break
    return " ".join(unescape("".join(parts)).split())


def _clean_name(text: str) -> str | None:
    text = _BY.sub("", text)
    dates = find_dates(text)
    if dates:
        text = text[: dates[0].start]
        text = re.sub(r"(?i)\s*(?:[|•·,–—-]|on|posted)*\s*$", "", text)
    text = re.split(r"\s[|•·–—]\s|\s+(?:on|in|at|posted)\s", text)[0].strip(" ,.;:|-–—•·")
    if (
        not 2 <= len(text) <= 60
        or not any(c.isalpha() for c in text)
        or text.lower() in ("by", "author", "admin", "posted", "posts")
    ):
        return None
    return text


def _labels(nodes: Sequence[Node], page: Page) -> tuple[str, ...]:
    known = marks()["labels"]["classes"]
    labels: dict[str, None] = {}
    for node in nodes:
        rel = set(node.get("rel").lower().split()) if node.tag == "a" else set()
        if "tag" in rel or "category" in rel:
            label = _inline_text(page.source, node)
            if 0 < len(label) <= 60:
                labels[label] = None
        elif has_class(node, known):
            for a in (n for n in node.walk() if n.tag == "a"):
                label = _inline_text(page.source, a)
                if 0 < len(label) <= 60:
                    labels[label] = None
    return tuple(labels)

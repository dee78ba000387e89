"""Weigh groups of records: which one is the page's list of posts, and whether there is one at all."""

from __future__ import annotations

import math
from bisect import bisect_left
from dataclasses import dataclass

from beatbook.read.html_groups import Group, Record, find_groups
from beatbook.read.html_page import Page
from beatbook.read.html_titles import Title, find_title
from beatbook.read.html_tree import Node
from beatbook.read.plain import NOTHING

MOST_PROSE = 400  # characters of paragraphs that a page of bare titles may have: an imprint, a greeting
LOPSIDED = 3  # records; in groups this small one long record is the article itself
ENOUGH = 0.42  # a group below this is no list of posts (development half of the archive pages)


@dataclass(frozen=True, slots=True)
class Seen:
    """What weighing looks at in one record."""

    title: Title | None
    titles: int  # linked headings inside
    dated: bool
    more: bool
    prose: int  # words outside links in blocks that read as sentences
    words: int
    linked: float  # share of characters in links


@dataclass(frozen=True, slots=True)
class Weighed:
    """A group with its weight and what was seen in its records."""

    group: Group
    seen: tuple[Seen, ...]
    weight: float
    prose: int


def see(page: Page, record: Record, times: list[int]) -> Seen:
    """What a record shows of a post."""
    first, last = page.span(record.start, record.end)
    title = find_title(page, first, last)
    titles = prose = words = linked = size = 0
    targets: set[str] = set()
    dated = bisect_left(times, record.start) < bisect_left(times, record.end)
    more = False
    for number in range(first, last):
        block = page.blocks[number]
        line = page.line(number)
        size += len(block.text)
        linked += block.linked
        words += line.words
        if block.heading and block.link_share > 0.7 and block.links:
            targets.add(block.links[0].get("href"))
        elif block.heading and block.link_share > 0.7:
            titles += 1
        more = more or line.kind == "more"
        dated = dated or (bool(line.dates) and line.kind in ("dated", "posted", "meta"))
        if line.is_prose and block.link_share < 0.6:
            prose += line.words
    return Seen(title, titles + len(targets), dated, more, prose, words, linked / size if size else 0.0)


def weigh(page: Page, group: Group, times: list[int]) -> Weighed:
    """How much a group looks like the page's list of posts."""
    records = _kept(page, group)
    seen = tuple(see(page, record, times) for record in records)
    group = Group(tuple(records), group.trust, group.how)
    if not seen:
        return Weighed(group, seen, 0.0, 0)
    values = [_value(s, group.trust) for s in seen]
    mean = sum(values) / len(values)
    linked_titles = sum(s.title is not None and s.title.link is not None for s in seen)
    evidence = sum(
        (s.title is not None and s.title.link is not None) or (s.dated and s.words > 3) or s.more for s in seen
    )
    if len(seen) > 1 and evidence < 0.5 * len(seen) and group.trust < 1.05:
        mean *= 0.3
    regions = sum(bool(page.region(r.node)) for r in records)
    mean *= 1 - 0.85 * regions / len(records)
    size = sum(page.size(r.start, r.end) for r in records)
    share = size / max(1, page.main_size)
    prose = sum(s.prose for s in seen)
    distinct = len({s.title.link.get("href") for s in seen if s.title and s.title.link})
    if linked_titles > 2 and distinct < 0.6 * linked_titles:
        mean *= 0.5
    if len(seen) <= LOPSIDED and group.trust < 1 and max(s.prose for s in seen) > max(150, 0.65 * prose):
        mean *= 0.4  # one long piece and a box or two of the same make
    weight = mean * group.trust * min(1.0, share) ** 0.35 * (1 + 0.12 * math.log2(len(seen)))
    return Weighed(group, seen, weight, prose)


def _kept(page: Page, group: Group) -> list[Record]:
    """Records without the ones in menus and boxes, where enough others stand outside."""
    outside = [r for r in group.records if not page.region(r.node)]
    return outside if outside else list(group.records)


def _value(seen: Seen, trust: float) -> float:
    title = 0.0
    if seen.title is not None:
        title = 0.3 * seen.title.trust + (0.15 if seen.title.link is not None else 0.0)
    body = 0.3 * min(1.0, seen.prose / 20)
    date = 0.2 if seen.dated else 0.0
    more = 0.08 if seen.more else 0.0
    value = title + body + date + more
    if seen.title is None and not (seen.dated and seen.prose) and trust < 1.05:
        value *= 0.4
    if seen.titles > 1:
        value *= 0.35 if seen.titles > 2 or not seen.prose else 0.6
    if not seen.prose and not seen.dated:
        value *= 0.75 if seen.linked < 0.98 else 0.6
    return min(1.0, value)


def find_list(page: Page) -> Weighed | None:
    """The heaviest group, if any is heavy enough to be a list of posts."""
    times = [n.start for n in page.tree.nodes if n.tag == "time"]
    weighed = [weigh(page, group, times) for group in find_groups(page)]
    several = [w for w in weighed if len(w.seen) > 1]
    if not several:
        return None
    best = max(several, key=lambda w: w.weight)
    return best if best.weight >= ENOUGH else _bare_titles(page, several)


def _bare_titles(page: Page, several: list[Weighed]) -> Weighed | None:
    """A page that is nothing but a list of linked titles: no prose beside it, no word that nothing was found."""
    if page.long_sums[-1] > MOST_PROSE or any(NOTHING.search(b.text) for b in page.blocks if len(b.text) < 200):
        return None
    fits = []
    for w in several:
        words = [s.words for s in w.seen if s.title and s.title.link]
        size = sum(page.size(r.start, r.end) for r in w.group.records)
        outside = not any(page.region(r.node) for r in w.group.records)
        if len(words) == len(w.seen) >= 3 and sum(words) >= 4 * len(words) and outside and size > 0.5 * page.main_size:
            fits.append(w)
    return max(fits, key=lambda w: len(w.seen), default=None)


def find_one(page: Page) -> Record | None:
    """The one marked post of a page of posts that holds no other; its title links to the post itself."""
    times = [n.start for n in page.tree.nodes if n.tag == "time"]
    for group in find_groups(page):
        records = _kept(page, group)
        if group.trust <= 1 or len(records) != 1 or page.region(records[0].node):
            continue
        seen = see(page, records[0], times)
        share = page.size(records[0].start, records[0].end) / max(1, page.main_size)
        if seen.title is not None and seen.title.link is not None and seen.titles <= 1 and seen.prose and share > 0.3:
            return records[0]
    return None


def time_nodes(page: Page, record: Record) -> list[Node]:
    """The ``<time>`` elements inside a record."""
    return [n for n in page.tree.all("time") if record.start <= n.start < record.end]

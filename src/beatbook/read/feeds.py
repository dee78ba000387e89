"""Feeds (RSS, Atom, JSON Feed) into posts, each value led back to where it stands in the feed."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from beatbook.errors import RefusedInput
from beatbook.read.dates import first_date, given_date
from beatbook.read.escaped import Mapped, make_mapped, through, xml_text
from beatbook.read.fields import find_credits, find_part
from beatbook.read.html_text import find_blocks, join_blocks
from beatbook.read.html_tree import Tree
from beatbook.read.plain_drafts import CUT_OFF, MORE_AT_END
from beatbook.record import UNKNOWN, Credit, DateRange, Post, Run, SourceMap, day, post_id
from beatbook.record.post import TITLE_GAP

MOST_ITEMS = 20_000  # feeds carry the newest tens of posts, exports some thousands
_ITEM = re.compile(r"<(?:\w+:)?(item|entry)(?=[\s>])[^>]*>", re.I)
_MARKUP = re.compile(r"<[a-zA-Z/!]")
_BODIES = ("content:encoded", "content", "description", "summary", "body")
_DATES = ("pubdate", "published", "dc:date", "issued", "created", "updated", "modified", "date")


def looks_like_feed(head: str) -> bool:
    """Whether a text's opening is that of a feed."""
    head = head[:4000]
    if re.search(r"<(?:rss|rdf:RDF|feed|\w+:feed)[\s>]", head) and not re.search(r"<html[\s>]", head, re.I):
        return True
    return bool(re.match(r"\s*\{", head)) and "jsonfeed.org/version" in head


def read_feed(text: str, capture: str, base: str) -> list[Post]:
    """The posts of a feed in its order."""
    if text.lstrip("\ufeff \r\n\t").startswith("{"):
        return _json_feed(text, capture)
    items = list(_ITEM.finditer(text))
    if len(items) > MOST_ITEMS:
        raise RefusedInput(capture[:12], f"the feed has more than {MOST_ITEMS:,} items")
    head = text[: items[0].start()] if items else text
    opening = re.search(r"<(?:\w+:)?(?:channel|feed)\b[^>]*>", head)
    outlet = _plain(_fields(head, opening.end() if opening else 0, len(head)).get("title"))
    posts = []
    for n, item in enumerate(items):
        stop = items[n + 1].start() if n + 1 < len(items) else len(text)
        close = re.compile(rf"</(?:\w+:)?{item[1]}\s*>", re.I).search(text, item.end(), stop)
        end = close.end() if close else stop
        fields = _fields(text, item.end(), close.start() if close else stop)
        posts.append(_post(text, fields, (item.start(), end), capture, outlet, base, n))
    return [post for post in posts if post.title or post.body]


class _Field:
    __slots__ = ("attrs", "end", "start", "text")

    def __init__(self, text: str, attrs: str, start: int, end: int) -> None:
        self.text, self.attrs, self.start, self.end = text, attrs, start, end

    @property
    def mapped(self) -> Mapped:
        return xml_text(self.text, self.start, self.end)


_OPEN = re.compile(
    r"<([A-Za-z][\w:.-]*)((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>|<!\[CDATA\[.*?\]\]>|<!--.*?-->", re.DOTALL
)


def _fields(text: str, start: int, end: int) -> dict[str, _Field]:
    """The first of each kind of element right inside an item; links and categories under counted names."""
    found: dict[str, _Field] = {}
    at = start
    while (match := _OPEN.search(text, at, end)) is not None:
        at = match.end()
        if match[1] is None:
            continue
        name, attrs = match[1].lower(), match[2]
        if attrs.endswith("/"):
            field = _Field(text, attrs, at, at)
        else:
            stop = _close(text, match[1], at, end)
            field = _Field(text, attrs, at, stop)
            close = text.find(">", stop, end)
            at = close + 1 if close >= 0 else end
        key = name
        if name in ("link", "category", "author"):
            key = f"{name}{sum(k.startswith(name) for k in found)}"
        found.setdefault(key, field)
    return found


def _close(text: str, name: str, at: int, end: int) -> int:
    """Where an element's inside ends; CDATA may hold what looks like its end tag."""
    pattern = re.compile(rf"<!\[CDATA\[.*?\]\]>|(</{re.escape(name)}\s*>)", re.DOTALL)
    for match in pattern.finditer(text, at, end):
        if match[1]:
            return match.start()
    return end


def _plain(field: _Field | None) -> str | None:
    if field is None:
        return None
    words = " ".join(field.mapped.text.split())
    return re.sub(r"<[^>]{1,200}>", "", words).strip() or None


def _post(
    text: str, fields: dict[str, _Field], extent: tuple[int, int], capture: str, outlet: str | None, base: str, n: int
) -> Post:
    title, title_runs = _reading(fields.get("title"))
    title = " ".join(title.split("\n"))
    bodies = [(name, *_reading(fields[name])) for name in _BODIES if name in fields]
    full = max(bodies, key=lambda b: len(b[1]), default=("", "", []))
    body, body_runs = full[1], full[2]
    jump = MORE_AT_END.search(body, max(0, len(body) - 100))
    if jump and jump.start() > 0:
        body = body[: jump.start()]
    at = len(title) + len(TITLE_GAP) if title else 0
    runs = [*title_runs, *(Run(at + r.at, r.source, r.length, r.width) for r in body_runs if r.at < len(body))]
    source_map = SourceMap(tuple(runs))
    link = _link(fields, base)
    printed, when = _date(fields)
    part, parts = find_part(title)
    labels = [words for key, field in fields.items() if key.startswith("category") and (words := _label(field))]
    return Post(
        id=post_id(title, body, link),
        capture=capture,
        title=title,
        body=body,
        start=extent[0],
        end=extent[1],
        printed_date=printed,
        date=when,
        author=_author(fields),
        credits=tuple(
            Credit(c.name, c.form, *source_map.source_range(at + c.start, at + c.end)) for c in find_credits(body)
        ),
        labels=tuple(dict.fromkeys(labels)),
        link=link,
        truncated=jump is not None or bool(CUT_OFF.search(body[-20:])) or full[0] == "summary",
        part=part,
        parts=parts,
        outlet=outlet,
        ref=_plain(fields.get("guid") or fields.get("id")),
        position=n,
        source_map=source_map,
    )


def _reading(field: _Field | None) -> tuple[str, list[Run]]:
    """An element's words as a person reads them: its HTML read, escaped or not."""
    if field is None or field.end <= field.start:
        return "", []
    if "xhtml" in field.attrs.lower():
        inner = make_mapped([(field.text[field.start : field.end], field.start, field.end)])
    else:
        inner = field.mapped
    return _words(inner)


def _words(inner: Mapped) -> tuple[str, list[Run]]:
    if not _MARKUP.search(inner.text) and "&" not in inner.text:
        lead = len(inner.text) - len(inner.text.lstrip())
        words = inner.text.strip()
        return words, inner.place(lead, lead + len(words))
    tree = Tree(inner.text)
    words, runs = join_blocks(find_blocks(inner.text, [tree.root]))
    return words, through(runs, inner)


def _label(field: _Field) -> str | None:
    term = re.search(r'(?:term|label)\s*=\s*"([^"]+)"', field.attrs)
    return _plain(field) or (term[1] if term else None)


def _link(fields: dict[str, _Field], base: str) -> str | None:
    best = None
    for key, field in fields.items():
        if not key.startswith("link"):
            continue
        href = re.search(r"""href\s*=\s*["']([^"']+)""", field.attrs)
        rel = re.search(r"""rel\s*=\s*["']([^"']+)""", field.attrs)
        address = _plain(field) or (href[1] if href else None)
        if address and (rel is None or rel[1] == "alternate"):
            best = best or address
    guid = fields.get("guid")
    if best is None and guid is not None and (words := _plain(guid)) and words.startswith("http"):
        best = words
    return urljoin(base, best.replace("&amp;", "&")) if best else None


def _author(fields: dict[str, _Field]) -> str | None:
    for key in ("dc:creator", "author0", "itunes:author", "creator"):
        field = fields.get(key)
        if field is None:
            continue
        inner = _fields(field.text, field.start, field.end)
        name = _plain(inner.get("name")) or _plain(field)
        if name:
            match = re.fullmatch(r"\S+@\S+\s*\((.+)\)", name)
            return match[1] if match else name
    return None


def _date(fields: dict[str, _Field]) -> tuple[str | None, DateRange]:
    for key in _DATES:
        words = _plain(fields.get(key))
        if words and (value := feed_date(words)) is not None:
            return words, value
    return None, UNKNOWN


def feed_date(words: str) -> DateRange | None:
    """The day of a feed's date: RFC 822 as RSS writes it, ISO 8601 as Atom does."""
    given = given_date(words, "feed")
    if given is not None:
        return given
    try:
        value: date = parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError):
        found = first_date(words)
        return found.range("feed") if found else None
    return day(value, "feed")


def _json_feed(text: str, capture: str) -> list[Post]:
    """JSON Feed: the item's extent is the whole file, as its strings stand escaped inside."""
    try:
        feed = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return []
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        return []
    return [
        post for n, item in enumerate(items) if isinstance(item, dict) and (post := _json_item(item, feed, capture, n))
    ]


def _string(item: dict[str, object], *names: str) -> str:
    return next((value for name in names if isinstance(value := item.get(name), str) and value.strip()), "")


def _json_item(item: dict[str, object], feed: dict[str, object], capture: str, n: int) -> Post | None:
    title = " ".join(_string(item, "title").split())
    body = _words(make_mapped([(html := _string(item, "content_html", "content_text", "summary"), 0, len(html))]))[0]
    if not title and not body:
        return None
    link = _string(item, "url", "external_url") or None
    people = item.get("authors") or [item.get("author")]
    first = people[0] if isinstance(people, Sequence) and people and isinstance(people[0], dict) else {}
    tags = item.get("tags")
    return Post(
        id=post_id(title, body, link),
        capture=capture,
        title=title,
        body=body,
        printed_date=_string(item, "date_published") or None,
        date=feed_date(_string(item, "date_published")) or UNKNOWN,
        author=_string(first, "name") or None,
        labels=tuple(t for t in tags if isinstance(t, str)) if isinstance(tags, list) else (),
        link=link,
        outlet=_string(feed, "title") or None,
        ref=str(item["id"]) if item.get("id") else None,
        position=n,
    )

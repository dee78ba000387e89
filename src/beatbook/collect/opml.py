"""OPML: a reader's list of feeds."""

from __future__ import annotations

from html.parser import HTMLParser

from beatbook.record import Problem


def is_opml(name: str, head: bytes) -> bool:
    """Whether a file is OPML, by its ending or its first element."""
    return name.lower().endswith(".opml") or b"<opml" in head[:2000].lower()


def feeds_of(data: bytes, source: str) -> list[str] | Problem:
    """The feed addresses of an OPML file in order, each once; a Problem where it lists none.

    Source: OPML 2.0, ``outline`` elements with ``xmlUrl``. Read as tags, since readers export OPML that is not
    well-formed; no entity is ever loaded.
    """
    outlines = _Outlines()
    outlines.feed(data.decode("utf-8-sig", "replace"))
    outlines.close()
    return list(outlines.feeds) or Problem(source, "lists no feeds (no outline with an xmlUrl); export it again")


class _Outlines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feeds: dict[str, None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = (dict(attrs).get("xmlurl") or "").strip()  # HTMLParser gives names in lower case
        if tag == "outline" and address:
            self.feeds[address] = None

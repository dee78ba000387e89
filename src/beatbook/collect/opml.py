"""OPML: a reader's list of feeds."""

from __future__ import annotations

from lxml import etree

from beatbook.record import Problem


def is_opml(name: str, head: bytes) -> bool:
    """Whether a file is OPML, by its ending or its first element."""
    return name.lower().endswith(".opml") or b"<opml" in head[:2000].lower()


def feeds_of(data: bytes, source: str) -> list[str] | Problem:
    """The feed addresses of an OPML file in order, each once; a Problem where it is not XML or holds none.

    Source: OPML 2.0, ``outline`` elements with ``xmlUrl``. External entities are never loaded.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root is None:
        return Problem(source, "is named OPML but holds no XML; export it again from your feed reader")
    feeds = dict.fromkeys(
        value.strip()
        for node in root.iter("outline")
        for key, value in node.attrib.items()
        if str(key).lower() == "xmlurl" and value.strip()
    )
    return [str(f) for f in feeds] or Problem(source, "lists no feeds (no outline with an xmlUrl)")

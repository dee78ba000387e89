"""Ids made from content, so that the same input gives the same book."""

from __future__ import annotations

import hashlib


def make_id(kind: str, *parts: object) -> str:
    """A stable id: kind, a hyphen, 16 hex digits (64 bits) of sha256 over the parts."""
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{kind}-{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"

"""MHTML: a page as browsers save it whole (RFC 2557)."""

from __future__ import annotations

import email
from datetime import datetime
from email import policy
from email.utils import parsedate_to_datetime

from beatbook.collect.items import Collected, make_capture
from beatbook.record import Problem


def is_mhtml(name: str, head: bytes) -> bool:
    """Whether a file is MHTML, by its ending or its MIME head."""
    return name.lower().endswith((".mht", ".mhtml")) or b"content-type: multipart/related" in head[:1500].lower()


def read_mhtml(data: bytes, source: str, name: str) -> Collected | Problem:
    """The page itself: the first HTML (or plain text) part, with its address and the day it was saved."""
    message = email.message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml", "text/plain"}:
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return make_capture(
                    payload,
                    source,
                    name,
                    media_type=part.get_content_type(),
                    encoding=part.get_content_charset(),
                    link=part.get("Content-Location") or message.get("Snapshot-Content-Location"),
                    captured=_saved(message.get("Date")),
                )
    return Problem(source, "is a saved page (MHTML) with no HTML in it; save the page again")


def _saved(date: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(str(date)) if date else None
    except ValueError:
        return None

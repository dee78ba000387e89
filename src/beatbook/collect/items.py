"""A capture together with its bytes, on the way to the store."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from beatbook.record import Capture


@dataclass(frozen=True, slots=True)
class Collected:
    """A capture and the untouched bytes that its id is the sha256 of."""

    capture: Capture
    data: bytes


def make_capture(
    data: bytes,
    source: str,
    file: str,
    *,
    media_type: str | None = None,
    encoding: str | None = None,
    link: str | None = None,
    captured: datetime | None = None,
) -> Collected:
    """A capture of these bytes; the same bytes always get the same id, wherever they came from."""
    capture = Capture(
        id=hashlib.sha256(data).hexdigest(),
        file=file,
        source=source,
        size=len(data),
        media_type=media_type,
        encoding=encoding,
        link=link,
        captured=captured,
    )
    return Collected(capture, data)

"""`beatbook read`: one file into posts, with no book at all."""

from __future__ import annotations

from typing import Any

from beatbook.collect import Collected
from beatbook.read import as_json, read_capture


def read_file(found: Collected) -> dict[str, Any]:
    """What `beatbook read --json` prints for one file."""
    return {"file": found.capture.file, **as_json(read_capture(found.capture, found.data))}

"""What the tests of reading share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from beatbook.read import ReadResult, read_capture
from beatbook.record import Capture


def read(data: str | bytes, captured: datetime | None = None, link: str | None = None) -> ReadResult:
    raw = data.encode() if isinstance(data, str) else data
    capture = Capture("c" * 64, "page", "page", len(raw), link=link, captured=captured)
    return read_capture(capture, raw)


@pytest.fixture(name="read")
def read_fixture() -> Callable[..., ReadResult]:
    return read


NOON = datetime(2022, 3, 4, 12, tzinfo=UTC)

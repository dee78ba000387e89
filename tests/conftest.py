"""What all tests share: the benchmark data's folder where it is there, and the sample beat built once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "examples" / "crossings"
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The benchmark data; tests on it are skipped where it is absent."""
    if not (SHARED / "data").is_dir():
        pytest.skip("no benchmark data at ../shared/data beside the checkout")
    return SHARED / "data"


@pytest.fixture(scope="session")
def shared_seeds() -> list[Path]:
    """The three archive pages it began with; skipped where they are absent."""
    found = sorted((SHARED / "seeds").glob("*.txt"))
    if not found:
        pytest.skip("no seed pages at ../shared/seeds beside the checkout")
    return found


@pytest.fixture(scope="session")
def sample_book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the sample beat, added and built. Do not change it: copy it first."""
    from beatbook.book.book import Book

    folder = tmp_path_factory.mktemp("sample")
    shutil.copyfile(SAMPLE / "beat.toml", folder / "beat.toml")
    book = Book.open(folder)
    book.add([str(SAMPLE / "clippings")])
    book.build()
    book.close()
    return folder

"""The desk, through its door."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from beatbook.book.book import Book
from beatbook.desk import make_app


@pytest.fixture
def client(sample_book: Path, tmp_path: Path) -> Iterator[TestClient]:
    shutil.copytree(sample_book, tmp_path / "beat")
    book = Book.open(tmp_path / "beat")
    yield TestClient(make_app(book, token="sesame"), follow_redirects=False)
    book.close()


def test_home_shows_the_queue_and_ruling_empties_it(client: TestClient) -> None:
    home = client.get("/")
    assert "Off the beat?" in home.text
    key = home.text.split('name="key" value="relevance:')[1].split('"')[0]
    ruled = client.post("/rule", data={"token": "sesame", "key": f"relevance:{key}", "verdict": "off"})
    assert ruled.status_code == 303
    assert f"relevance:{key}" not in client.get("/").text


def test_a_ruling_without_the_token_and_a_foreign_host_are_refused(client: TestClient) -> None:
    assert client.post("/rule", data={"key": "relevance:x", "verdict": "off"}).status_code == 403
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_posts_and_search(client: TestClient) -> None:
    found = client.get("/search", params={"q": "mill race"})
    assert "/posts/" in found.text
    link = found.text.split('href="')[2].split('"')[0] if "/posts/" not in found.text.split('href="')[1] else ""
    link = next(part.split('"')[0] for part in found.text.split('href="') if part.startswith("/posts/"))
    page = client.get(link)
    assert "How many" in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert client.get("/posts/none").status_code == 404

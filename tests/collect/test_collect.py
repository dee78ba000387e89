from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import httpx
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from beatbook.collect import Collected, Fetcher, collect
from beatbook.collect.web import is_public_ip
from beatbook.record import Problem

PAGE = b"<html><body><h1>Ferry late</h1><p>The ferry left an hour late.</p></body></html>"


def gathered(*sources: str, fetcher: Fetcher | None = None) -> tuple[list[Collected], list[Problem]]:
    found = list(collect(sources, fetcher))
    return [f for f in found if isinstance(f, Collected)], [f for f in found if isinstance(f, Problem)]


def make_warc(pages: dict[str, bytes], gzipped: bool = True) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzipped)
    for link, page in pages.items():
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.0")
        writer.write_record(
            writer.create_warc_record(
                link, "response", payload=io.BytesIO(page), http_headers=head,
                warc_headers_dict={"WARC-Date": "2021-03-04T05:06:07Z"},
            )
        )  # fmt: skip
    return out.getvalue()


def test_a_folder_gives_its_files_sorted_and_leaves_page_furniture(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_bytes(PAGE)
    (tmp_path / "a.txt").write_text("Some words")
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "b_files").mkdir()
    (tmp_path / "b_files" / "frame.html").write_bytes(PAGE)
    captures, problems = gathered(str(tmp_path))
    assert [c.capture.file for c in captures] == ["a.txt", "b.html"]
    assert not problems


def test_same_bytes_same_id_whatever_the_name(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_bytes(PAGE)
    (tmp_path / "two.html").write_bytes(PAGE)
    captures, _ = gathered(str(tmp_path / "*.html"))
    assert len(captures) == 2
    assert len({c.capture.id for c in captures}) == 1


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text("Words")
    captures, problems = gathered(str(tmp_path / "empty.txt"), str(tmp_path / "absent.txt"), str(tmp_path / "good.txt"))
    assert [c.capture.file for c in captures] == ["good.txt"]
    assert ["is empty" in problems[0].message, "no such file" in problems[1].message] == [True, True]


@pytest.mark.parametrize("gzipped", [True, False])
def test_every_page_of_a_warc_with_its_address_and_day(tmp_path: Path, gzipped: bool) -> None:
    file = tmp_path / "pages.warc"
    file.write_bytes(
        make_warc({"https://example.org/a": PAGE, "https://example.org/b/": PAGE + b"<!-- b -->"}, gzipped)
    )
    captures, problems = gathered(str(file))
    assert [c.capture.link for c in captures] == ["https://example.org/a", "https://example.org/b/"]
    assert captures[0].data == PAGE
    assert str(captures[0].capture.captured) == "2021-03-04 05:06:07+00:00"
    assert not problems


def test_a_truncated_warc_says_so(tmp_path: Path) -> None:
    whole = make_warc({"https://example.org/a": PAGE, "https://example.org/b": PAGE * 400}, gzipped=False)
    (tmp_path / "cut.warc").write_bytes(whole[:-9000])
    captures, problems = gathered(str(tmp_path / "cut.warc"))
    assert [c.capture.link for c in captures] == ["https://example.org/a"]
    assert problems


def test_a_damaged_record_costs_only_itself(tmp_path: Path) -> None:
    """Three gzipped records; one byte of the second is flipped."""
    links = [f"https://example.org/{n}" for n in "abc"]
    records = [make_warc({link: PAGE + link.encode()}) for link in links]
    bad = bytearray(records[1])
    bad[len(bad) // 2] ^= 0xFF
    (tmp_path / "bad.warc.gz").write_bytes(records[0] + bytes(bad) + records[2])
    captures, problems = gathered(str(tmp_path / "bad.warc.gz"))
    assert [c.capture.link for c in captures] == [links[0], links[2]]
    assert problems


def test_wacz_is_a_zip_of_warcs(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.wacz", "w") as archive:
        archive.writestr("archive/data.warc.gz", make_warc({"https://example.org/a": PAGE}))
    captures, _ = gathered(str(tmp_path / "x.wacz"))
    assert captures[0].data == PAGE


def test_opml_beside_its_feeds(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text("<rss><channel><title>T</title></channel></rss>")
    (tmp_path / "list.opml").write_text('<opml><body><outline text="x" xmlUrl="feed.xml"/></body></opml>')
    captures, _ = gathered(str(tmp_path / "list.opml"))
    assert [c.capture.file for c in captures] == ["feed.xml"]


def test_saved_page_mhtml(tmp_path: Path) -> None:
    head = "MIME-Version: 1.0\r\n"
    head += "Content-Type: multipart/related; boundary=B\r\nDate: Tue, 2 Mar 2021 10:00:00 +0000\r\n\r\n"
    part = "--B\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: https://example.org/p\r\n\r\n"
    (tmp_path / "p.mhtml").write_bytes(head.encode() + part.encode() + PAGE + b"\r\n--B--\r\n")
    captures, _ = gathered(str(tmp_path / "p.mhtml"))
    assert captures[0].capture.link == "https://example.org/p"
    assert b"Ferry late" in captures[0].data


def test_offline_unless_asked() -> None:
    captures, problems = gathered("https://example.org/feed")
    assert not captures
    assert "--fetch" in problems[0].message


def served(handler: httpx.MockTransport, ip: str = "93.184.216.34") -> Fetcher:
    return Fetcher(transport=handler, resolve=lambda host: [ip], sleep=lambda seconds: None)


def test_fetching_obeys_robots_follows_redirects_and_refuses_private_nets() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/robots.txt":
            return httpx.Response(200, text="User-agent: *\nDisallow: /closed")
        if request.url.path == "/old":
            return httpx.Response(301, headers={"location": "/new"})
        return httpx.Response(200, content=PAGE, headers={"content-type": "text/html; charset=utf-8"})

    fetcher = served(httpx.MockTransport(answer))
    captures, problems = gathered("https://example.org/old", "https://example.org/closed/x", fetcher=fetcher)
    assert captures[0].capture.link == "https://example.org/new"
    assert captures[0].capture.encoding == "utf-8"
    assert "robots.txt" in problems[0].message
    _, problems = gathered("http://example.org/", fetcher=served(httpx.MockTransport(answer), ip="10.0.0.1"))
    assert "private network" in problems[0].message


@pytest.mark.parametrize("ip", ["127.0.0.1", "10.1.2.3", "::1", "64:ff9b::7f00:1", "2002:7f00:1::", "::ffff:127.0.0.1"])
def test_addresses_that_embed_a_private_one_are_private(ip: str) -> None:
    assert not is_public_ip(ip)


def test_a_gzipped_page_is_kept_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "x.html.gz").write_bytes(gzip.compress(PAGE))
    captures, _ = gathered(str(tmp_path / "x.html.gz"))
    assert gzip.decompress(captures[0].data) == PAGE

"""The site, from a release."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from beatbook.book.book import Book
from beatbook.errors import UsageError
from beatbook.protect import Release
from beatbook.publish import site_files, write_site
from beatbook.publish.charts import Point, nice_step, place_map, series_chart
from beatbook.publish.formats import as_csv
from beatbook.publish.words import date_words, number_words, year_position


@pytest.fixture(scope="module")
def release(sample_book: Path) -> Release:
    book = Book.open(sample_book)
    found = book.release()
    book.close()
    return found


class Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.inline: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        if tag in {"a", "link"} and told.get("href"):
            self.links.append(str(told["href"]))
        if told.get("src"):
            self.links.append(str(told["src"]))
        if told.get("id"):
            self.ids.add(str(told["id"]))
        self.inline += [k for k in told if k == "style" or k.startswith("on")]
        if tag == "script" and not told.get("src"):
            self.inline.append("script")


def test_every_link_leads_somewhere_and_nothing_is_inline(release: Release) -> None:
    files = dict(site_files(release))
    pages = {name: Links() for name in files if name.endswith(".html")}
    for name, links in pages.items():
        links.feed(files[name].decode())
        assert links.inline == [], name
    for name, links in pages.items():
        for link in links.links:
            if link.startswith(("http://", "https://")):
                continue
            target, _, anchor = link.partition("#")
            at = (Path(name).parent / target).as_posix() if target else name
            at = re.sub(r"[^/]+/\.\./", "", at)
            assert at in files, f"{name} -> {link}"
            if anchor and at in pages:
                assert anchor in pages[at].ids, f"{name} -> {link}"


def test_nothing_is_loaded_from_elsewhere(release: Release) -> None:
    for name, data in site_files(release):
        if name.endswith((".html", ".css", ".js")):
            assert not re.search(rb"(src=|url\(|@import)[\"']?https?:", data), name


def test_the_same_release_gives_the_same_bytes(release: Release) -> None:
    assert dict(site_files(release)) == dict(site_files(release))


def test_writing_again_takes_away_what_is_gone_and_spares_what_is_not_ours(release: Release, tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(release, site)
    manifest = site / "beatbook-files.txt"
    (site / "posts" / "999.html").write_text("old")
    manifest.write_text(manifest.read_text() + "posts/999.html\n")
    (site / "mine.txt").write_text("mine")
    write_site(release, site)
    assert not (site / "posts" / "999.html").exists()
    assert (site / "mine.txt").read_text() == "mine"
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("dear")
    with pytest.raises(UsageError, match="did not write"):
        write_site(release, tmp_path / "full")


def test_markup_in_a_clipping_is_only_text(release: Release) -> None:
    from dataclasses import replace

    bad = replace(release.posts[0], title="<script>alert(1)</script>")
    files = dict(site_files(replace(release, posts=(bad, *release.posts[1:]))))
    page = files[f"posts/{bad.number}.html"].decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    assert b"</script>alert" not in files["assets/search-index.js"]


def test_csv_runs_no_formula_and_reads_back() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv([{"title": "=1+1", "words": 'He said "no",\nand left'}]))))
    assert rows == [{"title": "'=1+1", "words": 'He said "no",\nand left'}]


def test_a_chart_has_a_dot_for_each_figure_and_a_bar_for_bounds() -> None:
    points = [Point(2011.5, 2706, 2706, 2706, "2011", "a"), Point(2016.5, 1000, 1500, 1500, "2016", "b")]
    svg = series_chart("Arrivals", points)
    assert svg.count('class="dot"') == 2
    assert svg.count('class="bar"') == 1
    assert "style=" not in svg


@pytest.mark.parametrize(("span", "step"), [(10, 2.5), (3000, 1000), (47, 20), (0.9, 0.25)])
def test_axis_steps_are_round(span: float, step: float) -> None:
    assert nice_step(span) == pytest.approx(step)


def test_a_map_names_its_places() -> None:
    svg = place_map([("Oslo", 59.9, 10.7, 3, "#place-1"), ("Bergen", 60.4, 5.3, 1, "#place-2")])
    assert "Oslo" in svg
    assert svg.count("<circle") == 2


@pytest.mark.parametrize(
    ("iso", "told"),
    [
        ("2019-06-17", "17 June 2019"),
        ("2019-06", "June 2019"),
        ("2019", "2019"),
        ("2019-06-03/2019-06-09", "3–9 June 2019"),
        ("2019-05-30/2019-06-02", "30 May 2019 – 2 June 2019"),
        ("../2018-03-31", "by 31 March 2018"),
        ("2018-03-31/..", "since 31 March 2018"),
        ("", "date not known"),
    ],
)
def test_dates_in_words(iso: str, told: str) -> None:
    assert date_words(iso) == told


def test_numbers_in_words() -> None:
    assert number_words(31000.0) == "31,000"
    assert number_words(2.5) == "2.5"
    assert year_position("2018") == 2018.5


def test_what_is_off_the_beat_stands_apart(release: Release) -> None:
    """A stray post's events and story are listed, but not among those of the beat."""
    stories = {s.number: s for s in release.stories}
    stray = next(p for p in release.posts if p.story and stories[p.story].events and len(stories[p.story].posts) == 1)
    posts = tuple(replace(p, on_beat=False) if p is stray else p for p in release.posts)
    pages = {name: data.decode() for name, data in site_files(replace(release, posts=posts))}
    timeline, _, apart = pages["events.html"].partition("<h2>Off the beat</h2>")
    for event in stories[stray.story].events:
        assert f'id="event-{event}"' in apart
        assert f'id="event-{event}"' not in timeline
    listed, _, apart = pages["stories.html"].partition("<h2>Off the beat</h2>")
    assert f"stories/{stray.story}.html" in apart
    assert f"stories/{stray.story}.html" not in listed

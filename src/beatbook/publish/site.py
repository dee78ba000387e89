"""A release as a static site: plain files that open from a folder; no script but the search."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any, TypeVar

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from beatbook.errors import UsageError
from beatbook.protect import (
    Release,
    ReleasedContradiction,
    ReleasedEvent,
    ReleasedFigure,
    ReleasedName,
    ReleasedPost,
    ReleasedSeries,
    ReleasedStory,
)
from beatbook.publish.charts import Point, place_map, series_chart
from beatbook.publish.formats import as_csv, as_jsonl, tables
from beatbook.publish.words import date_words, value_words, year_position

Thing = TypeVar("Thing")

MANIFEST = "beatbook-files.txt"  # what we wrote, so that the next publication can take away what is gone
SECTIONS = (
    ("stories", "Stories"),
    ("events", "Timeline"),
    ("figures", "Figures"),
    ("contradictions", "Contradictions"),
    ("people", "People"),
    ("places", "Places"),
    ("sources", "Sources"),
    ("posts", "Clippings"),
    ("search", "Search"),
    ("about", "About"),
)
TYPE_WORDS = {
    "conflict": "They cannot both be right.",
    "denial": "One side denies what the other says.",
    "update": "The later report brings the earlier one up to date.",
    "rounding": "The same figure, rounded.",
    "scope": "They speak of different people, places or times.",
}


def write_site(release: Release, folder: Path) -> int:
    """Write the site; files that an earlier publication wrote and this one does not are taken away.

    Raises ``UsageError`` for a folder with files in it that beatbook did not write.
    """
    manifest = folder / MANIFEST
    if folder.exists() and not manifest.exists() and any(folder.iterdir()):
        raise UsageError(f"{folder} holds files that beatbook did not write; choose an empty folder")
    before = set(manifest.read_text("utf-8").split("\n")) if manifest.exists() else set()
    files = dict(site_files(release))
    for name in sorted(before - set(files) - {""}):
        (folder / name).unlink(missing_ok=True)
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not (path.exists() and path.read_bytes() == data):
            path.write_bytes(data)
    manifest.write_text("\n".join(sorted(files)) + "\n", encoding="utf-8", newline="\n")
    return len(files)


def site_files(release: Release) -> Iterator[tuple[str, bytes]]:
    """Every file of the site, as ``(path, bytes)``; the same release gives the same bytes."""
    site = _Site(release)
    for name, text in site.pages():
        yield name, text.encode("utf-8", "xmlcharrefreplace")
    assets = resources.files("beatbook.publish") / "assets"
    for asset in sorted(a.name for a in assets.iterdir()):
        yield f"assets/{asset}", (assets / asset).read_bytes()
    for name, rows in tables(release).items():
        yield f"data/{name}.csv", as_csv(rows).encode("utf-8-sig", "replace")
    yield "data/book.jsonl", "".join(as_jsonl(release)).encode("utf-8", "replace")


@dataclass(frozen=True)
class _Site:
    release: Release

    @cached_property
    def posts(self) -> dict[int, ReleasedPost]:
        return {p.number: p for p in self.release.posts}

    @cached_property
    def events(self) -> dict[int, ReleasedEvent]:
        return {e.number: e for e in self.release.events}

    @cached_property
    def figures(self) -> dict[int, ReleasedFigure]:
        return {f.number: f for f in self.release.figures}

    @cached_property
    def _figures_by_post(self) -> dict[int, list[ReleasedFigure]]:
        return _grouped((f.words.post, f) for f in self.release.figures)

    @cached_property
    def _events_by_post(self) -> dict[int, list[ReleasedEvent]]:
        return _grouped((post, e) for e in self.release.events for post in sorted({r.words.post for r in e.reports}))

    @cached_property
    def _contradictions_by_post(self) -> dict[int, list[ReleasedContradiction]]:
        return _grouped((n, c) for c in self.release.contradictions for n in sorted({c.left.post, c.right.post}))

    @cached_property
    def _templates(self) -> Environment:
        env = Environment(
            loader=PackageLoader("beatbook.publish"),
            autoescape=select_autoescape(),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        env.filters.update(date=date_words, value=value_words)
        env.globals.update(
            release=self.release, posts=self.posts, events=self.events, figures=self.figures, sections=SECTIONS,
            type_words=TYPE_WORDS, events_by_time=self.events_by_time,
            events_off_beat=self.events_off_beat, stories_by_time=self.stories_by_time, newest=self.newest,
            figures_of=self.figures_of, events_of=self.events_of, contradictions_of=self.contradictions_of,
        )  # fmt: skip
        return env

    def page(self, template: str, root: str = "", **facts: Any) -> str:
        """One page; ``root`` leads from the page to the site's folder."""
        return self._templates.get_template(template).render(root=root, **facts)

    def pages(self) -> Iterator[tuple[str, str]]:
        yield "index.html", self.page("index.html", here="")
        for name, label in SECTIONS:
            yield f"{name}.html", self.page(f"{name}.html", here=name, label=label, **self._extra(name))
        for post in self.release.posts:
            yield f"posts/{post.number}.html", self.page("post.html", "../", here="posts", post=post)
        for story in self.release.stories:
            yield f"stories/{story.number}.html", self.page("story.html", "../", here="stories", story=story)
        yield "assets/search-index.js", f"window.beatbookIndex = {self._index()};\n"

    def _extra(self, name: str) -> dict[str, Any]:
        if name == "figures":
            return {"charts": [(s, Markup(self.chart(s))) for s in self.release.series]}
        if name == "places":
            return {"map": Markup(self.map())}
        return {}

    # what templates ask for -----------------------------------------------------------------------------------------

    def events_by_time(self, numbers: tuple[int, ...] | None = None) -> list[ReleasedEvent]:
        """Events by their own date, not the report's; those with no date last."""
        on = [e for e in self.release.events if self._on_beat(r.words.post for r in e.reports)]
        return by_time(on if numbers is None else [self.events[n] for n in numbers if n in self.events])

    def events_off_beat(self) -> list[ReleasedEvent]:
        """Events that only posts off the beat tell."""
        return by_time([e for e in self.release.events if not self._on_beat(r.words.post for r in e.reports)])

    def stories_by_time(self, on_beat: bool = True) -> list[ReleasedStory]:
        """Stories on the beat, or the others: what went on last stands first, what has no date at the end."""
        chosen = [s for s in self.release.stories if self._on_beat(s.posts) == on_beat]
        return sorted(chosen, key=lambda s: (s.last or "0", -s.number), reverse=True)

    def _on_beat(self, posts: Iterable[int]) -> bool:
        """Whether one of the posts is on the beat; a post that did not leave is not held against it."""
        told = [self.posts[n] for n in posts if n in self.posts]
        return not told or any(p.on_beat for p in told)

    def newest(self) -> list[ReleasedPost]:
        """Posts on the beat, newest first."""
        return sorted(
            (p for p in self.release.posts if p.on_beat),
            key=lambda p: (p.date.rpartition("/")[2] or "0", -p.number),
            reverse=True,
        )

    def figures_of(self, post: int) -> list[ReleasedFigure]:
        """The figures of a post."""
        return self._figures_by_post.get(post, [])

    def events_of(self, post: int) -> list[ReleasedEvent]:
        """The events that a post tells."""
        return self._events_by_post.get(post, [])

    def contradictions_of(self, numbers: tuple[int, ...]) -> list[ReleasedContradiction]:
        """The contradictions that touch some posts."""
        found = {c.number: c for number in numbers for c in self._contradictions_by_post.get(number, [])}
        return list(found.values())

    def chart(self, series: ReleasedSeries) -> str:
        """A series as SVG, or nothing where its figures cannot be placed in time."""
        points = []
        for number, period in zip(series.figures, series.periods, strict=True):
            figure = self.figures[number]
            at = year_position(period or figure.as_of)
            values = [v for v in (figure.low, figure.best, figure.high) if v is not None]
            if at is None or not values:
                continue
            best = figure.best if figure.best is not None else values[0]
            label = (
                f"{date_words(period)}: {value_words(figure)} ({figure.source or figure.outlet or 'no source said'})"
            )
            points.append(Point(at, min(values), max(values), best, label, f"posts/{figure.words.post}.html"))
        return series_chart(series.name, points) if points else ""

    def map(self) -> str:
        """Places that are points, as SVG."""

        def is_dot(place: ReleasedName) -> bool:
            return place.lat is not None and place.kind in {"city", "point", "border", "area"}

        return place_map(
            [(p.name, p.lat, p.lon, p.mentions, f"#place-{p.number}")
             for p in self.release.places if is_dot(p) and p.lat is not None and p.lon is not None]
        )  # fmt: skip

    def _index(self) -> str:
        rows = [
            {"n": p.number, "t": p.title, "d": p.date, "o": p.outlet or "", "w": "".join(x.text for x in p.excerpt)}
            for p in self.release.posts
        ]
        return json.dumps(rows, ensure_ascii=False).replace("</", "<\\/").replace("\u2028", " ").replace("\u2029", " ")


def by_time(events: list[ReleasedEvent]) -> list[ReleasedEvent]:
    """Events by their own date; those with no date last."""
    return sorted(events, key=lambda e: (not e.date, e.date.lstrip("./"), e.number))


def _grouped(pairs: Iterable[tuple[int, Thing]]) -> dict[int, list[Thing]]:
    found: dict[int, list[Thing]] = {}
    for number, thing in pairs:
        found.setdefault(number, []).append(thing)
    return found

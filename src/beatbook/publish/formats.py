"""A release as CSV and JSON Lines."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from beatbook.errors import UsageError
from beatbook.plugins import EXPORTERS, load_plugin
from beatbook.protect import Release, Words

Row = dict[str, Any]


def tables(release: Release) -> dict[str, list[Row]]:
    """The release as flat tables: name -> rows; every row that rests on words carries them."""
    return {
        "posts": [
            {"number": p.number, "title": p.title, "date": p.date, "date_basis": p.date_basis, "outlet": p.outlet,
             "link": p.link, "story": p.story, "on_beat": p.on_beat, "truncated": p.truncated, "page": p.capture}
            for p in release.posts
        ],
        "events": [
            {"number": e.number, "type": e.type, "name": e.name, "date": e.date, "place": e.place, "story": e.story,
             "origins": e.origins, "report": n, "post": r.words.post, "stance": r.stance, "source": r.source,
             "outlet": r.outlet, "participants": "; ".join(f"{role}: {text}" for role, text in r.participants),
             "words": r.words.text}
            for e in release.events for n, r in enumerate(e.reports, 1)
        ],
        "figures": [
            {"number": f.number, "low": f.low, "high": f.high, "best": f.best, "qualifier": f.qualifier,
             "unit": f.unit, "what": f.what, "place": f.place, "period": f.period, "as_of": f.as_of,
             "source": f.source, "outlet": f.outlet, "series": f.series, "post": f.words.post, "words": f.words.text}
            for f in release.figures
        ],
        "contradictions": [
            {"number": c.number, "type": c.type, "attribute": c.attribute,
             "left": c.left.value,
             "left_post": c.left.post, "left_source": c.left.source or c.left.outlet,
             "left_words": _joined(c.left.words), "right": c.right.value,
             "right_post": c.right.post, "right_source": c.right.source or c.right.outlet,
             "right_words": _joined(c.right.words), "why": c.why, "ruling": c.ruling}
            for c in release.contradictions
        ],
        "stories": [
            {"number": s.number, "name": s.name, "first": s.first, "last": s.last,
             "posts": " ".join(map(str, s.posts)), "events": " ".join(map(str, s.events))}
            for s in release.stories
        ],
        "names": [
            {"number": n.number, "name": n.name, "kind": n.kind, "also": "; ".join(n.names), "mentions": n.mentions,
             "posts": " ".join(map(str, n.posts))}
            for n in release.names
        ],
        "outlets": [
            {"number": o.number, "name": o.name, "posts": " ".join(map(str, o.posts)), "ties": "; ".join(o.ties)}
            for o in release.outlets
        ],
    }  # fmt: skip


def as_csv(rows: list[Row]) -> str:
    """Rows as CSV (RFC 4180, UTF-8). A cell that a spreadsheet would run as a formula gets a leading quote mark."""
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
        writer.writeheader()
        writer.writerows({key: _cell(value) for key, value in row.items()} for row in rows)
    return out.getvalue()


def as_jsonl(release: Release) -> Iterator[str]:
    """The release as JSON Lines, one object a line with its ``kind``."""
    for kind in ("posts", "stories", "events", "names", "places", "figures", "series", "contradictions", "outlets"):
        singular = {"stories": "story", "series": "series"}.get(kind, kind.removesuffix("s"))
        for thing in getattr(release, kind):
            yield json.dumps({"kind": singular, **asdict(thing)}, ensure_ascii=False) + "\n"


def write_csv(release: Release, target: str) -> None:
    """One CSV a table into the folder ``target``."""
    if target == "-":
        raise UsageError("csv is several tables; name a folder: beatbook export csv FOLDER")
    folder = Path(target)
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables(release).items():
        (folder / f"{name}.csv").write_text(as_csv(rows), encoding="utf-8-sig", newline="")


def write_jsonl(release: Release, target: str) -> None:
    """JSON Lines to the file ``target``, or to stdout for ``-``."""
    if target == "-":
        for line in as_jsonl(release):
            sys.stdout.buffer.write(line.encode("utf-8", "surrogatepass"))
    else:
        with Path(target).open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(as_jsonl(release))


def export_release(release: Release, format_: str, target: str) -> None:
    """Write a release in a named format to a file, a folder, or ``-``."""
    load_plugin(EXPORTERS, format_)(release, target)


def _cell(value: object) -> object:
    # OWASP, CSV injection: cells that begin with = + - @ tab or CR are run by spreadsheets
    if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"}:
        return "'" + value
    return "" if value is None else value


def _joined(words: tuple[Words, ...]) -> str:
    return " … ".join(w.text for w in words)

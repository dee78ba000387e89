"""How well the general codebook reads beats that nobody prepared: the pages of `tests/beats`, written for this.

    python tools/score/beats.py [PAGE ...] [--errors] [--book-scorer score_book.py] [--keep FOLDER]

Each page goes the whole line as a person would take it (`init` with the general template, `add`, `build`, `export`)
and is scored against its marks. Without names all pages are scored: the development pages, then those of the check
half, whose errors are never shown. ``--book-scorer`` also runs a scorer that reads gold in files of JSON; ``--keep``
leaves gold and books in a folder.

- events: a core happening is found where a report overlaps its words; a report is right where it overlaps any mark.
- type: of the core happenings found, those with a report of a fitting type (`types.toml`).
- dates: of those found that print when, the report overlaps the day and is at most 3 days longer.
- claims: a claim's content holds the marked words; source: and its source shares a word with the marked one.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import tomllib
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "tests/beats"
DEVELOPMENT = ("rescue", "kidnapping", "epidemic")
CHECK = ("rail-crash", "mine-collapse")
LONGER = timedelta(days=3)  # a found date may be this much longer than the marked one
_SMALL = frozenset(("the", "a", "an", "of", "his", "her", "their", "its", "in", "for"))

Span = tuple[int, int]
Row = dict[str, Any]


@dataclass(frozen=True)
class Gold:
    """A page's marks, found in its text: each list has the keys that the book's scorer knows."""

    page: str
    posts: list[Row]
    events: list[Row] = field(default_factory=list)
    quotes: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)
    figures: list[Row] = field(default_factory=list)
    contradictions: list[Row] = field(default_factory=list)
    stories: list[Row] = field(default_factory=list)

    def save(self, folder: Path) -> None:
        """The gold in files of JSON."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("posts", "events", "quotes", "figures", "contradictions"):
            rows = getattr(self, name)
            (folder / f"{name}.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
        (folder / "stories.json").write_text(json.dumps({"stories": self.stories}), encoding="utf-8")


# gold ---------------------------------------------------------------------------------------------------------------
def read_gold(page: str, folder: Path = PAGES) -> Gold:
    """The marks of a page; words that are not in their post are an error."""
    text = (folder / page / "page.txt").read_text("utf-8")
    rows = [
        [cell.strip() for cell in line.split("|")]
        for line in (folder / page / "marks.txt").read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    gold = Gold(page, list(_posts(page, text, [row for row in rows if row[0] == "post"])))
    spans = {post["number"]: tuple(post["body_span"]) for post in gold.posts}

    def find(number: str, words: str, within: Span | None = None) -> Row:
        start, end = (
            _find(text, words, within or spans[int(number)]) or _find(text, words, spans[int(number)]) or (0, 0)
        )
        if not end:
            raise ValueError(f"{page}, post {number}: these words are not there: {words}")
        return {"start": start, "end": end, "text": text[start:end]}

    for serial, row in enumerate(rows):
        row += [""] * (9 - len(row))
        mark = {"id": f"{page}-{serial}", "post": f"{page}-{row[1]}"}
        match row[0]:
            case "event":
                words = find(row[1], row[6])
                at = (words["start"], words["end"])
                who = [{"role": "?", "mention": find(row[1], name.strip(), at)} for name in row[7].split(";") if name]
                start, _, end = row[3].partition("/")
                when = None if row[3] == "-" else {"start": start, "end": end or start}
                if when and row[4]:
                    when["anchor"] = row[4]
                mark |= {"type": row[2], "beat": row[5], "when": when, "evidence": [words], "participants": who}
                gold.events.append(mark | {"cluster": f"{page}-{row[8]}" if row[8] else None})
            case "quote":
                gold.quotes.append(mark | {"kind": "direct", "speaker": row[2], "span": find(row[1], row[3])})
            case "claim":
                gold.claims.append(mark | {"source": row[2], "span": find(row[1], row[3])})
            case "figure":
                gold.figures.append(mark | {"value": float(row[2]), "measure": row[3], "mention": find(row[1], row[3])})
            case "contradiction":
                sides = [(n.strip(), words.strip()) for n, _, words in (side.partition(":") for side in row[2:4])]
                told = [{"post": f"{page}-{n}", "mention": find(n, words), "value": words} for n, words in sides]
                gold.contradictions.append(mark | {"attribute": row[1], "label": "contradiction", "sides": told})
            case "story":
                posts = [f"{page}-{n}" for n in row[2].split()]
                gold.stories.append({"id": f"{page}-{row[1]}", "title": row[1], "posts": posts})
    return gold


def _posts(page: str, text: str, rows: list[list[str]]) -> Iterator[Row]:
    """The posts between their printed: each ends with a credit in brackets that has a line of its own."""
    printed = list(re.finditer(r"^\[(.+)\]$", text, re.M))
    if len(printed) != len(rows):
        raise ValueError(f"{page}: {len(rows)} posts are marked, {len(printed)} printed printed")
    for row, credit in zip(rows, printed, strict=True):
        before = [c.end() for c in printed if c.end() < credit.start()]
        title = _title(text, before[-1] if before else 0, credit.start())
        start, _, end = row[2].partition("/")
        yield {
            "post": f"{page}-{row[1]}",
            "number": int(row[1]),
            "file": f"{page}.txt",
            "title": text[slice(*title)],
            "body_span": [title[1], credit.end()],
            "credit": {"text": credit.group(1)},
            "published": {"start": start, "end": end or start},
        }


def _title(text: str, start: int, end: int) -> Span:
    """The title: the last short line without a full stop before the body's first long line."""
    found = (start, start)
    for line in re.finditer(r"^.+$", text[start:end], re.M):
        words = line.group()
        if len(words) > 90:
            break
        if not re.match(r"Posted|Labels|Category|Tag |Showing|\w+day, \d|.* \| ", words):
            found = (start + line.start(), start + line.end())
    return found


def _find(text: str, words: str, within: Span) -> Span | None:
    """Where words stand; " … " leaves some out."""
    first, _, last = words.partition(" … ")
    start = text.find(first, *within)
    if start < 0:
        return None
    if not last:
        return start, start + len(first)
    end = text.find(last, start, within[1])
    return (start, end + len(last)) if end >= 0 else None


# the book -----------------------------------------------------------------------------------------------------------
def make_book(page: str, work: Path, folder: Path = PAGES) -> list[Row]:
    """The lines that the whole line exports for one page with the general template."""
    beat, file = work / page, work / f"{page}.txt"
    file.write_bytes((folder / page / "page.txt").read_bytes())
    _beatbook("init", str(beat), "--template", "general")
    _beatbook("add", str(file), "--in", str(beat))
    _beatbook("build", "--in", str(beat))
    out = work / f"{page}.jsonl"
    _beatbook("export", "jsonl", str(out), "--private", "--in", str(beat))
    return [json.loads(line) for line in out.read_text("utf-8").split("\n") if line]


def _beatbook(*words: str) -> None:
    done = subprocess.run([sys.executable, "-m", "beatbook", *words], capture_output=True, text=True)
    if done.returncode not in (0, 3):
        raise RuntimeError(f"beatbook {' '.join(words[:2])}: {done.stderr[-400:]}")


# scores -------------------------------------------------------------------------------------------------------------
class Tally:
    """Hits of tries by name, and the misses in words."""

    def __init__(self) -> None:
        self.counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        self.misses: list[str] = []

    def add(self, name: str, hit: bool, words: str = "") -> None:
        self.counts[name][0] += hit
        self.counts[name][1] += 1
        if not hit and words:
            self.misses.append(f"{name}: {words}")

    def shares(self) -> dict[str, float]:
        """Each share in percent."""
        return {name: round(100 * hits / tries, 1) for name, (hits, tries) in self.counts.items()}


def score(gold: Gold, book: list[Row], types: dict[str, list[str]], tally: Tally) -> None:
    """Count one page into a tally."""
    lines: dict[str, list[Row]] = defaultdict(list)
    for line in book:
        lines[line["kind"]].append(line)
    titles = {_norm(post["title"]) for post in lines["post"]}
    for post in gold.posts:
        tally.add("posts", _norm(post["title"]) in titles, post["title"])
    _score_events(gold, lines["report"], types, tally)
    for quote in gold.quotes:
        said = [q for q in lines["quote"] if _touch(_spans(q), _at(quote["span"]))]
        good = any(_words(q.get("speaker")) & _words(quote["speaker"]) for q in said)
        tally.add("speaker", good, f"{quote['speaker']}: {quote['span']['text']} -> {[q.get('speaker') for q in said]}")
    for claim in gold.claims:
        _score_claim(claim, lines["claim"], tally)
    for figure in gold.figures:
        at, value = _at(figure["mention"]), figure["value"]
        near = [f for f in lines["figure"] if _touch(_spans(f)[:1], at)]
        tally.add("figures", any(value in (f["best"], f["low"], f["high"]) for f in near), figure["mention"]["text"])
    for mark in gold.contradictions:
        one, two = (_at(side["mention"]) for side in mark["sides"])
        hit = any(
            (_touch(_spans(c["left"]), one) and _touch(_spans(c["right"]), two))
            or (_touch(_spans(c["left"]), two) and _touch(_spans(c["right"]), one))
            for c in lines["contradiction"]
            if c["type"] in ("conflict", "denial")
        )
        tally.add("contradictions", hit, mark["attribute"])


def _score_events(gold: Gold, reports: list[Row], types: dict[str, list[str]], tally: Tally) -> None:
    marked = [_at(event["evidence"][0]) for event in gold.events]
    for report in reports:
        right = any(_touch(_spans(report), at) for at in marked)
        tally.add("precision", right, f"{report['type']}: {report['spans'][0]['text'][:120]}")
    for event in (e for e in gold.events if e["beat"] == "core"):
        at = _at(event["evidence"][0])
        hits = [r for r in reports if _touch(_spans(r), at)]
        tally.add("recall", bool(hits), f"{event['type']}: {event['evidence'][0]['text'][:120]}")
        if not hits:
            tally.add("type of all", False)
            continue
        fits = [r for r in hits if r["type"] in types[event["type"]]]
        named = f"{event['type']}: {event['evidence'][0]['text'][:120]} -> {sorted({r['type'] for r in hits})}"
        tally.add("type", bool(fits), named)
        tally.add("type of all", bool(fits))
        when = event["when"] or {}
        if when.get("anchor"):
            days = _days(when["start"], when["end"])
            found = [_days(r["earliest"], r["latest"]) for r in hits if r["earliest"] and r["latest"]]
            good = any(f[0] <= days[1] and days[0] <= f[1] and f[1] - f[0] <= days[1] - days[0] + LONGER for f in found)
            told = [f"{r['type']} {r['earliest']}..{r['latest']}" for r in hits]
            tally.add(
                "dates", good, f"{when['anchor']} = {when['start']}: {event['evidence'][0]['text'][:60]} -> {told}"
            )
        for person in event["participants"]:
            at = _at(person["mention"])
            good = any(_touch([_at(p["span"])], at) for r in hits for p in r["participants"] if p.get("span"))
            told = [p["span"]["text"] for r in hits for p in r["participants"] if p.get("span")]
            tally.add("participants", good, f"{person['mention']['text']} ({event['type']}) -> {told}")


def _score_claim(mark: Row, claims: list[Row], tally: Tally) -> None:
    at = _at(mark["span"])
    near = [c for c in claims if any(s <= at[0] and at[1] <= e for s, e in _spans(c, "content"))]
    tally.add("claims", bool(near), f"{mark['source']}: {mark['span']['text']}")
    if near:
        sources = [_source(c) for c in near]
        good = any(_words(source) & _words(mark["source"]) for source in sources)
        tally.add("claim source", good, f"{mark['source']}: {mark['span']['text']} -> {sources}")


def _source(claim: Row) -> str:
    source = claim.get("source")
    return str(source.get("text") or source.get("name") or "") if isinstance(source, dict) else str(source or "")


def _spans(row: Row, key: str = "spans") -> list[Span]:
    found = row.get(key) or []
    return [_at(span) for span in (found if isinstance(found, list) else [found])]


def _at(span: Row) -> Span:
    return span["start"], span["end"]


def _touch(spans: list[Span], at: Span) -> bool:
    return any(start < at[1] and at[0] < end for start, end in spans)


def _norm(words: str | None) -> str:
    return re.sub(r"\W+", " ", (words or "").casefold()).strip()


def _words(words: str | None) -> set[str]:
    return set(_norm(words).split()) - _SMALL


def _days(start: str, end: str) -> tuple[date, date]:
    """The first and the last day of two dates that may be months or years only."""
    low, high = [int(n) for n in start[:10].split("-")], [int(n) for n in end[:10].split("-")]
    last_month = high[1] if len(high) > 1 else 12
    last_day = high[2] if len(high) > 2 else monthrange(high[0], last_month)[1]
    return date(*[*low, 1, 1][:3]), date(high[0], last_month, last_day)


# printing -----------------------------------------------------------------------------------------------------------
def main() -> int:
    parser = argparse.ArgumentParser(description="Score the general codebook on pages written for this.")
    parser.add_argument("pages", nargs="*", default=[*DEVELOPMENT, *CHECK])
    parser.add_argument("--errors", action="store_true", help="print what was missed, on the development pages only")
    parser.add_argument("--book-scorer", type=Path, help="also run this scorer of gold in JSON")
    parser.add_argument("--keep", type=Path, help="leave gold and books in this folder")
    asked = parser.parse_args()
    types = tomllib.loads((PAGES / "types.toml").read_text("utf-8"))["fits"]
    with tempfile.TemporaryDirectory() as scratch:
        work = asked.keep or Path(scratch)
        work.mkdir(parents=True, exist_ok=True)
        together = {"development": Tally(), "check": Tally()}
        for page in asked.pages:
            gold, tally, half = read_gold(page), Tally(), "check" if page in CHECK else "development"
            gold.save(work / f"gold-{page}")
            book = make_book(page, work)
            score(gold, book, types, tally)
            score(gold, book, types, together[half])
            _print(page, tally, asked.errors and half == "development")
            if asked.book_scorer:
                words = [str(work / f"gold-{page}"), str(work / f"{page}.jsonl"), "--json"]
                subprocess.run([sys.executable, str(asked.book_scorer), *words], check=True)
        for half, tally in together.items():
            if tally.counts:
                _print(f"all of the {half} half", tally, False)
    return 0


def _print(name: str, tally: Tally, errors: bool) -> None:
    shares = "  ".join(f"{key} {share:g} of {tally.counts[key][1]}" for key, share in tally.shares().items())
    print(f"{name}: {shares}")
    for miss in tally.misses if errors else ():
        print(f"  {miss}")


if __name__ == "__main__":
    sys.exit(main())

"""The measures: each runs `beatbook` on a data set as a person would and asks the set's own scorer."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from gate.news import news_prediction

POST_SHARES = ("f1", "precision", "recall", "pages_exact", "date_recall", "author_recall", "credit_recall",
               "credit_precision")  # fmt: skip

Scores = dict[str, float]
Rows = Iterable[dict[str, Any]]


def beatbook(*words: str, cwd: Path | None = None) -> str:
    """The output of a beatbook command; an exit code above 3 is an error."""
    done = subprocess.run([sys.executable, "-m", "beatbook", *words], capture_output=True, text=True, cwd=cwd)
    if done.returncode not in {0, 3}:
        raise RuntimeError(f"beatbook {' '.join(words[:3])}: {done.stderr[-400:]}")
    return done.stdout


def scorer(script: Path, *words: str) -> str:
    """The output of one of the data's own scorers."""
    done = subprocess.run([sys.executable, str(script), *words], capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{script.name}: {done.stderr[-400:]}")
    return done.stdout


def code_lines(texts: Rows, *options: str) -> list[dict[str, Any]]:
    """`beatbook code --json` on ``{"id", "date", "text"}`` rows: one start for all."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "texts.jsonl")
        write_lines(file, texts)
        return [json.loads(line) for line in beatbook("code", str(file), "--json", *options).split("\n") if line]


def write_lines(file: Path, rows: Rows) -> None:
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def read_lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").split("\n") if line.strip()]


def posts(data: Path, work: Path) -> Scores:
    """Archive pages into posts."""
    folder, pred = data / "posts", work / "posts.jsonl"
    pred.write_text(beatbook("read", *map(str, sorted((folder / "raw").iterdir())), "--json"), encoding="utf-8")
    found: Scores = {}
    for kind in ("html", "text"):
        out = work / f"posts-{kind}.json"
        scorer(folder / "score_posts.py", str(folder / "gold"), str(pred), "--index", str(folder / "index.csv"),
               "--kind", kind, "--json", str(out))  # fmt: skip
        summary = json.loads(out.read_text("utf-8"))["summary"]
        found |= {
            f"{kind} {name}": round(100 * summary[name], 1) for name in POST_SHARES if summary.get(name) is not None
        }
    return found


def single(data: Path, work: Path) -> Scores:
    """Single-article pages."""
    folder, pred = data / "single", work / "single.jsonl"
    pred.write_text(beatbook("read", *map(str, sorted((folder / "html").iterdir())), "--json"), encoding="utf-8")
    found = json.loads(scorer(folder / "score_single.py", str(folder), str(pred)))
    return {"F1": found["F1"], "pages read as several": found["more_than_one"]}


def times(data: Path, work: Path) -> Scores:
    """Time expressions: news, narrative, the seeds' development half."""
    folder, found = data / "time", {}
    for name, options in (("TimeBank", ()), ("AQUAINT", ()), ("wikiwars", ("--mode", "narrative")), ("seeds_dev", ())):
        gold = read_lines(folder / f"{name}.jsonl")
        rows = [{"id": g["file"], "date": (g["dct"] or "")[:10] or None, "text": g["text"]} for g in gold]
        coded = code_lines((r if _is_day(r["date"]) else {**r, "date": None} for r in rows), *options)
        pred = work / f"time-{name}.jsonl"
        write_lines(pred, ({"file": c["file"], "timexes": c["times"]} for c in coded))
        score = scorer(folder / "score_timex.py", "score", str(folder / f"{name}.jsonl"), str(pred), "--json")
        found[f"{name} value F1"] = _find(json.loads(score), "value_F1")
    return found


def quantities(data: Path, work: Path) -> Scores:
    """Quantities in news sentences; value and unit in four sets of single sentences (CQE's R-Test)."""
    folder = data / "quantity"
    gold = json.loads((folder / "newsquant_dev.json").read_text("utf-8"))
    table = _quantity_table(folder, gold, work / "news.jsonl")
    found = {f"NewsQuant {name}": value for name, value in _numbers(table) if name.endswith("F1")}
    for kind in ("age", "currency", "dimension", "temperature"):
        table = _quantity_table(folder, _with_all_keys(folder / f"rtest_{kind}.json"), work / f"{kind}.jsonl")
        found |= {f"R-Test {kind} {name} F1": _find(table[name], "F1") for name in ("value", "value+unit")}
    return found


def _quantity_table(folder: Path, gold: list[dict[str, Any]], pred: Path) -> dict[str, Any]:
    """The scorer's table for sentences as `beatbook code` reads them."""
    coded = code_lines(({"id": str(n), "text": g["text"]} for n, g in enumerate(gold)), "--tokens")
    write_lines(pred, (news_prediction(c) for c in coded))
    told = pred.with_suffix(".gold.json")
    told.write_text(json.dumps(gold), encoding="utf-8")
    table: dict[str, Any] = json.loads(scorer(folder / "score_quantity.py", "news", str(told), str(pred), "--json"))
    return table


def _with_all_keys(file: Path) -> list[dict[str, Any]]:
    """Gold that says value and unit alone, with the other keys that the scorer asks for."""
    plain = {"change": "=", "referred_concepts": "-", "unit": "-"}
    gold = json.loads(file.read_text("utf-8"))
    return [{**g, "quantities": [{**plain, **q} for q in g["quantities"]]} for g in gold]


def names(data: Path, work: Path) -> Scores:
    """Names on two test sets."""
    folder, found = data / "names", {}
    sets = {"UNER": "uner/en_ewt-ud-test.iob2", "wikigold": "wikigold/CONLL-format/data/wikigold.conll.txt"}
    for name, file in sets.items():
        told = _dumped(folder / "score_names.py", folder / file, work / f"names-{name}.jsonl")
        found |= {f"{name} {key}": value for key, value in _shares(told).items()}
    return found


def syntax(data: Path, work: Path) -> Scores:
    """Tags, lemmas and heads from raw text on two test sets."""
    folder, found = data / "names", {}
    for name in ("ewt", "gum_open"):
        told = _dumped(
            folder / "score_syntax.py", folder / name / "test.conllu", work / f"syntax-{name}.jsonl", "--tokens"
        )
        found |= {f"{name} {key}": value for key, value in _shares(told).items()}
    return found


def places(data: Path, work: Path) -> Scores:
    """Place names and where they lie."""
    folder, pred = data / "places", work / "places.jsonl"
    gold = folder / "lgl_dev.jsonl"
    coded = code_lines({"id": g["id"], "text": g["text"]} for g in read_lines(gold))
    write_lines(pred, ({"id": c["file"], "places": c["places"]} for c in coded))
    return _shares(_loose(scorer(folder / "score_places.py", str(gold), str(pred))))


def attribution(data: Path, work: Path) -> Scores:
    """Who says what."""
    folder, pred = data / "events", work / "claims.jsonl"
    gold = folder / "attribution_dev.jsonl"
    coded = code_lines({"id": g["file"], "text": g["text"]} for g in read_lines(gold))
    write_lines(pred, ({"file": c["file"], "claims": [_claim(k) for k in c["claims"]]} for c in coded))
    return _shares(_loose(scorer(folder / "score_attribution.py", str(gold), str(pred))))


def book(data: Path, work: Path) -> Scores:
    """The whole line on the seeds' development half: posts, events, figures, quotes, risks, stories, contradictions."""
    folder = work / "nk"
    beatbook("init", str(folder), "--template", "human-rights")
    seeds = sorted((data.parent / "seeds").glob("00[01]_*.txt"))
    beatbook("add", *map(str, seeds), "--in", str(folder))
    beatbook("build", "--in", str(folder))
    out = work / "book.jsonl"
    beatbook("export", "jsonl", str(out), "--private", "--in", str(folder))
    told = scorer(data / "events/score_book.py", str(data / "events/seed_gold"), str(out), "--json")
    return _shares(json.loads(told))


def stories(data: Path, work: Path) -> Scores:
    """News events told by many outlets, as posts that are already apart."""
    gold, folder, clippings = data / "events/stories_dev.jsonl", work / "stories", work / "stories.jsonl"
    keys = ("id", "title", "date", "outlet", "text")
    write_lines(clippings, ({key: g.get(key) for key in keys} for g in read_lines(gold)))
    beatbook("init", str(folder))
    beatbook("add", str(clippings), "--in", str(folder))
    beatbook("build", "--in", str(folder))
    lines = map(json.loads, beatbook("export", "jsonl", "-", "--private", "--in", str(folder)).strip().split("\n"))
    pred = work / "stories-pred.jsonl"
    write_lines(pred, ({"id": p["ref"], "story": p["story"] or p["id"]} for p in lines if p["kind"] == "post"))
    return {"B3": json.loads(scorer(data / "events/score_stories.py", str(gold), str(pred)))["B3"]}


MEASURES: dict[str, tuple[Callable[[Path, Path], Scores], str]] = {  # name -> (measure, the data it reads)
    "posts": (posts, "posts"),
    "single": (single, "single"),
    "times": (times, "time"),
    "quantities": (quantities, "quantity"),
    "syntax": (syntax, "names"),
    "names": (names, "names"),
    "places": (places, "places"),
    "attribution": (attribution, "events"),
    "book": (book, "events"),
    "stories": (stories, "events"),
}


def _claim(claim: dict[str, Any]) -> dict[str, Any]:
    def pair(at: dict[str, Any] | None) -> list[int] | None:
        return [at["start"], at["end"]] if at and at.get("start") is not None else None

    return {"source": pair(claim["source"]), "cue": pair(claim["cue"]), "content": pair(claim["content"])}


def _dumped(script: Path, gold: Path, texts: Path, *options: str) -> Any:
    scorer(script, str(gold), "x", "--dump", str(texts))
    coded = code_lines(read_lines(texts), *options)
    pred = texts.with_suffix(".pred.jsonl")
    write_lines(pred, coded)
    return _loose(scorer(script, str(gold), str(pred)))


def _loose(text: str) -> Any:
    """A scorer's table: JSON, or lines of ``name value``."""
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        return {m[1].strip(): m[2] for m in re.finditer(r"^(\S.*?)\s{2,}(.+)$", text, re.M)}


COUNTS = (
    "gold",
    "predicted",
    "posts",
    "of",
    "docs",
    "found",
    "flagged",
    "flagged_in_gold",
    "entries",
    "in_book",
    "lost",
)


def _shares(value: Any) -> Scores:
    """The figures of a table that are shares, not counts of items: those are what a floor can hold."""
    return {name: number for name, number in _numbers(value) if not name.endswith(COUNTS)}


def _numbers(value: Any, name: str = "") -> Iterable[tuple[str, float]]:
    """Every number of a nested table under its joined names."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _numbers(part, f"{name} {key}".strip())
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield name, float(value)


def _find(table: Any, key: str) -> float:
    return next(value for name, value in _numbers(table) if name.replace(" ", "_").endswith(key))


def _is_day(text: str | None) -> bool:
    return bool(text and re.fullmatch(r"\d{4}-\d\d-\d\d", text))

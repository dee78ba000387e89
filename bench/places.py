"""Places on a gold set of toponyms, in two halves, with time and memory.

python bench/places.py GOLD.jsonl

GOLD lines: {"id", "text", "toponyms": [{"start", "end", "lat", "lon"}]}. Rules and weights were set on the documents
number 1, 3, 5 … (the development half). Prints for each half: lenient F1, the share of gold places found within 161 km,
and that share of the places found at all; then words a second for names and places, without the pipeline.
"""

from __future__ import annotations

import json
import math
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from beatbook.beat import Beat
from beatbook.code.names import find_names
from beatbook.code.places import find_places
from beatbook.code.places.gazetteer import gazetteer
from beatbook.code.reading import Reading
from beatbook.english import pipeline
from beatbook.record import Place, Post

NEAR = 161  # km: 100 miles, the usual measure of toponym resolution


def km(a: float, b: float, c: float, d: float) -> float:
    """Great-circle distance between two points in degrees."""
    a, b, c, d = map(math.radians, (a, b, c, d))
    x = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(x)))


def pair(gold: Sequence[dict[str, Any]], found: Sequence[Place]) -> list[tuple[dict[str, Any], Place]]:
    """Gold and found places that overlap, one to one, equal spans first."""
    pairs: list[tuple[dict[str, Any], Place]] = []
    left, free = list(gold), list(found)
    for exact in (True, False):
        for one in list(left):
            a, b = one["start"], one["end"]
            fits = [
                p
                for p in free
                if (p.span.start, p.span.end) == (a, b) or (not exact and p.span.start < b and a < p.span.end)
            ]
            if fits:
                pairs.append((one, fits[0]))
                left.remove(one)
                free.remove(fits[0])
    return pairs


def score(documents: Sequence[tuple[dict[str, Any], Sequence[Place]]]) -> str:
    gold = sum(len(d["toponyms"]) for d, _ in documents)
    found = sum(len(p) for _, p in documents)
    pairs = [pair(d["toponyms"], p) for d, p in documents]
    hits = sum(map(len, pairs))
    placed = sum(t["lat"] is not None for d, _ in documents for t in d["toponyms"])
    both = [(t, p) for found_pairs in pairs for t, p in found_pairs if t["lat"] is not None and p.lat is not None]
    near = sum(km(t["lat"], t["lon"], p.lat or 0.0, p.lon or 0.0) <= NEAR for t, p in both)
    return (
        f"F1 {200 * hits / (gold + found):.1f}  precision {100 * hits / found:.1f}  recall {100 * hits / gold:.1f}"
        f"  near, of all {100 * near / placed:.1f}  near, of recognised {100 * near / max(1, len(both)):.1f}"
    )


def main(path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    gazetteer().find("Paris")
    loaded = time.process_time() - start
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(f"gazetteer: {loaded:.2f} s to load, {memory:.0f} MB")
    with path.open(encoding="utf-8") as lines:
        documents = [json.loads(line) for line in lines]
    docs = list(pipeline().pipe(d["text"] for d in documents))
    start, results = time.process_time(), []
    for document, doc in zip(documents, docs, strict=True):
        reading = Reading(Post(document["id"], "bench", "", document["text"]), doc, Beat("bench"))
        results.append((document, find_places(reading, find_names(reading))))
    spent = time.process_time() - start
    for name, half in (("development half", results[0::2]), ("check half", results[1::2])):
        print(f"{name}: {score(half)}")
    print(f"names and places: {sum(map(len, docs)) / spent:,.0f} words a second")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

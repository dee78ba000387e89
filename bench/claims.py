"""Claims on news whose attributions others annotated, in two halves, with words a second.

python bench/claims.py GOLD.jsonl SCORER.py

GOLD lines: {"file", "text", "attributions": [...]} as SCORER reads them. Cue lists and rules were set on texts whose
file name's md5 is even (the development half); the other half is only scored. Claims and people at risk are timed
without the pipeline.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from beatbook.beat import Beat
from beatbook.code.claims import find_claims, find_quotes
from beatbook.code.names import find_names
from beatbook.code.reading import Reading
from beatbook.english import pipeline
from beatbook.record import Claim, Post


def half(name: str) -> str:
    """Which half a text belongs to; steady over runs and machines."""
    odd = int(hashlib.md5(name.encode(), usedforsecurity=False).hexdigest(), 16) % 2
    return "check" if odd else "development"


def as_row(claim: Claim) -> dict[str, Any]:
    source = claim.source.span if claim.source else None
    return {
        "content": [claim.content.start, claim.content.end],
        "cue": [claim.cue.start, claim.cue.end] if claim.cue else None,
        "source": [source.start, source.end] if source else None,
    }


def score(gold: list[dict[str, Any]], found: list[dict[str, Any]], scorer: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("gold.jsonl", "found.jsonl")]
        for path, rows in zip(paths, (gold, found), strict=True):
            path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        done = subprocess.run([sys.executable, scorer, *map(str, paths)], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def main() -> None:
    gold = [json.loads(line) for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    found, words, spent = [], 0, 0.0
    for item, doc in zip(gold, pipeline().pipe(item["text"] for item in gold), strict=True):
        reading = Reading(Post("p", "c", "", item["text"]), doc, Beat("bench"))
        mentions = find_names(reading)
        began = time.perf_counter()
        claims = find_claims(reading, mentions, find_quotes(reading, mentions))
        spent += time.perf_counter() - began
        words += len(doc)
        found.append({"file": item["file"], "claims": [as_row(claim) for claim in claims]})
    for name in ("development", "check"):
        rows = [(g, f) for g, f in zip(gold, found, strict=True) if half(g["file"]) == name]
        print(name, score([g for g, _ in rows], [f for _, f in rows], sys.argv[2]))
    print(f"quotes and claims: {words / spent:,.0f} words a second")


if __name__ == "__main__":
    main()

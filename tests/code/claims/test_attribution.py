"""Scores on news that others annotated (PolNeAR dev); only where the data is there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from beatbook.beat import Beat
from beatbook.code.claims.assemble import tell
from beatbook.code.names import find_names
from beatbook.code.reading import Reading
from beatbook.english import pipeline
from beatbook.record import Post

SOME = slice(3, None, 5)  # every fifth text: quick, and steady enough for floors well under the whole set's scores


def test_attribution_floor(shared_data: Path, tmp_path: Path) -> None:
    lines = (shared_data / "events" / "attribution_dev.jsonl").read_text(encoding="utf-8").splitlines()[SOME]
    gold, ours = tmp_path / "gold.jsonl", tmp_path / "ours.jsonl"
    gold.write_text("\n".join(lines), encoding="utf-8")
    rows = []
    for item in map(json.loads, lines):
        reading = Reading(Post("post-1", "capture-1", "", item["text"]), pipeline()(item["text"]), Beat("test"))
        claims = [
            {
                "content": [c.content.start, c.content.end],
                "source": [c.source.span.start, c.source.span.end] if c.source and c.source.span else None,
            }
            for c in tell(reading, find_names(reading)).claims
        ]
        rows.append(json.dumps({"file": item["file"], "claims": claims}))
    ours.write_text("\n".join(rows), encoding="utf-8")
    scorer = shared_data / "events" / "score_attribution.py"
    done = subprocess.run([sys.executable, scorer, gold, ours], capture_output=True, text=True, check=True)
    score = json.loads(done.stdout.splitlines()[0])
    assert score["content"]["F1"] >= 63
    assert score["source_precision"] >= 85
    assert score["source_recall"] >= 55

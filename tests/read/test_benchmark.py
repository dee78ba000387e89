"""Floors on the benchmark pages: what reading scored when these were set, less a little."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

from beatbook.read import as_json, read_capture
from beatbook.record import Capture

# Set 2026-11-22; raise them when reading gets better, never lower them.
FLOORS = {"html": 0.98, "text": 0.95}
SINGLE = 96.5


def predict(paths: list[Path], out: Path) -> None:
    with out.open("w", encoding="utf-8") as lines:
        for path in paths:
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            result = read_capture(Capture("c", path.name, path.name, len(data)), data)
            lines.write(json.dumps({"file": path.name, **as_json(result)}) + "\n")


def test_archive_pages_keep_their_floors(shared_data: Path, tmp_path: Path) -> None:
    folder = shared_data / "posts"
    predict(sorted((folder / "raw").iterdir()), tmp_path / "pred.jsonl")
    for kind, floor in FLOORS.items():
        score = tmp_path / f"{kind}.json"
        command = [sys.executable, folder / "score_posts.py", folder / "gold", tmp_path / "pred.jsonl", "--kind", kind]
        subprocess.run([*map(str, command), "--json", str(score)], check=True, capture_output=True)
        assert json.loads(score.read_text())["summary"]["f1"] >= floor


def test_single_articles_keep_their_floor(shared_data: Path, tmp_path: Path) -> None:
    folder = shared_data / "single"
    predict(sorted((folder / "html").glob("*.gz")), tmp_path / "pred.jsonl")
    command = [sys.executable, str(folder / "score_single.py"), str(folder), str(tmp_path / "pred.jsonl")]
    score = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    assert score["F1"] >= SINGLE
    assert score["more_than_one"] == 0


def test_the_three_pages_it_began_with(shared_seeds: list[Path]) -> None:
    counts = []
    for path in shared_seeds:
        data = path.read_bytes()
        result = read_capture(Capture("c", path.name, path.name, len(data)), data)
        counts.append(len(result.posts))
        assert all(post.title and post.body in result.text[post.start : post.end] for post in result.posts)
    assert counts == [10, 3, 10]

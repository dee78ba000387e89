"""`make gate`: measure every quality, compare with the floors in gate.json, write docs/reference/quality.md.

    python tools/gate.py [--only NAME ...] [--raise] [--data FOLDER]

Skipped, with the reason printed, where the data is absent. A floor is never lowered here: ``--raise`` lifts floors
to what was measured; to lower one, a person edits gate.json and says why. A floor holds only for the data it was
measured on: the data's hash stands beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tools"))

from gate.measure import MEASURES  # noqa: E402
from gate.page import quality_page  # noqa: E402

FLOORS = ROOT / "gate.json"
PAGE = ROOT / "docs/reference/quality.md"
SLACK = 0.05  # scores are printed with one decimal


def data_hash(folder: Path) -> str:
    """A hash over the names and bytes of a data folder."""
    found = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        found.update(file.relative_to(folder).as_posix().encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()[:16]


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure every quality against its floor.")
    parser.add_argument("--only", nargs="*", default=list(MEASURES), choices=list(MEASURES))
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift floors to what was measured")
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared/data")
    asked = parser.parse_args()
    if not asked.data.is_dir():
        print(f"gate: skipped, there is no benchmark data at {asked.data.name}/ beside the project")
        return 0
    floors = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    failed = []
    with tempfile.TemporaryDirectory() as work:
        for name in asked.only:
            measure, source = MEASURES[name]
            folder = Path(work, name)
            folder.mkdir()
            scores = measure(asked.data, folder)
            digest = data_hash(asked.data / source)
            failed += compare(name, scores, digest, floors.setdefault(name, {"data": digest, "scores": {}}), asked.lift)
            if asked.lift:  # after each measure, so that what was measured is kept
                FLOORS.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", encoding="utf-8")
                PAGE.write_text(quality_page(floors), encoding="utf-8")
    for line in failed:
        print(f"gate: {line}", file=sys.stderr)
    return bool(failed)


def compare(name: str, scores: dict[str, float], digest: str, floor: dict[str, object], lift: bool) -> list[str]:
    """Print a measure's scores beside their floors; the sentences for those below."""
    floors: dict[str, float] = floor["scores"]  # type: ignore[assignment]
    if floor["data"] != digest:
        print(f"{name}: the data is not what the floors were measured on; they are not compared")
        floors.clear()
        floor["data"] = digest
    below = []
    for key, value in scores.items():
        least = floors.get(key)
        mark = "" if least is None else f"  (floor {least:g})"
        print(f"{name:12} {key:44} {value:8.1f}{mark}", flush=True)
        if least is not None and value < least - SLACK:
            below.append(f"{name} {key}: {value:g} is below the floor of {least:g}")
        if lift and (least is None or value > least):
            floors[key] = round(value, 1)
    return below


if __name__ == "__main__":
    sys.exit(main())

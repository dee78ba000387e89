"""Reading speed: beatbook and trafilatura on the same pages, one after the other in one run, with peak memory.

    python bench/read.py FOLDER [--repeat 3]

FOLDER holds pages (.html, .htm, .txt, or gzipped). Each tool runs in its own process, so that the peak memory is its
own. Seconds are processor seconds: what else the machine does meanwhile does not count.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import resource
import subprocess
import sys
import time
from pathlib import Path


def pages(folder: Path) -> list[tuple[str, bytes]]:
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and any(s in (".html", ".htm", ".txt") for s in path.suffixes):
            data = path.read_bytes()
            found.append((path.name, gzip.decompress(data) if path.suffix == ".gz" else data))
    return found


def with_beatbook(items: list[tuple[str, bytes]]) -> int:
    from beatbook.read import read_capture
    from beatbook.record import Capture

    return sum(
        len(read_capture(Capture(hashlib.sha256(d).hexdigest(), name, name, len(d)), d).posts) for name, d in items
    )


def with_trafilatura(items: list[tuple[str, bytes]]) -> int:
    import trafilatura

    return sum(bool(trafilatura.bare_extraction(data, with_metadata=True)) for _, data in items)


TOOLS = {"beatbook": with_beatbook, "trafilatura": with_trafilatura}


def measure(tool: str, folder: Path, repeat: int) -> dict[str, object]:
    items = pages(folder)
    TOOLS[tool](items[:1])  # imports and data files are loaded once, not once a page
    best, found = float("inf"), 0
    for _ in range(repeat):
        began = time.process_time()
        found = TOOLS[tool](items)
        best = min(best, time.process_time() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "tool": tool,
        "pages": len(items),
        "found": found,
        "pages_per_second": round(len(items) / best, 1),
        "peak_mb": round(peak),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--tool", choices=sorted(TOOLS))
    args = parser.parse_args()
    if args.tool:
        print(json.dumps(measure(args.tool, args.folder, args.repeat)))
        return
    for tool in TOOLS:
        command = [sys.executable, __file__, str(args.folder), "--repeat", str(args.repeat), "--tool", tool]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())


if __name__ == "__main__":
    main()

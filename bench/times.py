"""Speed and scores of time expressions: `python bench/times.py [--data DIR] [--parse] [--peers]`.

Without --data: texts a second and microseconds a word on a text made here; with --peers beside dateparser's
`search_dates` in the same run, where it is installed. With --data (the folder of the TimeML sets and their
`score_timex.py`): value F1 of each set, in its halves (documents by even and odd place), with the mode chosen from the
text. --parse reads each text with the pipeline first, as `beatbook code` does. One JSON object a line.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from beatbook.code.times.tagger import tag_text
from beatbook.record import UNKNOWN, DateRange

PARAGRAPH = (
    "The harbour of Piraeus stayed closed on Friday while engineers from the port authority looked for the cause of a "
    "fire that had burned for two days. In mid-March a similar fire, the third since 2019, kept it shut until noon on "
    "a Monday. “We don't know yet when ferries can leave; last year it took more than a week,” the mayor said.\n\n"
    "Shipping companies put the damage at 3.5 million euros. The port was built in the early 1870s and enlarged a "
    "decade later. The council will meet on April 2 at 9 a.m. "
)
SETS = ("TimeBank", "AQUAINT", "wikiwars", "seeds_dev")
WRITTEN = date(2024, 3, 22)


def anchor_of(printed: str | None) -> DateRange:
    """A document's printed date as its anchor."""
    try:
        found = date.fromisoformat((printed or "")[:10])
    except ValueError:
        return UNKNOWN
    return DateRange(found, found, "day", "given")


def find(text: str, anchor: DateRange, doc: Doc | None) -> list[dict[str, Any]]:
    times = tag_text(text, anchor, "auto", doc)
    return [{"start": t.start, "end": t.end, "type": t.type, "value": t.value} for t in times]


def timed(name: str, texts: Sequence[str], work: Callable[[str], object]) -> None:
    """One line with how fast ``work`` went over the texts."""
    words = sum(len(text.split()) for text in texts)
    start = time.perf_counter()
    for text in texts:
        work(text)
    took = time.perf_counter() - start
    print(
        json.dumps(
            {"what": name, "texts_a_second": round(len(texts) / took, 1), "us_a_word": round(took * 1e6 / words, 2)}
        )
    )


def measure_speed(peers: bool) -> None:
    texts = [PARAGRAPH * 6] * 200
    anchor = DateRange(WRITTEN, WRITTEN, "day", "given")
    timed("beatbook times", texts, lambda text: tag_text(text, anchor, "auto"))
    if not peers:
        return
    try:
        from dateparser.search import search_dates
    except ImportError:
        print(json.dumps({"what": "dateparser", "left_out": "not installed"}))
        return
    settings: Any = {"RELATIVE_BASE": datetime(WRITTEN.year, WRITTEN.month, WRITTEN.day)}
    timed("dateparser search_dates", texts[:4], lambda text: search_dates(text, languages=["en"], settings=settings))


def measure_sets(folder: Path, parse: bool) -> None:
    sys.path.insert(0, str(folder))
    import score_timex

    nlp = None
    if parse:
        from beatbook.english import pipeline

        nlp = pipeline()
    for name in SETS:
        gold = [json.loads(line) for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        gold.sort(key=lambda doc: str(doc["file"]))
        docs: Sequence[Doc | None] = list(nlp.pipe(d["text"] for d in gold)) if nlp else [None] * len(gold)
        start = time.perf_counter()
        found = {g["file"]: find(g["text"], anchor_of(g["dct"]), doc) for g, doc in zip(gold, docs, strict=True)}
        took = time.perf_counter() - start
        scores = {half: score_timex.score(docs_of, found)[0] for half, docs_of in halves(gold).items()}
        value = {half: result["value_F1"] for half, result in scores.items()}
        relaxed = {half: result["relaxed"] for half, result in scores.items()}
        line = {"set": name, "value_F1": value, "relaxed": relaxed, "docs_a_second": round(len(gold) / took, 1)}
        print(json.dumps(line), flush=True)


def halves(gold: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """All documents, the development half and the check half."""
    return {"all": gold, "dev": gold[::2], "check": gold[1::2]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--parse", action="store_true")
    parser.add_argument("--peers", action="store_true")
    asked = parser.parse_args()
    measure_speed(asked.peers)
    if asked.data:
        measure_sets(asked.data, asked.parse)


if __name__ == "__main__":
    main()

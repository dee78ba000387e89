"""Speed, memory and scores of the English pipeline: `python bench/english.py [--data DIR] [--pipeline NAME]`.

Without --data: load time, words a second on one thread, peak memory, on a text made here. With --data (the corpora and
their scorers, see `docs/how-to/english.md`): tokens, tags, arcs, sentences and names from raw text as well. One JSON
object a line.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PARAGRAPH = (
    "The harbour of Piraeus stayed closed on Friday while engineers from the port authority looked for the cause of a "
    "fire that had burned for two days. At least 14 people were treated for smoke, the mayor, Eleni Georgiou, said; "
    "nobody was killed. “We don't know yet when ferries can leave,” she told reporters.\n\n"
    "Shipping companies put the damage at 3.5 million euros. "
)
SYNTAX = {"ewt": "ewt/test.conllu", "gum": "gum_open/test.conllu"}
NAMES = {"uner": "uner/en_ewt-ud-test.iob2", "wikigold": "wikigold/CONLL-format/data/wikigold.conll.txt"}


def as_record(text_id: str, doc: Any) -> dict[str, Any]:
    """What `beatbook code --json --tokens` prints of words and names."""
    words = [token for token in doc if not token.is_space]
    place = {token.i: number for number, token in enumerate(words)}
    tokens = [
        {
            "start": t.idx,
            "end": t.idx + len(t),
            "upos": t.pos_,
            "xpos": t.tag_,
            "lemma": t.lemma_,
            "head": place[t.head.i],
            "dep": t.dep_,
        }
        for t in words
    ]
    names = [{"start": e.start_char, "end": e.end_char, "kind": e.label_} for e in doc.ents]
    starts = [t.idx for n, t in enumerate(words) if t.is_sent_start or n == 0]
    return {"id": text_id, "tokens": tokens, "names": names, "starts": starts}


def score(nlp: Any, data: Path, scorer: str, gold: str) -> dict[str, Any]:
    """Run one scorer over one test file."""
    with tempfile.TemporaryDirectory() as folder:
        texts, predicted = Path(folder, "texts.jsonl"), Path(folder, "predicted.jsonl")
        command = [sys.executable, str(data / scorer), str(data / gold)]
        subprocess.run([*command, "x", "--dump", str(texts)], check=True)
        records = [json.loads(line) for line in texts.read_text(encoding="utf-8").splitlines()]
        with predicted.open("w", encoding="utf-8") as out:
            for record in records:
                out.write(json.dumps(as_record(record["id"], nlp(record["text"]))) + "\n")
        found = subprocess.run([*command, str(predicted)], check=True, capture_output=True, text=True).stdout
        result: dict[str, Any] = json.loads(found)
        if scorer == "score_syntax.py":
            result["sentences"] = sentence_score(data / gold, predicted)
        return result


def sentence_score(gold: Path, predicted: Path) -> float:
    """F1 of whole sentences over texts of 20 sentences joined by spaces, as the scorers make them."""
    lines = gold.read_text(encoding="utf-8").splitlines()
    sentences = [line.split("=", 1)[1].strip() for line in lines if line.startswith("# text =")]
    guesses = {r["id"]: r for r in map(json.loads, predicted.read_text(encoding="utf-8").splitlines())}
    hits = total = 0
    for begin in range(0, len(sentences), 20):
        place, want = 0, set()
        for sentence in sentences[begin : begin + 20]:
            want.add((place, place + len(sentence)))
            place += len(sentence) + 1
        guess = guesses[f"s{begin}"]
        ends = {t["start"]: t["end"] for t in guess["tokens"]}
        starts, words = guess["starts"], sorted(ends)
        before = {s: ends[words[words.index(s) - 1]] for s in starts[1:]}
        have = set(zip(starts, [*before.values(), ends[words[-1]]], strict=True))
        hits, total = hits + len(want & have), total + len(want) + len(have)
    return round(200 * hits / total, 1)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path)
    arguments.add_argument("--pipeline", default="beatbook")
    a = arguments.parse_args()
    began = time.perf_counter()
    from beatbook.english import pipeline

    nlp = pipeline(a.pipeline)
    nlp("Ready.")
    loaded = time.perf_counter() - began
    text = PARAGRAPH * 40
    began, began_cpu = time.perf_counter(), time.process_time()
    words = sum(len(nlp(text)) for _ in range(5))
    wall, processor = time.perf_counter() - began, time.process_time() - began_cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        json.dumps(
            {
                "load_s": round(loaded, 2),
                "words_per_s": round(words / wall),
                "words_per_cpu_s": round(words / processor),
                "peak_mb": peak,
            }
        )
    )
    if a.data:
        for name, gold in SYNTAX.items():
            print(json.dumps({"test": name} | score(nlp, a.data, "score_syntax.py", gold)))
        for name, gold in NAMES.items():
            print(json.dumps({"test": name} | score(nlp, a.data, "score_names.py", gold)))


if __name__ == "__main__":
    main()

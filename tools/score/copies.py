"""How well copies and quoted passages are found, on copies made from a set of news reports.

    python tools/score/copies.py ../shared/data/events/stories_dev.jsonl [--half dev|check|all]

From each report four others are made: ``cut`` (its first half), ``edited`` (every ninth word replaced and every
third sentence dropped), ``quoted`` (two of its sentences in another report of another story), and ``unrelated``
(another report of another story as it is). Prints the share of pairs that are called copies; only the last should
be zero. Real pairs of one story are shown too, without judgement: some outlets do copy each other.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re

import numpy as np

from beatbook.corroborate.copies import is_copy, shared_count
from beatbook.corroborate.state import PRINTS_SHARED, fingerprints
from beatbook.text.shingles import find_shingles

LEAST = 60  # words; shorter reports cannot be cut in half


def half_of(story: str) -> str:
    """The half of a story by its id."""
    return "dev" if hashlib.sha256(story.encode()).digest()[0] % 2 == 0 else "check"


def shingles(text: str) -> bytes:
    """What a signature keeps of a text."""
    return find_shingles(text).hashes.astype(np.uint32).tobytes()


def sentences(text: str) -> list[str]:
    """A text's sentences, roughly."""
    return [s for s in re.split(r"(?<=[.!?”\"])\s+", text) if len(s.split()) > 5]


def cut(text: str) -> str:
    """The first half."""
    words = text.split()
    return " ".join(words[: len(words) // 2])


def edited(text: str) -> str:
    """Every ninth word replaced, every third sentence dropped."""
    kept = " ".join(s for i, s in enumerate(sentences(text)) if i % 3 != 2)
    return " ".join("other" if i % 9 == 8 else w for i, w in enumerate(kept.split()))


def quoted(text: str, host: str) -> str:
    """Two sentences of a text, by the digest of the text, in the middle of another."""
    own = sentences(text)
    at = hashlib.sha256(text.encode()).digest()[1] % max(1, len(own) - 1)
    around = sentences(host)
    middle = len(around) // 2
    return " ".join([*around[:middle], *own[at : at + 2], *around[middle:]])


def found(left: str, right: str) -> bool:
    """Whether the line calls it a copy: enough fingerprints to be looked at, and enough shingles."""
    one, two = shingles(left), shingles(right)
    seen = len(set(fingerprints(one)) & set(fingerprints(two))) >= PRINTS_SHARED
    return seen and is_copy(one, two)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path")
    parser.add_argument("--half", choices=["dev", "check", "all"], default="dev")
    args = parser.parse_args()
    with open(args.path, encoding="utf-8") as lines:
        docs = [json.loads(line) for line in lines]
    docs = [d for d in docs if args.half in ("all", half_of(d["story"])) and len(d["text"].split()) >= LEAST]
    hits = {"cut": 0, "edited": 0, "quoted": 0, "unrelated": 0}
    for i, doc in enumerate(docs):
        other = next(d for d in docs[i + 1 :] + docs[:i] if d["story"] != doc["story"])
        hits["cut"] += found(doc["text"], cut(doc["text"]))
        hits["edited"] += found(doc["text"], edited(doc["text"]))
        hits["quoted"] += found(doc["text"], quoted(doc["text"], other["text"]))
    pairs = [(a, b) for i, a in enumerate(docs) for b in docs[i + 1 :]]
    apart = [(a, b) for a, b in pairs if a["story"] != b["story"]]
    hits["unrelated"] = sum(found(a["text"], b["text"]) for a, b in apart)
    for kind in ("cut", "edited", "quoted"):
        print(f"{kind:10} {hits[kind]}/{len(docs)} = {hits[kind] / len(docs):.3f}")
    print(f"{'unrelated':10} {hits['unrelated']}/{len(apart)} = {hits['unrelated'] / len(apart):.4f}")
    together = [(a, b) for a, b in pairs if a["story"] == b["story"]]
    real = sum(found(a["text"], b["text"]) for a, b in together)
    passages = [shared_count(shingles(a["text"]), shingles(b["text"])) for a, b in together]
    print(f"one story  {real}/{len(together)} called copies; shared shingles, median {int(np.median(passages))}")


if __name__ == "__main__":
    main()

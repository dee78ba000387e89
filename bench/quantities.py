"""Speed and scores of quantities beside other readers: `python bench/quantities.py [--data NEWSQUANT.json]`.

One JSON line per reader: sentences and words a second of processor time on the same text, made up here. quantulum3
and dateparser take part where they are installed. The parse is not counted: quantities read what the English pipeline
has read already. With --data (sentences in CQE's NewsQuant format), value F1 of ours and of quantulum3, each
predicted value used once.
"""

from __future__ import annotations

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")

import argparse
import importlib.util
import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from beatbook.beat import Beat
from beatbook.code.quantities import find_quantities
from beatbook.code.reading import Reading
from beatbook.english import pipeline
from beatbook.record import Post, Quantity

SENTENCES = (
    "The ferry to Naxos carried at least 340 passengers, including 21 children, when its engine failed on Tuesday.",
    "Grain prices rose 4.5 percent to $212 a tonne, the highest in almost two years.",
    "Nobody knows how the fire began, and the owner of the mill has not spoken to the press.",
    "Between 1,200 and 1,500 households lost power; about a third of them had it back within six hours.",
    "The mayor, Ines Duarte, 52, promised half a million euros for the harbour wall.",
    "The bridge is 480 metres long and cost £37m, twice as much as planned.",
    "She said that dozens of farmers had sold their land since the drought of 2012.",
    "Volunteers cleared the road in silence while the rain went on.",
)
REPEATS = 60


def timed(name: str, read: Callable[[str], Any], texts: list[str]) -> dict[str, Any]:
    """Sentences and words a second of one reader."""
    read(texts[0])
    began = time.process_time()
    for text in texts:
        read(text)
    seconds = time.process_time() - began
    words = sum(len(text.split()) for text in texts)
    return {
        "reader": name,
        "sentences_per_s": round(len(texts) / seconds),
        "words_per_s": round(words / seconds),
        "ms_per_word": round(1000 * seconds / words, 4),
    }


class Ours:
    """Our reader over texts parsed beforehand."""

    def __init__(self, texts: list[str]) -> None:
        beat, distinct = Beat("bench"), list(dict.fromkeys(texts))
        docs = pipeline().pipe(distinct)
        self.readings = {
            text: Reading(Post("post", "capture", "", text), doc, beat)
            for text, doc in zip(distinct, docs, strict=True)
        }

    def read(self, text: str) -> tuple[Quantity, ...]:
        """The quantities of a text."""
        return find_quantities(self.readings[text], ())


def peers() -> Iterator[tuple[str, Callable[[str], Any]]]:
    """The other readers that are installed."""
    if importlib.util.find_spec("quantulum3"):
        from quantulum3 import parser

        yield "quantulum3", parser.parse
    if importlib.util.find_spec("dateparser"):
        from dateparser.search import search_dates

        yield "dateparser (dates)", lambda text: search_dates(text, languages=["en"])


def our_value(quantity: Quantity) -> float | tuple[float, float] | None:
    """The value as NewsQuant writes it: one number, or both ends of a range."""
    if quantity.best is not None:
        return quantity.best
    if quantity.qualifier == "dozens" and quantity.low is not None:
        return (quantity.low / 2, quantity.low * 5)
    if quantity.low is not None and quantity.high is not None:
        return (quantity.low, quantity.high)
    return quantity.low if quantity.low is not None else quantity.high


def gold_value(text: str) -> float | tuple[float, float]:
    """A value of the data: "12.5" or "10.0-15.0"."""
    both = re.fullmatch(r"(\d+(?:\.\d+)?)\s*-\s*(\d+(?:\.\d+)?)", text)
    return (min(map(float, both.groups())), max(map(float, both.groups()))) if both else float(text)


def hits(gold: list[Any], found: list[Any]) -> int:
    """How many values of the gold are found, each prediction used once."""
    left, count = list(found), 0
    for value in gold:
        match = next((f for f in left if _same(value, f)), None)
        if match is not None:
            left.remove(match)
            count += 1
    return count


def _same(left: Any, right: Any) -> bool:
    if isinstance(left, tuple) or isinstance(right, tuple):
        return isinstance(left, tuple) and isinstance(right, tuple) and all(map(_same, left, right))
    return left is not None and right is not None and abs(left - right) <= 1e-8 + 1e-5 * abs(left)


def scored(name: str, values: Callable[[str], list[Any]], data: list[dict[str, Any]]) -> dict[str, Any]:
    """Precision, recall and F1 of values."""
    hit = gold = found = 0
    for item in data:
        wanted = [gold_value(q["value"]) for q in item["quantities"]]
        got = values(item["text"])
        hit, gold, found = hit + hits(wanted, got), gold + len(wanted), found + len(got)
    return {
        "reader": name,
        "value_P": round(100 * hit / max(found, 1), 1),
        "value_R": round(100 * hit / max(gold, 1), 1),
        "value_F1": round(200 * hit / max(gold + found, 1), 1),
    }


def main() -> None:
    """Print one line per reader, then the scores."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path)
    given = options.parse_args()
    texts = list(SENTENCES) * REPEATS
    ours = Ours(texts)
    print(json.dumps(timed("beatbook", ours.read, texts)))
    for name, read in peers():
        print(json.dumps(timed(name, read, texts)))
    if given.data is None:
        return
    data = json.loads(given.data.read_text(encoding="utf-8"))
    reader = Ours([item["text"] for item in data])
    print(json.dumps(scored("beatbook", lambda t: [our_value(q) for q in reader.read(t)], data)))
    for name, read in peers():
        if name == "quantulum3":
            values: Callable[[str], list[Any]] = lambda t, read=read: [q.value for q in read(t)]  # noqa: E731
            print(json.dumps(scored(name, values, data)))


if __name__ == "__main__":
    main()

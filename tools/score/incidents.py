"""How many were killed and injured, per text, against the incidents set.

    python tools/score/incidents.py ../shared/data/events/incidents_dev.jsonl [--half dev|check|all] [--limit N]

Prints counts only. That set names real victims: no text of it is shown, stored or quoted.
The figure of a text is its toll (`beatbook.code.events.toll`). A text that says nothing counts as silent, not as wrong.
Precision: of the texts that give a number above none, the share that gives the incident's (a man or a name counts as
one; where the incident has none, any number is wrong). Recall: of the texts of incidents with at least one killed
(injured), the share that gives the right number.

The gold is the incident's final count, the same for all its texts, doers included. A text that was written before an
injured person died, or that counts the victims without the gunman, is thus held to be wrong though it is read rightly.
The second line leaves the first kind out: texts whose killed and injured add up to the incident's with fewer killed.
``--half`` splits by the incident's id.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date

from beatbook.beat import default_beat
from beatbook.code.reading import Reading
from beatbook.code.step import code_reading
from beatbook.english import pipeline
from beatbook.record import DateRange, Post, day


def half_of(incident: str) -> str:
    """The half of an incident by its id: "dev" or "check"."""
    return "dev" if hashlib.sha256(incident.encode()).digest()[0] % 2 == 0 else "check"


def texts(path: str, half: str) -> Iterator[tuple[Post, int, int]]:
    """The posts of a half with the killed and injured of their incident."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            incident = json.loads(line)
            if half != "all" and half_of(incident["incident"]) != half:
                continue
            for doc in incident["docs"]:
                yield _post(doc), incident["killed"], incident["injured"]


def _post(doc: dict[str, str]) -> Post:
    title, body = doc.get("title") or "", doc["text"] or ""
    body = body.removeprefix("× ").removeprefix(title).lstrip() if title else body
    try:
        published = day(date.fromisoformat(doc["date"]))
    except (KeyError, ValueError):
        published = DateRange()
    return Post(doc["id"], "incidents", title, body, date=published)


def score(pairs: Sequence[tuple[int, int]]) -> str:
    """Precision and recall of (said, true) pairs."""
    said = [(s, t) for s, t in pairs if s]
    real = [(s, t) for s, t in pairs if t]
    right, found = sum(s == t for s, t in said), sum(s == t for s, t in real)
    precision, recall = right / max(1, len(said)), found / max(1, len(real))
    return f"P {precision:.3f} ({right}/{len(said)})  R {recall:.3f} ({found}/{len(real)})"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("--half", choices=("dev", "check", "all"), default="all")
    parser.add_argument("--limit", type=int, default=0, help="at most this many texts")
    args = parser.parse_args()
    rows = list(texts(args.data, args.half))
    rows = rows[:: max(1, len(rows) // args.limit)] if args.limit else rows
    nlp, beat = pipeline(), default_beat()
    readings = (
        Reading(post, doc, beat)
        for (post, _, _), doc in zip(rows, nlp.pipe(post.text for post, _, _ in rows), strict=True)
    )
    tolls = [code_reading(reading).toll for reading in readings]
    said = [(t.killed.value if t.killed else 0, t.injured.value if t.injured else 0) for t in tolls]
    told = [(one, (killed, injured)) for one, (_, killed, injured) in zip(said, rows, strict=True)]
    later = [pair for pair in told if not _is_earlier(*pair)]
    print("texts  ", len(rows))
    for name, pairs in (("all", told), (f"without {len(told) - len(later)} that may be written before a death", later)):
        print(name)
        print("  killed ", score([(s[0], g[0]) for s, g in pairs]))
        print("  injured", score([(s[1], g[1]) for s, g in pairs]))


def _is_earlier(said: tuple[int, int], gold: tuple[int, int]) -> bool:
    """Whether a toll is the incident's before some of its injured died."""
    return said[0] < gold[0] and sum(said) == sum(gold)


if __name__ == "__main__":
    main()

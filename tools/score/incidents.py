"""How many were killed and injured, per text, against the incidents set.

    python tools/score/incidents.py ../shared/data/events/incidents_dev.jsonl [--half dev|check|all] [--limit N]

Prints counts only. That set names real victims: no text of it is shown, stored or quoted.
The figure of a text is what its event reports say: the people who fill the victim's role of a killing, an
execution or a death, and of an injury or a shooting. A text that says nothing counts as silent, not as wrong.
Precision: of the texts that give a number, the share that gives the incident's. Recall: of the texts of incidents
with at least one killed (injured), the share that gives the right number. ``--half`` splits by the incident's id.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from datetime import date

from beatbook.beat import default_beat
from beatbook.code.events.toll import Toll, toll
from beatbook.code.step import code_posts
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


def score(pairs: list[tuple[int | None, int]]) -> str:
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
    tolls: list[Toll] = [toll(codes.reports) for codes in code_posts((post for post, _, _ in rows), default_beat())]
    print("texts  ", len(rows))
    print("killed ", score([(t.killed, killed) for t, (_, killed, _) in zip(tolls, rows, strict=True)]))
    print("injured", score([(t.injured, injured) for t, (_, _, injured) in zip(tolls, rows, strict=True)]))


if __name__ == "__main__":
    main()

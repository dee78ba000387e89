"""How well posts are gathered into stories: B-cubed, against `stories_dev.jsonl` or `incidents_dev.jsonl`.

    python tools/score/stories.py ../shared/data/events/stories_dev.jsonl [--half dev|check|both|all] [--plain]

The whole set is clustered at once, and the posts of one half (by the story's id) are scored. Posts are coded as
`beatbook build` codes them, names, places and reports included, so that this is the figure of a real book;
``--plain`` takes the words alone, which is quicker. Prints counts only: the incidents name real victims.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from beatbook.beat import default_beat
from beatbook.corroborate import Coded, State, make_signature
from beatbook.record import Post, PostCodes, day

BATCH = 16  # posts coded at once


def half_of(story: str) -> str:
    """The half of a story by its id."""
    return "dev" if hashlib.sha256(story.encode()).digest()[0] % 2 == 0 else "check"


def read_docs(path: str) -> Iterator[tuple[Post, str]]:
    """Each post with its story."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            story = row.get("story") or row["incident"]
            for doc in row.get("docs", [row]):
                when = day(date.fromisoformat(doc["date"][:10]))
                yield Post(doc["id"], "scored", doc.get("title") or "", doc.get("text") or "", date=when), story


def coded(posts: list[Post], plain: bool) -> Iterator[Coded]:
    """The posts with their codes, all of them or none."""
    if plain:
        yield from (Coded(post, PostCodes(post.id, date=post.date)) for post in posts)
        return
    from beatbook.code.step import code_posts

    beat = default_beat()
    for first in range(0, len(posts), BATCH):
        batch = posts[first : first + BATCH]
        yield from (Coded(post, codes) for post, codes in zip(batch, code_posts(batch, beat), strict=True))


def score(told: dict[str, set[str]], gold: dict[str, set[str]], story_of: dict[str, str], half: str) -> str:
    """B-cubed of the posts of a half."""
    scored = [post for post, story in story_of.items() if half in ("all", half_of(story))]
    precision = sum(len(gold[story_of[p]] & told[p]) / len(told[p]) for p in scored) / len(scored)
    recall = sum(len(gold[story_of[p]] & told[p]) / len(gold[story_of[p]]) for p in scored) / len(scored)
    f1 = 2 * precision * recall / (precision + recall)
    return f"{half}: {len(scored)} posts, B3 P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * f1:.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path")
    parser.add_argument("--half", choices=["dev", "check", "both", "all"], default="dev")
    parser.add_argument("--plain", action="store_true")
    args = parser.parse_args()
    posts = dict(read_docs(args.path))
    story_of = {post.id: story for post, story in posts.items()}
    state, beat = State(), default_beat()
    state.update(make_signature(item, beat) for item in coded(list(posts), args.plain))
    gold: dict[str, set[str]] = defaultdict(set)
    for post, story in story_of.items():
        gold[story].add(post)
    told = {p: {state.filed[n].post for n in state.stories[state.number_of[p]]} for p in story_of}
    for half in ("dev", "check") if args.half == "both" else (args.half,):
        print(score(told, gold, story_of, half))


if __name__ == "__main__":
    main()

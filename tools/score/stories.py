"""How well posts are gathered into stories: B-cubed, against `stories_dev.jsonl` or `incidents_dev.jsonl`.

    python tools/score/stories.py ../shared/data/events/stories_dev.jsonl [--half dev|check|all] [--plain]

The whole set is clustered at once, and the posts of one half (by the story's id) are scored. Terms come from the
English pipeline; ``--plain`` takes the words alone, which is quicker. Prints counts only: the incidents name real
victims.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from beatbook.beat import Beat
from beatbook.corroborate import Coded, State, make_signature
from beatbook.record import Post, PostCodes, day


def half_of(story: str) -> str:
    """The half of a story by its id."""
    return "dev" if hashlib.sha256(story.encode()).digest()[0] % 2 == 0 else "check"


def read_docs(path: str) -> Iterator[tuple[str, Post]]:
    """Each post with its story."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            story = row.get("story") or row["incident"]
            for doc in row.get("docs", [row]):
                when = day(date.fromisoformat(doc["date"][:10]))
                yield story, Post(doc["id"], "scored", doc.get("title") or "", doc.get("text") or "", date=when)


def coded(posts: list[Post], plain: bool) -> Iterator[Coded]:
    """The posts with their terms; nothing else of coding is needed for stories."""
    if plain:
        yield from (Coded(post, PostCodes(post.id, date=post.date)) for post in posts)
        return
    from beatbook.code.reading import Reading
    from beatbook.code.step import find_terms
    from beatbook.english import pipeline

    for post, doc in zip(posts, pipeline().pipe(post.text for post in posts), strict=True):
        yield Coded(post, PostCodes(post.id, date=post.date, terms=find_terms(Reading(post, doc, Beat("scored")))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path")
    parser.add_argument("--half", choices=["dev", "check", "all"], default="dev")
    parser.add_argument("--plain", action="store_true")
    args = parser.parse_args()
    story_of = {post.id: (story, post) for story, post in read_docs(args.path)}
    state = State()
    beat = Beat("scored")
    state.update(make_signature(item, beat) for item in coded([p for _, p in story_of.values()], args.plain))
    gold: dict[str, set[str]] = defaultdict(set)
    told: dict[str, set[str]] = {}
    for post, (story, _) in story_of.items():
        gold[story].add(post)
        told[post] = {state.filed[n].post for n in state.stories[state.number_of[post]]}
    scored = [p for p, (story, _) in story_of.items() if args.half in ("all", half_of(story))]
    precision = sum(len(gold[story_of[p][0]] & told[p]) / len(told[p]) for p in scored) / len(scored)
    recall = sum(len(gold[story_of[p][0]] & told[p]) / len(gold[story_of[p][0]]) for p in scored) / len(scored)
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{args.half}: {len(scored)} posts, B3 P {100 * precision:.1f} R {100 * recall:.1f} F1 {100 * f1:.1f}")


if __name__ == "__main__":
    main()

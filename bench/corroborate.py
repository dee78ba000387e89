"""What one more post costs in a small book and in a large one, and how memory grows.

    python bench/corroborate.py [--sizes 1000,20000,100000] [--add 20]

Posts are made up from a seeded generator with the word frequencies of news (Zipf): each belongs to a story of some
eight posts with words of its own, every tenth copies another. For each size: the processor time to build the state, the
median and the worst time of one more post (linking, grouping, planning its block), and the memory held.
"""

from __future__ import annotations

import argparse
import resource
import time
from random import Random
from statistics import median

from beatbook.corroborate.plan import plan_of
from beatbook.corroborate.relevance import ScopeHits
from beatbook.corroborate.signature import Signature
from beatbook.corroborate.state import State

VOCABULARY = 60_000
WORDS = 140  # different terms of a post
STORY = 8
DAY = 736_000


class Maker:
    """Signatures of made-up posts, the same for the same number."""

    def __init__(self) -> None:
        weights = [1 / (rank + 2.7) for rank in range(VOCABULARY)]
        total = sum(weights)
        self.words = [f"w{rank}" for rank in range(VOCABULARY)]
        self.weights = [w / total for w in weights]

    def make(self, number: int) -> Signature:
        """The signature of post ``number``."""
        random = Random(number)
        story = number // STORY
        own = Random(-story - 1)
        plot = [f"s{story}x{i}" for i in range(6)] + own.choices(self.words[300:20_000], k=12)
        terms = {w: 1 + (random.random() < 0.3) for w in random.choices(self.words, self.weights, k=WORDS)}
        terms |= dict.fromkeys(random.sample(plot, 10), 2)
        source = number - 1 if number % 10 == 9 else number
        shingles = Random(source).randbytes(4 * 480)
        day = DAY + story // 3 + random.randrange(3)
        post = f"post-{number:07d}"
        return Signature(
            post, f"sig-{number}", (day, day), (day, "made", -number, post), tuple(sorted(terms.items())),
            tuple(sorted(plot[:3])), shingles, ScopeHits((), (), (), None),
        )  # fmt: skip


def measure(size: int, add: int, maker: Maker) -> None:
    """One line of the table."""
    state = State()
    began = time.process_time()
    state.update(maker.make(i) for i in range(size))
    built = time.process_time() - began
    times = []
    for number in range(size, size + add):
        signature = maker.make(number)
        began = time.process_time()
        state.update([signature])
        plan_of(state, signature.post)
        times.append(time.process_time() - began)
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{size:>8} posts: built in {built:7.1f} s, one more {1000 * median(times):6.1f} ms (median), "
        f"{1000 * max(times):7.1f} ms (worst of {add}), {held:6.0f} MB held at most"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="1000,20000")
    parser.add_argument("--add", type=int, default=20)
    args = parser.parse_args()
    maker = Maker()
    for size in map(int, args.sizes.split(",")):
        measure(size, args.add, maker)


if __name__ == "__main__":
    main()

"""Coverage-guided fuzzing of decoding and reading, with atheris (no dependency: install it beside beatbook).

    python tools/fuzz/fuzz_read.py [CORPUS] -max_total_time=120

Whatever bytes come in: a reading or a named refusal, never another exception; offsets inside the text; no stretch
that is both in a post and left out.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["beatbook"]):
    from beatbook.errors import RefusedInput
    from beatbook.read import read_capture
    from beatbook.record import Capture
    from beatbook.text.decode import decode

NAMES = ("page.html", "page.txt", "feed.xml", "posts.jsonl", "posts.csv")


def one(data: bytes) -> None:
    name = NAMES[data[0] % len(NAMES)] if data else NAMES[0]
    decode(data[1:])
    try:
        found = read_capture(Capture("c" * 64, name, name, len(data)), data[1:])
    except RefusedInput:
        return
    size = len(found.text)
    for post in found.posts:
        assert 0 <= post.start <= post.end <= size, (post.start, post.end, size)
        start, end = post.source_map.source_range(0, len(post.text))
        assert 0 <= start <= end <= size, (start, end, size)
    taken = sorted((p.start, p.end) for p in found.posts)
    for left in found.left_out:
        assert all(left.end <= start or end <= left.start for start, end in taken), (left, taken)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()

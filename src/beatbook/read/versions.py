"""One post seen in several captures: which readings belong together, which one is kept, which words changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from beatbook.record import Post, normal_words

OPENING = 8  # words that an excerpt and its full text must open with alike
ALIKE = 0.5  # share of the shorter text's five-word runs that the other must hold to be a version of it
BUCKET = 60  # readings of a bucket are compared with so many that follow; a title may head a thousand posts
_TRACKING = ("utm_", "fbclid", "gclid", "mc_", "ref_src", "igshid", "at_", "cmpid", "ns_")


@dataclass(frozen=True, slots=True)
class SamePost:
    """One post over all captures.

    ``kept`` is the fullest reading; ``versions`` are the readings whose words differ (``kept`` first, then by length
    and capture), ``sightings`` every reading, in a fixed order.
    """

    id: str
    kept: Post
    versions: tuple[Post, ...]
    sightings: tuple[Post, ...]


def join_versions(posts: Sequence[Post]) -> tuple[SamePost, ...]:
    """Group readings of one post; the result does not depend on the order in which they came."""
    ordered = sorted(posts, key=_order)
    words = [_Words(post) for post in ordered]
    parent = list(range(len(ordered)))

    def find(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for bucket in _buckets(words):
        for n, i in enumerate(bucket):
            for j in bucket[n + 1 : n + BUCKET]:
                left, right = find(i), find(j)
                if left != right and _same(words[i], words[j]):
                    parent[max(left, right)] = min(left, right)
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(len(ordered)):
        groups[find(i)].append(i)
    return tuple(_joined([ordered[i] for i in group], [words[i] for i in group]) for group in groups.values())


def _order(post: Post) -> tuple[str, int, int, str]:
    return post.capture, post.position, post.start, post.id


class _Words:
    __slots__ = ("body", "link", "outlet", "post", "shingles", "title")

    def __init__(self, post: Post) -> None:
        self.post = post
        self.title = normal_words(post.title)
        self.body = normal_words(post.body).split()
        self.link = plain_link(post.link)
        self.outlet = (post.outlet or "").casefold()
        self.shingles: frozenset[tuple[str, ...]] | None = None

    def runs(self) -> frozenset[tuple[str, ...]]:
        if self.shingles is None:
            self.shingles = frozenset(tuple(self.body[i : i + 5]) for i in range(len(self.body) - 4))
        return self.shingles


def plain_link(link: str | None) -> str | None:
    """A permalink without what varies between sightings: scheme, www, tracking words, fragment, closing slash."""
    if not link:
        return None
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return link
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query) if not k.lower().startswith(_TRACKING)])
    path = parts.path.rstrip("/") or "/"
    host = parts.netloc.lower().removeprefix("www.")
    return f"{host}{path}" + (f"?{query}" if query else "")


def join_keys(post: Post) -> tuple[tuple[str, str], ...]:
    """What a reading of the same post may share with this one; readings that share nothing are never joined."""
    return _keys(_Words(post))


def _keys(one: _Words) -> tuple[tuple[str, str], ...]:
    keys = [("id", one.post.id)]
    if one.link:
        keys.append(("link", one.link))
    if one.title:
        keys.append(("title", one.title))
    if len(one.body) >= OPENING:
        keys.append(("body", " ".join(one.body[:OPENING])))
    return tuple(keys)


def _buckets(words: Sequence[_Words]) -> list[list[int]]:
    """Readings that might be the same post: same address, same title, same opening or same id."""
    table: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, one in enumerate(words):
        for key in _keys(one):
            table[key].append(i)
    return [bucket for bucket in table.values() if len(bucket) > 1]


def _same(left: _Words, right: _Words) -> bool:
    if left.post.id == right.post.id:
        return True
    if left.post.ref and right.post.ref and left.post.capture == right.post.capture:
        return False  # a person's file that holds both says they are two
    if left.outlet and right.outlet and left.outlet != right.outlet:
        return False
    if left.link and right.link:
        return left.link == right.link
    if left.title != right.title:
        return not (left.title and right.title) and _opens_alike(left, right, 2 * OPENING)
    if not left.body or not right.body:
        return len(left.title.split()) >= 4
    return _opens_alike(left, right, OPENING) or _holds(left, right) >= ALIKE


def _opens_alike(left: _Words, right: _Words, least: int) -> bool:
    size = min(len(left.body), len(right.body))
    return (size >= least and left.body[: size - 1] == right.body[: size - 1]) or left.body == right.body


def _holds(left: _Words, right: _Words) -> float:
    a, b = left.runs(), right.runs()
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _joined(posts: Sequence[Post], words: Sequence[_Words]) -> SamePost:
    rank = sorted(range(len(posts)), key=lambda i: (posts[i].truncated, -len(words[i].body), _order(posts[i])))
    kept = posts[rank[0]]
    seen: set[tuple[str, tuple[str, ...]]] = set()
    versions = []
    for i in rank:
        key = (words[i].title, tuple(words[i].body))
        if key not in seen:
            seen.add(key)
            versions.append(posts[i])
    linked = [posts[i] for i in rank if posts[i].link]
    return SamePost((linked[0] if linked else kept).id, kept, tuple(versions), tuple(posts))

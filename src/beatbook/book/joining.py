"""Which readings are one post, kept on shelves so that a new capture concerns only posts that it may show again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import replace
from hashlib import blake2b

from beatbook.corroborate.shelves import Shelves
from beatbook.read import BUCKET, ReadResult, SamePost, join_keys, join_versions
from beatbook.record import Post, Sighting

Load = Callable[[str], ReadResult]  # a capture's id -> what was read of it


class Joining:
    """The readings of all captures by what may be shared (address, title, opening), and the posts that they are."""

    def __init__(self, shelves: Shelves, load: Load) -> None:
        self._load = load
        self._results: dict[str, ReadResult] = {}
        self._buckets: MutableMapping[str, list[str]] = shelves.shelf("bucket", list[str])
        self._group_of: MutableMapping[str, str] = shelves.shelf("group of", str)
        self._groups: MutableMapping[str, list[str]] = shelves.shelf("group", list[str])

    def add(self, captures: Iterable[str]) -> tuple[list[SamePost], set[str]]:
        """The posts that new captures bring or change, and the ids of posts that are no more."""
        fresh = [ref for capture in captures for ref in self._refs(capture)]
        for ref in fresh:
            for bucket in self._keys(ref):
                if bucket not in self._buckets:
                    self._buckets[bucket] = []
                self._buckets[bucket].append(ref)
        refs = self._concerned(fresh)
        posts = {ref: self._post(ref) for ref in refs}
        groups = join_versions(list(posts.values()))
        before = {self._group_of[ref] for ref in refs if ref in self._group_of}
        for id_ in before:
            del self._groups[id_]
        ref_of = {id(post): ref for ref, post in posts.items()}
        for group in groups:
            self._groups[group.id] = [ref_of[id(post)] for post in group.sightings]
            for ref in self._groups[group.id]:
                self._group_of[ref] = group.id
        return list(groups), before - {group.id for group in groups}

    def on_page(self, capture: str) -> list[str]:
        """The posts of which a capture has readings."""
        return [self._group_of[ref] for ref in self._refs(capture) if ref in self._group_of]

    def readings(self, post: str) -> list[Post]:
        """Every reading of a post."""
        return [self._post(ref) for ref in self._groups[post]]

    def _concerned(self, fresh: Iterable[str]) -> set[str]:
        """New readings, all that share something with them, and all readings of the same posts.

        Of a bucket too large for every pair to be compared, who is compared with whom depends on all that is in it:
        where one of its readings is concerned, all are.
        """
        found: set[str] = set()
        waiting = {other for ref in fresh for key in self._keys(ref) for other in self._buckets[key]}
        while waiting:
            ref = waiting.pop()
            found.add(ref)
            mates = self._groups[self._group_of[ref]] if ref in self._group_of else ()
            large = (b for key in self._keys(ref) if len(b := self._buckets[key]) > BUCKET)
            waiting |= {*mates, *(other for bucket in large for other in bucket)} - found
        return found

    def _refs(self, capture: str) -> list[str]:
        return [f"{capture}/{index}" for index in range(len(self._result(capture).posts))]

    def _post(self, ref: str) -> Post:
        capture, _, index = ref.rpartition("/")
        return self._result(capture).posts[int(index)]

    def _result(self, capture: str) -> ReadResult:
        if capture not in self._results:
            self._results[capture] = self._load(capture)
        return self._results[capture]

    def _keys(self, ref: str) -> list[str]:
        return [blake2b(repr(key).encode(), digest_size=12).hexdigest() for key in join_keys(self._post(ref))]


def as_posts(groups: Iterable[SamePost]) -> tuple[list[Post], list[Sighting]]:
    """Each post once, as its fullest sighting shows it, and all sightings."""
    posts, sightings = [], []
    for group in groups:
        posts.append(replace(group.kept, id=group.id))
        sightings += [Sighting(group.id, seen, seen == group.kept) for seen in group.sightings]
    return posts, sightings


def sightings_of(sightings: Iterable[Sighting]) -> Mapping[str, list[Sighting]]:
    """Sightings by post."""
    by_post: dict[str, list[Sighting]] = {}
    for sighting in sightings:
        by_post.setdefault(sighting.post, []).append(sighting)
    return by_post

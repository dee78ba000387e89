"""A book that grows: new captures joined to what is there, at a cost of what they touch and not of what there is.

The result is the one that a whole build would give; where that cannot be had cheaply, growing declines and a whole
build is made: another beat or other steps, a step that failed, and posts without a printed date among those that the
new ones touch, since such a post is dated by what all others say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from beatbook.book.blocks import Blocks, values_of
from beatbook.book.dating import post_version
from beatbook.book.joining import Joining, as_posts, sightings_of
from beatbook.book.things import by_kind, codes_tag, place_of, post_tag, sighting_thing
from beatbook.corroborate import Block, BlockFindings, Coded, Gathered, Gathering, Signature, State
from beatbook.corroborate.dating import FIRM
from beatbook.read import ReadResult, SamePost
from beatbook.record import Post, Sighting
from beatbook.run import Report
from beatbook.store import Thing

if TYPE_CHECKING:
    from beatbook.book.build import Build

MARK = "grown"
Found = list[tuple[Block, BlockFindings]]


@dataclass(frozen=True, slots=True)
class Mark:
    """What the shelves stand for: steps and beat, and the last capture that is in."""

    key: str
    seq: int


class OvertakenError(Exception):
    """Another process has built in the meantime."""


class Growth:
    """The shelves of a book, and how captures come onto them."""

    def __init__(self, build: Build, fresh: bool = False) -> None:
        self.build, self.file = build, build.file
        self.shelves = build.file.shelves(fresh)
        self.joining = Joining(self.shelves, self._result)
        self.state = State(self.shelves)
        self.blocks = Blocks(self.shelves)
        self.gathering = Gathering(self.shelves, build.beat)
        self.versions: MutableMapping[str, str] = self.shelves.shelf("version", str)
        self.undated: MutableMapping[str, int] = self.shelves.shelf("undated", int)
        self._new: dict[str, Post] = {}

    def grow(self) -> tuple[Report, ...] | None:
        """Take in what was added since the last build; ``None`` where only a whole build will do."""
        marked = self.file.meta(MARK)
        mark = msgspec.json.decode(marked, type=Mark) if marked else None
        if mark is None or mark.key != self.build.key:
            return None
        captures, last = self.file.captures_after(mark.seq)
        by_id = {capture.id: capture for capture in captures}
        build = self.build
        read = build.do(build.reading, "", list(by_id), lambda i: (by_id[i], self.file.capture_data(i)), "read")
        if read.failed or not captures:
            return None if read.failed else (read,)
        groups, gone = self.joining.add(by_id)
        try:
            done = self._take_in(groups, gone, marked, last, by_id)
        except OvertakenError:
            return None
        return (read, *done) if done else None

    def _take_in(
        self, groups: Iterable[SamePost], gone: set[str], marked: str | None, last: int, captures: Iterable[str]
    ) -> tuple[Report, ...] | None:
        posts, sightings = as_posts(groups)
        self._new = new = {p.id: p for p in posts if self.versions.get(p.id) != post_version(p)}
        if any(p.date.basis not in FIRM for p in new.values()) or self._undated((*gone, *new)):
            return None
        stale = {p: self.versions[p] for p in (*new, *gone) if p in self.versions}
        went = [self.build.signature(version) for version in stale.values()]
        coded, signed = self.build.code_and_sign({post_version(p): p for p in new.values()})
        if coded.failed or signed.failed:
            return None
        self.set_versions(new, gone)
        came = {post: self._signature(post) for post in new}
        self.state.update(came.values(), gone)
        if self._undated(self.state.touched):
            return None
        blocks, fallen = self.blocks.changed(self.state, {*self.state.touched, *new}, gone)
        found, parts = self.build.work_blocks(blocks, self._coded)
        if found.failed:
            return None
        gathered = self.gathering.update(came.values(), went)
        relevance = self.gathering.judge(came, gone, self.state, (self._signature(p) for p in self.versions))
        with self.file.writing():
            if self.file.meta(MARK) != marked:
                raise OvertakenError
            self._save_posts(posts, sightings, gone)
            gathered.gone["relevance"] = gone
            self._save_findings(parts, fallen, replace(gathered, relevance=relevance))
            self.build.forget(stale.values(), fallen)
            self.file.add_problems(("read", p) for id_ in captures for p in self._result(id_).problems)
            self.finish(last)
        return coded, signed, found

    def _undated(self, posts: Iterable[str]) -> bool:
        return any(post in self.undated for post in posts)

    def set_versions(self, posts: Mapping[str, Post], gone: Iterable[str] = ()) -> None:
        """Remember what each post's results are filed under, and which posts have no printed date."""
        for id_ in gone:
            self.versions.pop(id_, None)
        for id_, post in posts.items():
            self.versions[id_] = post_version(post)
            if post.date.basis not in FIRM:
                self.undated[id_] = 1

    def _result(self, capture: str) -> ReadResult:
        return self.file.done(self.build.reading.name, capture, "", ReadResult)

    def _signature(self, post: str) -> Signature:
        return self.build.signature(self.versions[post])

    def _coded(self, post: str) -> Coded:
        found = self._new.get(post) or self.file.thing("post", post, Post)
        assert found is not None  # a post of a block is new, or was saved by the last build
        return self.build.coded(found)

    def _save_posts(self, posts: Iterable[Post], sightings: Iterable[Sighting], gone: Iterable[str]) -> None:
        seen = sightings_of(sightings)
        for kind in ("post", "codes"):
            self.file.drop_things(kind, gone)
        self.file.drop_index({*gone, *self._new})
        self.file.drop_tagged("sighting", {*gone, *seen})
        for post in posts:
            place = place_of(s.seen for s in seen[post.id])
            version = self.versions[post.id]
            codes = self.build.coded(post).codes
            coded = self.build.codes_version(version)
            self.file.put_thing("post", Thing(post.id, place, post, post_tag(post)), version)
            self.file.put_thing("codes", Thing(post.id, place, codes, codes_tag(codes)), coded)
            self.file.put_things("sighting", (sighting_thing(s, place) for s in seen[post.id]))
            if post.id in self._new:
                self.file.put_index(post.id, version, post.title, post.body)

    def _save_findings(self, parts: Found, fallen: Iterable[str], gathered: Gathered) -> None:
        drop = self.blocks.drop(fallen)
        for kind, ids in gathered.gone.items():
            drop.setdefault(kind, set()).update(ids)
        values = [value for _, found in parts for value in values_of(found)]
        put = by_kind([*values, *gathered.entities, *gathered.risks, *gathered.series, *gathered.relevance])
        for kind in sorted({*drop, *put}):
            things = put.get(kind, [])
            self.file.drop_things(kind, drop.get(kind, set()) - {thing.id for thing in things})
            self.file.put_things(kind, things)
        for block, found in parts:
            self.blocks.keep(block, found)

    def fill(self, posts: Mapping[str, Post], signatures: Iterable[Signature], parts: Found) -> None:
        """Put what a whole build found on the shelves; joining and the state have theirs already."""
        self.set_versions(posts)
        came = {signature.post: signature for signature in signatures}
        self.gathering.update(came.values(), ())
        self.gathering.judge(came, (), self.state, came.values())
        for block, found in parts:
            self.blocks.keep(block, found)

    def forget(self) -> None:
        """Let the next build be a whole one."""
        self.file.save_meta(MARK, "")

    def finish(self, last: int) -> None:
        """Save the shelves, and what they stand for, inside the caller's transaction."""
        self.shelves.save()
        self.file.save_meta(MARK, msgspec.json.encode(Mark(self.build.key, last)).decode())

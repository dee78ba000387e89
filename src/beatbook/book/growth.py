"""A book that grows: new captures joined to what is there, at a cost of what they touch and not of what there is.

The result is the one that a whole build would give. Where that cannot be had cheaply, growing declines and a whole
build is made: another beat or other steps, a step that failed, another build in the meantime.

A post without a printed date is dated by its page and by what others tell. Its date is looked at again where a page
with such a post changed, where a new post is linked to one, and always where some such post was moved by others: which
posts those are is settled in rounds, and the state of the first round is not kept. It is had again from the state at
hand, which depends on the posts alone: those that were moved are put back to what their page gives, and the rounds are
gone through with the new posts in. That costs what the book has of undated posts, whatever else it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from beatbook.book.blocks import Blocks, values_of
from beatbook.book.dating import post_version
from beatbook.book.joining import Joining, as_posts, sightings_of
from beatbook.book.things import by_kind, codes_tag, place_of, post_tag, sighting_thing
from beatbook.corroborate import Block, BlockFindings, Coded, Gathered, Gathering, Signature, State, retell
from beatbook.corroborate.dating import FIRM
from beatbook.read import ReadResult
from beatbook.record import Capture, Post, Problem, Sighting
from beatbook.run import Report
from beatbook.store import Thing

if TYPE_CHECKING:
    from beatbook.book.build import Build

MARK = "grown"
FORM = "shelves 3"  # raised when what lies on shelves, or what is put together from it, changes
Found = list[tuple[Block, BlockFindings]]


@dataclass(frozen=True, slots=True)
class Mark:
    """What the shelves stand for: steps and beat, and the last capture that is in."""

    key: str
    seq: int


class DeclinedError(Exception):
    """Only a whole build will do."""


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
        self.undated: MutableMapping[str, Post] = self.shelves.shelf("undated", Post)  # as they were read
        self.moved: MutableMapping[str, int] = self.shelves.shelf("moved", int)  # whom others gave another date
        self.touched: set[str] = set()
        self.reports: list[Report] = []
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
        if not captures:
            return (read,)
        self.reports.append(read)
        try:
            self._take_in(read, by_id, marked, last)
        except DeclinedError:
            return None
        except KeyError:
            if self.file.meta(MARK) == marked:
                raise
            return None  # another build has put other results in place of those that were asked for
        return tuple(self.reports)

    def _take_in(self, read: Report, captures: Mapping[str, Capture], marked: str | None, last: int) -> None:
        failed = {item for item, _ in read.failed}
        groups, gone = self.joining.add(id_ for id_ in captures if id_ not in failed)
        posts, sightings = as_posts(groups)
        loose = {id_ for id_ in (*(p.id for p in posts), *gone) if id_ in self.undated}
        self._new = new = self._settled({p.id: p for p in posts if self._is_new(p)}, gone)
        stale = {p: self.versions[p] for p in (*new, *gone) if p in self.versions}
        went = [self.build.signature(version) for version in stale.values()]
        came = {id_: self.build.signature(post_version(post)) for id_, post in new.items()}
        self.set_versions(new, gone)
        blocks, fallen = self.blocks.changed(self.state, {*self.touched, *new}, gone)
        parts = self._worked(blocks)
        gathered = self.gathering.update(came.values(), went)
        every = (self._signature(post) for post in self.versions)
        relevance = self.gathering.judge(came, gone, self.touched, self.state, every)
        with self.file.writing():
            if self.file.meta(MARK) != marked:
                raise DeclinedError
            self._save_posts(posts, sightings, gone)
            gathered.gone["relevance"] = gone
            self._save_findings(parts, fallen, replace(gathered, relevance=relevance))
            # What an undated post was on the way to its date is asked for again: a whole build drops what is left over.
            self.build.forget((v for p, v in stale.items() if p not in loose and p not in self.undated), fallen)
            self.file.add_problems((read.step, Problem(captures[id_].file, why)) for id_, why in read.failed)
            self.file.add_problems(
                ("read", p) for id_ in captures if id_ not in failed for p in self._result(id_).problems
            )
            self.finish(last)

    def _did(self, *reports: Report) -> None:
        self.reports += reports
        if any(report.failed for report in reports):
            raise DeclinedError

    def _is_new(self, post: Post) -> bool:
        known = self.undated.get(post.id)
        version = post_version(known) if known else self.versions.get(post.id)
        return version != post_version(post)

    def _settled(self, fresh: Mapping[str, Post], gone: set[str]) -> dict[str, Post]:
        """The new posts with the dates that they come to, and the others whose date changes with them."""
        self._new = dict(fresh)
        pages = self._pages(fresh, gone)
        firm = {id_: post for id_, post in fresh.items() if post.date.basis in FIRM}
        self._take(firm.values(), gone)
        for id_ in (*gone, *firm):
            self.undated.pop(id_, None)
            self.moved.pop(id_, None)
        self.undated.update({id_: post for id_, post in fresh.items() if id_ not in firm})
        concerned = (*fresh, *self.touched, *(id_ for page in pages for id_ in self.joining.on_page(page)))
        if len(self.moved) or any(id_ in self.undated for id_ in concerned):
            return firm | self._dated()
        return firm

    def _take(self, posts: Iterable[Post], gone: Iterable[str] = ()) -> None:
        """Code and sign posts, and take them into the state."""
        versions = {post_version(post): post for post in posts}
        self._did(*self.build.code_and_sign(versions))
        self.state.update([self.build.signature(version) for version in versions], gone)
        self.touched |= self.state.touched

    def _pages(self, fresh: Iterable[str], gone: Iterable[str]) -> set[str]:
        """The captures of new posts, and those where they and such as are no more stood before."""
        before = (self.undated.get(id_) or self.file.thing("post", id_, Post) for id_ in (*fresh, *gone))
        return {post.capture for post in (*self._new.values(), *before) if post}

    def _dated(self) -> dict[str, Post]:
        """The undated posts whose date is another than in the last build, all rounds gone through."""
        undated = dict(self.undated.items())
        now = {id_: self.versions.get(id_) for id_ in undated}  # as the state has them
        mates = {id_ for page in {p.capture for p in undated.values()} for id_ in self.joining.on_page(page)}
        others = [post for id_ in sorted(mates - undated.keys()) if (post := self._post(id_))]

        def take(dated: Sequence[Post]) -> tuple[Report, ...]:
            other = {p.id: p for p in dated if p.id in undated and now[p.id] != post_version(p)}
            now.update((id_, post_version(post)) for id_, post in other.items())
            self._take(other.values())
            return ()

        dater = self.build.dater(lambda id_: (self.file.capture(id_), self._result(id_)), self._post)
        settled, reports = dater.settle([*undated.values(), *others], self.state, self.build.coded, take)
        self._did(*reports)
        moved = dater.moved(settled)
        for id_ in undated:
            self.moved.pop(id_, None)
        self.moved.update(dict.fromkeys(sorted(moved), 1))
        return {p.id: p for p in settled if p.id in undated and self.versions.get(p.id) != post_version(p)}

    def _worked(self, blocks: Iterable[Block]) -> Found:
        """What blocks find; where only links are others than before, what was found before, its stories told anew."""
        retold, others = [], []
        for block in blocks:
            before = self.blocks.like(block)
            if before is None:
                others.append(block)
            else:
                retold.append((block, self._retold(block, self.build.findings_of_block(before))))
        found, parts = self.build.work_blocks(others, self._coded)
        self._did(found)
        self.build.keep_blocks(retold)
        return [*retold, *parts]

    def _retold(self, block: Block, found: BlockFindings) -> BlockFindings:
        posts = {id_: self._post(id_) for id_ in block.posts}
        pairs = zip(found.stories, block.stories, strict=True)
        return replace(found, stories=tuple(retell(story, draft, posts) for story, draft in pairs))

    def _post(self, id_: str) -> Post:
        """A post as this build has it, or as the last one saved it."""
        found = self._new.get(id_) or self.file.thing("post", id_, Post)
        if found is None:
            raise KeyError(id_)
        return found

    def set_versions(self, posts: Mapping[str, Post], gone: Iterable[str] = ()) -> None:
        """Remember what each post's results are filed under."""
        for id_ in gone:
            self.versions.pop(id_, None)
        for id_, post in posts.items():
            self.versions[id_] = post_version(post)

    def keep_undated(self, as_read: Iterable[Post], moved: Iterable[str]) -> None:
        """Remember which posts have no printed date, as they were read, and which of them others gave another date."""
        self.undated.update({post.id: post for post in as_read if post.date.basis not in FIRM})
        self.moved.update(dict.fromkeys(sorted(moved), 1))

    def _result(self, capture: str) -> ReadResult:
        return self.file.done(self.build.reading.name, capture, "", ReadResult)

    def _signature(self, post: str) -> Signature:
        return self.build.signature(self.versions[post])

    def _coded(self, post: str) -> Coded:
        return self.build.coded(self._post(post))

    def _save_posts(self, posts: Iterable[Post], sightings: Iterable[Sighting], gone: Iterable[str]) -> None:
        seen = sightings_of(sightings)
        for kind in ("post", "codes"):
            self.file.drop_things(kind, gone)
        self.file.drop_index({*gone, *self._new})
        self.file.drop_tagged("sighting", {*gone, *seen})
        as_read = {post.id: post for post in posts}
        for id_ in sorted({*as_read, *self._new}):
            post = self._new.get(id_) or (self._post(id_) if id_ in self.undated else as_read[id_])
            place = place_of(self.joining.readings(id_))
            version = self.versions[id_]
            codes = self.build.coded(post).codes
            coded = self.build.codes_version(version)
            self.file.put_thing("post", Thing(id_, place, post, post_tag(post)), version)
            self.file.put_thing("codes", Thing(id_, place, codes, codes_tag(codes)), coded)
            self.file.put_things("sighting", (sighting_thing(s, place) for s in seen.get(id_, ())))
            if id_ in self._new:
                self.file.put_index(id_, version, post.title, post.body)

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
        self.gathering.judge(came, (), (), self.state, came.values())
        for block, found in parts:
            self.blocks.keep(block, found)

    def forget(self) -> None:
        """Let the next build be a whole one."""
        self.file.save_meta(MARK, "")

    def finish(self, last: int) -> None:
        """Save the shelves, and what they stand for, inside the caller's transaction."""
        self.shelves.save()
        self.file.save_meta(MARK, msgspec.json.encode(Mark(self.build.key, last)).decode())

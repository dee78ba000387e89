"""Dating the posts that print no date: by their own words and their page, then by what other posts tell of the same.

Posts are coded with the likely dates that their pages give; where a post then tells a happening that another one
dates, its page is weighed again with that, and only posts whose date changed are coded anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from beatbook.book.steps import SignStep
from beatbook.corroborate import Coded, State
from beatbook.corroborate.dating import (
    FIRM,
    RELATIVE,
    Page,
    PageDates,
    PageItem,
    PageStep,
    Signed,
    Told,
    ToldBy,
    ToldStep,
)
from beatbook.read import ReadResult
from beatbook.record import Capture, DateSign, Post, PostSigns, make_id
from beatbook.run import Report
from beatbook.store import BookFile

PAGES = frozenset({"html", "text", "feed"})  # kinds of captures whose order can mean something
ROUNDS = 3  # times that posts without a date are dated by what others tell; most books settle after one

Do = Callable[..., Report]
Coding = Callable[[Post], Coded]
Take = Callable[[Sequence[Post]], Sequence[Report]]


def post_version(post: Post) -> str:
    """The key of exactly these words with exactly these fields: any change is coded anew."""
    return hashlib.sha256(msgspec.json.encode(post)).hexdigest()


@dataclass
class Dater:
    """Dates the posts of one build; every result is filed in the ledger by ``do``."""

    file: BookFile
    do: Do  # step, what else it depends on, items, load, label -> report
    known: str  # what the signs of a post depend on besides the post
    after_code: str  # what its codes do
    signing: SignStep
    paging: PageStep
    telling: ToldStep
    page: Callable[[str], tuple[Capture, ReadResult]]  # a capture by its id, and what was read of it
    other: Callable[[str], Post]  # a post of the book that is not among those that are dated

    def settle(self, posts: Sequence[Post], state: State, coded: Coding, take: Take) -> tuple[list[Post], list[Report]]:
        """The posts with the dates that they come to; ``take`` codes posts and takes them into the state.

        ``posts`` are all that print no date, and whoever stands on a page with them. The state must hold all others.
        """
        dated, reports = self.by_page(posts)
        self._alone = {post.id: post.date for post in dated}
        for _ in range(ROUNDS):
            reports += take(dated)
            again, told = self.by_others(dated, coded, state)
            reports += told
            if again == dated:
                return dated, reports
            dated = again
        return dated, [*reports, *take(dated)]

    def moved(self, settled: Iterable[Post]) -> set[str]:
        """The posts whose date is another than their page alone gave them."""
        return {post.id for post in settled if post.date != self._alone[post.id]}

    def by_page(self, posts: Sequence[Post]) -> tuple[list[Post], list[Report]]:
        """The posts, those without a printed date with a likely one where their page gives it."""
        self.posts = list(posts)
        self.undated = {p.id: p for p in posts if p.date.basis not in FIRM}
        reports = [self._sign()] if self.undated else []
        dated, paged = self._by_page({}, {})
        return dated, reports + paged

    def by_others(self, dated: Sequence[Post], coded: Coding, state: State) -> tuple[list[Post], list[Report]]:
        """The posts dated anew with what others tell of the same happenings; as they were where nothing is told."""
        told, report = self._told(dated, coded, state)
        mates = self._mates(state)
        if not told and not mates:
            return list(dated), report
        again, paged = self._by_page(told, mates)
        return again, report + paged

    def _mates(self, state: State) -> dict[str, tuple[date, ...]]:
        """The printed days of the posts in each undated post's story."""
        by_id = {p.id: p for p in self.posts}
        found = {}
        for post in self.undated:
            near = state.near(post) if post in state.number_of else {}
            others = [by_id.get(id_) or self.other(id_) for id_, one_story in near.items() if one_story]
            days = sorted(p.date.earliest for p in others if p.date.basis in FIRM and p.date.earliest)
            if days:
                found[post] = tuple(days)
        return found

    def _sign(self) -> Report:
        versions = {post_version(post): post for post in self.undated.values()}
        report = self.do(self.signing, self.known, list(versions), versions.__getitem__, "sign of the day")
        failed = {item for item, _ in report.failed}
        self.signs: dict[str, tuple[DateSign, ...]] = {
            post.id: self.file.done(self.signing.name, v, self.known, PostSigns).signs
            for v, post in versions.items()
            if v not in failed
        }
        return report

    def _by_page(
        self, told: Mapping[str, tuple[Told, ...]], mates: Mapping[str, tuple[date, ...]]
    ) -> tuple[list[Post], list[Report]]:
        pages = {make_id("page", page): page for page in self._pages(told, mates)}
        if not pages:
            return self.posts, []
        report = self.do(self.paging, "", list(pages), pages.__getitem__, "date")
        failed = {item for item, _ in report.failed}
        found = {
            dated.post: dated
            for key in pages
            if key not in failed
            for dated in self.file.done(self.paging.name, key, "", PageDates).dates
        }
        return [
            replace(post, date=found[post.id].date, bounds=post.date, date_why=found[post.id].why)
            if post.id in found
            else post
            for post in self.posts
        ], [report]

    def _pages(self, told: Mapping[str, tuple[Told, ...]], mates: Mapping[str, tuple[date, ...]]) -> Iterable[Page]:
        """Every page with a post that prints no date, its posts in order."""
        by_capture: dict[str, list[Post]] = {}
        for post in self.posts:
            by_capture.setdefault(post.capture, []).append(post)
        for id_ in sorted({post.capture for post in self.undated.values()}):
            capture, result = self.page(id_)
            posts = sorted(by_capture[id_], key=lambda p: (p.position, p.id))
            items = tuple(
                PageItem(p.id, p.title, p.date, self.signs.get(p.id, ()), told.get(p.id, ()), mates.get(p.id, ()))
                for p in posts
            )
            captured = capture.captured.date() if capture.captured else None
            yield Page(items, captured, result.kind in PAGES)

    def _told(
        self, dated: Sequence[Post], coded: Coding, state: State
    ) -> tuple[dict[str, tuple[Told, ...]], list[Report]]:
        """What others date for each post that is not dated and tells something from its day of writing."""
        by_id = {post.id: post for post in dated}
        near = {
            post: state.near(post)
            for post in self.undated
            if post in state.number_of and any(sign.kind in RELATIVE for sign in self.signs.get(post, ()))
        }
        for others in near.values():
            by_id |= {other: self.other(other) for other in others if other not in by_id}
        keys = {
            make_id("told", post_version(by_id[p]), sorted((post_version(by_id[o]), s) for o, s in others.items())): p
            for p, others in near.items()
            if others
        }
        if not keys:
            return {}, []

        def signed(id_: str, one_story: bool) -> Signed:
            return Signed(coded(by_id[id_]), self.signs.get(id_, ()), one_story)

        def load(key: str) -> tuple[Signed, list[Signed]]:
            post = keys[key]
            return signed(post, True), [signed(other, one) for other, one in sorted(near[post].items())]

        report = self.do(self.telling, self.after_code, list(keys), load, "date by others")
        failed = {item for item, _ in report.failed}
        told = {
            post: self.file.done(self.telling.name, key, self.after_code, ToldBy).told
            for key, post in keys.items()
            if key not in failed
        }
        return {post: found for post, found in told.items() if found}, [report]

"""Building: read, code, corroborate - only what is missing - and put the result in place of the last one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from beatbook.beat import Beat
from beatbook.book.dating import Dater, post_version
from beatbook.book.growth import FORM, Found, Growth
from beatbook.book.joining import as_posts, sightings_of
from beatbook.book.own_places import use_own_places
from beatbook.book.steps import CodeStep, ReadStep, SignStep
from beatbook.book.things import KINDS, Finding, by_kind, codes_tag, place_of, post_tag, sighting_thing
from beatbook.contracts import check_steps
from beatbook.corroborate import Block, BlockFindings, BlockStep, Coded, Signature, SignatureStep, State, assemble, plan
from beatbook.corroborate.dating import PageStep, ToldStep
from beatbook.read import ReadResult
from beatbook.record import (
    Capture,
    Contradiction,
    Entity,
    Event,
    FiledReport,
    Findings,
    Origin,
    Post,
    PostCodes,
    Problem,
    Relevance,
    Risk,
    Series,
    Sighting,
    Story,
)
from beatbook.run import Report, Runner, run_missing
from beatbook.store import BookFile


class Progress(Protocol):
    """Told how far a step is."""

    def start(self, step: str, total: int) -> Callable[[int], None]:
        """A step begins with so many items; call the result with the number of items that were just done."""
        ...


class Silent:
    """Progress that nobody watches."""

    def start(self, step: str, total: int) -> Callable[[int], None]:
        """Nothing is shown."""
        return lambda count: None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, step by step, and what could not be done."""

    steps: tuple[Report, ...]
    problems: tuple[tuple[str, Problem], ...]

    @property
    def worked(self) -> int:
        """How many items any step had to work on: 0 when all was done already."""
        return sum(step.worked for step in self.steps)


def build(file: BookFile, beat: Beat, runner: Runner, progress: Progress | None = None) -> BuildReport:
    """Bring the book up to date. Killed at any point, it leaves a sound book and goes on from there."""
    return Build(file, beat, runner, progress or Silent()).run()


class Build:
    """One build: what is missing is done step by step, and each step's results are keyed by all they depend on."""

    def __init__(self, file: BookFile, beat: Beat, runner: Runner, watch: Progress) -> None:
        self.file, self.beat, self.runner, self.watch = file, beat, runner, watch
        self.reading, self.coding = ReadStep(), CodeStep(beat)
        self.signing, self.blocking = SignatureStep(beat), BlockStep(beat)
        self.dating = signs, pages, told = SignStep(beat), PageStep(), ToldStep()
        steps: list[Any] = [self.reading, signs, pages, self.coding, told, self.signing, self.blocking]
        check_steps(steps, frozenset({"capture"}))
        self.names = [step.name for step in steps]
        self.known = f"{beat.digest}{use_own_places()}"  # what coding knows besides the post: the beat and the places
        self.used: dict[str, set[tuple[str, str]]] = {}  # every result that this build asked for
        self.after_code = f"{self.known} {self.coding.name}"  # what hangs on codes hangs on how they were made
        self.key = _digest([FORM, *self.names, self.after_code])  # what a grown book must agree on

    def run(self) -> BuildReport:
        steps = Growth(self).grow()
        if steps is not None:
            return BuildReport(_by_step(steps), tuple(self.file.problems()))
        return self._whole()

    def _whole(self) -> BuildReport:
        """All captures: what is done already is taken from the ledger."""
        found, last = self.file.captures_after(0)
        captures = {capture.id: capture for capture in found}
        read = self.do(self.reading, "", list(captures), lambda i: (captures[i], self.file.capture_data(i)), "read")
        key = _digest([self.key, *captures])
        if not read.worked and self.file.meta("built") == key:
            return BuildReport((read,), tuple(self.file.problems()))
        failed = {item for item, _ in read.failed}
        results = {i: self.file.done(self.reading.name, i, "", ReadResult) for i in captures if i not in failed}
        growth = Growth(self, fresh=True)
        posts, sightings = as_posts(growth.joining.add(results)[0])
        as_read = {post.id: post for post in posts}
        dater = self.dater(lambda id_: (captures[id_], results[id_]), as_read.__getitem__)
        state = growth.state
        posts, reports = dater.settle(posts, state, self.coded, lambda dated: self._take(dated, state))
        versions = {post_version(post): post for post in posts}
        signatures = self._signatures(versions)
        findings, worked, parts = self._corroborate(versions, signatures, state)
        steps = (read, *reports, *worked)
        key = "" if any(step.failed for step in steps if step.step != self.reading.name) else key
        with self.file.writing():
            self.file.drop_stale(self.used)  # here, so that the ledger never lacks what the book in the file stands on
            self._save(versions, sightings, findings)
            self.file.replace_problems(_problems(captures, results, steps, versions))
            self.file.save_meta("built", key)
            if key:
                growth.fill({post.id: post for post in posts}, signatures, parts)
                growth.keep_undated(as_read.values(), dater.moved(posts))
                growth.finish(last)
            else:
                growth.forget()
        return BuildReport(steps, tuple(self.file.problems()))

    def dater(self, page: Callable[[str], tuple[Capture, ReadResult]], other: Callable[[str], Post]) -> Dater:
        """Dates posts that print no date; ``page`` gives a capture by its id, ``other`` a post of the book."""
        return Dater(self.file, self.do, self.known, self.after_code, *self.dating, page, other)

    def do(self, step: Any, beat: str, items: list[str], load: Callable[[str], Any], label: str) -> Report:
        self.used.setdefault(step.name, set()).update((item, beat) for item in items)
        return run_missing(step, beat, items, load, self.file, self.runner, self.watch.start(label, len(items)))

    def _codes(self, version: str, post: Post) -> PostCodes:
        """A post's codes; none where coding failed, so that the post itself is still in the book."""
        try:
            return self.file.done(self.coding.name, version, self.known, PostCodes)
        except KeyError:
            return PostCodes(post.id, date=post.date)

    def coded(self, post: Post) -> Coded:
        return Coded(post, self._codes(post_version(post), post))

    def signature(self, version: str) -> Signature:
        """A post's signature; ``KeyError`` where it could not be made."""
        return self.file.done(self.signing.name, version, self.after_code, Signature)

    def code_and_sign(self, versions: dict[str, Post]) -> tuple[Report, Report]:
        """Posts coded and signed."""
        coded = self.do(self.coding, self.known, list(versions), versions.__getitem__, "code")
        signed = self.do(self.signing, self.after_code, list(versions), lambda v: self.coded(versions[v]), "sign")
        return coded, signed

    def _take(self, posts: Iterable[Post], state: State) -> tuple[Report, Report]:
        """Posts coded, signed and taken into the state."""
        versions = {post_version(post): post for post in posts}
        reports = self.code_and_sign(versions)
        state.update(self._signatures(versions))
        return reports

    def _signatures(self, versions: Iterable[str]) -> list[Signature]:
        """The signatures of all posts that could be signed."""
        versions = list(versions)
        done = self.file.done_items(self.signing.name, self.after_code, versions)
        return [self.signature(version) for version in versions if version in done]

    def work_blocks(self, blocks: Iterable[Block], coded: Callable[[str], Coded]) -> tuple[Report, Found]:
        """What each block says; ``coded`` gives a post by its id."""
        by_key = {block.key: block for block in blocks}
        found = self.do(
            self.blocking,
            self.after_code,
            list(by_key),
            lambda key: (by_key[key], [coded(post) for post in by_key[key].posts]),
            "corroborate",
        )
        bad = {item for item, _ in found.failed}
        return found, [
            (block, self.file.done(self.blocking.name, key, self.after_code, BlockFindings))
            for key, block in by_key.items()
            if key not in bad
        ]

    def findings_of_block(self, key: str) -> BlockFindings:
        """What a block found in the last build."""
        return self.file.done(self.blocking.name, key, self.after_code, BlockFindings)

    def keep_blocks(self, parts: Found) -> None:
        """File what blocks find where it was had in another way than by the step."""
        self.file.save_done(self.blocking.name, self.after_code, [(block.key, found) for block, found in parts])

    def _corroborate(
        self, versions: dict[str, Post], signatures: list[Signature], state: State
    ) -> tuple[Findings, tuple[Report, ...], Found]:
        by_id = {post.id: post for post in versions.values()}
        found, parts = self.work_blocks(plan(state), lambda post: self.coded(by_id[post]))
        return assemble(signatures, [part for _, part in parts], state, self.beat), (found,), parts

    def forget(self, versions: Iterable[str], blocks: Iterable[str]) -> None:
        """Drop results that no longer serve."""
        versions = list(versions)
        self.file.drop_done(self.coding.name, self.known, versions)
        self.file.drop_done(self.signing.name, self.after_code, versions)
        self.file.drop_done(self.blocking.name, self.after_code, blocks)

    def codes_version(self, version: str) -> str:
        """Under what a post's codes are filed among the book's things."""
        return f"{version} {self.after_code}"

    def _save(self, versions: dict[str, Post], sightings: list[Sighting], findings: Findings) -> None:
        by_id = {post.id: (version, post) for version, post in versions.items()}
        seen = sightings_of(sightings)
        place = {id_: place_of(s.seen for s in seen[id_]) for id_ in by_id}
        self.file.sync_things(
            "post",
            [(id_, place[id_], version) for id_, (version, _) in by_id.items()],
            lambda id_: (by_id[id_][1], post_tag(by_id[id_][1])),
        )

        def codes(id_: str) -> tuple[PostCodes, str]:
            found = self._codes(*by_id[id_])
            return found, codes_tag(found)

        self.file.sync_things(
            "codes", [(i, place[i], self.codes_version(version)) for i, (version, _) in by_id.items()], codes
        )
        self.file.sync_index(
            {id_: version for id_, (version, _) in by_id.items()},
            lambda id_: (by_id[id_][1].title, by_id[id_][1].body),
        )
        self.file.replace_things("sighting", (sighting_thing(s, place[s.post]) for s in sightings))
        things = by_kind(findings_of(findings))
        for kind in KINDS.values():
            self.file.replace_things(kind, things.get(kind, []))


def findings_of(findings: Findings) -> list[Finding]:
    """All findings, kind after kind."""
    return [
        *findings.relevance,
        *findings.entities,
        *findings.stories,
        *findings.reports,
        *findings.events,
        *findings.origins,
        *findings.series,
        *findings.contradictions,
        *findings.risks,
    ]


def read_findings(file: BookFile) -> Findings:
    """The last build's findings."""
    return Findings(
        entities=tuple(file.things("entity", Entity)),
        stories=tuple(file.things("story", Story)),
        reports=tuple(file.things("report", FiledReport)),
        events=tuple(file.things("event", Event)),
        origins=tuple(file.things("origin", Origin)),
        series=tuple(file.things("series", Series)),
        contradictions=tuple(file.things("contradiction", Contradiction)),
        risks=tuple(file.things("risk", Risk)),
        relevance=tuple(file.things("relevance", Relevance)),
    )


def _by_step(reports: Iterable[Report]) -> tuple[Report, ...]:
    """What each step did in all."""
    found: dict[str, Report] = {}
    for report in reports:
        had = found.get(report.step, Report(report.step, 0, 0))
        found[report.step] = Report(
            report.step, had.items + report.items, had.worked + report.worked, had.failed + report.failed
        )
    return tuple(found.values())


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()


def _problems(
    captures: dict[str, Capture], results: dict[str, ReadResult], reports: Iterable[Report], versions: dict[str, Post]
) -> list[tuple[str, Problem]]:
    found = [("read", problem) for result in results.values() for problem in result.problems]
    for report in reports:
        for item, sentence in report.failed:
            where = captures[item].file if item in captures else versions[item].title if item in versions else item
            found.append((report.step, Problem(where, sentence)))
    return found

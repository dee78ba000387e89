"""Building: read, code, corroborate - only what is missing - and put the result in place of the last one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Protocol

from beatbook.beat import Beat
from beatbook.book.dating import Dater, post_version
from beatbook.book.own_places import use_own_places
from beatbook.book.steps import CodeStep, ReadStep, SignStep
from beatbook.contracts import check_steps
from beatbook.corroborate import BlockFindings, BlockStep, Coded, Signature, SignatureStep, State, assemble, plan
from beatbook.corroborate.dating import PageStep, ToldStep
from beatbook.read import ReadResult, join_versions
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

ROUNDS = 3  # times that posts without a date are dated by what others tell; most books settle after one


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
    return _Build(file, beat, runner, progress or Silent()).run()


class _Build:
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

    def run(self) -> BuildReport:
        captures = {capture.id: capture for capture in self.file.captures()}
        read = self._do(self.reading, "", list(captures), lambda i: (captures[i], self.file.capture_data(i)), "read")
        key = _digest([*self.names, self.after_code, *captures])
        if not read.worked and self.file.meta("built") == key:
            return BuildReport((read,), tuple(self.file.problems()))
        failed = {item for item, _ in read.failed}
        results = {i: self.file.done(self.reading.name, i, "", ReadResult) for i in captures if i not in failed}
        posts, sightings = _join(results)
        dater = Dater(self.file, self._do, self.known, *self.dating, captures, results)
        posts, reports = dater.by_page(posts)
        state, versions = State(), {}
        for _ in range(ROUNDS):
            versions = {post_version(post): post for post in posts}
            signatures, signed = self._sign(versions, state)
            again, told = dater.by_others(posts, self._coded, state)
            reports += [*signed, *told]
            if again == posts:
                break
            posts = again
        else:
            versions = {post_version(post): post for post in posts}
            signatures, signed = self._sign(versions, state)
            reports += signed
        findings, found = self._corroborate(versions, signatures, state)
        self.file.drop_stale(self.used)
        steps = (read, *reports, *found)
        problems = _problems(captures, results, steps, versions)
        with self.file.writing():
            self._save(versions, sightings, findings)
            self.file.replace_problems(problems)
            self.file.save_meta("built", "" if any(step.failed for step in steps) else key)
        return BuildReport(steps, tuple(problems))

    def _do(self, step: Any, beat: str, items: list[str], load: Callable[[str], Any], label: str) -> Report:
        self.used.setdefault(step.name, set()).update((item, beat) for item in items)
        return run_missing(step, beat, items, load, self.file, self.runner, self.watch.start(label, len(items)))

    def _codes(self, version: str, post: Post) -> PostCodes:
        """A post's codes; none where coding failed, so that the post itself is still in the book."""
        try:
            return self.file.done(self.coding.name, version, self.known, PostCodes)
        except KeyError:
            return PostCodes(post.id, date=post.date)

    def _coded(self, post: Post) -> Coded:
        return Coded(post, self._codes(post_version(post), post))

    def _sign(self, versions: dict[str, Post], state: State) -> tuple[list[Signature], tuple[Report, Report]]:
        """Posts coded, signed and taken into the state."""
        coded = self._do(self.coding, self.known, list(versions), versions.__getitem__, "code")
        signed = self._do(self.signing, self.after_code, list(versions), lambda v: self._coded(versions[v]), "sign")
        failed = {item for item, _ in signed.failed}
        signatures = [
            self.file.done(self.signing.name, v, self.after_code, Signature) for v in versions if v not in failed
        ]
        state.update(signatures)
        return signatures, (coded, signed)

    def _corroborate(
        self, versions: dict[str, Post], signatures: list[Signature], state: State
    ) -> tuple[Findings, tuple[Report, ...]]:
        by_id = {post.id: post for post in versions.values()}
        blocks = {block.key: block for block in plan(state)}
        found = self._do(
            self.blocking,
            self.after_code,
            list(blocks),
            lambda key: (blocks[key], [self._coded(by_id[post]) for post in blocks[key].posts]),
            "corroborate",
        )
        bad = {item for item, _ in found.failed}
        parts = [
            self.file.done(self.blocking.name, key, self.after_code, BlockFindings) for key in blocks if key not in bad
        ]
        return assemble(signatures, parts, state, self.beat), (found,)

    def _save(self, versions: dict[str, Post], sightings: list[Sighting], findings: Findings) -> None:
        by_id = {post.id: (version, post) for version, post in versions.items()}
        wanted = [(id_, version) for id_, (version, _) in by_id.items()]
        self.file.sync_things("post", wanted, lambda id_: by_id[id_][1])
        self.file.sync_things(
            "codes", [(i, f"{v} {self.after_code}") for i, v in wanted], lambda i: self._codes(*by_id[i])
        )
        self.file.sync_index(dict(wanted), lambda id_: (by_id[id_][1].title, by_id[id_][1].body))
        self.file.replace_things("sighting", [(f"{s.post}@{s.seen.capture}@{s.seen.start}", s) for s in sightings])
        for kind, values in finding_kinds(findings).items():
            self.file.replace_things(kind, values)


def finding_kinds(findings: Findings) -> dict[str, list[tuple[str, object]]]:
    """Findings kind by kind, as ``(id, value)``."""
    kinds: dict[str, list[tuple[str, object]]] = {
        "relevance": [(r.post, r) for r in findings.relevance],
    }
    for kind, values in (
        ("entity", findings.entities),
        ("story", findings.stories),
        ("report", findings.reports),
        ("event", findings.events),
        ("origin", findings.origins),
        ("series", findings.series),
        ("contradiction", findings.contradictions),
        ("risk", findings.risks),
    ):
        kinds[kind] = [(value.id, value) for value in values]
    return kinds


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


def _join(results: dict[str, ReadResult]) -> tuple[list[Post], list[Sighting]]:
    """Each post once, as its fullest sighting shows it, in the order of captures and pages."""
    groups = join_versions([post for result in results.values() for post in result.posts])
    posts = [replace(group.kept, id=group.id) for group in groups]
    sightings = [Sighting(group.id, seen, seen == group.kept) for group in groups for seen in group.sightings]
    return posts, sightings


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

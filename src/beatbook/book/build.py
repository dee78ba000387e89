"""Building: read, code, corroborate - only what is missing - and put the result in place of the last one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import msgspec

from beatbook.beat import Beat
from beatbook.book.steps import CodeStep, CorroborateStep, ReadStep
from beatbook.contracts import check_steps
from beatbook.corroborate import Coded
from beatbook.read import ReadResult, join_versions
from beatbook.record import Capture, Findings, Post, PostCodes, Problem, Sighting
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
    watch = progress or Silent()
    read_step, code_step, corroborate_step = ReadStep(), CodeStep(beat), CorroborateStep(beat)
    check_steps([read_step, code_step, corroborate_step], frozenset({"captures"}))

    captures = {capture.id: capture for capture in file.captures()}
    read = _read(file, read_step, captures, runner, watch)
    results = _results(file, read_step, captures, read)
    posts, sightings = _join(results)

    versions = {post_version(post): post for post in posts}
    coded = run_missing(
        code_step, beat.digest, list(versions), versions.__getitem__, file, runner, watch.start("code", len(versions))
    )
    missing = {item for item, _ in coded.failed}
    codes = [
        PostCodes(post.id, date=post.date) if key in missing else file.done(code_step.name, key, beat.digest, PostCodes)
        for key, post in versions.items()
    ]

    book_key = _digest(versions)
    items = [Coded(post, code) for post, code in zip(versions.values(), codes, strict=True)]
    found = run_missing(
        corroborate_step, beat.digest, [book_key], lambda key: items, file, runner, watch.start("corroborate", 1)
    )
    findings = Findings() if found.failed else file.done(corroborate_step.name, book_key, beat.digest, Findings)

    problems = _problems(captures, results, [read, coded, found], versions)
    worked = read.worked + coded.worked + found.worked
    if worked or file.meta("built") != book_key + beat.digest:
        with file.writing():
            _save(file, list(versions.values()), sightings, codes, findings)
            file.replace_problems(problems)
            file.drop_stale(
                {
                    read_step.name: {(id_, "") for id_ in captures},
                    code_step.name: {(key, beat.digest) for key in versions},
                    corroborate_step.name: {(book_key, beat.digest)},
                }
            )
            file.save_meta("built", book_key + beat.digest)
    return BuildReport((read, coded, found), tuple(problems))


def post_version(post: Post) -> str:
    """The key of exactly these words with exactly these fields: any change is coded anew."""
    return hashlib.sha256(msgspec.json.encode(post)).hexdigest()


def _read(file: BookFile, step: ReadStep, captures: dict[str, Capture], runner: Runner, watch: Progress) -> Report:
    def load(id_: str) -> tuple[Capture, bytes]:
        return captures[id_], file.capture_data(id_)

    return run_missing(step, "", list(captures), load, file, runner, watch.start("read", len(captures)))


def _results(file: BookFile, step: ReadStep, captures: dict[str, Capture], read: Report) -> dict[str, ReadResult]:
    failed = {item for item, _ in read.failed}
    return {id_: file.done(step.name, id_, "", ReadResult) for id_ in captures if id_ not in failed}


def _join(results: dict[str, ReadResult]) -> tuple[list[Post], list[Sighting]]:
    """Each post once, as its fullest sighting shows it, in the order of captures and pages."""
    groups = join_versions([post for result in results.values() for post in result.posts])
    posts = [replace(group.kept, id=group.id) for group in groups]
    sightings = [Sighting(group.id, seen, seen == group.kept) for group in groups for seen in group.sightings]
    return posts, sightings


def _digest(versions: Sequence[str] | dict[str, Post]) -> str:
    return hashlib.sha256("\n".join(sorted(versions)).encode()).hexdigest()


def _problems(
    captures: dict[str, Capture], results: dict[str, ReadResult], reports: list[Report], versions: dict[str, Post]
) -> list[tuple[str, Problem]]:
    found = [("read", problem) for result in results.values() for problem in result.problems]
    for report in reports:
        for item, sentence in report.failed:
            where = captures[item].file if item in captures else versions[item].title if item in versions else item
            found.append((report.step, Problem(where, sentence)))
    return found


def _save(
    file: BookFile, posts: list[Post], sightings: list[Sighting], codes: list[PostCodes], findings: Findings
) -> None:
    file.replace_things(
        {
            "post": [(post.id, post) for post in posts],
            "sighting": [(f"{s.post}@{s.seen.capture}@{s.seen.start}", s) for s in sightings],
            "codes": [(f"codes-{code.post}", code) for code in codes],
            "findings": [("findings", findings)],
            "entity": [(e.id, e) for e in findings.entities],
            "story": [(s.id, s) for s in findings.stories],
            "report": [(r.id, r) for r in findings.reports],
            "event": [(e.id, e) for e in findings.events],
            "origin": [(o.id, o) for o in findings.origins],
            "series": [(s.id, s) for s in findings.series],
            "contradiction": [(c.id, c) for c in findings.contradictions],
            "risk": [(r.id, r) for r in findings.risks],
        }
    )
    file.index_posts((post.id, post.title, post.body) for post in posts)

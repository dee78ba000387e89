"""A book: a beat's folder with its clippings, what was read, coded and found, and what a person ruled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from beatbook.beat import Beat, load_template, parse_beat
from beatbook.book.build import BuildReport, Progress, build, read_findings
from beatbook.book.things import OFF
from beatbook.errors import CheckFailed, NoBeatError, UnknownIdError, UsageError
from beatbook.protect import Release, find_leaks, make_release, withheld_of
from beatbook.record import (
    Capture,
    Judgement,
    Post,
    PostCodes,
    Problem,
    Record,
    Sighting,
    normal_words,
)
from beatbook.review import Overlaid, QueueItem, judge, lay_over, make_queue
from beatbook.run import Runner, SerialRunner
from beatbook.store import BookFile, Hit

if TYPE_CHECKING:
    from beatbook.collect import Fetcher

BEAT_FILE = "beat.toml"
BOOK_FOLDER = ".beatbook"
BOOK_FILE = "book.db"


@dataclass(frozen=True, slots=True)
class AddReport:
    """What adding did: captures that are new, captures that were there already, what could not be added."""

    added: tuple[Capture, ...]
    known: tuple[Capture, ...]
    problems: tuple[Problem, ...]


class Book:
    """One open book. Use ``Book.create`` or ``Book.open``; close it when done."""

    def __init__(self, folder: Path, beat: Beat) -> None:
        self.folder, self.beat = folder, beat
        (folder / BOOK_FOLDER).mkdir(exist_ok=True)
        self._file = BookFile(folder / BOOK_FOLDER / BOOK_FILE)

    @classmethod
    def create(cls, folder: Path, template: str = "general") -> Book:
        """A new beat in ``folder``, from a template; a ``beat.toml`` that is there already is never written over."""
        path = folder / BEAT_FILE
        if path.exists():
            raise UsageError(f"{path} is there already; edit it, or choose another folder")
        text = load_template(template)
        parse_beat(text, str(path))
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return cls.open(folder)

    @classmethod
    def open(cls, start: Path) -> Book:
        """The book of the nearest folder, from ``start`` up, that has a ``beat.toml``."""
        start = start.resolve()
        for folder in (start, *start.parents):
            path = folder / BEAT_FILE
            if path.is_file():
                return cls(folder, parse_beat(path.read_text(encoding="utf-8"), str(path)))
        raise NoBeatError(str(start))

    def close(self) -> None:
        self._file.close()

    # the line -------------------------------------------------------------------------------------------------------

    def add(self, sources: Iterable[str], fetcher: Fetcher | None = None) -> AddReport:
        """Collect sources and keep their captures; the same bytes twice are kept once."""
        from beatbook.collect import Collected, collect  # archives and the web: half a second where nothing is added

        added: list[Capture] = []
        known: list[Capture] = []
        problems: list[Problem] = []
        for found in collect(sources, fetcher):
            if isinstance(found, Collected):
                new = self._file.save_capture(found.capture, found.data)
                (added if new else known).append(found.capture)
            else:
                problems.append(found)
        return AddReport(tuple(added), tuple(known), tuple(problems))

    def build(self, runner: Runner | None = None, progress: Progress | None = None) -> BuildReport:
        """Read, code and corroborate what is new."""
        return build(self._file, self.beat, runner or SerialRunner(), progress)

    # what the book says ---------------------------------------------------------------------------------------------

    def record(self) -> Record:
        """The whole record, a person's judgements laid over."""
        overlaid = self.overlaid()
        return Record(
            captures=tuple(self._file.captures()),
            posts=tuple(self._file.things("post", Post)),
            sightings=tuple(self._file.things("sighting", Sighting)),
            codes=tuple(self._file.things("codes", PostCodes)),
            findings=overlaid.findings,
            judgements=tuple(self._file.judgements(Judgement)),
            problems=tuple(self._file.problems()),
        )

    def summary(self) -> dict[str, int]:
        """What the book holds, in numbers. Counted from the file's indexes, so that a large book is not read for it."""
        tags = self._file.tags
        off_beat, protected = tags("relevance").get(OFF, 0), sum(tags("risk").values())
        if self._file.judgements(Judgement):
            ruled = self.overlaid().findings
            off_beat, protected = sum(not r.on_beat for r in ruled.relevance), len(ruled.risks)
        contradictions = tags("contradiction")
        return {
            "captures": self._file.count_captures(),
            "posts": sum(tags("post").values()),
            "off_beat": off_beat,
            "outlets": len(tags("post").keys() - {""}),
            "events": sum(tags("event").values()),
            "reports": sum(tags("report").values()),
            "figures": sum(int(figures) * posts for figures, posts in tags("codes").items()),
            "stories": sum(tags("story").values()),
            "contradictions": contradictions.get("conflict", 0) + contradictions.get("denial", 0),
            "people_protected": protected,
        }

    def overlaid(self) -> Overlaid:
        """The findings as ruled, and the judgements that no longer fit."""
        return lay_over(read_findings(self._file), self._file.judgements(Judgement))

    def release(self) -> Release:
        """What may leave. Raises ``CheckFailed`` if a protected name were left in it: nothing leaves then."""
        record = self.record()
        release, numbers = make_release(record, self.beat, self._file.public_numbers())
        leaks = find_leaks(release, withheld_of(record, self.beat.protection, numbers).names)
        if leaks:
            raise CheckFailed(
                f"{len(leaks)} protected name(s) would still stand in what leaves; nothing was written. "
                "Please report this; 'beatbook review' shows who is protected"
            )
        self._file.save_public_numbers(numbers)
        return release

    def search(self, words: str, most: int = 50) -> list[Hit]:
        """Posts that hold the words."""
        return self._file.search(words, most)

    def find(self, id_: str) -> list[tuple[str, str]]:
        """``(kind, json)`` of what an id, or the beginning of one, names."""
        found = self._file.find_thing(id_)
        if not found:
            raise UnknownIdError(id_)
        return found

    def captures(self) -> list[Capture]:
        """All captures."""
        return self._file.captures()

    def capture_data(self, id_: str) -> bytes:
        """The untouched bytes of a capture."""
        return self._file.capture_data(id_)

    # a person's rulings ---------------------------------------------------------------------------------------------

    def queue(self) -> list[QueueItem]:
        """What wants a person's eye."""
        return make_queue(read_findings(self._file), self._file.judgements(Judgement))

    def rule(self, kind: str, key: str, verdict: str, note: str = "", who: str = "") -> Judgement:
        """Append a judgement."""
        judgement = judge(kind, key, verdict, note, who)
        self._file.add_judgement(judgement.key, judgement)
        return judgement

    # soundness ------------------------------------------------------------------------------------------------------

    def verify(self) -> list[str]:
        """What is wrong: the file, the captures' bytes, and spans whose words are not in their source."""
        wrong = self._file.check()
        by_id = {post.id: post for post in self._file.things("post", Post)}
        for codes in self._file.things("codes", PostCodes):
            wrong += _wrong_spans(by_id[codes.post], codes)
        return wrong

    def captures_naming(self, words: str) -> list[Capture]:
        """The captures of an id (or its beginning), or whose posts hold some words, a person's name say."""
        captures = self._file.captures()
        by_id = [c for c in captures if len(words) >= 8 and c.id.startswith(words.lower())]
        wanted = f" {normal_words(words)} "
        holding = {
            s.seen.capture
            for s in self._file.things("sighting", Sighting)
            if wanted in f" {normal_words(s.seen.text)} "
        }
        return by_id or [c for c in captures if wanted.strip() and c.id in holding]

    def forget(self, captures: Sequence[str], words: str = "") -> None:
        """Take captures out of the book for good, with everything made from them and ``words`` in notes of rulings."""
        known = {capture.id for capture in self._file.captures()}
        for id_ in captures:
            if id_ not in known:
                raise UnknownIdError(id_, known)
        self._file.erase(captures, words)


def _wrong_spans(post: Post, codes: PostCodes) -> list[str]:
    checked: list[Callable[[], Iterable[tuple[str, int, int]]]] = [
        lambda: ((v.text, v.span.start, v.span.end) for v in codes.times),
        lambda: ((v.text, v.span.start, v.span.end) for v in codes.quantities),
        lambda: ((v.text, v.span.start, v.span.end) for v in codes.mentions),
        lambda: ((v.text, v.span.start, v.span.end) for v in codes.places),
        lambda: ((v.text, v.span.start, v.span.end) for v in codes.quotes),
    ]
    return [
        f"post {post.id}: '{text}' does not stand at {start}..{end}"
        for values in checked
        for text, start, end in values()
        if post.text[start:end] != text
    ]

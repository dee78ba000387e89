"""Every error that beatbook raises for a person, as one tree.

    BeatbookError                 exit code 4 (the system failed)
    ├── UsageError                exit code 2 (the person's command or file)
    │   ├── BeatFileError         beat.toml: file, line, what to do
    │   ├── NoBeatError           no beat.toml here or above
    │   └── UnknownIdError        nothing of that id in the book
    ├── CheckFailed               exit code 1 (a check said no)
    ├── PartlyDone                exit code 3 (the rest is named)
    ├── RefusedInput              a capture that will not be read, and why (counted under exit code 3)
    └── StoreError                the book's file is damaged, newer, or locked

Each class takes its facts and writes its own sentence; the exit code sits on the class.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class BeatbookError(Exception):
    """Something went wrong that a person should read in one sentence."""

    exit_code = 4


class UsageError(BeatbookError):
    """The command or a file it names is not as it should be."""

    exit_code = 2


class BeatFileError(UsageError):
    """A mistake in beat.toml."""

    def __init__(self, file: str, line: int | None, message: str) -> None:
        self.file, self.line, self.message = file, line, message
        super().__init__(f"{file}:{line}: {message}" if line else f"{file}: {message}")


class NoBeatError(UsageError):
    """No beat.toml in the folder or any above it."""

    def __init__(self, folder: str) -> None:
        super().__init__(
            f"no beat.toml in {folder} or any folder above it; make one with 'beatbook init DIR', or say --in DIR"
        )


class UnknownIdError(UsageError):
    """An id that the book does not hold."""

    def __init__(self, id_: str, known: Iterable[str] = ()) -> None:
        super().__init__(f"nothing in the book has the id '{id_}'{did_you_mean(id_, known)}")


class CheckFailed(BeatbookError):
    """A check said no."""

    exit_code = 1


class PartlyDone(BeatbookError):
    """Some items were done and some were not; the sentence names how many."""

    exit_code = 3


class RefusedInput(BeatbookError):
    """An input that will not be read, with the reason."""

    exit_code = 3

    def __init__(self, where: str, reason: str) -> None:
        self.where, self.reason = where, reason
        super().__init__(f"{where}: {reason}")


class StoreError(BeatbookError):
    """The book's file is damaged, made by a newer beatbook, or locked by someone else."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`"; did you mean 'x'?"` for the nearest known word, or nothing."""
    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""

"""How the terminal door speaks: lines for people, JSON for programs, a progress bar where somebody watches."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from beatbook.record import Problem

Command = TypeVar("Command", bound=Callable[..., Any])


def in_folder(command: Command) -> Command:
    """The option that says which beat, for every command that works on one."""
    return click.option(
        "--in", "folder", type=click.Path(file_okay=False, path_type=Path), default=Path(),
        help="The beat's folder (else this one, or the nearest above it).",
    )(command)  # fmt: skip


def as_json(command: Command) -> Command:
    """The option for programs."""
    return click.option("--json", "json_", is_flag=True, help="Print JSON.")(command)


def quietly(command: Command) -> Command:
    """The option to say nothing but what went wrong."""
    return click.option("--quiet", "-q", is_flag=True, help="Say nothing but what went wrong.")(command)


def tell(value: object) -> None:
    """One JSON value on one line of stdout."""
    click.echo(one_line(value))


def one_line(value: object) -> str:
    """A value as JSON that stays one line for whatever calls U+0085, U+2028 or U+2029 the end of one."""
    told = json.dumps(value, ensure_ascii=False)
    for mark in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029":
        told = told.replace(mark, f"\\u{ord(mark):04x}")
    return told


def complain(problems: Iterable[Problem]) -> int:
    """Each problem as one sentence on stderr; how many there were."""
    found = list(problems)
    for problem in found:
        line = f":{problem.line}" if problem.line else ""
        click.echo(f"beatbook: {problem.where}{line}: {problem.message}", err=True)
    return len(found)


def partly(problems: int) -> None:
    """Leave with exit code 3 if something could not be done."""
    if problems:
        sys.exit(3)


def count_of(number: int, one: str, many: str | None = None) -> str:
    """ "1 post", "2 posts"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


class Bars:
    """Progress bars on a terminal; nothing elsewhere."""

    LABELS = {"read": "Reading", "code": "Coding", "sign": "Comparing", "corroborate": "Corroborating"}  # noqa: RUF012

    def __init__(self, quiet: bool) -> None:
        self._live: Any = None
        if not quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (TextColumn("{task.description:<14}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            self._live = Progress(*columns, console=Console(stderr=True))

    def __enter__(self) -> Bars:
        if self._live:
            self._live.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._live:
            self._live.stop()

    def start(self, step: str, total: int) -> Callable[[int], None]:
        """A bar for one step."""
        if not self._live:
            return lambda count: None
        live, task = self._live, self._live.add_task(self.LABELS.get(step, step), total=total)
        return lambda count: live.advance(task, count)

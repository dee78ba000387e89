"""Commands that need no book: read, code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal, cast

import click

from beatbook.cli.say import complain, partly, tell
from beatbook.collect import Collected, collect
from beatbook.errors import BeatbookError, UsageError
from beatbook.record import Problem


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--json", "json_", is_flag=True, help="Print JSON Lines, one object a file.")
def read(files: tuple[str, ...], json_: bool) -> None:
    """Read FILES (or - for stdin) into posts, and say what was left out and why."""
    from beatbook.book.files import read_file

    problems: list[Problem] = []
    for found in collect(files):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        try:
            told = read_file(found)
        except BeatbookError as error:
            problems.append(Problem(found.capture.file, str(error).removeprefix(f"{found.capture.file}: ")))
            continue
        if json_:
            tell(told)
        else:
            _print_posts(told)
    partly(complain(problems))


def _print_posts(told: dict[str, object]) -> None:
    posts, left_out = told["posts"], told["left_out"]
    assert isinstance(posts, list)
    assert isinstance(left_out, list)
    click.echo(f"{told['file']}: {len(posts)} posts, {len(left_out)} stretches left out")
    for post in posts:
        when = post["date"] or f"{post['earliest'] or '…'} to {post['latest'] or '…'} ({post['date_basis']})"
        credit = f" [{post['credit']}]" if post["credit"] else ""
        more = " …" if post["truncated"] else ""
        click.echo(f"  {when}  {post['title'] or '(untitled)'}{credit}{more}")


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--date", "when", metavar="YYYY-MM-DD", help="The day the text was published.")
@click.option("--json", "json_", is_flag=True, help="Print JSON Lines, one object a text.")
@click.option("--tokens", is_flag=True, help="Add the words with tags, lemmas and heads.")
@click.option(
    "--mode", type=click.Choice(["auto", "news", "narrative"]), help="How to read dates (else as the beat says)."
)
@click.option("--beat", "beat_file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A beat.toml.")
def code(
    files: tuple[str, ...], when: str | None, json_: bool, tokens: bool, mode: str | None, beat_file: Path | None
) -> None:
    """Code each of FILES (or - for stdin) as ONE post's body.

    JSON Lines come in as texts of their own: {"id", "date", "text"} a line.
    """
    from beatbook.beat import default_beat, parse_beat
    from beatbook.book.texts import TextItem, code_texts, parse_day, text_items

    try:
        day = parse_day(when) if when else None
    except ValueError as error:
        raise UsageError(f"--date is YYYY-MM-DD, not '{when}'") from error
    beat = parse_beat(beat_file.read_text("utf-8"), str(beat_file)) if beat_file else default_beat()
    if mode:
        beat = replace(beat, dates=cast(Literal["auto", "news", "narrative"], mode))
    problems: list[Problem] = []

    def texts() -> Iterator[TextItem]:
        for found in collect(files):
            for item in text_items(found, day) if isinstance(found, Collected) else (found,):
                if isinstance(item, Problem):
                    problems.append(item)
                else:
                    yield item

    for told in code_texts(texts(), beat, tokens):
        if json_:
            tell(told)
        else:
            _print_codes(told)
    sys.stdout.flush()
    partly(complain(problems))


def _print_codes(told: dict[str, list[dict[str, object]]]) -> None:
    click.echo(str(told["file"]))
    for time in told["times"]:
        click.echo(f"  when      {time['text']!r} = {time['value']} ({time['rule']})")
    for figure in told["quantities"]:
        what = figure["what"] or figure["unit"]
        click.echo(f"  how many  {figure['text']!r} = {figure['qualifier']} {figure['value']} {what}")
    for name in told["names"]:
        click.echo(f"  who       {name['text']!r} = {name['entity']} ({name['kind']})")
    for place in told["places"]:
        click.echo(f"  where     {place['text']!r} = {place['name']} ({place['level']}, {place['country']})")
    for event in told["events"]:
        click.echo(f"  what      {event['type']} {event['date'] or ''} {event['place'] or ''} ({event['stance']})")
    for quote in told["quotes"]:
        click.echo(f"  said      {str(quote['text'])[:60]!r} by {quote['speaker']}")

"""Commands along the line: init, add, build, publish, export."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from beatbook.book.book import Book
from beatbook.book.build import BuildReport
from beatbook.cli.say import Bars, as_json, complain, count_of, in_folder, one_line, partly, quietly, tell
from beatbook.run import PoolRunner, Runner, SerialRunner


@click.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@click.option("--template", "-t", default="general", show_default=True, help="What to begin from.")
@quietly
def init(directory: Path, template: str, quiet: bool) -> None:
    """Begin a beat in DIRECTORY, from a template."""
    book = Book.create(directory, template)
    book.close()
    if not quiet:
        click.echo(f"A beat from the template '{template}' is in {directory}.")
        click.echo("Say what it is about in beat.toml, then: beatbook add CLIPPINGS, beatbook build")


@click.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--fetch", is_flag=True, help="Fetch addresses from the network (beatbook stays offline otherwise).")
@click.option("--allow-private", is_flag=True, help="Let --fetch reach private networks.")
@in_folder
@as_json
@quietly
def add(sources: tuple[str, ...], fetch: bool, allow_private: bool, folder: Path, json_: bool, quiet: bool) -> None:
    """Collect SOURCES: files, folders, globs, feeds, OPML, WARC/WACZ, addresses, or - for stdin.

    Adding the same thing twice adds nothing. Files of posts that are already apart (.jsonl, .csv) are taken as well.
    """
    from beatbook.collect import Fetcher

    book = Book.open(folder)
    report = book.add(sources, Fetcher(allow_private=allow_private) if fetch else None)
    book.close()
    if json_:
        tell(
            {
                "added": [{"id": c.id, "file": c.file} for c in report.added],
                "known": [{"id": c.id, "file": c.file} for c in report.known],
                "problems": [{"where": p.where, "line": p.line, "message": p.message} for p in report.problems],
            }
        )
    elif not quiet:
        known = f", {count_of(len(report.known), 'capture')} known already" if report.known else ""
        click.echo(f"{count_of(len(report.added), 'capture')} added{known}.")
    partly(complain(report.problems))


@click.command()
@click.option("--jobs", "-j", type=click.IntRange(1), default=1, show_default=True, help="Processes to work on.")
@in_folder
@as_json
@quietly
def build(jobs: int, folder: Path, json_: bool, quiet: bool) -> None:
    """Read, code and corroborate what is new. A second build does no work."""
    book = Book.open(folder)
    report = build_book(book, jobs, quiet or json_)
    summary = book.summary()
    book.close()
    if json_:
        steps = {s.step: {"items": s.items, "worked": s.worked, "failed": len(s.failed)} for s in report.steps}
        tell({"worked": report.worked, "steps": steps, **summary})
    elif not quiet:
        say_summary(summary, report)
    partly(complain(problem for _, problem in report.problems))


def build_book(book: Book, jobs: int, quiet: bool) -> BuildReport:
    """Build with bars for whoever watches."""
    runner: Runner = PoolRunner(jobs) if jobs > 1 else SerialRunner()
    with Bars(quiet) as bars:
        return book.build(runner, bars)


def say_summary(summary: dict[str, int], report: BuildReport) -> None:
    """The numbers as lines for people."""
    s = summary
    off = f" ({s['off_beat']} off the beat)" if s["off_beat"] else ""
    click.echo(f"  {count_of(s['captures'], 'capture')}, {count_of(s['posts'], 'post')}{off}")
    click.echo(f"  {count_of(s['outlets'], 'outlet')} credited")
    click.echo(f"  {count_of(s['events'], 'event')} in {count_of(s['reports'], 'report')}")
    click.echo(f"  {count_of(s['figures'], 'figure')}")
    click.echo(f"  {count_of(s['stories'], 'story', 'stories')}")
    click.echo(f"  {count_of(s['contradictions'], 'contradiction')}")
    click.echo(f"  {count_of(s['people_protected'], 'person', 'people')} protected")
    if not report.worked:
        click.echo("Nothing was new.")


@click.command()
@click.argument("directory", type=click.Path(file_okay=False, path_type=Path))
@in_folder
@quietly
def publish(directory: Path, folder: Path, quiet: bool) -> None:
    """Write the site that may leave to DIRECTORY (one that beatbook wrote before, or an empty one)."""
    from beatbook.publish import write_site

    book = Book.open(folder)
    release = book.release()
    book.close()
    pages = write_site(release, directory)
    if not quiet:
        people = count_of(release.protected_people, "person", "people")
        click.echo(f"{count_of(pages, 'file')} in {directory}; {people} protected.")
        click.echo(f"Open {directory / 'index.html'} in a browser.")


@click.command()
@click.argument("format_", metavar="FORMAT")
@click.argument("target", default="-")
@click.option("--private", is_flag=True, help="The owner's own full record (jsonl only). Never pass it on.")
@in_folder
def export(format_: str, target: str, private: bool, folder: Path) -> None:
    """Write the book as FORMAT (csv, jsonl) to TARGET: a file, a folder for csv, or - for stdout."""
    from beatbook.book.private_export import private_lines
    from beatbook.errors import UsageError
    from beatbook.publish import export_release

    book = Book.open(folder)
    if private:
        if format_ != "jsonl":
            raise UsageError("--private goes with jsonl only")
        click.echo("beatbook: this is your own full record, names included; never pass it on", err=True)
        lines = (one_line(line) + "\n" for line in private_lines(book.record()))
        if target == "-":
            for line in lines:
                sys.stdout.buffer.write(line.encode("utf-8", "surrogatepass"))
        else:
            with Path(target).open("w", encoding="utf-8", newline="\n") as out:
                out.writelines(lines)
    else:
        export_release(book.release(), format_, target)
    book.close()

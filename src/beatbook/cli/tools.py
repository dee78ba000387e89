"""Commands for the beat's own knowledge: beat, series, gazetteer."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click

from beatbook.beat import check_beat, default_beat, parse_beat, template_names
from beatbook.cli.say import as_json, count_of, in_folder, tell
from beatbook.errors import CheckFailed


@click.group()
def beat() -> None:
    """Check, explain and improve a beat's codebook."""


@beat.command("templates")
def beat_templates() -> None:
    """List the templates that a beat can begin from."""
    click.echo("\n".join(template_names()))


@beat.command("check")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=Path("beat.toml"))
def beat_check(file: Path) -> None:
    """Check a beat.toml: every mistake with its line and the nearest known word."""
    wrong = check_beat(file.read_text("utf-8"), str(file))
    for error in wrong:
        click.echo(f"beatbook: {error}", err=True)
    if wrong:
        raise CheckFailed(f"{count_of(len(wrong), 'mistake')} in {file}")
    found = parse_beat(file.read_text("utf-8"), str(file))
    click.echo(f"{file}: {count_of(len(found.event_types), 'event type')}, {len(found.series)} series.")


@beat.command("explain")
@click.argument("text", required=False)
@click.option("--date", "when", metavar="YYYY-MM-DD", help="The day the text was published.")
@click.option("--beat", "beat_file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A beat.toml.")
@as_json
def beat_explain(text: str | None, when: str | None, beat_file: Path | None, json_: bool) -> None:
    """Show which trigger, rule and words give each value of TEXT (else of stdin)."""
    from beatbook.book.texts import parse_day
    from beatbook.code.events.explain import explain
    from beatbook.record import day

    chosen = parse_beat(beat_file.read_text("utf-8"), str(beat_file)) if beat_file else default_beat()
    words = text if text is not None else sys.stdin.read()
    for found in explain(words, chosen, day(parse_day(when), "given") if when else None):
        if json_:
            tell(asdict(found))
            continue
        outcome = f"tells nothing: {found.dropped}" if found.dropped else found.type
        click.echo(f"{found.trigger!r} ({found.rule}): {outcome}")
        for name, value in found.values:
            click.echo(f"    {name:14} {value}")


@beat.command("suggest")
@click.option("--most", default=30, show_default=True, help="Most words to show.")
@in_folder
@as_json
def beat_suggest(most: int, folder: Path, json_: bool) -> None:
    """Show words of the clippings that the codebook misses and that might tell events."""
    from beatbook.book.book import Book
    from beatbook.book.suggest import trigger_suggestions

    book = Book.open(folder)
    for found, words in trigger_suggestions(book, most):
        if json_:
            tell({"word": found.word, "kind": found.kind, "posts": found.posts, "words": words})
        else:
            click.echo(f"{found.word:18} {found.kind:5} {count_of(found.posts, 'post'):10} {words}")
    book.close()


@click.group()
def series() -> None:
    """Find figures worth following."""


@series.command("suggest")
@in_folder
@as_json
def series_suggest(folder: Path, json_: bool) -> None:
    """Propose series from figures that recur in the clippings, as lines for beat.toml."""
    from beatbook.book.book import Book
    from beatbook.book.suggest import series_suggestions

    book = Book.open(folder)
    found = series_suggestions(book)
    book.close()
    for proposal, words in found:
        if json_:
            tell({**asdict(proposal.rule), "figures": len(proposal.spans), "posts": proposal.posts, "words": words})
            continue
        rule = proposal.rule
        click.echo(
            f"# {count_of(len(proposal.spans), 'figure')} in {count_of(proposal.posts, 'post')}: {'; '.join(words)}"
        )
        click.echo(f'[[series]]\nname = "{rule.name}"\nlabel = "{rule.label}"\nnouns = ["{rule.nouns[0]}"]')
        click.echo(f'period = "{rule.period}"' + (f'\nplace = "{rule.place}"' if rule.place else "") + "\n")
    if not found and not json_:
        click.echo("No figure recurs often enough.")


@click.group()
def gazetteer() -> None:
    """Add places of your own."""


@gazetteer.command("add")
@click.argument("dump", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def gazetteer_add(dump: Path) -> None:
    """Import a GeoNames DUMP (allCountries.zip, or one country's file such as KR.zip)."""
    from beatbook.book.own_places import add_places

    file, count = add_places(dump)
    click.echo(f"{count_of(count, 'place')} in {file}; the next build uses them.")

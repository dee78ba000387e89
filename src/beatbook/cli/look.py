"""Commands that look at a book and rule on it: search, show, why-not, review, verify, forget."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from beatbook.book.book import Book
from beatbook.cli.say import as_json, count_of, in_folder, tell
from beatbook.errors import CheckFailed, UsageError


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--most", default=20, show_default=True, help="Most posts to show.")
@in_folder
@as_json
def search(words: tuple[str, ...], most: int, folder: Path, json_: bool) -> None:
    """Find posts that hold all WORDS ("a phrase" in quotation marks, -word to leave out, begin* for beginnings)."""
    book = Book.open(folder)
    hits = book.search(" ".join(words), most)
    book.close()
    for hit in hits:
        if json_:
            tell(asdict(hit))
        else:
            click.echo(f"{hit.id}  {hit.title or '(untitled)'}\n    {hit.excerpt}")
    if not hits and not json_:
        click.echo("No post holds these words.")


@click.command()
@click.argument("id_", metavar="ID")
@in_folder
@as_json
def show(id_: str, folder: Path, json_: bool) -> None:
    """Show what ID (or the beginning of one) names: its value, its words, and the rule that made it."""
    from beatbook.book.explain import explain_thing

    book = Book.open(folder)
    for kind, value in book.find(id_):
        if json_:
            tell({"kind": kind, **json.loads(value)})
        else:
            click.echo(explain_thing(book, kind, value))
    book.close()


@click.command("why-not")
@click.argument("words", nargs=-1, required=True, metavar="POST")
@in_folder
def why_not(words: tuple[str, ...], folder: Path) -> None:
    """Say why POST (an id, or words of its title or of a page) is not in the book, or not on the beat."""
    from beatbook.book.explain import reasons_why_not

    book = Book.open(folder)
    reasons = reasons_why_not(book, " ".join(words))
    book.close()
    click.echo("\n".join(reasons) or "No capture holds these words; was the page added?")


@click.command()
@click.argument("key", required=False)
@click.argument("verdict", required=False)
@click.option("--note", default="", help="Why you rule so.")
@click.option("--who", default="", help="Your name or initials.")
@in_folder
@as_json
def review(key: str | None, verdict: str | None, note: str, who: str, folder: Path, json_: bool) -> None:
    """Show what wants an eye; with KEY and VERDICT, rule on one thing. The last ruling on a key holds."""
    book = Book.open(folder)
    if key and verdict:
        book.rule(key.partition(":")[0], key, verdict, note, who)
        click.echo("Kept.")
    elif key:
        raise UsageError("say the verdict too: beatbook review KEY VERDICT")
    else:
        queue, unfitting = book.queue(), book.overlaid().unfitting
        for item in queue:
            if json_:
                tell(asdict(item))
            else:
                click.echo(f"{item.kind:14} {item.question}\n    {item.key}")
        for judgement in unfitting:
            click.echo(f"no longer fits  {judgement.key} ({judgement.verdict})", err=True)
        if not queue and not json_:
            click.echo("Nothing wants an eye.")
    book.close()


@click.command()
@in_folder
def verify(folder: Path) -> None:
    """Check the book's file, the captures' bytes against their sha256, and that every value's words stand there."""
    book = Book.open(folder)
    wrong = book.verify()
    captures = len(book.captures())
    book.close()
    for sentence in wrong:
        click.echo(f"beatbook: {sentence}", err=True)
    if wrong:
        raise CheckFailed(f"{count_of(len(wrong), 'thing')} wrong")
    click.echo(f"Sound: {count_of(captures, 'capture')}, every word in its place.")


@click.command()
@click.argument("person", metavar="PERSON|CAPTURE")
@click.option("--purge", is_flag=True, help="Really take it out; without it, only what would go is shown.")
@in_folder
def forget(person: str, purge: bool, folder: Path) -> None:
    """Take a capture (by id), or every capture that names PERSON, out of the book for good."""
    book = Book.open(folder)
    captures = book.captures_naming(person)
    if not captures:
        raise UsageError(f"no capture has the id or holds the words '{person}'")
    for capture in captures:
        click.echo(f"{capture.id[:16]}  {capture.file}")
    if purge:
        book.forget([c.id for c in captures], person)
        click.echo(f"{count_of(len(captures), 'capture')} gone for good; build again to bring the book up to date.")
    else:
        click.echo(f"{count_of(len(captures), 'capture')} would go; add --purge to take them out for good.")
    book.close()

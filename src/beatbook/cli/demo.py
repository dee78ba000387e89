"""`beatbook demo`: the sample beat, from clippings to a site."""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

import click

from beatbook.cli.line import build_book, say_summary
from beatbook.errors import UsageError

HERE = Path(__file__).resolve()


def sample_folder() -> Path:
    """The sample beat: in an installed package beside the code, in a checkout under examples/."""
    installed = Path(str(resources.files("beatbook"))) / "sample"
    checkout = HERE.parents[3] / "examples" / "crossings"
    for folder in (installed, checkout):
        if (folder / "beat.toml").is_file():
            return folder
    raise UsageError("the sample beat is not part of this installation; take it from the project's examples/ folder")


@click.command()
@click.option(
    "--in", "folder", type=click.Path(file_okay=False, path_type=Path), default=Path("demo"), help="Where to build it."
)
def demo(folder: Path) -> None:
    """Build the sample beat that ships with beatbook, and write its site."""
    from beatbook.book.book import BEAT_FILE, Book
    from beatbook.publish import write_site

    sample = sample_folder()
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / BEAT_FILE).exists():
        shutil.copyfile(sample / BEAT_FILE, folder / BEAT_FILE)
    book = Book.open(folder)
    book.add([str(sample / "clippings")])
    click.echo(f"The sample beat '{book.beat.title}':")
    report = build_book(book, jobs=1, quiet=False)
    say_summary(book.summary(), report)
    site = folder / "site"
    write_site(book.release(), site)
    book.close()
    click.echo(f"The site is in {site}: open {site / 'index.html'} in a browser.")
    click.echo(f"The desk: {desk_words()} desk --in {folder}")


def desk_words() -> str:
    """How to call this very beatbook again from where the person stands."""
    return "beatbook" if shutil.which("beatbook") else ".venv/bin/beatbook"

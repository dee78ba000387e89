"""`beatbook desk`."""

from __future__ import annotations

from pathlib import Path

import click

from beatbook.book.book import Book
from beatbook.desk.app import serve


@click.command()
@click.option("--port", default=8723, show_default=True, help="Port on this machine.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.option(
    "--in",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="The beat's folder (else this one, or the nearest above it).",
)
def desk(port: int, no_browser: bool, folder: Path) -> None:
    """Open the book in a browser. The desk listens on this machine alone."""
    serve(Book.open(folder), port, open_browser=not no_browser)

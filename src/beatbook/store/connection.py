"""Opening the book's file and bringing its schema up to date."""

from __future__ import annotations

import sqlite3
from importlib import resources
from pathlib import Path

from beatbook.errors import StoreError

BUSY_SECONDS = 30  # how long a second process waits for the first one's write; 8 writers lost saves without it


def open_database(path: Path) -> sqlite3.Connection:
    """A connection in WAL mode with foreign keys on; migrations that are missing are applied in order."""
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        migrate(connection, path)
    except sqlite3.DatabaseError as error:
        raise StoreError(
            f"{path} cannot be opened as a book ({error}); restore it from a copy, or build anew"
        ) from error
    return connection


def migrations() -> list[tuple[int, str]]:
    """The numbered migrations that ship with the package: ``(number, sql)`` in order."""
    folder = resources.files("beatbook.store") / "migrations"
    files = sorted(f.name for f in folder.iterdir() if f.name.endswith(".sql"))
    return [(int(name.partition("_")[0]), (folder / name).read_text("utf-8")) for name in files]


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Apply what is missing, each migration in one transaction; a book made by a newer beatbook is refused."""
    known = migrations()
    have = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if have > known[-1][0]:
        raise StoreError(f"{path} was made by a newer beatbook (schema {have}); this one knows {known[-1][0]}")
    for number, sql in known:
        if number > have:
            connection.executescript(f"BEGIN IMMEDIATE;\n{sql}\nPRAGMA user_version = {number};\nCOMMIT;")

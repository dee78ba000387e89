"""The book as one SQLite file: schema, migrations, search.

In: record values. Out: record values. Never: holds logic.
"""

from beatbook.store.book_file import BookFile, Hit, Thing
from beatbook.store.shelf import FileShelves

__all__ = ["BookFile", "FileShelves", "Hit", "Thing"]

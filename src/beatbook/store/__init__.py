"""The book as one SQLite file: schema, migrations, search.

In: record values. Out: record values. Never: holds logic.
"""

from beatbook.store.book_file import BookFile, Hit

__all__ = ["BookFile", "Hit"]

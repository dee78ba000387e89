"""The only wiring: store, steps and runner joined into a book.

In: a beat's folder. Out: what the doors ask for. Never: decides anything about meaning.
"""

from beatbook.book.book import AddReport, Book, BuildReport
from beatbook.book.stateless import code_texts, read_file

__all__ = ["AddReport", "Book", "BuildReport", "code_texts", "read_file"]

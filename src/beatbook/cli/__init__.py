"""The terminal door.

In: words on a command line. Out: text, JSON, exit codes. Never: contains SQL or extraction.
"""

from beatbook.cli.main import main

__all__ = ["main"]

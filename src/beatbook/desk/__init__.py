"""The browser door.

In: Book. Out: pages on this machine alone. Never: contains SQL or extraction.
"""

from beatbook.desk.app import make_app, serve

__all__ = ["make_app", "serve"]

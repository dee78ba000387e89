"""The browser door.

In: Book. Out: pages on this machine alone. Never: contains SQL or extraction.
"""

"""The book as one SQLite file: schema, migrations, search.

In: record values. Out: record values. Never: holds logic.
"""

"""A release as a site and as files.

In: Release. Out: pages, feeds, tables. Never: sees record or store.
"""

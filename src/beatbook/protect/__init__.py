"""The one place that decides what may leave.

In: Record, Protection policy. Out: Release. Never: asks the publisher to remember.
"""

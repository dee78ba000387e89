"""The same steps here or on a pool of processes, with a ledger of what is done.

In: steps and items. Out: results, in order. Never: differs between runners.
"""

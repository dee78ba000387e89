"""Strings and offsets: normalising, sentences, shingles, number words.

In: strings. Out: strings and code-point offsets. Never: knows a word of the trade.
"""

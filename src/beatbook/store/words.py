"""A person's search words as an FTS5 expression that cannot be a syntax error."""

from __future__ import annotations

import re

PIECE = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')


def match_expression(words: str) -> str:
    """All words must stand in the post; quoted words as a phrase; a leading hyphen leaves out; a final ``*`` begins."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for minus, phrase, word in PIECE.findall(words):
        piece = phrase or word
        if not re.search(r"\w", piece):
            continue
        star = "*" if piece.endswith("*") else ""
        quoted = '"' + piece.rstrip("*").replace('"', " ").strip() + '"' + star
        (unwanted if minus else wanted).append(quoted)
    if not wanted:
        return ""
    return " AND ".join(wanted) + "".join(f" NOT {piece}" for piece in unwanted)

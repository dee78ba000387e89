"""Mend the name head's labels: nationalities, peoples and faiths (NORP), which it does not know, and titles.

In: words, tags and name labels of a text. Out: labels, or spans of words. Never: cuts into a longer name.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

MARKED_TAGS = frozenset({"ADJ", "PROPN", "NOUN"})


@lru_cache(maxsize=3)
def word_list(name: str) -> frozenset[str]:
    """A list of the package, lower-cased: "demonyms" (peoples and faiths), "camps" (political ones) or "titles"."""
    text = (files("beatbook.english") / "data" / f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return frozenset(line.lower() for line in lines if line and not line.startswith("#"))


def without_titles(words: list[str], labels: list[str]) -> list[str]:
    """The labels with titles cut off the front of persons' names: "Judge" is no part of "Judge Amina Diallo"."""
    titles, kept = word_list("titles"), list(labels)
    for number in range(len(labels)):
        if kept[number] == "B-PER" and words[number].rstrip(".").lower() in titles:
            goes_on = number + 1 < len(labels) and labels[number + 1] == "I-PER"
            if goes_on or words[number][-1] == ".":
                kept[number] = "O"
            if goes_on:
                kept[number + 1] = "B-PER"
    return kept


def find_norps(words: list[str], upos: list[str], labels: list[str]) -> list[tuple[int, int]]:
    """Spans (begin, end) of one or two words ("North Korean"), capitalised, that are no part of a longer name."""
    found: list[tuple[int, int]] = []
    number = 0
    while number < len(words):
        size = _match(words, upos, labels, number)
        if size:
            found.append((number, number + size))
        number += size or 1
    return found


def _match(words: list[str], upos: list[str], labels: list[str], number: int) -> int:
    for size in (2, 1):
        part = words[number : number + size]
        if len(part) < size or not part[0][:1].isupper() or upos[number + size - 1] not in MARKED_TAGS:
            continue
        phrase = " ".join(part).lower()
        is_camp = phrase in word_list("camps") and not any(x.endswith("-ORG") for x in labels[number : number + size])
        if (is_camp or phrase in word_list("demonyms")) and _is_whole(labels, number, number + size):
            return size
    return 0


def _is_whole(labels: list[str], begin: int, end: int) -> bool:
    """No part of a longer name ("Kenyan Red Cross")."""
    runs_on = end < len(labels) and labels[end].startswith("I-") and not labels[end].endswith("OTHER")
    return not labels[begin].startswith("I-") and not runs_on

"""Which body a short form stands for: acronyms with their long forms, "Amnesty" after "Amnesty International"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from beatbook.code.names.marks import Mark
from beatbook.code.names.words import words
from beatbook.code.places.gazetteer import gazetteer

SMALL = frozenset(
    ("of", "the", "for", "and", "in", "on", "de", "del", "la", "des", "du", "et", "y", "to", "a", "an", "&", "at")
)


def bare(name: str) -> str:
    """A body's name without its article."""
    return re.sub(r"^(?:the|The|THE)\s+", "", name)


def is_acronym(short: str, long: str) -> bool:
    """Whether ``short`` is made of the first letters of ``long``: small words may count or not."""
    letters = re.sub(r"[^A-Za-z]", "", short)
    if len(letters) < 2 or sum(c.isupper() for c in letters) < 2 or " " in short.strip():
        return False
    spoken = list(re.findall(r"[A-Za-z]+", long))
    big = "".join(w[0] for w in spoken if w.lower() not in SMALL)
    every = "".join(w[0] for w in spoken)
    return len(spoken) > 1 and letters.casefold() in (big.casefold(), every.casefold())


def join_bodies(marks: Sequence[Mark], text: str) -> dict[int, str]:
    """The fullest form of every organisation's mention, by the index of its mark."""
    orgs = [(i, m) for i, m in enumerate(marks) if m.kind == "ORG"]
    explained = _explained(orgs, text)
    longs = [bare(m.text) for _, m in orgs if len(m.text.split()) > 1]
    return {i: _body(bare(m.text), longs, explained) for i, m in orgs}


def _explained(orgs: Sequence[tuple[int, Mark]], text: str) -> dict[str, str]:
    """Acronyms that the text explains: "World Food Programme (WFP)", "WFP (World Food Programme)"."""
    found: dict[str, str] = {}
    for (_, left), (_, right) in itertools.pairwise(orgs):
        if text[left.end : right.start].strip() in ("(", ", or", "( the", "or"):
            for short, long in ((right.text, bare(left.text)), (left.text, bare(right.text))):
                if is_acronym(short, long):
                    found.setdefault(short.replace(".", ""), long)
    return found


def _body(name: str, longs: Sequence[str], explained: dict[str, str]) -> str:
    key = name.replace(".", "")
    if key in explained:
        return explained[key]
    by_letters = [long for long in longs if is_acronym(name, long)]
    if by_letters:
        return by_letters[0]
    if key in words().acronyms:
        return words().acronyms[key]
    starts = dict.fromkeys(long for long in longs if long.startswith(name + " "))
    return next(iter(starts)) if len(starts) == 1 and _is_telling(name) else name


def _is_telling(name: str) -> bool:
    """Whether the beginning of a body's name stands for it: "Amnesty" does, "House", "Leeds" and "FC" do not."""
    last = name.split()[-1]
    return len(name) > 3 and last not in words().bodies | words().endings and not gazetteer().find(name)

"""The terms of a post for stories and relevance: its coded lemmas, its names of several words, and its title's words.

A post whose coding gave no terms (a plain list of texts, a language without a pipeline) falls back on its words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from beatbook.corroborate.coded import Coded

MOST = 300  # terms read of a post: news tells its matter first, and a long read must not cost more than ten short ones
TITLE = 3  # a title's word counts as often as three of the body (best of 2, 3, 5 on the dev half, 2026-11)
TITLE_WORDS = 3
BOILERPLATE_WORDS = 120
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_NAME = re.compile(r"\b[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)+")


@lru_cache(maxsize=1)
def stopwords() -> frozenset[str]:
    """Words that carry no matter of their own."""
    return frozenset(_words_of("stopwords.txt"))


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Words, in plain form, that say little of what a beat is about."""
    return frozenset(plain_form(word) for word in _words_of("common.txt"))


def _words_of(name: str) -> list[str]:
    text = resources.files("beatbook.corroborate").joinpath(f"data/{name}").read_text("utf-8")
    return [word for line in text.splitlines() if not line.startswith("#") for word in line.split()]


def count_terms(item: Coded) -> dict[str, int]:
    """How often the post uses each term, a title's words counting ``TITLE`` times more."""
    if is_boilerplate(item):
        return dict.fromkeys((*find_words(item.post.title), *_pairs(item.post.title)), 1 + TITLE)
    coded = [plain_form(term) for term in item.codes.terms if term not in stopwords()]
    body = [t for t in coded if len(t) > 1] or find_words(item.post.text)
    counts = Counter(body[:MOST])
    counts.update(name_pairs(item))
    for term in title_terms(item, counts):
        counts[term] += TITLE
    return dict(counts)


def is_boilerplate(item: Coded) -> bool:
    """Whether a short body has not one word of a long enough title: a cookie notice where a report should stand."""
    title, body = set(find_words(item.post.title)), find_words(item.post.body)
    return len(title) >= TITLE_WORDS and len(body) <= BOILERPLATE_WORDS and not title.intersection(body)


def title_terms(item: Coded, terms: Iterable[str]) -> frozenset[str]:
    """Which of the terms stand in the title."""
    words = set(find_words(item.post.title)) | set(_pairs(item.post.title))
    return frozenset(t for t in terms if t in words)


def find_words(text: str) -> list[str]:
    """The words of a text without stopwords, in a plain form."""
    found = (m.group().casefold() for m in _WORD.finditer(text))
    return [form for word in found if word not in stopwords() and len(form := plain_form(word)) > 1]


@lru_cache(maxsize=1 << 16)
def plain_form(word: str) -> str:
    """A word without accents and the commonest English endings, so that lemmas and raw words meet."""
    word = "".join(c for c in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(c))
    word = re.sub(r"['’]s?$", "", word)
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        if len(word) > 5 and word.endswith(ending):
            word = word[: -len(ending)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "sl":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def name_pairs(item: Coded) -> list[str]:
    """Neighbouring words of names, as one term each: ``hong_gildong`` tells more than both apart."""
    return _pairs(item.post.text)


def _pairs(text: str) -> list[str]:
    pairs = []
    for found in _NAME.finditer(text):
        words = [w for w in found.group().split() if len(w) > 2 and w.casefold() not in stopwords()]
        forms = [re.sub(r"['’]s?$", "", w).casefold() for w in words]
        pairs += [f"{a}_{b}" for a, b in pairwise(forms)]
    return pairs

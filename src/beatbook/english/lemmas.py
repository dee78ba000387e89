"""Find a word's lemma from its form and its Penn tag.

In: form and tag. Out: lemma. Never: reads context. The rules and exceptions in `data/lemmas.tsv` are learned from open
treebanks by `tools/train_english/lemmas.py`; the longest ending that has a rule decides.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

LONGEST_ENDING = 5
PROPER = ("NNP", "NNPS")
INFLECTED = ("VBD", "VBG", "VBN", "VBZ")
LARGE = {"m": "million", "b": "billion", "bn": "billion", "k": "thousand"}


class Lemmas:
    """The table and the rules, read once."""

    def __init__(self) -> None:
        self._words: dict[tuple[str, str], str] = {}
        self._rules: dict[tuple[str, str], tuple[int, str]] = {}
        self._verbs: set[str] = set()
        text = (files("beatbook.english") / "data" / "lemmas.tsv").read_text(encoding="utf-8")
        for line in text.splitlines():
            kind, tag, form, result = line.split("\t")
            if kind == "base":
                self._verbs.add(form)
            elif kind == "word":
                self._words[tag, form] = result
            else:
                self._rules[tag, form] = (int(result[0]), result[1:])
        self.of = lru_cache(maxsize=100_000)(self._of)

    def _of(self, form: str, tag: str) -> str:
        lower = form.lower()
        known = self._words.get((tag, lower))
        if tag in PROPER:
            return self._proper(form, lower, tag, known)
        if known is not None:
            return known
        if tag == "CD":
            return LARGE.get(lower, lower.replace(",", "") if lower[:1].isdigit() else lower)
        if lower == "i" and tag == "PRP":
            return "I"
        cut, added = self._rule(tag, lower)
        lemma = lower[: len(lower) - cut] + added
        return self._known_verb(lower, lemma) if tag in INFLECTED and lemma not in self._verbs else lemma

    def _known_verb(self, lower: str, lemma: str) -> str:
        """'paraded' is of 'parade' and 'bombed' of 'bomb': spelling does not tell, the list of verbs may."""
        stem = next((lower[: -len(end)] for end in ("ing", "ed", "es", "s") if lower.endswith(end)), lower)
        choices = (stem + "e", stem, stem[:-1] if stem[-2:-1] == stem[-1:] else stem)
        return next((choice for choice in choices if choice in self._verbs), lemma)

    def _proper(self, form: str, lower: str, tag: str, known: str | None) -> str:
        """Names keep their case; a plural name loses its ending."""
        if known is not None:
            return known.title() if form[:1].isupper() else known
        if tag == "NNP":
            return form
        cut, added = self._rule(tag, lower)
        return form[: len(form) - cut] + added

    def _rule(self, tag: str, lower: str) -> tuple[int, str]:
        for size in range(min(LONGEST_ENDING, len(lower)), -1, -1):
            rule = self._rules.get((tag, lower[len(lower) - size :]))
            if rule is not None:
                return rule
        return 0, ""

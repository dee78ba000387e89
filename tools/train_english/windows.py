"""Make training windows: runs of neighbouring sentences as they could stand in scraped text.

In: `Sentence`s and a seeded `random.Random`. Out: `Window`s of word pieces, hints and label numbers.
Never: reads a file.
What is varied: gaps (spaces, line breaks, blank lines, wrapped lines, pre-tokenised text), case (capitals, title case,
lower case), quotation marks and dashes (straight or curly), datelines, and names (swapped for others of the same kind
and length).
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field, replace

from corpora import KINDS, PROPER_TAGS, WORDS, Sentence

from beatbook.english.pieces import Pieces, shape_of

IGNORED = -100
JOINED_DOCUMENTS = 0.5  # how often a window runs on into the next document, as on a page of many posts
NAME_LABELS = ["O", *(f"{mark}-{kind}" for kind in KINDS for mark in "BI")]


@dataclass(slots=True)
class Window:
    """One training example; all lists but the first three run over words."""

    ids: list[int] = field(default_factory=lambda: [101])
    shapes: list[int] = field(default_factory=lambda: [0])
    gaps: list[int] = field(default_factory=lambda: [0])
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    start: list[int] = field(default_factory=list)
    upos: list[int] = field(default_factory=list)
    xpos: list[int] = field(default_factory=list)
    feats: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)  # bit set of the labels that the corpus allows

    def close(self) -> Window:
        self.ids.append(102)
        self.shapes.append(0)
        self.gaps.append(0)
        return self


def name_bits(tag: str | None, sentence: Sentence, number: int) -> int:
    """The name labels that may be right for a word, as bits."""
    everything = (1 << len(NAME_LABELS)) - 1
    other = sum(1 << NAME_LABELS.index(label) for label in ("B-OTHER", "I-OTHER"))
    if tag is None:
        return everything
    if tag == "O":
        proper = sentence.xpos is not None and sentence.xpos[number] in PROPER_TAGS
        return 1 | (other if sentence.open_o and proper else 0)
    if tag.endswith("OTHER") and sentence.open_o:
        return 1 | other
    return 1 << NAME_LABELS.index(tag)


class Maker:
    """Builds windows. `labels` maps each head's name to its label list."""

    def __init__(self, labels: dict[str, list[str]], pieces: Pieces) -> None:
        self.pieces = pieces
        self.numbers = {head: {label: n for n, label in enumerate(names)} for head, names in labels.items()}
        self.pool: dict[tuple[str, int], list[list[str]]] = {}

    def learn_names(self, sentences: list[Sentence], cities: list[str]) -> None:
        """Collect the names that may stand in for each other."""
        for sentence in sentences:
            for begin, end, kind in name_spans(sentence):
                words = sentence.words[begin:end]
                if words[0][:1].isupper():
                    self.pool.setdefault((kind, len(words)), []).append(words)
        for city in cities:
            words = city.split()
            if all(re.fullmatch(r"[^\W\d_]+", word) for word in words):
                self.pool.setdefault(("CITY", len(words)), []).append(words)

    def swap_names(self, sentence: Sentence, rng: random.Random) -> Sentence:
        words = list(sentence.words)
        for begin, end, kind in name_spans(sentence):
            choice = self.pool.get((kind, end - begin))
            if kind == "LOC" and rng.random() < 0.4:
                choice = self.pool.get(("CITY", end - begin)) or choice
            if choice and kind in ("PER", "ORG", "LOC") and rng.random() < 0.6:
                new = rng.choice(choice)
                if words[begin].islower():
                    new = [word.lower() for word in new]
                words[begin:end] = new
        return replace(sentence, words=words)

    def dateline(self, sentence: Sentence, rng: random.Random) -> Sentence:
        """'SEOUL, Nov. 5 (Reuters) - ' before a sentence; the city hangs on the sentence's root."""
        if (
            sentence.heads is None
            or sentence.upos is None
            or sentence.xpos is None
            or sentence.feats is None
            or sentence.deps is None
        ):
            return sentence
        city = rng.choice(WORDS["cities"])
        dash = rng.choice(["-", "--", "—", "–"])
        rows: list[tuple[str, bool, str, str, int, str, str]] = [
            (city.upper() if rng.random() < 0.7 else city, True, "PROPN", "NNP", -1, "parataxis", "B-LOC")
        ]
        kind = rng.randrange(4)
        if kind in (1, 2):
            rows[0] = (rows[0][0], False, *rows[0][2:])
            rows.append((",", True, "PUNCT", ",", 2, "punct", "O"))
            rows.append((rng.choice(WORDS["months"]), True, "PROPN", "NNP", 0, "nmod:unmarked", "O"))
            rows.append((str(rng.randint(1, 30)), True, "NUM", "CD", 2, "nummod", "O"))
        if kind in (2, 3):
            at = len(rows)
            rows.append(("(", False, "PUNCT", "-LRB-", at + 1, "punct", "O"))
            rows.append((rng.choice(WORDS["agencies"]), False, "PROPN", "NNP", 0, "parataxis", "B-ORG"))
            rows.append((")", True, "PUNCT", "-RRB-", at + 1, "punct", "O"))
        rows.append((dash, True, "PUNCT", ":", 0, "punct", "O"))
        shift = len(rows)
        root = shift + sentence.heads.index(-1) if -1 in sentence.heads else 0
        names = sentence.names if sentence.names is not None else [None] * len(sentence.words)
        feats = {"PROPN": "Number=Sing", "NUM": "_", "PUNCT": "_"}
        return replace(
            sentence,
            words=[row[0] for row in rows] + sentence.words,
            space_after=[row[1] for row in rows] + sentence.space_after,
            upos=[row[2] for row in rows] + sentence.upos,
            xpos=[row[3] for row in rows] + sentence.xpos,
            feats=[feats[row[2]] for row in rows] + sentence.feats,
            heads=[root if row[4] < 0 else row[4] for row in rows]
            + [head + shift if head >= 0 else -1 for head in sentence.heads],
            deps=[row[5] for row in rows] + sentence.deps,
            names=[row[6] for row in rows] + list(names),
        )

    def add(self, window: Window, sentence: Sentence, words: list[str], gaps: list[int], cut: int) -> None:
        """Append a sentence's first `cut` words to a window."""
        base = len(window.first)
        for n in range(cut):
            ids = self.pieces.of(words[n])[0]
            window.first.append(len(window.ids))
            window.ids.extend(ids)
            window.last.append(len(window.ids) - 1)
            window.shapes.extend([shape_of(words[n])] * len(ids))
            window.gaps.extend([gaps[n]] + [0] * (len(ids) - 1))
            window.start.append(int(n == 0))
            window.names.append(name_bits(sentence.names[n] if sentence.names else None, sentence, n))
            for head, column in (("upos", sentence.upos), ("xpos", sentence.xpos), ("feats", sentence.feats)):
                label = self.numbers[head].get(column[n], IGNORED) if column else IGNORED
                getattr(window, head).append(label)
            target = sentence.heads[n] if sentence.heads and sentence.deps else IGNORED
            target = n if target == -1 else target
            if target >= cut:
                target = IGNORED
            window.heads.append(base + target if target >= 0 else IGNORED)
            window.deps.append(
                self.numbers["deps"].get(sentence.deps[n], IGNORED) if sentence.deps and target >= 0 else IGNORED
            )

    def vary_words(self, words: list[str], style: dict[str, bool], rng: random.Random) -> list[str]:
        """Capitals, lower case, curly or straight quotes; the number of words stays."""
        roll = rng.random()
        if roll < 0.03:
            words = [word.upper() for word in words]
        elif roll < 0.06:
            words = [
                word if word.islower() and len(word) < 4 and n else word[:1].upper() + word[1:]
                for n, word in enumerate(words)
            ]
        elif roll < 0.075:
            words = [word.lower() for word in words]
        if style["curly"]:
            words = [CURLY.get(word, word.replace("'", "’")) if len(word) < 5 else word for word in words]
        if style["straight"]:
            words = [STRAIGHT.get(word, word.replace("’", "'")) if len(word) < 5 else word for word in words]
        return words

    def windows(
        self, sentences: list[Sentence], rng: random.Random, vary: bool = True, longest: int = 190
    ) -> list[Window]:
        """One pass over the sentences: windows of random length, in document order inside."""
        made: list[Window] = []
        window, doc, room, style = Window(), None, 0, STYLE
        for sentence in sentences:
            new_doc = sentence.doc != doc and sentence.corpus != "crossner"
            doc = sentence.doc
            if vary and sentence.names and rng.random() < 0.3:
                sentence = self.swap_names(sentence, rng)
            if vary and rng.random() < (0.15 if new_doc else 0.01):
                sentence = self.dateline(sentence, rng)
            size = sum(len(self.pieces.of(word)[0]) for word in sentence.words)
            parted = new_doc and (not vary or rng.random() > JOINED_DOCUMENTS)
            if window.first and (parted or len(window.ids) + size > room):
                if (
                    not new_doc
                    and vary
                    and rng.random() < 0.3
                    and len(sentence.words) > 6
                    and len(window.ids) < longest
                ):
                    cut = rng.randint(1, min(len(sentence.words), 40))
                    self.add(window, sentence, sentence.words, self.gaps_of(sentence, style, rng, True), cut)
                made.append(window.close())
                window = Window()
            if not window.first:
                room = rng.randint(24, longest) if vary else longest
                style = random_style(rng) if vary else STYLE
            words = self.vary_words(sentence.words, style, rng) if vary else sentence.words
            self.add(window, sentence, words, self.gaps_of(sentence, style, rng, bool(window.first)), len(words))
        if window.first:
            made.append(window.close())
        return [window for window in made if len(window.ids) <= 510]

    def gaps_of(self, sentence: Sentence, style: dict[str, bool], rng: random.Random, follows: bool) -> list[int]:
        """The gap before each word: 0 none, 1 space, 2 line break, 3 blank line."""
        gaps = [3]
        if follows:
            gaps = [1]
            if (style["lines"] and rng.random() < 0.7) or (
                sentence.paragraph and rng.random() < 0.6 and not style["flat"]
            ):
                gaps = [rng.choice((2, 3))]
        for space in sentence.space_after[:-1]:
            gap = int(space or style["loose"])
            gaps.append(2 if gap and style["wrapped"] and rng.random() < 0.08 else gap)
        return gaps


CURLY = {'"': "“", "''": "”", "``": "“", "--": "—", "...": "…"}
STRAIGHT = {"“": '"', "”": '"', "—": "--", "–": "-", "…": "...", "‘": "'"}
STYLE = {"lines": False, "wrapped": False, "loose": False, "curly": False, "straight": False, "flat": True}


def random_style(rng: random.Random) -> dict[str, bool]:
    """How one window is typeset."""
    chances = {"lines": 0.15, "wrapped": 0.1, "loose": 0.08, "curly": 0.25, "straight": 0.25, "flat": 0.55}
    return {key: rng.random() < chance for key, chance in chances.items()}


def name_spans(sentence: Sentence) -> list[tuple[int, int, str]]:
    """(begin, end, kind) of the sentence's names, end exclusive."""
    spans: list[tuple[int, int, str]] = []
    for n, tag in enumerate(sentence.names or []):
        if tag and tag.startswith("B-"):
            spans.append((n, n + 1, tag[2:]))
        elif tag and tag.startswith("I-") and spans and spans[-1][1] == n:
            spans[-1] = (spans[-1][0], n + 1, spans[-1][2])
    return spans

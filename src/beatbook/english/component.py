"""The spaCy component: annotate a `Doc` window by window.

In: a Doc that spaCy's tokenizer made. Out: the same Doc with sentences, tags, lemmas, dependencies and names.
Never: changes a token or a character.

A window holds whole sentences. When it is full in the middle of one, that sentence opens the next window instead, so
every sentence is read with all its words (unless it alone fills a window of `LONGEST` pieces).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from beatbook.english.agreement import agree
from beatbook.english.decode import choose_heads, choose_names, name_transitions
from beatbook.english.lemmas import Lemmas
from beatbook.english.names import find_norps, without_titles
from beatbook.english.network import Network, Scores, load_network
from beatbook.english.pieces import BLANK_LINE, CLOSING, NO_GAP, OPENING, SPACE, Pieces, gap_of
from beatbook.english.tokenizer import make_tokenizer

Integers = NDArray[np.int64]
WINDOW, LONGEST = 180, 480  # pieces; training windows reach 190, positions 512
START = (
    -1.0
)  # a sentence begins where its logit is higher; -0.7 to -1.5 do alike on the development half of EWT and GUM
NO_NAME = 0.5  # added to the score of "no name": best on the development half of UNER and wikigold (2026-11)
HEADS = ("upos", "xpos", "feats", "names")
SENTENCE_ENDS = frozenset(".!?…:;\"”'’)]")

FULL_STOPS = frozenset(".!?")
OPENING_MARKS = frozenset("“‘\"'([«")


@dataclass(slots=True)
class Words:
    """A Doc's words (tokens that are not white space) as the network reads them."""

    tokens: list[int] = field(default_factory=list)  # index in the Doc
    texts: list[str] = field(default_factory=list)
    pieces: list[list[int]] = field(default_factory=list)
    shapes: list[int] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Reading:
    """What was decided for the words so far; heads are word indices, labels are numbers of the label lists."""

    starts: list[bool] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[int] = field(default_factory=list)
    upos: list[int] = field(default_factory=list)
    xpos: list[int] = field(default_factory=list)
    feats: list[int] = field(default_factory=list)
    names: list[int] = field(default_factory=list)


class Reader:
    """The network with its labels: words in, `Reading` out. One per process; holds no state of any text."""

    def __init__(self) -> None:
        text = (files("beatbook.english") / "data" / "labels.json").read_text(encoding="utf-8")
        self.labels: dict[str, list[str]] = json.loads(text)
        self.network: Network = load_network()
        self.pieces = Pieces()
        self.lemmas = Lemmas()
        ends = np.cumsum([1, *(len(self.labels[head]) for head in HEADS)])
        self._columns = {head: slice(int(a), int(b)) for head, a, b in zip(HEADS, ends, ends[1:], strict=False)}
        self._allowed = name_transitions(self.labels["names"])
        self._inside = np.array([label.startswith("I-") for label in self.labels["names"]])
        self._caution = np.array([NO_NAME * (label == "O") for label in self.labels["names"]], dtype=np.float32)
        self._root = self.labels["deps"].index("root")

    def words_of(self, doc: Doc) -> Words:
        """The Doc's words with pieces, shapes and gaps."""
        words, end, text = Words(), 0, doc.text
        for token in doc:
            if token.is_space:
                continue
            word, start = token.text, token.idx
            pieces, shape = self.pieces.of(word)
            words.gaps.append(gap_of(text[end:start]) if words.tokens else BLANK_LINE)
            words.tokens.append(token.i)
            words.texts.append(word)
            words.pieces.append(pieces)
            words.shapes.append(shape)
            end = start + len(word)
        return words

    def read(self, words: Words) -> Reading:
        """All words, window after window."""
        reading, begin = Reading(), 0
        sizes = [len(pieces) for pieces in words.pieces]
        while begin < len(sizes):
            begin = self._read_window(words, sizes, begin, reading)
        return reading

    def _read_window(self, words: Words, sizes: list[int], begin: int, reading: Reading) -> int:
        """Read one window and say where the next one begins."""
        limit = WINDOW
        while True:
            end = window_end(words, sizes, begin, limit)
            scores = self._run(words, begin, end)
            starts = self._starts(scores, words, begin, end)
            whole = end == len(sizes) or words.gaps[end] == BLANK_LINE
            last = end if whole else begin + max((n for n, start in enumerate(starts) if start and n), default=0)
            if last > begin:
                break
            if limit >= LONGEST:
                last = end
                break
            limit = LONGEST
        self._decide(scores, starts[: last - begin], begin, last - begin, reading)
        return last

    def _run(self, words: Words, begin: int, end: int) -> Scores:
        ids, shapes, gaps, first, last = [OPENING], [0], [0], [], []
        for number in range(begin, end):
            pieces = words.pieces[number]
            first.append(len(ids))
            ids += pieces
            last.append(len(ids) - 1)
            shapes += [words.shapes[number]] * len(pieces)
            gaps += [words.gaps[number] if number > begin else BLANK_LINE] + [0] * (len(pieces) - 1)
        arrays = (np.array(row, dtype=np.int64) for row in ([*ids, CLOSING], [*shapes, 0], [*gaps, 0], first, last))
        return self.network.run(*arrays)

    def _starts(self, scores: Scores, words: Words, begin: int, end: int) -> list[bool]:
        """Where sentences begin: the network's word, and blank lines unless the sentence plainly runs on."""
        starts: list[bool] = (scores.tags[:, 0] > START).tolist()
        labels = scores.tags[:, self._columns["names"]].argmax(1)
        for number in range(begin + 1, end):
            n = number - begin
            in_name = self._inside[labels[n]] and labels[n - 1] and words.texts[number - 1] not in FULL_STOPS
            if starts[n] and in_name and words.gaps[number] in (NO_GAP, SPACE):
                starts[n] = False  # no sentence begins within a name
        starts[0] = True
        for number in range(begin + 1, end):
            if words.gaps[number] == BLANK_LINE:
                runs_on = words.texts[number][:1].islower() and words.texts[number - 1][-1] not in SENTENCE_ENDS
                starts[number - begin] = starts[number - begin] or not runs_on
        for number in range(begin + 1, end):
            if starts[number - begin] and words.texts[number - 1] in OPENING_MARKS and words.gaps[number] == NO_GAP:
                starts[number - begin] = False  # an opening quotation mark opens the sentence behind it
                starts[number - begin - 1] = starts[number - begin - 1] or words.gaps[number - 1] != NO_GAP
        return starts

    def _decide(self, scores: Scores, starts: list[bool], base: int, size: int, reading: Reading) -> None:
        """Trees, labels and names of the window's first `size` words."""
        bounds = [n for n, start in enumerate(starts) if start] + [size]
        heads = np.empty(len(scores.roots), dtype=np.int64)
        heads[size:] = 0
        for a, b in pairwise(bounds):
            heads[a:b] = choose_heads(scores.arcs[a:b, a:b], scores.roots[a:b]) + a
        relations = self.network.relations(scores, heads)[:size]
        heads = heads[:size]
        is_root = heads == np.arange(size)
        relations[:, self._root] = -1e9
        deps = np.where(is_root, self._root, relations.argmax(1))
        reading.starts += starts
        reading.heads += (heads + base).tolist()
        reading.deps += deps.tolist()
        for head in ("upos", "xpos", "feats"):
            getattr(reading, head).extend(scores.tags[:size, self._columns[head]].argmax(1).tolist())
        names = scores.tags[:size, self._columns["names"]] + self._caution
        for a, b in pairwise(bounds):
            reading.names += choose_names(names[a:b], self._allowed, self._inside).tolist()


def window_end(words: Words, sizes: list[int], begin: int, limit: int) -> int:
    """As many words as fit; rather a little fewer, if the window can then end at a blank line."""
    end, room, paragraph = begin, limit - 2, 0
    while end < len(sizes) and (sizes[end] <= room or end == begin):
        room -= sizes[end]
        end += 1
        if end < len(sizes) and words.gaps[end] == BLANK_LINE and room < limit // 3:
            paragraph = end
    return paragraph if paragraph and end < len(sizes) else end


@lru_cache(maxsize=1)
def shared_reader() -> Reader:
    """The reader of this process."""
    return Reader()


class EnglishComponent:
    """`nlp.add_pipe("beatbook")`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self._reader = shared_reader()
        self._strings = StringNumbers(nlp.vocab, self._reader.labels)

    def __call__(self, doc: Doc) -> Doc:
        words = self._reader.words_of(doc)
        if words.tokens:
            write(doc, words, self._reader.read(words), self._reader, self._strings)
        return doc

    def pipe(self, docs: Iterable[Doc], **_: object) -> Iterator[Doc]:
        """One after the other: a window is the batch, and company changes nothing."""
        for doc in docs:
            yield self(doc)

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """The weights are part of the package; nothing to write."""

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> EnglishComponent:
        return self


class StringNumbers:
    """spaCy's numbers for our labels."""

    def __init__(self, vocab: Vocab, labels: dict[str, list[str]]) -> None:
        add = vocab.strings.add
        for kind in ("PER", "ORG", "LOC", "NORP", "OTHER"):
            add(kind)
        self.upos = np.array([add(label) for label in labels["upos"]], dtype=np.uint64)
        self.xpos = np.array([add(label) for label in labels["xpos"]], dtype=np.uint64)
        self.deps = np.array([add(label) for label in labels["deps"]], dtype=np.uint64)
        feats = ["" if label == "_" else label for label in labels["feats"]]
        self.feats = np.array([vocab.morphology.add(label) for label in feats], dtype=np.uint64)
        self.kinds = np.array([add(label[2:]) if label != "O" else 0 for label in labels["names"]], dtype=np.uint64)
        self.name_numbers = {label: number for number, label in enumerate(labels["names"])}
        self.norp = np.uint64(add("NORP"))
        self.space, self.space_tag = add("SPACE"), add("_SP")
        self.iob = np.array([{"O": 2, "B": 3, "I": 1}[label[0]] for label in labels["names"]], dtype=np.uint64)
        self.add = add


def write(doc: Doc, words: Words, reading: Reading, reader: Reader, strings: StringNumbers) -> None:
    """Put a reading on a Doc, all columns at once (token by token takes longer than the network)."""
    rows = np.array(words.tokens, dtype=np.int64)
    size = len(doc)
    tags = [reader.labels["xpos"][number] for number in reading.xpos]
    upos = [reader.labels["upos"][number] for number in reading.upos]
    lemmas = [reader.lemmas.of(text, tag) for text, tag in zip(words.texts, tags, strict=True)]
    columns = {key: np.zeros(size, dtype=np.uint64) for key in (POS, TAG, MORPH, LEMMA, DEP, ENT_IOB, ENT_TYPE)}
    columns[POS][:], columns[TAG][:] = strings.space, strings.space_tag
    columns[POS][rows] = strings.upos[reading.upos]
    columns[TAG][rows] = strings.xpos[reading.xpos]
    columns[MORPH][rows] = strings.feats[reading.feats]
    columns[DEP][:] = strings.add("dep")
    columns[DEP][rows] = strings.deps[reading.deps]
    columns[LEMMA][rows] = [strings.add(lemma) for lemma in lemmas]
    columns[ENT_IOB][:] = 2
    names = without_titles(words.texts, [reader.labels["names"][number] for number in reading.names])
    names = agree(words.texts, tags, names)
    name_numbers = [strings.name_numbers[label] for label in names]
    columns[ENT_IOB][rows] = strings.iob[name_numbers]
    columns[ENT_TYPE][rows] = strings.kinds[name_numbers]
    for begin, end in find_norps(words.texts, upos, names):
        columns[ENT_IOB][rows[begin:end]] = 1
        columns[ENT_IOB][rows[begin]] = 3
        columns[ENT_TYPE][rows[begin:end]] = strings.norp
    join_over_space(columns[ENT_IOB], columns[ENT_TYPE], rows)
    columns[HEAD] = space_heads(rows, rows[reading.heads], size)
    keys = list(columns)
    doc.from_array(keys, np.stack([columns[key] for key in keys], axis=1))  # type: ignore[arg-type]  # Ints2d is it


def join_over_space(iob: NDArray[np.uint64], types: NDArray[np.uint64], rows: Integers) -> None:
    """White space inside a name ("Ann  Lee") belongs to it; spaCy refuses a name with a gap."""
    for before, after in pairwise(rows.tolist()):
        if after > before + 1 and iob[after] == 1:
            iob[before + 1 : after] = 1
            types[before + 1 : after] = types[after]


def space_heads(rows: Integers, heads: Integers, size: int) -> NDArray[np.uint64]:
    """Heads as spaCy stores them (distance to the head); white space hangs on the word before it, or the first word."""
    absolute = np.maximum.accumulate(np.bincount(rows, weights=rows, minlength=size)).astype(np.int64)
    absolute[: rows[0]] = rows[0]
    absolute[rows] = heads
    return (absolute - np.arange(size)).astype(np.int64).view(np.uint64)


ASSIGNED = ["token.pos", "token.tag", "token.lemma", "token.dep", "token.head", "doc.ents", "doc.sents"]


@Language.factory("beatbook", assigns=ASSIGNED)
def make_component(nlp: Language, name: str) -> EnglishComponent:
    """spaCy's door to the component."""
    return EnglishComponent(nlp, name)


def blank_english() -> Language:
    """spaCy's blank English with a tokenizer that cuts as the treebanks do."""
    from spacy.lang.en import English

    # spaCy's limit is for parsers that need memory for the whole text; ours reads windows
    return English(max_length=100_000_000, create_tokenizer=make_tokenizer)

"""The parsed text as plain Python objects, read out of spaCy once.

In: `spacy.tokens.Doc`. Out: `Doc`, `Token` and `Stretch` with spaCy's own words for what rules ask of them. Never:
decides anything, or answers otherwise than spaCy does.

Rules look at each word dozens of times. spaCy makes a new `Token` at every look and walks the sentence anew for its
children; here a word is one object that knows its head, its children and its tags: coding takes a third less time.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

from beatbook.english.light import import_spacy

import_spacy()  # its only door into this room

from spacy.attrs import DEP, ENT_TYPE, HEAD, IS_SPACE, LEMMA, LOWER, ORTH, POS, SENT_START, SPACY, TAG  # noqa: E402
from spacy.parts_of_speech import IDS  # noqa: E402
from spacy.strings import StringStore  # noqa: E402
from spacy.tokens import Doc as SpacyDoc  # noqa: E402
from spacy.tokens import Span as SpacySpan  # noqa: E402

__all__ = ["Doc", "SpacyDoc", "Stretch", "Token"]

NAMES = {number: name for name, number in IDS.items()}
START: dict[int, bool | None] = {0: None, 1: True}  # anything else says that none begins here
COLUMNS = [ORTH, LOWER, LEMMA, POS, TAG, DEP, ENT_TYPE, SENT_START, SPACY, IS_SPACE, HEAD]


class Token:
    """One word. ``relation`` is the dependency label without its subtype, ``base`` the lemma: both in lower case."""

    __slots__ = (
        "base",
        "children",
        "dep_",
        "doc",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_sent_start",
        "is_space",
        "lemma_",
        "lower_",
        "pos_",
        "relation",
        "tag_",
        "text",
        "whitespace_",
    )

    base: str
    children: tuple[Token, ...]
    dep_: str
    doc: Doc
    ent_type_: str
    head: Token
    i: int
    idx: int
    is_sent_start: bool | None
    is_space: bool
    lemma_: str
    lower_: str
    pos_: str
    relation: str
    tag_: str
    text: str
    whitespace_: str

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    def nbor(self, step: int = 1) -> Token:
        """The word so many places on; `IndexError` where the text ends."""
        place = self.i + step
        if place < 0:
            raise IndexError(place)
        return self.doc.tokens[place]

    @property
    def sent(self) -> Stretch:
        """The sentence that it stands in; `ValueError` where nobody looked for sentences."""
        return self.doc.sentence_at(self.i)

    @property
    def ancestors(self) -> Iterator[Token]:
        """Its heads, nearest first."""
        seen = self
        while seen.head is not seen:
            seen = seen.head
            yield seen

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The words joined with it."""
        start = self
        while start.head is not start and start.dep_ == "conj":
            start = start.head
        found = [start]
        for word in found:
            found += [child for child in word.children if child.i > word.i and child.dep_ == "conj"]
        return tuple(word for word in found if word is not self)

    @property
    def left_edge(self) -> Token:
        """The first word of all that hangs on it."""
        return self.doc.tokens[self.doc.source[self.i].left_edge.i]

    @property
    def right_edge(self) -> Token:
        """The last word of all that hangs on it."""
        return self.doc.tokens[self.doc.source[self.i].right_edge.i]

    @property
    def is_punct(self) -> bool:
        return self.doc.source[self.i].is_punct

    @property
    def is_alpha(self) -> bool:
        return self.doc.source[self.i].is_alpha

    @property
    def is_stop(self) -> bool:
        return self.doc.source[self.i].is_stop

    @property
    def like_num(self) -> bool:
        return self.doc.source[self.i].like_num


class Stretch:
    """Words ``start`` to ``end`` (exclusive) of a text, as `spacy.tokens.Span`."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __reversed__(self) -> Iterator[Token]:
        return reversed(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Stretch: ...
    def __getitem__(self, place: int | slice) -> Token | Stretch:
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self))
            return Stretch(self.doc, self.start + start, self.start + max(start, end))
        return self.doc.tokens[self.start : self.end][place]

    @property
    def start_char(self) -> int:
        return self.doc.tokens[self.start].idx if self.start < len(self.doc.tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        if self.end <= self.start:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char]

    @property
    def sent(self) -> Stretch:
        """The sentence that it begins in."""
        return self.doc.sentence_at(self.start)

    @property
    def root(self) -> Token:
        """The word nearest to the top of its sentence; the first of several."""
        tokens = self.doc.tokens[self.start : self.end]
        best = None
        fewest = len(self.doc.tokens)
        for token in tokens:
            if token.head is token:
                return token
        for token in tokens:
            if self.start <= token.head.i < self.end:
                continue
            steps = _steps_up(token)
            if steps < fewest:
                best, fewest = token, steps
        return best or self.doc.tokens[self.start]


def _steps_up(token: Token) -> int:
    """How many heads are above a word; white space and signs on which nothing hangs come last."""
    if not token.children and (token.is_space or token.is_punct):
        return len(token.doc.tokens) - 1
    return sum(1 for _ in token.ancestors)


class Doc:
    """A parsed text. ``source`` is spaCy's own."""

    __slots__ = ("_annotated", "_begins", "_sentences", "source", "text", "tokens")

    def __init__(self, source: SpacyDoc) -> None:
        self.source = source
        self.text: str = source.text
        self.tokens = _tokens(self, source)
        self._annotated: dict[str, bool] = {}
        self._sentences: list[Stretch] | None = None
        self._begins: list[int] = []

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Stretch: ...
    def __getitem__(self, place: int | slice) -> Token | Stretch:
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self.tokens))
            return Stretch(self, start, max(start, end))
        return self.tokens[place]

    @property
    def ents(self) -> Sequence[SpacySpan]:
        """The names that the pipeline found."""
        return self.source.ents

    @property
    def sents(self) -> list[Stretch]:
        """The sentences; `ValueError` where nobody looked for them."""
        if self._sentences is None:
            self._sentences = [Stretch(self, sentence.start, sentence.end) for sentence in self.source.sents]
            self._begins = [sentence.start for sentence in self._sentences]
        return self._sentences

    def sentence_at(self, place: int) -> Stretch:
        """The sentence of the word at ``place``."""
        sentences = self.sents
        return sentences[bisect_right(self._begins, place) - 1]

    def has_annotation(self, name: str) -> bool:
        """Whether the pipeline set it ("DEP", "TAG") on any word."""
        known = self._annotated.get(name)
        if known is None:
            known = self._annotated[name] = bool(self.source.has_annotation(name))
        return known

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> Stretch | None:
        """The words at characters ``start`` to ``end``."""
        found = self.source.char_span(start, end, alignment_mode=alignment_mode)
        return None if found is None else Stretch(self, found.start, found.end)


def _tokens(doc: Doc, source: SpacyDoc) -> list[Token]:
    """The words of a text, tied to each other."""
    columns: NDArray[np.uint64] = np.asarray(source.to_array(COLUMNS), dtype=np.uint64).reshape(-1, len(COLUMNS))
    rows: list[list[int]] = columns.tolist()
    name = _Names(source.vocab.strings)
    heads: list[int] = (columns[:, -1].astype(np.int64) + np.arange(len(rows))).tolist()
    tokens = [Token() for _ in rows]
    below: dict[int, list[Token]] = {}
    idx = 0
    for i, (row, head) in enumerate(zip(rows, heads, strict=True)):
        orth, lower, lemma, pos, tag, dep, kind, start, space, is_space, _ = row
        token = tokens[i]
        token.doc, token.i, token.idx = doc, i, idx
        token.text = text = name[orth]
        token.lower_, token.lemma_, token.tag_ = name[lower], name[lemma], name[tag]
        token.dep_, token.ent_type_ = name[dep], name[kind]
        token.pos_ = NAMES[pos]
        token.relation = token.dep_.split(":", 1)[0].lower()
        token.base = (token.lemma_ or text).casefold()
        token.is_sent_start = START.get(start, False)
        token.is_space = bool(is_space)
        token.children = ()
        token.head = tokens[head]
        if head != i:
            below.setdefault(head, []).append(token)
        token.whitespace_ = " " if space else ""
        idx += len(text) + space
    for head, children in below.items():
        tokens[head].children = tuple(children)
    return tokens


class _Names(dict[int, str]):
    """spaCy's numbers of strings, looked up once in a text."""

    def __init__(self, strings: StringStore) -> None:
        self.strings = strings

    def __missing__(self, number: int) -> str:
        found = self[number] = self.strings[number]
        return found

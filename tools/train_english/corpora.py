"""Read the training corpora into one shape.

In: CoNLL-U (UD English EWT, UD English GUM), BIO columns (UNER EWT, CrossNER). Out: `Sentence`.
Never: reads a test file.
Labels that a corpus does not carry are `None`, and the trainer leaves them out of the loss.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from pathlib import Path

KINDS = ("PER", "ORG", "LOC", "OTHER")
# CrossNER's fine types under our five; everything else that it marks is a name of some OTHER kind.
CROSSNER_KINDS = {
    "PER": {"person", "politician", "scientist", "writer", "musicalartist", "researcher"},
    "ORG": {"organisation", "politicalparty", "university", "band"},
    "LOC": {"location", "country"},
}
GUM_KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
KEPT_FEATS = ("Degree", "Mood", "Number", "Person", "Poss", "PronType", "Tense", "VerbForm", "Voice", "Polarity")


WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
TITLES = set(WORDS["titles"])
PROPER_TAGS = {"NNP", "NNPS"}


@dataclass(slots=True)
class Sentence:
    """One sentence with whatever its corpus says of it. Heads are word indices, -1 for the root."""

    corpus: str
    doc: str
    words: list[str]
    space_after: list[bool]
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None
    lemmas: list[str] | None = None
    heads: list[int] | None = None
    deps: list[str] | None = None
    names: list[str | None] | None = None  # BIO over KINDS; None where the corpus leaves the word open
    open_o: bool = True  # the corpus' O may hide a name of kind OTHER
    paragraph: bool = False


def kept_feats(feats: str) -> str:
    """The features that the project uses, in UD's order."""
    return "|".join(f for f in feats.split("|") if f.split("=")[0] in KEPT_FEATS) or "_"


def read_conllu(path: Path, corpus: str) -> list[Sentence]:
    """All sentences of a CoNLL-U file, empty nodes left out, split words as their parts."""
    sentences, doc, paragraph = [], "", False
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows: list[list[str]] = []
        joined: dict[int, bool] = {}
        for line in block.splitlines():
            if line.startswith("# newdoc"):
                doc, paragraph = line.split("=", 1)[1].strip() if "=" in line else doc + "+", True
            elif line.startswith("# newpar"):
                paragraph = True
            elif line and not line.startswith("#"):
                columns = line.split("\t")
                if "." in columns[0]:
                    continue
                if "-" in columns[0]:
                    first, last = map(int, columns[0].split("-"))
                    for word in range(first, last):
                        joined[word] = False
                    joined[last] = "SpaceAfter=No" not in columns[9]
                    continue
                rows.append(columns)
        if not rows:
            continue
        index = {row[0]: number for number, row in enumerate(rows)}
        sentences.append(
            Sentence(
                corpus,
                doc,
                [row[1] for row in rows],
                [joined.get(int(row[0]), "SpaceAfter=No" not in row[9]) for row in rows],
                [row[3] for row in rows],
                [row[4] for row in rows],
                [kept_feats(row[5]) for row in rows],
                [row[2] for row in rows],
                [index.get(row[6], -1) for row in rows],
                [row[7] for row in rows],
                gum_names(rows) if corpus == "gum" else None,
                paragraph=paragraph,
            )
        )
        paragraph = False
    return sentences


def gum_spans(rows: list[list[str]]) -> list[tuple[int, int, str, str]]:
    """GUM's entity mentions in one sentence: (first, last, type, wiki title or '')."""
    opened: dict[str, list[tuple[int, str, str]]] = {}
    spans = []
    for number, row in enumerate(rows):
        match = re.search(r"(?:^|\|)Entity=([^|]*)", row[9])
        if not match:
            continue
        for piece in re.findall(r"\([^()]*\)?|[^()]+\)", match[1]):
            body = piece.strip("()")
            key = body.split("-")[0]
            if piece.startswith("("):
                parts = body.split("-", 7)
                title = parts[7] if len(parts) > 7 else ""
                title = title.split("-", 1)[1] if "-" in title else ""
                kind = parts[1] if len(parts) > 1 else ""
                if piece.endswith(")"):
                    spans.append((number, number, kind, title))
                else:
                    opened.setdefault(key, []).append((number, kind, title))
            elif opened.get(key):
                first, kind, title = opened[key].pop()
                spans.append((first, number, kind, title))
    return spans


def gum_names(rows: list[list[str]]) -> list[str | None]:
    """GUM's mentions cut down to proper names: the run of proper nouns around the mention's head."""
    tags: list[str | None] = ["O"] * len(rows)
    proper = [row[4] in PROPER_TAGS for row in rows]  # XPOS: "United" in "United Nations" is an ADJ of tag NNP
    for number, is_proper in enumerate(proper):
        if is_proper:
            tags[number] = None  # a proper noun outside every mention that we understand stays open
    index = {row[0]: number for number, row in enumerate(rows)}
    spans = sorted(gum_spans(rows), key=lambda span: (span[1] - span[0], span[0]))
    for first, last, kind, title in spans:
        head = next((n for n in range(first, last + 1) if not first <= index.get(rows[n][6], -1) <= last), first)
        if not proper[head]:
            continue
        begin = end = head
        while begin > first and (
            proper[begin - 1] or (rows[begin - 1][1] in "-'." and begin - 1 > first and proper[begin - 2])
        ):
            begin -= 1
        while end < last and (proper[end + 1] or (rows[end + 1][1] in "-'." and end + 1 < last and proper[end + 2])):
            end += 1
        while begin < end and (kind == "time" or rows[begin][1].rstrip(".") in TITLES):
            tags[begin] = "O"
            begin += 1
        if kind == "time":
            tags[begin] = "O"
            continue
        label = GUM_KINDS.get(kind, "OTHER")
        if named_as_titled(rows[begin : last + 1], title):
            end = last
        joined = end + 1 < last and rows[end + 1][2] in ("of", "for", "and", "the")
        if joined and any(proper[n] for n in range(end + 1, last + 1)):
            continue  # "University of Portsmouth": how far the name goes is not said
        for number in range(begin, end + 1):
            tags[number] = ("B-" if number == begin else "I-") + label
    return tags


def named_as_titled(rows: list[list[str]], title: str) -> bool:
    """Whether a mention is exactly the title of its encyclopedia page ("University of Portsmouth")."""
    return bool(title) and "_".join(row[1] for row in rows).lower() == title.lower()


def read_columns(path: Path, corpus: str) -> list[Sentence]:
    """CrossNER's or UNER's BIO columns."""
    sentences = []
    for count, block in enumerate(re.split(r"\n\s*\n", path.read_text(encoding="utf-8"))):
        words, tags = [], []
        for line in block.splitlines():
            columns = line.split("\t")
            if line.startswith("#") or len(columns) < 2:
                continue
            word, tag = (columns[1], columns[2]) if corpus == "uner" else (columns[0], columns[1])
            words.append(unicodedata.normalize("NFC", word))
            tags.append(tag)
        if not words:
            continue
        names: list[str | None] = [crossner_tag(tag) if corpus == "crossner" else tag for tag in tags]
        sentences.append(
            Sentence(
                corpus,
                f"{path.parent.name}-{count}",
                words,
                guess_spaces(words),
                names=names,
                open_o=corpus != "crossner",
            )
        )
    return sentences


def crossner_tag(tag: str) -> str:
    """B-politician → B-PER."""
    if tag == "O":
        return tag
    kind = next((kind for kind, fine in CROSSNER_KINDS.items() if tag[2:] in fine), "OTHER")
    return tag[:2] + kind


def guess_spaces(words: list[str]) -> list[bool]:
    """Spaces as English typesets them, for corpora that do not record them."""
    spaces = [True] * len(words)
    for number, word in enumerate(words):
        following = words[number + 1] if number + 1 < len(words) else ""
        if following in {",", ".", ";", ":", "?", "!", ")", "]", "'s", "n't", "'", "%", "’s"} or word in {
            "(",
            "[",
            "$",
            "£",
        }:
            spaces[number] = False
    return spaces


def add_names(sentences: list[Sentence], named: list[Sentence]) -> int:
    """Lay UNER's tags over the same sentences of EWT. Returns how many sentences got them."""
    by_words = {"".join(sentence.words): sentence.names for sentence in named}
    count = 0
    for sentence in sentences:
        names = by_words.get(unicodedata.normalize("NFC", "".join(sentence.words)))
        if names is not None and len(names) == len(sentence.words):
            sentence.names, count = names, count + 1
    return count


def add_annotations(sentences: list[Sentence], path: Path) -> int:
    """Lay our own annotation of EWT's training half over its sentences. Returns how many names it holds.

    Rows are `sentence, first word, word after the last, kind`, all counted from 0 in the order of the file (UD 2.x,
    12,544 sentences). Every proper noun of those sentences was judged, so what is not listed is no name.
    """
    for sentence in sentences:
        sentence.names, sentence.open_o = ["O"] * len(sentence.words), False
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for number, begin, end, kind in rows:
        names = sentences[int(number)].names
        assert names is not None
        for word in range(int(begin), int(end)):
            names[word] = ("B-" if word == int(begin) else "I-") + kind
    return len(rows)

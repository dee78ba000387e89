"""Small algebra on a dependency tree (Universal Dependencies labels, with or without subtypes)."""

from __future__ import annotations

from collections.abc import Iterator

from beatbook.code.parsed import Token

NOT_IN_NAME = (
    "acl",
    "appos",
    "parataxis",
    "conj",
    "cc",
    "punct",
    "orphan",
    "ccomp",
    "advcl",
    "cop",
    "nsubj",
    "aux",
    "mark",
)
CLAUSES = ("ccomp", "advcl", "acl", "csubj", "parataxis", "conj", "xcomp")

Extent = tuple[int, int]  # code points, end-exclusive


def relation(token: Token) -> str:
    """The dependency label without its subtype."""
    return token.relation


def children(token: Token, *labels: str) -> Iterator[Token]:
    """The children under one of the labels (subtypes count)."""
    return (child for child in token.children if relation(child) in labels)


def child(token: Token, *labels: str) -> Token | None:
    """The first such child, if any."""
    return next(children(token, *labels), None)


def case_word(token: Token) -> str:
    """The preposition before a noun, lower case; multi-word ones joined: ``according to``."""
    marks = [c for c in children(token, "case") if c.i < token.i]
    if not marks:
        return ""
    first = marks[0]
    return " ".join(t.lower_ for t in (first, *children(first, "fixed", "mwe")))


def tokens_under(token: Token, without: tuple[Token, ...] = (), labels_off: tuple[str, ...] = ()) -> list[Token]:
    """The subtree in reading order, less some branches (by token, or at its top by label)."""
    found, stack = [], [token]
    while stack:
        here = stack.pop()
        found.append(here)
        for kid in here.children:
            if kid in without or (here is token and relation(kid) in labels_off):
                continue
            stack.append(kid)
    return sorted(found, key=lambda t: t.i)


def extent_of(tokens: list[Token]) -> Extent | None:
    """From the first to the last of some tokens, blanks and loose punctuation at the edges left out."""
    kept = [t for t in tokens if not t.is_space]
    while kept and kept[0].text in ",;:.-–—)…?!":
        kept.pop(0)
    while kept and kept[-1].text in ",;:.-–—(":
        kept.pop()
    return (kept[0].idx, kept[-1].idx + len(kept[-1])) if kept else None


def noun_phrase(head: Token, wide: bool = False) -> Extent:
    """The phrase of a noun without its clauses; ``wide`` keeps appositions (not relative clauses)."""
    off = tuple(label for label in NOT_IN_NAME if not (wide and label == "appos"))
    case = tuple(children(head, "case"))
    tokens = tokens_under(head, case, off)
    if (name := _name_beside(head)) is not None and not wide:
        tokens = sorted(tokens + tokens_under(name, (), NOT_IN_NAME), key=lambda t: t.i)
    start = next((n for n in range(len(tokens)) if tokens[n].i == head.i), 0)
    first = start
    while first and tokens[first - 1].i >= tokens[first].i - 2:
        first -= 1
    last = start
    while last + 1 < len(tokens) and tokens[last + 1].i <= tokens[last].i + 2:
        last += 1
    return extent_of(tokens[first : last + 1]) or (head.idx, head.idx + len(head))


def _name_beside(head: Token) -> Token | None:
    """The name that follows a noun with nothing in between: "the aid group North Star Relief"."""
    for kid in children(head, "appos"):
        if kid.pos_ == "PROPN" and min(t.i for t in tokens_under(kid)) == head.i + 1:
            return kid
    return None


def is_passive(verb: Token) -> bool:
    """Whether a verb stands in the passive, by its labels."""
    return any(kid.dep_.lower() in ("aux:pass", "auxpass", "nsubj:pass", "nsubjpass") for kid in verb.children)


def is_negated(verb: Token) -> bool:
    """Whether a verb or its auxiliary is negated by a word of its own."""
    return any(
        kid.lower_ in ("not", "n't", "n’t", "never", "nt", "no") and relation(kid) in ("advmod", "neg", "det")
        for kid in verb.children
    ) or any(kid.lower_ == "neither" for kid in verb.children)


def has_word(token: Token, word: str) -> bool:
    """Whether a preposition or mark of that word stands before."""
    return any(k.lower_ == word for k in children(token, "case", "mark", "advmod") if k.i < token.i)

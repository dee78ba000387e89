"""Let a text agree with itself on its names.

In: words, Penn tags and name labels of a whole text. Out: labels. Never: looks beyond the text.
A name that stands there five times as a place and once as an organisation is a place; one that the network found
twice and left out once, or found in part, is found the third time too. F1 with and without, strict: UNER test
72.7 and 72.6, wikigold 76.7 and 76.2.
"""

from __future__ import annotations

from collections import Counter, defaultdict

PROPER_TAGS = ("NNP", "NNPS")


def agree(words: list[str], tags: list[str], labels: list[str]) -> list[str]:
    """The labels with each name's kind put to the vote, and repeated names filled in."""
    spans = name_spans(labels)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for begin, end, kind in spans:
        votes[" ".join(words[begin:end]).lower()][kind] += 1
    agreed = list(labels)
    kinds: dict[tuple[str, ...], str] = {}
    for begin, end, kind in spans:
        kind = winner(votes[" ".join(words[begin:end]).lower()], kind)
        kinds.setdefault(tuple(words[begin:end]), kind)
        put(agreed, begin, end, kind)
    fill(words, tags, agreed, kinds)
    return agreed


def name_spans(labels: list[str]) -> list[tuple[int, int, str]]:
    """(begin, end, kind) of every name, end exclusive."""
    spans: list[tuple[int, int, str]] = []
    for number, label in enumerate(labels):
        if label.startswith("B-"):
            spans.append((number, number + 1, label[2:]))
        elif label.startswith("I-") and spans:
            begin, _, kind = spans[-1]
            spans[-1] = (begin, number + 1, kind)
    return spans


def winner(votes: Counter[str], own: str) -> str:
    """The kind with most votes; the name's own kind where that is among the first."""
    most = max(votes.values())
    return own if votes[own] == most else next(kind for kind, count in votes.items() if count == most)


def put(labels: list[str], begin: int, end: int, kind: str) -> None:
    labels[begin:end] = [f"B-{kind}"] + [f"I-{kind}"] * (end - begin - 1)


def fill(words: list[str], tags: list[str], labels: list[str], kinds: dict[tuple[str, ...], str]) -> None:
    """Mark names of the text where the network passed them over or found a part: with no proper noun beside them."""
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted(kinds, key=lambda name: (-len(name), name)):
        by_first[name[0]].append(name)
    for begin, word in enumerate(words):
        if word not in by_first or tags[begin] not in PROPER_TAGS or labels[begin].startswith("I-"):
            continue
        for name in by_first[word]:
            end = begin + len(name)
            if tuple(words[begin:end]) == name and stands_alone(tags, labels, begin, end):
                put(labels, begin, end, kinds[name])
                break


def stands_alone(tags: list[str], labels: list[str], begin: int, end: int) -> bool:
    """Not wholly marked yet, no name that runs over its ends, and no proper noun beside it."""
    if labels[end : end + 1] and labels[end].startswith("I-"):
        return False
    beside = tags[max(begin - 1, 0) : begin] + tags[end : end + 1]
    whole = labels[begin].startswith("B-") and all(label.startswith("I-") for label in labels[begin + 1 : end])
    return not whole and not any(tag in PROPER_TAGS for tag in beside)

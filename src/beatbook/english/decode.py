"""Choose one tree and one row of names from the network's scores.

In: arrays of scores. Out: heads, labels, tags as integers. Never: sees a word.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
IMPOSSIBLE = np.float32(-1e9)


def choose_heads(scores: Floats, root_scores: Floats) -> Integers:
    """The heads of one sentence: a tree with exactly one root, which is its own head.

    `scores[i, j]` says how well j heads i. Greedy choice first; where that is no tree, the maximum spanning tree
    (Chu and Liu 1965, Edmonds 1967) under the most probable root.
    """
    size = len(root_scores)
    if size == 1:
        return np.zeros(1, dtype=np.int64)
    scores = scores.copy()
    np.fill_diagonal(scores, root_scores)
    heads: Integers = scores.argmax(1)
    if is_tree(heads):
        return heads
    best_other = np.where(np.eye(size, dtype=bool), IMPOSSIBLE, scores).max(1)
    root = int((root_scores - best_other).argmax())
    np.fill_diagonal(scores, IMPOSSIBLE)
    heads = scores.argmax(1)
    heads[root] = root
    return heads if is_tree(heads) else spanning_tree(scores, root)


def is_tree(heads: Integers) -> bool:
    """Whether there is one root and every word reaches it."""
    size = len(heads)
    if int((heads == np.arange(size)).sum()) != 1:
        return False
    up = heads
    for _ in range(size.bit_length()):
        up = up[up]
    return bool((up == up[0]).all()) and int(heads[up[0]]) == int(up[0])


def spanning_tree(scores: Floats, root: int) -> Integers:
    """The best tree under a given root, cycles contracted one after the other."""
    size = len(scores)
    scores = scores.copy()
    scores[root, :] = IMPOSSIBLE
    heads = scores.argmax(1)
    heads[root] = root
    found = find_cycle(heads, root)
    if found is None:
        return np.asarray(heads)
    cycle = np.array(found, dtype=np.int64)
    inside = np.zeros(size, dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    gain = scores[cycle] - scores[cycle, heads[cycle]][:, None]
    entering, leaving = gain[:, outside], scores[np.ix_(outside, cycle)]
    small = np.full((len(outside) + 1, len(outside) + 1), IMPOSSIBLE, dtype=scores.dtype)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[-1, :-1], small[:-1, -1] = entering.max(0), leaving.max(1)
    solved = spanning_tree(small, int(np.flatnonzero(outside == root)[0]))
    result = heads.copy()
    for number, word in enumerate(outside):
        head = int(solved[number])
        result[word] = cycle[int(leaving[number].argmax())] if head == len(outside) else outside[head]
    broken = int(solved[-1])
    enter = int(entering[:, broken].argmax())
    result[cycle[enter]] = outside[broken]
    result[root] = root
    return np.asarray(result)


def find_cycle(heads: Integers, root: int) -> list[int] | None:
    """The words of one cycle that the root is not on, or None."""
    done = {root}
    for word in range(len(heads)):
        path: list[int] = []
        while word not in done:
            done.add(word)
            path.append(word)
            word = int(heads[word])
        if word in path:
            return path[path.index(word) :]
    return None


def name_transitions(labels: list[str]) -> NDArray[np.bool_]:
    """Which name label may follow which: I-X only after B-X or I-X."""
    allowed = np.ones((len(labels), len(labels)), dtype=bool)
    for column, label in enumerate(labels):
        if label.startswith("I-"):
            allowed[:, column] = [previous[2:] == label[2:] and previous != "O" for previous in labels]
    return allowed


def choose_names(scores: Floats, allowed: NDArray[np.bool_], inside: NDArray[np.bool_]) -> Integers:
    """The best row of name labels (Viterbi). `inside` marks the labels that no row may begin with."""
    best: Integers = scores.argmax(1)
    legal = allowed[best[:-1], best[1:]].all() and not inside[best[:1]].any()
    if legal:
        return best
    shifted = scores - scores.max(1, keepdims=True)
    logp = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
    barrier = np.where(allowed, np.float32(0), IMPOSSIBLE)
    total = np.where(inside, IMPOSSIBLE, logp[0])
    back = np.zeros(scores.shape, dtype=np.int64)
    for row in range(1, len(scores)):
        paths = total[:, None] + barrier
        back[row] = paths.argmax(0)
        total = paths.max(0) + logp[row]
    path = [int(total.argmax())]
    for row in range(len(scores) - 1, 0, -1):
        path.append(int(back[row, path[-1]]))
    return np.array(path[::-1], dtype=np.int64)

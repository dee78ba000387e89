"""Trees and name rows from scores, checked against trying everything."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from beatbook.english.decode import choose_heads, choose_names, is_tree, name_transitions, spanning_tree


def value_of(scores: np.ndarray, heads: np.ndarray) -> float:
    return float(sum(scores[n, head] for n, head in enumerate(heads) if head != n))


@given(st.integers(2, 40), st.integers(0, 10_000))
@settings(max_examples=60, deadline=None)
def test_any_scores_give_one_tree(size: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    heads = choose_heads(rng.normal(size=(size, size)).astype(np.float32), rng.normal(size=size).astype(np.float32))
    assert is_tree(heads)


@pytest.mark.parametrize("seed", range(25))
def test_spanning_tree_is_the_best_of_all(seed: int) -> None:
    """Five words have few enough trees to try them all."""
    rng = np.random.default_rng(seed)
    scores, root = rng.normal(size=(5, 5)).astype(np.float32), int(rng.integers(5))
    np.fill_diagonal(scores, -1e9)
    candidates = (np.array(row) for row in product(range(5), repeat=5) if row[root] == root)
    best = max(value_of(scores, row) for row in candidates if is_tree(row))
    assert value_of(scores, spanning_tree(scores, root)) == pytest.approx(best, abs=1e-4)


def test_two_roots_and_a_cycle_are_no_tree() -> None:
    assert not is_tree(np.array([0, 1, 1]))
    assert not is_tree(np.array([0, 2, 1]))
    assert is_tree(np.array([1, 1, 1]))


LABELS = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


def test_a_name_never_begins_inside() -> None:
    """'Paris' scored I-LOC after nothing becomes B-LOC."""
    scores = np.full((2, 5), -5, dtype=np.float32)
    scores[0, 0], scores[1, 4], scores[1, 3] = 5, 3, 2
    inside = np.array([label.startswith("I-") for label in LABELS])
    assert [LABELS[n] for n in choose_names(scores, name_transitions(LABELS), inside)] == ["O", "B-LOC"]


@given(st.integers(1, 12), st.integers(0, 1000))
@settings(max_examples=50, deadline=None)
def test_rows_of_names_are_always_legal(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, 5)).astype(np.float32)
    inside = np.array([label.startswith("I-") for label in LABELS])
    row = ["O", *(LABELS[n] for n in choose_names(scores, name_transitions(LABELS), inside))]
    for before, label in pairwise(row):
        assert not label.startswith("I-") or before[2:] == label[2:]

"""Run the network on one window.

In: piece ids, shapes, gaps, and each word's first and last piece. Out: `Scores`. Never: batches, for an int8 network's
rounding depends on everything in its batch, and the same text must give the same answer in any company.

onnxruntime does the work; where it has no wheel, `plain.PlainNetwork` computes the same integers in numpy, slower.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from beatbook.english.weights import Array, read_constants

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
BLAS_ALONE = 20  # rows at a time: below OpenBLAS' threshold for waking more threads, which costs more than the product
OUTPUTS = ["tag_scores", "arc_scores", "root_scores", "rel_dep", "rel_head"]


@dataclass(frozen=True, slots=True)
class Scores:
    """What the network says of n words."""

    tags: Floats  # (n, 1 + labels of all heads): sentence start first, then upos, xpos, feats, names
    arcs: Floats  # (n, n): how well column j heads row i
    roots: Floats  # (n,)
    rel_dep: Floats  # (n, 256)
    rel_head: Floats  # (n, 256)


class Network(Protocol):
    """Anything that computes scores for one window."""

    def run(self, ids: Integers, shapes: Integers, gaps: Integers, first: Integers, last: Integers) -> Scores: ...

    def relations(self, scores: Scores, heads: Integers) -> Floats: ...


class OnnxNetwork:
    """The network under onnxruntime, one thread."""

    def __init__(self, model: bytes) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3  # the relation matrix is not part of the graph, which is worth no warning
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        self._relations = Relations(read_constants(model))

    def run(self, ids: Integers, shapes: Integers, gaps: Integers, first: Integers, last: Integers) -> Scores:
        feed = {"ids": ids[None], "shapes": shapes[None], "gaps": gaps[None], "first": first, "last": last}
        return Scores(*self._session.run(OUTPUTS, feed))

    def relations(self, scores: Scores, heads: Integers) -> Floats:
        return self._relations.of(scores, heads)


class Relations:
    """Scores of the relation labels, once the heads are chosen."""

    def __init__(self, constants: dict[str, Array]) -> None:
        self._weight = constants["rel_out.weight"].astype(np.float32)
        self._bias = constants["rel_out.bias"].astype(np.float32)

    def of(self, scores: Scores, heads: Integers) -> Floats:
        inner = scores.rel_dep + scores.rel_head[heads]
        # gelu by its tanh form: erf is not in numpy, and the labels' order does not hang on the third digit
        inner = 0.5 * inner * (1 + np.tanh(0.7978845608 * inner * (1 + 0.044715 * inner * inner)))
        rows = [inner[n : n + BLAS_ALONE] @ self._weight for n in range(0, len(inner), BLAS_ALONE)]
        return np.asarray(np.concatenate(rows) + self._bias, dtype=np.float32)


def model_bytes() -> bytes:
    """The shipped weights, as they lie in the package."""
    return (files("beatbook.english") / "data" / "model.onnx").read_bytes()


def load_network() -> Network:
    """The shipped network in the fastest form that this machine has."""
    model = model_bytes()
    try:
        return OnnxNetwork(model)
    except ImportError:
        from beatbook.english.plain import PlainNetwork

        return PlainNetwork(model)

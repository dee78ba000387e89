"""The network in numpy alone, for machines without onnxruntime.

In and out as `network.OnnxNetwork`. The same int8 weights and the same rounding of activations: answers agree closely.
Products are done in float32: whole numbers below 2**24 are exact there, and BLAS has no int8.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from beatbook.english.network import Floats, Integers, Relations, Scores
from beatbook.english.weights import read_constants

ATTENTION_HEADS = 12


class PlainNetwork:
    """All constants but the word pieces as float32 (about 60 MB)."""

    def __init__(self, model: bytes) -> None:
        constants = read_constants(model)
        self._relations = Relations(constants)
        # the big table of pieces stays int8 and is widened row by row
        self._w: dict[str, Any] = {
            name: array if name.startswith("pieces") else array.astype(np.float32) for name, array in constants.items()
        }
        self._layers = sum(name.endswith(".qkv.q") for name in constants)

    def run(self, ids: Integers, shapes: Integers, gaps: Integers, first: Integers, last: Integers) -> Scores:
        x = self._embed("pieces", ids) + (self._embed("shapes", shapes) + self._embed("gaps", gaps))
        x = self._norm(x + self._w["positions.half"][: len(ids)], "norm")
        mixed = x * self._w["mix.0"]
        for number in range(self._layers):
            x = self._layer(x, f"layers.{number}")
            mixed = mixed + x * self._w[f"mix.{number + 1}"]
        words = mixed[first] + mixed[last]
        dep, head = gelu(self._linear(words, "arc_dep")), gelu(self._linear(words, "arc_head"))
        arcs = dep @ self._w["arc"] @ head.T + self._w["arc_bias"][0] @ head.T
        roots = words @ self._w["root.weight"][:, 0] + self._w["root.bias"][0]
        tags, rel_dep, rel_head = (self._linear(words, name) for name in ("tags", "rel_dep", "rel_head"))
        return Scores(*(np.asarray(part, dtype=np.float32) for part in (tags, arcs, roots, rel_dep, rel_head)))

    def relations(self, scores: Scores, heads: Integers) -> Floats:
        return self._relations.of(scores, heads)

    def _embed(self, name: str, ids: Integers) -> Floats:
        return np.asarray(self._w[f"{name}.q"][ids].astype(np.float32) * self._w[f"{name}.scale"][ids])

    def _linear(self, x: Floats, name: str) -> Floats:
        low, high = min(float(x.min()), 0.0), max(float(x.max()), 0.0)
        scale = np.float32((high - low) / 255 or 1.0)
        zero = np.float32(np.clip(np.rint(-low / scale), 0, 255))
        quantised = np.clip(np.rint(x / scale) + zero, 0, 255) - zero
        product = quantised @ self._w[f"{name}.q"] * (scale * self._w[f"{name}.scale"])
        return np.asarray(product + self._w[f"{name}.bias"])

    def _norm(self, x: Floats, name: str) -> Floats:
        x = x - x.mean(-1, keepdims=True)
        x = x / np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
        return np.asarray(x * self._w[f"{name}.weight"] + self._w[f"{name}.bias"], dtype=np.float32)

    def _layer(self, x: Floats, name: str) -> Floats:
        size = len(x)
        thirds = np.split(self._linear(x, f"{name}.qkv"), 3, -1)
        q, k, v = (part.reshape(size, ATTENTION_HEADS, -1).swapaxes(0, 1) for part in thirds)
        scores = q @ k.swapaxes(1, 2) / np.sqrt(np.float32(q.shape[-1]))
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        attended = (scores / scores.sum(-1, keepdims=True)) @ v
        x = self._norm(x + self._linear(attended.swapaxes(0, 1).reshape(size, -1), f"{name}.out"), f"{name}.norm1")
        return self._norm(x + self._linear(gelu(self._linear(x, f"{name}.up")), f"{name}.down"), f"{name}.norm2")


def gelu(x: Floats) -> Floats:
    """x Φ(x), with Φ by Abramowitz and Stegun 7.1.26 (error below 1.5e-7)."""
    z = np.abs(x) * np.float32(0.7071067811865476)
    t = 1 / (1 + np.float32(0.3275911) * z)
    series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - series * np.exp(-z * z))
    return np.asarray(0.5 * x * (1 + erf), dtype=np.float32)

"""Write trained weights as one int8 ONNX file: `python tools/train_english/export.py WEIGHTS_DIR OUT_DIR`.

Matrices are int8 with one scale per output column, held to ±64: eight-bit products then never saturate on processors
without VNNI, so every x86 machine computes the same integers. Embeddings are int8 with one scale per row.
Activations are quantised per call.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from network import ATTENTION_HEADS, LAYERS
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

LIMIT = 64  # 255 * 64 * 2 < 2**15
MICROSOFT = "com.microsoft"


class Graph:
    """A growing ONNX graph; every method returns the name of its output."""

    def __init__(self, state: dict[str, torch.Tensor]) -> None:
        self.state = {key: value.float().numpy() for key, value in state.items()}
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: NDArray) -> str:  # type: ignore[type-arg]
        if all(tensor.name != name for tensor in self.constants):
            self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], name: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def linear(self, x: str, name: str) -> str:
        weight, bias = self.state[f"{name}.weight"].T, self.state[f"{name}.bias"]
        scale = np.maximum(np.abs(weight).max(0), 1e-8) / LIMIT
        quantised = np.clip(np.rint(weight / scale), -LIMIT, LIMIT).astype(np.int8)
        inputs = [
            x,
            self.constant(f"{name}.q", quantised),
            self.constant(f"{name}.scale", scale.astype(np.float32)),
            "",
        ]
        return self.node(
            "DynamicQuantizeMatMul", [*inputs, self.constant(f"{name}.bias", bias)], f"{name}.out", MICROSOFT
        )

    def embedding(self, ids: str, name: str) -> str:
        weight = self.state[f"{name}.weight"]
        scale = np.maximum(np.abs(weight).max(1, keepdims=True), 1e-8) / 127
        table = self.constant(f"{name}.q", np.rint(weight / scale).astype(np.int8))
        rows = self.node(
            "Cast", [self.node("Gather", [table, ids], f"{name}.rows")], f"{name}.float", to=TensorProto.FLOAT
        )
        scales = self.node("Gather", [self.constant(f"{name}.scale", scale.astype(np.float32)), ids], f"{name}.scales")
        return self.node("Mul", [rows, scales], f"{name}.out")

    def norm(self, x: str, skip: str, name: str) -> str:
        """Layer norm of a sum, written out: onnxruntime's own kernel takes five times as long (1.31, CPU)."""
        total = self.node("Add", [x, skip], f"{name}.sum")
        axis = self.constant("last_axis", np.array([-1], np.int64))
        mean = self.node("ReduceMean", [total, axis], f"{name}.mean", keepdims=1)
        centred = self.node("Sub", [total, mean], f"{name}.centred")
        square = self.node("Mul", [centred, centred], f"{name}.square")
        variance = self.node("ReduceMean", [square, axis], f"{name}.variance", keepdims=1)
        safe = self.node("Add", [variance, self.constant("epsilon", np.float32(1e-12))], f"{name}.safe")
        scaled = self.node("Div", [centred, self.node("Sqrt", [safe], f"{name}.deviation")], f"{name}.scaled")
        weighted = self.node(
            "Mul", [scaled, self.constant(f"{name}.weight", self.state[f"{name}.weight"])], f"{name}.weighted"
        )
        return self.node("Add", [weighted, self.constant(f"{name}.bias", self.state[f"{name}.bias"])], f"{name}.normed")

    def layer(self, x: str, name: str) -> str:
        qkv = self.linear(x, f"{name}.qkv")
        parts = [f"{name}.{part}" for part in "qkv"]
        self.nodes.append(helper.make_node("Split", [qkv], parts, name=f"{name}.split", axis=-1, num_outputs=3))
        attended = self.node("MultiHeadAttention", parts, f"{name}.attended", MICROSOFT, num_heads=ATTENTION_HEADS)
        x = self.norm(self.linear(attended, f"{name}.out"), x, f"{name}.norm1")
        inner = self.node("Gelu", [self.linear(x, f"{name}.up")], f"{name}.gelu", MICROSOFT)
        return self.norm(self.linear(inner, f"{name}.down"), x, f"{name}.norm2")


def build(state: dict[str, torch.Tensor]) -> onnx.ModelProto:
    """The whole network for one window: batch 1, no padding, so nothing but the window itself decides its output."""
    g = Graph(state)
    hints = g.node("Add", [g.embedding("shapes", "shapes"), g.embedding("gaps", "gaps")], "hints")
    length = g.node("Shape", ["ids"], "shape", start=1, end=2)
    zero, one = g.constant("zero", np.array([0], np.int64)), g.constant("one", np.array([1], np.int64))
    table = g.node(
        "Cast",
        [g.constant("positions.half", g.state["positions.weight"].astype(np.float16))],
        "positions",
        to=TensorProto.FLOAT,
    )
    positions = g.node("Slice", [table, zero, length, zero], "positions.cut")
    positions = g.node("Unsqueeze", [positions, zero], "positions.row")
    x = g.norm(g.node("Add", [g.embedding("ids", "pieces"), hints], "hinted"), positions, "norm")
    seen = [x]
    for number in range(LAYERS):
        x = g.layer(x, f"layers.{number}")
        seen.append(x)
    weights = np.exp(g.state["mix"]) / np.exp(g.state["mix"]).sum()
    parts = [
        g.node("Mul", [state_, g.constant(f"mix.{n}", np.float32(weights[n]))], f"mix.{n}.out")
        for n, state_ in enumerate(seen)
    ]
    mixed = g.node("Sum", parts, "mixed")
    firsts = g.node("Gather", [mixed, "first"], "firsts", axis=1)
    words = g.node("Add", [firsts, g.node("Gather", [mixed, "last"], "lasts", axis=1)], "words")
    g.node("Squeeze", [g.linear(words, "tags"), zero], "tag_scores")
    dep = g.node("Gelu", [g.linear(words, "arc_dep")], "arc_dep.gelu", MICROSOFT)
    head = g.node("Gelu", [g.linear(words, "arc_head")], "arc_head.gelu", MICROSOFT)
    pairs = g.node("MatMul", [dep, g.constant("arc", g.state["arc"])], "arc.left")
    turned = g.node("Transpose", [head], "arc_head.turned", perm=[0, 2, 1])
    prior = g.node("MatMul", [g.constant("arc_bias", g.state["arc_bias"][None, None, :]), turned], "arc.prior")
    g.node(
        "Squeeze",
        [g.node("Add", [g.node("MatMul", [pairs, turned], "arc.pairs"), prior], "arc.sum"), zero],
        "arc_scores",
    )
    root = g.node("MatMul", [words, g.constant("root.weight", g.state["root.weight"].T)], "root.product")
    root = g.node("Add", [root, g.constant("root.bias", g.state["root.bias"])], "root.sum")
    g.node("Squeeze", [root, g.constant("ends", np.array([0, 2], np.int64))], "root_scores")
    for side in ("rel_dep", "rel_head"):
        g.node("Squeeze", [g.linear(words, side), zero], side)
    del one
    integer, real = TensorProto.INT64, TensorProto.FLOAT
    inputs = [helper.make_tensor_value_info(name, integer, [1, "pieces"]) for name in ("ids", "shapes", "gaps")]
    inputs += [helper.make_tensor_value_info(name, integer, ["words"]) for name in ("first", "last")]
    outputs = [
        helper.make_tensor_value_info("tag_scores", real, ["words", None]),
        helper.make_tensor_value_info("arc_scores", real, ["words", "words"]),
        helper.make_tensor_value_info("root_scores", real, ["words"]),
        helper.make_tensor_value_info("rel_dep", real, ["words", None]),
        helper.make_tensor_value_info("rel_head", real, ["words", None]),
    ]
    # The last small step runs in numpy once heads are chosen; its matrix travels in the same file.
    g.constant("rel_out.weight", g.state["rel_out.weight"].T)
    g.constant("rel_out.bias", g.state["rel_out.bias"])
    graph = helper.make_graph(g.nodes, "beatbook-english", inputs, outputs, g.constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(MICROSOFT, 1)])
    model.ir_version = 9
    return model


def main() -> None:
    source, target = Path(sys.argv[1]), Path(sys.argv[2])
    state = torch.load(source / "weights.pt", map_location="cpu", weights_only=True)
    labels = json.loads((source / "labels.json").read_text())
    labels["feats"] = ["|".join(reversed(label.split("|"))) for label in labels["feats"]]  # spaCy takes any order
    model = build(state)
    relations = {
        tensor.name: numpy_helper.to_array(tensor)
        for tensor in model.graph.initializer
        if tensor.name.startswith("rel_out")
    }
    target.mkdir(parents=True, exist_ok=True)
    onnx.save(model, str(target / "model.onnx"))
    (target / "labels.json").write_text(json.dumps(labels, indent=0) + "\n", encoding="utf-8")
    print({name: array.shape for name, array in relations.items()}, (target / "model.onnx").stat().st_size)


if __name__ == "__main__":
    main()

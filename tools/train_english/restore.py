"""Make training weights again from a shipped model: `python tools/train_english/restore.py MODEL.onnx OUT_DIR`.

What int8 rounded away stays lost, so this serves to go on training (`train.py --resume`), not to start anew.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import torch
from network import LAYERS

from beatbook.english.weights import read_constants

MATRICES = [f"layers.{n}.{part}" for n in range(LAYERS) for part in ("qkv", "out", "up", "down")]
MATRICES += ["tags", "arc_dep", "arc_head", "rel_dep", "rel_head"]
NORMS = ["norm", *(f"layers.{n}.norm{k}" for n in range(LAYERS) for k in (1, 2))]


def restore(model: bytes) -> dict[str, torch.Tensor]:
    """`network.Parser`'s state, from the constants that `export.py` writes."""
    have = {name: np.array(value) for name, value in read_constants(model).items()}
    state: dict[str, np.ndarray] = {}  # type: ignore[type-arg]
    for name in MATRICES:
        state[f"{name}.weight"] = (have[f"{name}.q"] * have[f"{name}.scale"]).T
        state[f"{name}.bias"] = have[f"{name}.bias"]
    for name in ("pieces", "shapes", "gaps"):
        state[f"{name}.weight"] = have[f"{name}.q"] * have[f"{name}.scale"]
    for name in NORMS:
        state |= {f"{name}.{part}": have[f"{name}.{part}"] for part in ("weight", "bias")}
    state["positions.weight"] = have["positions.half"]
    state["mix"] = np.log([have[f"mix.{n}"].item() for n in range(LAYERS + 1)])
    state["arc"], state["arc_bias"] = have["arc"], have["arc_bias"].ravel()
    for name in ("root", "rel_out"):
        state[f"{name}.weight"], state[f"{name}.bias"] = have[f"{name}.weight"].T, have[f"{name}.bias"]
    return {key: torch.tensor(np.ascontiguousarray(value, dtype=np.float32)) for key, value in state.items()}


def main() -> None:
    target = Path(sys.argv[2])
    target.mkdir(parents=True, exist_ok=True)
    torch.save(restore(Path(sys.argv[1]).read_bytes()), target / "weights.pt")


if __name__ == "__main__":
    main()

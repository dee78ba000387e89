"""The network: MiniLM with six heads over whole words.

Words go in as word pieces plus two hints that an uncased encoder has lost: the word's shape (case, digits) and the gap
before it (none, space, line break, blank line). Both are added to the piece embeddings and start at zero, so training
begins at MiniLM itself.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

HIDDEN, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
SHAPES, GAPS = 12, 4
ARC, REL = 256, 256


class PooledDropout(nn.Module):
    """Dropout whose masks are slices of one random pool: drawing fresh bits took a sixth of the training time."""

    def __init__(self, share: float) -> None:
        super().__init__()
        pool = (torch.rand(1 << 22) >= share) / (1 - share)
        self.register_buffer("pool", pool.to(torch.bfloat16), persistent=False)
        self.rounds = torch.Generator().manual_seed(1)

    def forward(self, x: Tensor) -> Tensor:
        if not self.training:
            return x
        size, pool = x.numel(), self.pool
        assert isinstance(pool, Tensor)
        offset = int(torch.randint(0, pool.numel() - 1, (1,), generator=self.rounds))
        if offset + size > pool.numel():
            pool = pool.roll(-offset)
            offset = 0
        if size > pool.numel():
            pool = pool.repeat(size // pool.numel() + 1)
        return x * pool[offset : offset + size].view(x.shape)


class Layer(nn.Module):
    """One BERT layer (post-norm), as in the base weights."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = PooledDropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        scores = (
            q @ k.transpose(-1, -2) * (HIDDEN // ATTENTION_HEADS) ** -0.5 + mask
        )  # the fused kernel is 5 times slower here
        attended = torch.softmax(scores, -1) @ v
        attended = attended.transpose(1, 2).reshape(batch, length, HIDDEN)
        x = self.norm1(x + self.dropout(self.out(attended)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Parser(nn.Module):
    """Encoder and heads. `sizes` are the label counts of upos, xpos, feats, names, deps."""

    def __init__(self, sizes: dict[str, int], vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(vocabulary, HIDDEN)
        self.positions = nn.Embedding(512, HIDDEN)
        self.shapes = nn.Embedding(SHAPES, HIDDEN)
        self.gaps = nn.Embedding(GAPS, HIDDEN)
        nn.init.zeros_(self.shapes.weight)
        nn.init.zeros_(self.gaps.weight)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.mix = nn.Parameter(torch.tensor([0.0] * LAYERS + [1.0]))
        self.dropout = PooledDropout(dropout)
        self.head_dropout = PooledDropout(0.25)
        self.tags = nn.Linear(HIDDEN, 1 + sum(sizes[k] for k in ("upos", "xpos", "feats", "names")))
        self.arc_dep, self.arc_head = nn.Linear(HIDDEN, ARC), nn.Linear(HIDDEN, ARC)
        self.arc = nn.Parameter(torch.eye(ARC) / math.sqrt(ARC))
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.root = nn.Linear(HIDDEN, 1)
        self.rel_dep, self.rel_head = nn.Linear(HIDDEN, REL), nn.Linear(HIDDEN, REL)
        self.rel_out = nn.Linear(REL, sizes["deps"])
        self.sizes = sizes

    def load_base(self, path: Path) -> None:
        """Fill the encoder from MiniLM's safetensors."""
        base = load_file(str(path))
        base = {key.removeprefix("bert."): value for key, value in base.items()}
        state = {
            "pieces.weight": base["embeddings.word_embeddings.weight"],
            "positions.weight": base["embeddings.position_embeddings.weight"]
            + base["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": base["embeddings.LayerNorm.weight"],
            "norm.bias": base["embeddings.LayerNorm.bias"],
        }
        for n in range(LAYERS):
            of = f"encoder.layer.{n}."
            for kind in ("weight", "bias"):
                state[f"layers.{n}.qkv.{kind}"] = torch.cat(
                    [base[f"{of}attention.self.{k}.{kind}"] for k in ("query", "key", "value")]
                )
                state[f"layers.{n}.out.{kind}"] = base[f"{of}attention.output.dense.{kind}"]
                state[f"layers.{n}.norm1.{kind}"] = base[f"{of}attention.output.LayerNorm.{kind}"]
                state[f"layers.{n}.up.{kind}"] = base[f"{of}intermediate.dense.{kind}"]
                state[f"layers.{n}.down.{kind}"] = base[f"{of}output.dense.{kind}"]
                state[f"layers.{n}.norm2.{kind}"] = base[f"{of}output.LayerNorm.{kind}"]
        missing = self.load_state_dict(state, strict=False)
        assert not missing.unexpected_keys

    def encode(self, ids: Tensor, shapes: Tensor, gaps: Tensor, mask: Tensor) -> Tensor:
        x = self.pieces(ids) + self.positions.weight[: ids.shape[1]] + self.shapes(shapes) + self.gaps(gaps)
        x = self.dropout(self.norm(x))
        seen = [x]
        bias = (
            torch.zeros(mask.shape, dtype=torch.float32).masked_fill(~mask, -1e4)[:, None, None, :].to(torch.bfloat16)
        )
        for layer in self.layers:
            x = layer(x, bias)
            seen.append(x)
        weights = torch.softmax(self.mix, 0)
        return sum(weight * state for weight, state in zip(weights, seen, strict=True))  # type: ignore[return-value]

    def forward(
        self, ids: Tensor, shapes: Tensor, gaps: Tensor, mask: Tensor, first: Tensor, last: Tensor
    ) -> dict[str, Tensor]:
        x = self.encode(ids, shapes, gaps, mask)
        rows = torch.arange(ids.shape[0])[:, None]
        words = self.head_dropout(x[rows, first] + x[rows, last])
        tags = self.tags(words).float()
        parts = torch.split(tags, [1, *(self.sizes[k] for k in ("upos", "xpos", "feats", "names"))], dim=-1)
        out = dict(zip(("start", "upos", "xpos", "feats", "names"), parts, strict=True))
        dep = functional.gelu(self.arc_dep(words))
        head = functional.gelu(self.arc_head(words))
        arcs = torch.einsum("bia,ac,bjc->bij", self.head_dropout(dep), self.arc, self.head_dropout(head)).float()
        arcs = arcs + (head @ self.arc_bias).float()[:, None, :]
        diagonal = torch.eye(arcs.shape[1], dtype=torch.bool)
        out["arcs"] = torch.where(diagonal, self.root(words).float().expand(-1, -1, arcs.shape[1]), arcs)
        out["rel_dep"], out["rel_head"] = self.rel_dep(words), self.rel_head(words)
        return out

    def labels(self, out: dict[str, Tensor], heads: Tensor) -> Tensor:
        """Scores of every relation label for each word under the given heads."""
        rows = torch.arange(heads.shape[0])[:, None]
        return self.rel_out(self.head_dropout(functional.gelu(out["rel_dep"] + out["rel_head"][rows, heads]))).float()

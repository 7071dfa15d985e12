"""Writes analysis.json: small tensors, and what scikit-learn, scipy, torch and plain loops make of them.

Both sides of the analysis are tested on it. `python tests/unit/analysis_numbers.py` writes it anew.
"""

from __future__ import annotations

import base64
import json
import math
import struct
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from scipy.cluster.hierarchy import leaves_list, linkage  # type: ignore[import-untyped]
from scipy.spatial.distance import squareform  # type: ignore[import-untyped]
from scipy.stats import median_abs_deviation  # type: ignore[import-untyped]
from sklearn.metrics import average_precision_score, jaccard_score, roc_auc_score
from sklearn.metrics.pairwise import cosine_similarity

FILE = Path(__file__).with_name("analysis.json")
PATCHES, WIDTH, HEADS, CLASSES = 6, 8, 2, 3
EPS = 1e-6

Json = dict[str, Any]
Array = NDArray[Any]
Rows = list[list[float]]

MODELS = (
    ("one prefix token", 1, 3, "drawn"), ("two prefix tokens", 2, 2, "drawn"), ("no prefix token", 0, 2, "drawn"),
    ("one block", 1, 1, "drawn"), ("equal tokens", 1, 2, "equal"), ("tokens of zeros", 0, 2, "zero"),
)  # fmt: skip
LENGTHS = ("drawn", "one long", "equal", "equal but one", "zero", "one token")
MAPS = ("drawn", "ties", "constant", "inverse", "perfect", "one patch", "empty mask", "full mask", "not a number")
BOOTSTRAPS = ((0, 0), (1, 0), (5, 0), (17, 3), (40, 123456789))
FUSES: tuple[str | int, ...] = ("mean", "max", "min", 1)
ROLLOUTS: tuple[tuple[bool, str, float], ...] = (
    (True, "mean", 0.0), (False, "mean", 0.0), (True, "max", 0.0), (True, "min", 0.3), (False, "mean", 0.9),
    (False, "max", 1.0),
)  # fmt: skip


def make() -> Json:
    """The whole file."""
    rng = np.random.default_rng(6)
    return {
        "width": WIDTH, "heads": HEADS, "classes": CLASSES, "eps": EPS,
        "models": [_model(rng, *row) for row in MODELS],
        "orders": [_order(rng, count) for count in (0, 1, 2, 9, 24)],
        "outliers": [_outliers(rng, kind) for kind in LENGTHS],
        "maps": [_map(rng, kind) for kind in MAPS],
        "bootstraps": [_bootstrap(rng, count, seed) for count, seed in BOOTSTRAPS],
    }  # fmt: skip


def _model(rng: np.random.Generator, name: str, prefix: int, blocks: int, kind: str) -> Json:
    pos = prefix + PATCHES
    tokens = rng.integers(-64, 64, (blocks, pos, WIDTH)) / 32
    scores = rng.normal(0, 2, (blocks, HEADS, pos, pos))
    if kind != "drawn":
        tokens[:] = tokens[:, :1] if kind == "equal" else 0
        scores[:] = 0
    patterns = np.exp(scores) / np.exp(scores).sum(-1, keepdims=True)
    patterns = np.array([float(str(np.float32(x))) for x in patterns.flat], dtype=np.float32).reshape(patterns.shape)
    norm = {"w": _drawn(rng, WIDTH), "b": _drawn(rng, WIDTH)}
    head = {"W": _drawn(rng, WIDTH * CLASSES), "b": _drawn(rng, CLASSES)}
    references: list[list[int]] = [[0], [pos - 1], [1, 3, 4], []]
    return {
        "name": name, "prefix": prefix, "pos": pos, "blocks": blocks,
        "tokens": _list(tokens), "patterns": [float(str(x)) for x in patterns.flat], "norm": norm, "head": head,
        "matrix": _list(np.array([cosine_similarity(block) for block in tokens])),
        "similarity": [
            {"references": chosen, "expected": _list(np.array([_similar(block, chosen, prefix) for block in tokens])),
             "from_matrix": _list(np.array([_similar(_unit(block), chosen, prefix) for block in tokens]))}
            for chosen in references
        ],
        "attention": [
            {"references": chosen, "fuse": fuse,
             "expected": _list([_attend(block, chosen, fuse) for block in patterns])}
            for chosen in references for fuse in FUSES
        ],
        "rollout": [
            {"identity": identity, "fuse": fuse, "discard": discard,
             "expected": _list(_roll(patterns.astype(float).tolist(), prefix, identity, fuse, discard))}
            for identity, fuse, discard in ROLLOUTS
        ],
        "lens": _list(_lens(tokens, norm, head)),
        "packed": {kind: base64.b64encode(_packed(tokens, patterns, kind)).decode() for kind in ("heads", "mean")},
        "anisotropy": [_exact(_pairs(block)) for block in tokens],
    }  # fmt: skip


def _drawn(rng: np.random.Generator, count: int) -> list[float]:
    return [float(x) for x in rng.integers(-32, 32, count) / 16]


def _similar(block: Array, references: list[int], prefix: int) -> Array:
    if not references:
        return np.full(PATCHES, np.nan)
    return np.asarray(cosine_similarity(block[references].mean(0)[None], block[prefix:])[0])


def _unit(block: Array) -> Array:
    lengths = np.array([math.hypot(*row) for row in block])
    return block / np.where(lengths > 0, lengths, 1)[:, None]


def _fused(block: Array, query: int, key: int, fuse: str | int) -> float:
    values = [float(head[query, key]) for head in block]
    if isinstance(fuse, int):
        return values[fuse]
    return {"mean": math.fsum(values) / len(values), "max": max(values), "min": min(values)}[fuse]


def _attend(block: Array, references: list[int], fuse: str | int) -> list[float]:
    keys = range(block.shape[-1])
    if not references:
        return [math.nan for _ in keys]
    return [math.fsum(_fused(block, query, key, fuse) for query in references) / len(references) for key in keys]


def _roll(patterns: list[list[Rows]], prefix: int, identity: bool, fuse: str, discard: float) -> list[Rows]:
    """Rollout with nothing but loops, each row's walk followed by itself."""
    steps = []
    for heads in patterns:
        pos = range(len(heads[0]))
        step = [[_fused(np.array(heads), q, k, fuse) for k in pos] for q in pos]
        ranked = sorted((step[q][k], q, k) for q in pos for k in pos if k >= prefix)
        for _, q, k in ranked[: math.floor(discard * len(ranked))]:
            step[q][k] = 0.0
        for q in pos:
            step[q][q] += 1.0 if identity else 0.0
            total = math.fsum(step[q])
            step[q] = [value / total if total else 0.0 for value in step[q]]
        steps.append(step)
    out = []
    for last in range(len(steps)):
        rows = []
        for start in range(len(steps[0])):
            walk = [1.0 if k == start else 0.0 for k in range(len(steps[0]))]
            for step in reversed(steps[: last + 1]):
                walk = [math.fsum(walk[q] * step[q][k] for q in range(len(step))) for k in range(len(step))]
            rows.append(walk)
        out.append(rows)
    return out


def _lens(tokens: Array, norm: Json, head: Json) -> Array:
    w, b = (torch.tensor(norm[name], dtype=torch.float64) for name in "wb")
    weight = torch.tensor(head["W"], dtype=torch.float64).reshape(WIDTH, CLASSES)
    normal = torch.nn.functional.layer_norm(torch.from_numpy(tokens), (WIDTH,), w, b, EPS)
    logits = normal @ weight + torch.tensor(head["b"], dtype=torch.float64)
    return np.asarray(logits.softmax(-1).numpy())


def _packed(tokens: Array, patterns: Array, kind: str) -> bytes:
    """The maps of the page, byte by byte."""
    pos = range(tokens.shape[1])
    if kind == "heads":
        matrices = [head.tolist() for heads in patterns.astype(float) for head in heads]
    else:
        matrices = [[[_fused(heads, q, k, "mean") for k in pos] for q in pos] for heads in patterns]
    scales = [float(np.float32(max(map(max, matrix)))) for matrix in matrices]
    similar = [cosine_similarity(block)[q, k] for block in tokens for q in pos for k in pos if k >= q]
    roots = [
        math.sqrt(min(1.0, value / scale))
        for matrix, scale in zip(matrices, scales, strict=True) for row in matrix for value in row
    ]  # fmt: skip
    levels = [round((float(value) + 1) / 2 * 255) for value in similar] + [round(root * 255) for root in roots]
    return struct.pack(f"<{len(scales)}f", *scales) + bytes(levels)


def _pairs(block: Array) -> float:
    similar = cosine_similarity(block)
    return float(similar[~np.eye(len(block), dtype=bool)].mean())


def _order(rng: np.random.Generator, count: int) -> Json:
    matrix = cosine_similarity(rng.normal(size=(count, 3))) if count else np.zeros((0, 0))
    matrix = (matrix + matrix.T) / 2
    np.fill_diagonal(matrix, 1)
    leaves = leaves_list(linkage(squareform(1 - matrix, checks=False), "average")) if count > 1 else range(count)
    return {"count": count, "matrix": _list(matrix), "expected": [int(leaf) for leaf in leaves]}


def _outliers(rng: np.random.Generator, kind: str) -> Json:
    tokens = rng.integers(-64, 64, (1 if kind == "one token" else 30, WIDTH)) / 32
    if kind.startswith("equal"):
        tokens[:] = tokens[0]
    if kind == "zero":
        tokens[:] = 0
    if kind in ("one long", "equal but one"):
        tokens[7] *= 20
    lengths = np.linalg.norm(tokens, axis=1)
    off = lengths - np.median(lengths)
    mad = median_abs_deviation(lengths)
    scale = mad / 0.6745 if mad else np.abs(off).mean() * 1.253314
    scores = off / scale if scale else np.zeros_like(off)
    return {
        "name": kind, "count": len(tokens), "tokens": _list(tokens), "scores": _list(scores),
        "expected": [i for i, score in enumerate(scores) if score > 3.5],
    }  # fmt: skip


def _map(rng: np.random.Generator, kind: str) -> Json:
    values = rng.normal(size=16).round(1 if kind == "ties" else 6)
    truth = rng.random(16) < 0.4
    truth[:2] = True, False
    if kind == "constant":
        values[:] = 0.25
    if kind in ("inverse", "perfect"):
        values = truth * (1.0 if kind == "perfect" else -1.0) + rng.normal(size=16).round(6) / 100
    if kind == "one patch":
        truth[1:] = False
    if kind in ("empty mask", "full mask"):
        truth[:] = kind == "full mask"
    if kind == "not a number":
        values[3] = math.nan
    known = 0 < truth.sum() < 16 and kind != "not a number"
    return {
        "name": kind, "values": _list(values), "truth": [int(x) for x in truth], "threshold": 0.1,
        "expected": _scored(values, truth) if known else None,
        "inside": _exact(float(np.mean(values[truth]))) if truth.any() else None,
        "outside": _exact(float(np.mean(values[~truth]))) if not truth.all() else None,
    }  # fmt: skip


def _scored(values: Array, truth: Array) -> Json:
    ious = {threshold: float(jaccard_score(truth, values >= threshold)) for threshold in set(values.tolist())}
    best = max(ious.values())
    top = [bool(truth[i]) for i in range(16) if values[i] == max(values)]
    return {
        "roc_auc": float(roc_auc_score(truth, values)),
        "average_precision": float(average_precision_score(truth, values)),
        "best_iou": best,
        "best_threshold": max(threshold for threshold, iou in ious.items() if iou == best),
        "iou_at": float(jaccard_score(truth, values >= 0.1)),
        "iou_halfway": float(jaccard_score(truth, values >= (min(values) + max(values)) / 2)),
        "pointing_game": sum(top) / len(top),
    }


def _bootstrap(rng: np.random.Generator, count: int, seed: int) -> Json:
    scores = rng.random(count).round(6).tolist()
    given = [*scores[:2], math.nan, *scores[2:]]
    means = []
    state = seed
    for _ in range(2000 if count else 0):
        drawn = []
        for _ in range(count):
            state = (state + 0x6D2B79F5) % 2**32
            drawn.append(scores[math.floor(_mix(state) / 2**32 * count)])
        means.append(math.fsum(drawn) / count)
    low, high = np.percentile(means, [2.5, 97.5]) if count else (math.nan, math.nan)
    mean = math.fsum(scores) / count if count else math.nan
    return {"seed": seed, "scores": _list(given), "expected": _list([mean, float(low), float(high)]), "n": count}


def _mix(state: int) -> int:
    """Mulberry32, as its author writes it, in whole numbers without limit."""
    t = (state ^ state >> 15) * (state | 1) % 2**32
    t ^= (t + (t ^ t >> 7) * (t | 61)) % 2**32
    return t ^ t >> 14


def _list(values: Any) -> list[float | None]:
    return [_exact(float(value)) for value in np.asarray(values, dtype=np.float64).flat]


def _exact(value: float) -> float | None:
    """Twelve digits; nothing for nan."""
    return None if math.isnan(value) else float(f"{value:.12g}")


def text() -> str:
    """The file's content, one entry a line."""
    lines = [f" {json.dumps(key)}: {_lines(value)}" for key, value in make().items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _lines(value: Any) -> str:
    if not isinstance(value, list):
        return json.dumps(value)
    return "[\n" + ",\n".join(f"  {json.dumps(entry, separators=(',', ':'))}" for entry in value) + "\n ]"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")

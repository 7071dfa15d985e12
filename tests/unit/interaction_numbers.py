"""Writes interaction.json: small attention patterns, and what scipy and plain loops make of them.

Both sides of the analysis of patch interaction are tested on it. `python tests/unit/interaction_numbers.py` writes it
anew. Nothing here is computed by the code that is tested.
"""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from analysis_numbers import _exact, _lines, _mix
from numpy.typing import NDArray
from scipy.special import softmax  # type: ignore[import-untyped]
from scipy.stats import spearmanr  # type: ignore[import-untyped]
from sklearn.metrics.pairwise import cosine_similarity

FILE = Path(__file__).with_name("interaction.json")
WIDTH = 4

Json = dict[str, Any]
Array = NDArray[Any]
Rows = list[list[float]]
Box = list[int]

MODELS = (
    # name, prefix tokens, blocks, heads, rows, columns, how its scores come about
    ("one prefix token", 1, 2, 3, 4, 4, "drawn"), ("two prefix tokens", 2, 1, 2, 3, 4, "drawn"),
    ("no prefix token", 0, 1, 2, 3, 3, "drawn"), ("one head", 1, 1, 1, 3, 3, "drawn"),
    ("heads that agree", 1, 1, 3, 3, 3, "agree"), ("constant", 1, 1, 7, 5, 5, "constant"),
    ("one patch", 1, 2, 2, 1, 1, "drawn"), ("nothing for patches", 1, 1, 2, 2, 2, "prefix"),
)  # fmt: skip
INDICATORS = ("mean", "std", "mean+std", "max")
KS = (-1.0, 0.0, 0.5, 1.5, 40.0)
AREAS = (0.0, 1.0, 3.3, 4.0, 7.77, 12.0, 16.0, 99.0)
SHARES = (0.0, 0.1, 0.3, 0.5, 0.7, 1.0)
RANKED = ("drawn", "ties", "constant", "same", "opposite", "one entry", "none")
FEW = 20  # patches, above which the whole indicator is not written down


def make() -> Json:
    """The whole file."""
    rng = np.random.default_rng(8)
    return {
        "width": WIDTH, "indicators": list(INDICATORS),
        "models": [_model(rng, *row) for row in MODELS],
        "centred": [
            {"rows": rows, "columns": columns, "area": area, "boxes": _centred(area, rows, columns)}
            for rows, columns in ((4, 4), (2, 5), (1, 1)) for area in AREAS
        ],
        "random_orders": [{"patches": n, "seed": seed, "order": _shuffled(n, seed)} for n, seed in ((9, 0), (64, 77))],
        "removed": [
            {"patches": n, "share": share, "count": math.floor(Fraction(str(share)) * n + Fraction(1, 2))}
            for n in (5, 64, 196) for share in SHARES
        ],
        "correlations": [_correlation(rng, kind) for kind in RANKED],
        "changes": _changes(rng),
    }  # fmt: skip


def _model(
    rng: np.random.Generator, name: str, prefix: int, blocks: int, heads: int, rows: int, columns: int, kind: str
) -> Json:
    patches = rows * columns
    pos = prefix + patches
    scores = rng.normal(0, 1.5, (blocks, heads, pos, pos))
    if kind == "agree":
        scores[:] = scores[:, :1]
    if kind == "constant":
        scores[:] = 0
    patterns = softmax(scores, -1)
    if kind == "prefix":
        patterns[..., :prefix], patterns[..., prefix:] = 1 / prefix, 0
    patterns = np.array([float(str(np.float32(x))) for x in patterns.flat], dtype=np.float32).reshape(patterns.shape)
    streams = rng.integers(-64, 64, (blocks, pos, WIDTH)) / 32
    among = [_among(block, prefix) for block in patterns.tolist()]
    indicators = {one: [_indicator(block, one) for block in among] for one in INDICATORS}
    few = patches <= FEW
    return {
        "name": name, "prefix": prefix, "blocks": blocks, "heads": heads, "rows": rows, "columns": columns,
        "patterns": [float(str(x)) for x in patterns.flat], "streams": _flat(streams.tolist()),
        "interaction": {one: _flat(found if few else [block[:1] for block in found])
                        for one, found in indicators.items()},
        "over_blocks": {one: _flat(_mean_of(found)[: None if few else 1]) for one, found in indicators.items()},
        "tendencies": {one: _flat([_tendency(block, columns) for block in found])
                       for one, found in indicators.items()},
        "windows": [_windows(found, one, k, rows, columns) for one, found in indicators.items() for k in KS],
        "attention_order": _sorted(_read_by_cls(patterns.astype(float).tolist(), prefix)),
        "similarity_order": _sorted(_like_cls(streams, prefix)),
    }  # fmt: skip


def _among(heads: list[Rows], prefix: int) -> list[Rows]:
    out = []
    for head in heads:
        kept = [row[prefix:] for row in head[prefix:]]
        out.append([[value / total if (total := math.fsum(row)) else 0.0 for value in row] for row in kept])
    return out


def _indicator(heads: list[Rows], name: str) -> Rows:
    patches = range(len(heads[0]))
    return [[_one([head[i][j] for head in heads], name) for j in patches] for i in patches]


def _one(values: list[float], name: str) -> float:
    exact = [Fraction(value) for value in values]
    mean = sum(exact) / len(exact)
    spread = math.sqrt(sum((value - mean) ** 2 for value in exact) / len(exact))
    return {"mean": float(mean), "std": spread, "mean+std": float(mean) + spread, "max": max(values)}[name]


def _mean_of(blocks: list[Rows]) -> Rows:
    patches = range(len(blocks[0]))
    return [[math.fsum(block[i][j] for block in blocks) / len(blocks) for j in patches] for i in patches]


def _tendency(indicator: Rows, columns: int) -> Rows:
    out = []
    for i in range(len(indicator)):
        takes = [row[i] for row in indicator]
        total = math.fsum(takes)
        down = math.fsum(take * (j // columns - i // columns) for j, take in enumerate(takes))
        right = math.fsum(take * (j % columns - i % columns) for j, take in enumerate(takes))
        out.append([down / total, right / total] if total else [0.0, 0.0])
    return out


def _windows(blocks: list[Rows], name: str, k: float, rows: int, columns: int) -> Json:
    boxes = [[_window(row, i, k, columns) for i, row in enumerate(block)] for block in blocks]
    fields = [[[_holds(box, i, columns) for box in block] for i in range(len(block))] for block in boxes]
    size = [sum(sum(block[i]) for block in fields) for i in range(rows * columns)]
    takes = [math.fsum(row[i] for block in blocks for row in block) for i in range(rows * columns)]
    numbers = range(rows * columns)
    return {
        "indicator": name, "k": k, "boxes": _flat(boxes), "areas": [_area(box) for block in boxes for box in block],
        "sizes": _flat([[sum(field) / len(field) for field in block] for block in fields]),
        "indiscriminative": sorted(numbers, key=lambda i: (size[i], _tied(takes[i]), i)),
        "responsive": sorted(numbers, key=lambda i: (-size[i], -_tied(takes[i]), i)),
        "random": _flat(_thrown(boxes, rows, columns, 5, own=False)),
        "random_own": _flat(_thrown(boxes, rows, columns, 5, own=True)),
    }  # fmt: skip


def _tied(value: float) -> float:
    """Sums that only rounding tells apart are equal."""
    return float(f"{value:.10g}")


def _window(row: list[float], i: int, k: float, columns: int) -> Box:
    mean = math.fsum(row) / len(row)
    spread = math.sqrt(math.fsum((value - mean) ** 2 for value in row) / len(row))
    standing = [i] + [j for j, x in enumerate(row) if x >= mean + k * spread or max(row) - min(row) < 1e-15]
    down, right = [j // columns for j in standing], [j % columns for j in standing]
    return [min(down), max(down), min(right), max(right)]


def _holds(box: Box, i: int, columns: int) -> bool:
    return box[0] <= i // columns <= box[1] and box[2] <= i % columns <= box[3]


def _area(box: Box) -> int:
    return (box[1] - box[0] + 1) * (box[3] - box[2] + 1)


def _thrown(blocks: list[list[Box]], rows: int, columns: int, seed: int, own: bool) -> list[list[Box]]:
    draws = iter(_draws(seed, 2 * len(blocks) * rows * columns))
    return [
        [
            [*_throw(next(draws), box[1] - box[0] + 1, rows, i // columns if own else None),
             *_throw(next(draws), box[3] - box[2] + 1, columns, i % columns if own else None)]
            for i, box in enumerate(block)
        ]
        for block in blocks
    ]  # fmt: skip


def _throw(drawn: float, size: int, length: int, held: int | None) -> Box:
    begins = [at for at in range(length - size + 1) if held is None or at <= held < at + size]
    at = begins[math.floor(drawn * len(begins))]
    return [at, at + size - 1]


def _centred(area: float, rows: int, columns: int) -> list[int]:
    sizes = [(1, 1)]
    while sizes[-1] != (rows, columns):
        height, width = sizes[-1]
        if height == rows or (width < columns and width <= height):
            sizes.append((height, width + 1))
        else:
            sizes.append((height + 1, width))
    area = min(max(area, 1.0), rows * columns)
    small = max((size for size in sizes if size[0] * size[1] <= area), key=lambda size: size[0] * size[1])
    large = sizes[min(sizes.index(small) + 1, len(sizes) - 1)]
    if small[0] * small[1] == area:
        large = small
    out: list[int] = []
    given = 0
    for i in range(rows * columns):
        share = (area - small[0] * small[1]) / ((large[0] * large[1] - small[0] * small[1]) or 1)
        due = math.floor((i + 1) * share)
        height, width = large if due > given else small
        given = due
        for middle, size, length in ((i // columns, height, rows), (i % columns, width, columns)):
            begins = range(length - size + 1)
            wanted = middle - (size - 1) // 2
            at = min(begins, key=lambda begin: abs(begin - wanted))
            out += [at, at + size - 1]
    return out


def _draws(seed: int, count: int) -> list[float]:
    return [_mix((seed + (n + 1) * 0x6D2B79F5) % 2**32) / 2**32 for n in range(count)]


def _shuffled(patches: int, seed: int) -> list[int]:
    drawn = _draws(seed, patches)
    return sorted(range(patches), key=lambda i: drawn[i])


def _sorted(values: list[float]) -> list[int]:
    return sorted(range(len(values)), key=lambda i: (_tied(values[i]), i))


def _read_by_cls(patterns: list[list[Rows]], prefix: int) -> list[float]:
    queries = [0] if prefix else range(len(patterns[0][0]))
    return [
        math.fsum(head[q][key] for heads in patterns for head in heads for q in queries)
        for key in range(prefix, len(patterns[0][0]))
    ]


def _like_cls(streams: Array, prefix: int) -> list[float]:
    reference = [block[:1] if prefix else block.mean(0, keepdims=True) for block in streams]
    similar = [cosine_similarity(one, block[prefix:])[0] for one, block in zip(reference, streams, strict=True)]
    return [math.fsum(column) for column in zip(*similar, strict=True)]


def _correlation(rng: np.random.Generator, kind: str) -> Json:
    one, other = rng.normal(size=(2, 30)).round(1 if kind == "ties" else 6)
    if kind == "constant":
        one[:] = 0.25
    if kind in ("same", "opposite"):
        other = np.exp(one) if kind == "same" else -(one**3)
    if kind in ("one entry", "none"):
        one, other = one[: kind == "one entry"], other[: kind == "one entry"]
    known = kind not in ("constant", "one entry", "none")
    expected = float(spearmanr(one, other).statistic) if known else 0.0
    return {"name": kind, "one": _flat(one.tolist()), "other": _flat(other.tolist()), "expected": _exact(expected)}


def _changes(rng: np.random.Generator) -> Json:
    before, after = rng.integers(-64, 64, (2, 5, WIDTH)) / 32
    before[3:], after[3] = 0, 0
    after[2] = before[2]
    lengths = [(math.dist(a, b), math.hypot(*a)) for a, b in zip(before, after, strict=True)]
    expected = [moved / length if length else float(moved > 0) for moved, length in lengths]
    return {"before": _flat(before.tolist()), "after": _flat(after.tolist()), "expected": _flat(expected)}


def _flat(values: Any) -> list[Any]:
    """Twelve digits of each, whole numbers as such, row after row."""
    array = np.asarray(values)
    if array.dtype.kind in "iub":
        return [int(value) for value in array.flat]
    return [_exact(float(value)) for value in array.flat]


def text() -> str:
    """The file's content, one entry a line."""
    return "{\n" + ",\n".join(f' "{key}": {_lines(value)}' for key, value in make().items()) + "\n}\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")

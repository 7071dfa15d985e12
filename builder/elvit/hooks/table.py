"""The hook table: every tensor of a Vision Transformer's forward pass, one row each, in forward order.

Names and shapes are those of TransformerLens, as ViT-Prisma extends them to vision. The table orders the
trace, lays out the views, labels the inspector and names the nodes of the exported graph.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from elvit.hooks.rows import BLOCK_ROWS, Row, embedding_rows, head_rows
from elvit.hooks.spec import Spec


@dataclass(frozen=True)
class Hook:
    """One tensor of the forward pass.

    Args:
        name: the field's name; the node of the exported graph has the same.
        dims: names of the axes, without the batch axis.
        shape: their lengths.
        op: kind of operation that makes it; how it is drawn follows from this.
        inputs: names of the hooks that the operation reads; "image" is the picture.
        formula: the operation in one line, in terms of its inputs.
        concept: id of the concept that explains it.
        weights: names of the parameters it uses: a matrix before its bias, a gain before its bias.
        stage: where it belongs: "embedding", "blocks.0" and so on, "head".
        symbol: what it is called in the formulas of the hooks that read it.
        activation: the function it applies, as it is written: "GELU", "ReLU"; None where it applies none.
        reads: what a head reads of its input: "mean_patches", "mean_all", "cls_and_mean", or the name of one prefix
            token, such as "cls"; None where every row is read.
    """

    name: str
    dims: tuple[str, ...]
    shape: tuple[int, ...]
    op: str
    inputs: tuple[str, ...]
    formula: str
    concept: str
    weights: tuple[str, ...]
    stage: str
    symbol: str
    activation: str | None = None
    reads: str | None = None

    def manifest(self) -> dict[str, Any]:
        """The same, as the browser reads it."""
        return asdict(self)


def _hook(spec: Spec, row: Row, stage: str, before: str, missing: Container[str], reads: str | None = None) -> Hook:
    block = int(stage.removeprefix("blocks.")) if stage.startswith("blocks.") else None
    prefix = "" if block is None else stage
    name, symbol, dims, op, inputs, formula, concept, weights = row
    axes = tuple(dims.split())
    used = [_full(prefix, weight) for weight in weights.split()]
    for weight in filter(missing.__contains__, used):
        formula = formula.replace(f" + {weight.rpartition('.')[2]}", "")
    place = (0 if stage == "embedding" else -1) if block is None else block
    return Hook(
        name=_full(prefix, name),
        dims=axes,
        shape=tuple(spec.size(axis, place) for axis in axes),
        op=op,
        inputs=tuple(before if i == "<" else _full(prefix, i) for i in inputs.split()),
        formula=formula.replace("{activation}", spec.activation),
        concept=concept,
        weights=tuple(weight for weight in used if weight not in missing),
        stage=stage,
        symbol=symbol,
        activation=spec.activation if op == "activation" else None,
        reads=reads,
    )


def _full(prefix: str, name: str) -> str:
    return prefix + name if name.startswith(".") else name


class Kind(NamedTuple):
    """What is the same of a hook in every model: its axes, and whether each block has one."""

    dims: tuple[str, ...]
    block: bool


BLOCK = re.compile(r"blocks\.(\d+|last)\.")

_PLAIN = Spec(1, 1, 1, 1, 1, 1, 1, 1, 0)

# By name without the block's prefix, such as "attn.hook_pattern"; those that every plain ViT has.
HOOK_DIMS = {
    row[0].removeprefix("."): Kind(tuple(row[2].split()), row[0].startswith("."))
    for row in (*embedding_rows(_PLAIN), *BLOCK_ROWS, *(row for row, _ in head_rows(_PLAIN)))
}


def in_block(name: str) -> str:
    """A hook's name without its block's prefix."""
    return BLOCK.sub("", name, count=1) if BLOCK.match(name) else name


def block_of(name: str) -> int:
    """The block that a hook or a weight belongs to; -1, which stands for the last one, outside of the blocks."""
    found = BLOCK.match(name)
    return int(found[1]) if found and found[1].isdigit() else -1


def hook_table(spec: Spec, missing: Container[str] = ()) -> tuple[Hook, ...]:
    """Every hook of a ViT of these sizes, in forward order.

    Args:
        spec: the sizes, the tokens, and what the head reads.
        missing: weights that this model does without, such as the biases of its queries.
    """
    table = [_hook(spec, row, "embedding", "", missing) for row in embedding_rows(spec)]
    for layer in range(spec.n_layers):
        before = table[-1].name
        table += [_hook(spec, row, f"blocks.{layer}", before, missing) for row in BLOCK_ROWS]
    before = table[-1].name
    table += [_hook(spec, row, "head", before, missing, reads) for row, reads in head_rows(spec)]
    return tuple(table)

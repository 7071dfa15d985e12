"""The hook table: every tensor of a Vision Transformer's forward pass, one row each, in forward order.

Names and shapes are those of TransformerLens, as ViT-Prisma extends them to vision. The table orders the
trace, lays out the views, labels the inspector and names the nodes of the exported graph.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

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

    def manifest(self) -> dict[str, Any]:
        """The same, as the browser reads it."""
        return asdict(self)


# A row: name, dims, op, inputs, formula, concept, weights. A leading dot stands for the prefix of the block.
_Row = tuple[str, str, str, str, str, str, str]

_EMBEDDING: tuple[_Row, ...] = (
    (
        "hook_embed", "patch d_model", "patch_embedding", "image", "E = patches(image) W_E + b_E", "patch-embedding",
        "embed.proj.weight embed.proj.bias",
    ),
    ("hook_pos_embed", "pos d_model", "parameter", "", "W_pos, learned", "position-embedding", "pos_embed.W_pos"),
    (
        "hook_full_embed", "pos d_model", "concat_add", "hook_embed hook_pos_embed",
        "[CLS; E] + W_pos", "position-embedding", "cls_token",
    ),
)  # fmt: skip

_BLOCK: tuple[_Row, ...] = (
    (".hook_resid_pre", "pos d_model", "residual", "<", "x", "residual-stream", ""),
    (
        ".ln1.hook_scale", "pos 1", "norm_scale", ".hook_resid_pre",
        "s = √(mean((x − mean(x))²) + ε)", "layer-norm", "",
    ),
    (
        ".ln1.hook_normalized", "pos d_model", "layer_norm", ".hook_resid_pre .ln1.hook_scale",
        "n = (x − mean(x)) / s · w + b", "layer-norm", ".ln1.w .ln1.b",
    ),
    (
        ".attn.hook_q", "pos head d_head", "linear", ".ln1.hook_normalized",
        "q = n W_Q + b_Q", "query", ".attn.W_Q .attn.b_Q",
    ),
    (
        ".attn.hook_k", "pos head d_head", "linear", ".ln1.hook_normalized",
        "k = n W_K + b_K", "key", ".attn.W_K .attn.b_K",
    ),
    (
        ".attn.hook_v", "pos head d_head", "linear", ".ln1.hook_normalized",
        "v = n W_V + b_V", "value", ".attn.W_V .attn.b_V",
    ),
    (
        ".attn.hook_attn_scores", "head query key", "scores", ".attn.hook_q .attn.hook_k",
        "S = q · k / √d_head", "dot-product", "",
    ),
    (
        ".attn.hook_pattern", "head query key", "softmax", ".attn.hook_attn_scores",
        "A = softmax over keys of S", "attention-pattern", "",
    ),
    (
        ".attn.hook_z", "pos head d_head", "weighted_sum", ".attn.hook_pattern .attn.hook_v",
        "z = Σ over keys of A v", "attention-head", "",
    ),
    (
        ".hook_attn_out", "pos d_model", "projection", ".attn.hook_z",
        "a = concat over heads of z · W_O + b_O", "output-projection", ".attn.W_O .attn.b_O",
    ),
    (
        ".hook_resid_mid", "pos d_model", "residual_add", ".hook_resid_pre .hook_attn_out",
        "y = x + a", "residual-stream", "",
    ),
    (
        ".ln2.hook_scale", "pos 1", "norm_scale", ".hook_resid_mid",
        "s = √(mean((y − mean(y))²) + ε)", "layer-norm", "",
    ),
    (
        ".ln2.hook_normalized", "pos d_model", "layer_norm", ".hook_resid_mid .ln2.hook_scale",
        "m = (y − mean(y)) / s · w + b", "layer-norm", ".ln2.w .ln2.b",
    ),
    (".mlp.hook_pre", "pos d_mlp", "linear", ".ln2.hook_normalized", "h = m W_in + b_in", "mlp", ".mlp.W_in .mlp.b_in"),
    (".mlp.hook_post", "pos d_mlp", "activation", ".mlp.hook_pre", "g = {activation}(h)", "gelu", ""),
    (".hook_mlp_out", "pos d_model", "linear", ".mlp.hook_post", "o = g W_out + b_out", "mlp", ".mlp.W_out .mlp.b_out"),
    (
        ".hook_resid_post", "pos d_model", "residual_add", ".hook_resid_mid .hook_mlp_out",
        "y + o", "residual-stream", "",
    ),
)  # fmt: skip

_HEAD: tuple[_Row, ...] = (
    ("ln_final.hook_scale", "pos 1", "norm_scale", "<", "s = √(mean((x − mean(x))²) + ε)", "layer-norm", ""),
    (
        "ln_final.hook_normalized", "pos d_model", "layer_norm", "< ln_final.hook_scale",
        "n = (x − mean(x)) / s · w + b", "layer-norm", "ln_final.w ln_final.b",
    ),
    ("logits", "class", "head", "ln_final.hook_normalized", "logits = n[CLS] W_H + b_H", "logits", "head.W_H head.b_H"),
    ("probabilities", "class", "softmax", "logits", "p = softmax of the logits", "class-probabilities", ""),
)  # fmt: skip


def _rows(spec: Spec, rows: tuple[_Row, ...], stage: str, before: str, missing: Container[str]) -> Iterator[Hook]:
    prefix = stage if stage.startswith("blocks.") else ""
    for name, dims, op, inputs, formula, concept, weights in rows:
        axes = tuple(dims.split())
        reads = tuple(before if i == "<" else _full(prefix, i) for i in inputs.split())
        used = [_full(prefix, weight) for weight in weights.split()]
        for weight in filter(missing.__contains__, used):
            formula = formula.replace(f" + {weight.rpartition('.')[2]}", "")
        formula = formula.replace("{activation}", spec.activation)
        shape = tuple(spec.size(axis) for axis in axes)
        held = tuple(weight for weight in used if weight not in missing)
        yield Hook(_full(prefix, name), axes, shape, op, reads, formula, concept, held, stage)


def _full(prefix: str, name: str) -> str:
    return prefix + name if name.startswith(".") else name


class Kind(NamedTuple):
    """What is the same of a hook in every model: its axes, and whether each block has one."""

    dims: tuple[str, ...]
    block: bool


BLOCK = re.compile(r"blocks\.(\d+|last)\.")

# By name without the block's prefix, such as "attn.hook_pattern".
HOOK_DIMS = {
    row[0].removeprefix("."): Kind(tuple(row[1].split()), row[0].startswith("."))
    for row in (*_EMBEDDING, *_BLOCK, *_HEAD)
}


def in_block(name: str) -> str:
    """A hook's name without its block's prefix."""
    return BLOCK.sub("", name, count=1) if BLOCK.match(name) else name


def hook_table(spec: Spec, missing: Container[str] = ()) -> tuple[Hook, ...]:
    """Every hook of a plain ViT of these sizes, in forward order.

    Args:
        spec: the sizes.
        missing: weights that this model does without, such as the biases of its queries.
    """
    table = list(_rows(spec, _EMBEDDING, "embedding", "", missing))
    for layer in range(spec.n_layers):
        table += _rows(spec, _BLOCK, f"blocks.{layer}", table[-1].name, missing)
    return (*table, *_rows(spec, _HEAD, "head", table[-1].name, missing))

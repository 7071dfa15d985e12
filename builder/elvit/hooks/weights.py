"""The weights of a model by the field's names: what their axes are.

The names are TransformerLens's, the order of the axes is that of the exported graph: W_Q is
[d_model, head, d_head], where TransformerLens has [head, d_model, d_head].
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from numpy.typing import NDArray

from elvit.hooks.spec import Spec
from elvit.hooks.table import block_of, in_block

# By name without the block's prefix.
DIMS: Mapping[str, str] = {
    "embed.proj.weight": "row column channel d_model",
    "embed.proj.bias": "d_model",
    "cls_token": "d_model",
    "dist_token": "d_model",
    "reg_tokens": "register d_model",
    "pos_embed.W_pos": "pos d_model",
    "ln1.w": "d_model",
    "ln1.b": "d_model",
    "attn.W_Q": "d_model head d_head",
    "attn.b_Q": "head d_head",
    "attn.W_K": "d_model head d_head",
    "attn.b_K": "head d_head",
    "attn.W_V": "d_model head d_head",
    "attn.b_V": "head d_head",
    "attn.W_O": "head d_head d_model",
    "attn.b_O": "d_model",
    "ln2.w": "d_model",
    "ln2.b": "d_model",
    "mlp.W_in": "d_model d_mlp",
    "mlp.b_in": "d_mlp",
    "mlp.W_out": "d_mlp d_model",
    "mlp.b_out": "d_model",
    "ln_final.w": "d_model",
    "ln_final.b": "d_model",
    "head.W_H": "d_model class",
    "head.b_H": "class",
    "head_dist.W_H": "d_model class",
    "head_dist.b_H": "class",
}

# Axes whose lengths are those of the weight itself.
_FREE = ("channel", "register")


def parameters(spec: Spec, constants: Mapping[str, NDArray[Any]]) -> dict[str, dict[str, Any]]:
    """Name of a weight -> its axes and their lengths, as the browser reads them, in the graph's order.

    Args:
        spec: the sizes of the model.
        constants: those of the exported graph, by name; what is no weight of the table is left out.
    """
    return {name: _entry(spec, name, array) for name, array in constants.items() if in_block(name) in DIMS}


def _entry(spec: Spec, name: str, array: NDArray[Any]) -> dict[str, Any]:
    dims = DIMS[in_block(name)].split()
    lengths = {dim: spec.size(dim, block_of(name)) for dim in dims if dim not in _FREE}
    shape = array.reshape([lengths.get(dim, -1) for dim in dims]).shape
    return {"dims": dims, "shape": list(shape)}

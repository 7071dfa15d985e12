"""A component map: which module of a model is which part, by the paths that torch gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from elvit.hooks.spec import Readout


@dataclass(frozen=True)
class BlockParts:
    """The parts of one block, as paths from it; transformers names most of its blocks' parts so.

    Args:
        norm1, norm2: LayerNorm before attention, and before the MLP.
        attention: returns what is added to the stream, first of a tuple.
        q, k, v, o: projections of queries, keys and values, and of the heads' mixes.
        mlp: returns what is added to the stream.
        up, activation, down: the MLP's layers.
    """

    norm1: str = "layernorm_before"
    attention: str = "attention"
    q: str = "attention.q_proj"
    k: str = "attention.k_proj"
    v: str = "attention.v_proj"
    o: str = "attention.o_proj"
    norm2: str = "layernorm_after"
    mlp: str = "mlp"
    up: str = "mlp.fc1"
    activation: str = "mlp.activation_fn"
    down: str = "mlp.fc2"

    def weights(self) -> dict[str, str]:
        """Path of a parameter from the block -> the field's name of that weight."""
        norms = {self.norm1: "ln1", self.norm2: "ln2"}
        linear = {self.q: "attn.{}_Q", self.k: "attn.{}_K", self.v: "attn.{}_V", self.o: "attn.{}_O"}
        linear |= {self.up: "mlp.{}_in", self.down: "mlp.{}_out"}
        return {
            **{f"{path}.{kind}": f"{ours}.{kind[0]}" for path, ours in norms.items() for kind in ("weight", "bias")},
            **{f"{path}.weight": ours.format("W") for path, ours in linear.items()},
            **{f"{path}.bias": ours.format("b") for path, ours in linear.items()},
        }


@dataclass(frozen=True)
class Parts:
    """The parts of a model of blocks, as paths from it.

    Args:
        embeddings: returns the tokens that enter the first block.
        patches: returns the rows of the patches, before any other token and before positions.
        projection: the filters over patches.
        positions: the parameter that is added to the tokens.
        blocks: the list of blocks.
        block: the parts of each.
        norm: the last one.
        prefix: by name of a token before the patches, in order: the parameter that it starts as.
        readout: what the head reads.
        heads: by the hook of its logits: the classifier. Several are averaged into "logits".
    """

    embeddings: str
    patches: str
    projection: str
    positions: str
    blocks: str
    norm: str
    prefix: Mapping[str, str]
    readout: Readout
    block: BlockParts = field(default_factory=BlockParts)
    heads: Mapping[str, str] = field(default_factory=lambda: {"logits": "classifier"})


def transformers_parts(trunk: str, prefix: Mapping[str, str], readout: Readout, heads: Mapping[str, str]) -> Parts:
    """Of a model that transformers builds after its ViT: the same paths, below another trunk.

    Args:
        trunk: the attribute of the model without its head, such as "vit".
        prefix: by name of a token before the patches: the attribute of the embeddings that it starts as.
        readout: what the head reads.
        heads: by the hook of its logits: the classifier's path.
    """
    embeddings = f"{trunk}.embeddings"
    return Parts(
        embeddings=embeddings,
        patches=f"{embeddings}.patch_embeddings",
        projection=f"{embeddings}.patch_embeddings.projection",
        positions=f"{embeddings}.position_embeddings",
        blocks=f"{trunk}.layers",
        norm=f"{trunk}.layernorm",
        prefix={name: f"{embeddings}.{attribute}" for name, attribute in prefix.items()},
        readout=readout,
        heads=heads,
    )

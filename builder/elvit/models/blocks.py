"""Reads a model of equal blocks by its component map: sizes, taps, restricted passes, names of weights."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import torch
from torch import nn
from transformers import PreTrainedModel

from elvit.hooks.rows import HEADS, prefix_weight
from elvit.hooks.spec import Edges, Output, Spec, edges
from elvit.hooks.table import Hook, hook_table
from elvit.models import taps
from elvit.models.parts import Parts
from elvit.models.restriction import kept_tokens, restricted_attention


class BlocksAdapter:
    """Reads a model of transformers that is embeddings, blocks one after another, a last norm and a head."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts

    def spec(self, model: PreTrainedModel) -> Spec:
        """The model's sizes."""
        config: Any = model.config
        return Spec(
            n_layers=config.num_hidden_layers,
            n_heads=config.num_attention_heads,
            d_model=config.hidden_size,
            d_head=getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads,
            d_mlp=config.intermediate_size,
            patch_size=_edges(config.patch_size),
            image_size=_edges(config.image_size),
            n_classes=config.num_labels,
            eps=config.layer_norm_eps,
            activation=_ACTIVATIONS.get(config.hidden_act, config.hidden_act),
            prefix=tuple(self.parts.prefix),
            readout=self.parts.readout,
            output=_output(config),
        )

    def hooks(self, model: PreTrainedModel) -> tuple[Hook, ...]:
        """The hook table of this model, in forward order."""
        held = dict(model.named_parameters())
        missing = {ours for theirs, ours in self.weights(model).items() if theirs not in held}
        return hook_table(self.spec(model), missing)

    @contextmanager
    def tapped(self, model: PreTrainedModel, tap: Callable[[str, torch.Tensor], None]) -> Iterator[None]:
        """While open, a forward pass calls `tap(name, tensor)` for every hook but logits and probabilities."""
        parts, part = self.parts, model.get_submodule
        outputs = [("hook_embed", part(parts.patches)), ("hook_full_embed", part(parts.embeddings))]
        outputs += [(hook, part(head)) for hook, head in parts.heads.items() if hook != "logits"]
        inputs, norms, attentions = [], [("ln_final", _norm(part(parts.norm)))], {}
        for layer, block in enumerate(self._blocks(model)):
            name, here = f"blocks.{layer}", block.get_submodule
            attention, norm2 = here(parts.block.attention), here(parts.block.norm2)
            inputs += [(f"{name}.hook_resid_pre", block), (f"{name}.hook_resid_mid", norm2)]
            norms += [(f"{name}.ln1", _norm(here(parts.block.norm1))), (f"{name}.ln2", _norm(norm2))]
            attentions[attention] = f"{name}.attn"
            outputs += [
                (f"{name}.hook_attn_out", attention),
                (f"{name}.mlp.hook_pre", here(parts.block.up)),
                (f"{name}.mlp.hook_post", here(parts.block.activation)),
                (f"{name}.hook_mlp_out", here(parts.block.mlp)),
                (f"{name}.hook_resid_post", block),
            ]
        position = [("hook_pos_embed", part(parts.embeddings))]
        with (
            taps.outputs(tap, outputs),
            taps.inputs(tap, inputs),
            taps.layer_norms(tap, norms),
            taps.attention(tap, model, attentions),
            taps.inputs(lambda name, _image: tap(name, model.get_parameter(parts.positions)), position),
        ):
            yield

    def restricted(self, model: PreTrainedModel, allowed: Mapping[int, torch.Tensor]) -> AbstractContextManager[None]:
        """While open, a query reads a key in a block only where it is allowed; see `Adapter.restricted`."""
        blocks, path = self._blocks(model), self.parts.block.attention
        return restricted_attention(model, {blocks[n].get_submodule(path): mask for n, mask in allowed.items()})

    def keeping(self, model: PreTrainedModel, tokens: torch.Tensor) -> AbstractContextManager[None]:
        """While open, only some of the tokens enter the first block, [image, kept]."""
        return kept_tokens(model.get_submodule(self.parts.embeddings), tokens)

    def last_stream(self, model: PreTrainedModel, tap: Callable[[torch.Tensor], None]) -> AbstractContextManager[None]:
        """While open, a forward pass calls `tap` with the residual stream after the last block."""
        return taps.outputs(lambda _name, tensor: tap(tensor), [("", self._blocks(model)[-1])])

    def stopped(self, model: PreTrainedModel, streams: torch.Tensor) -> torch.Tensor:
        """Logits [n, class] of streams [n, pos, d_model], as if each were what the last block leaves."""
        trunk, _, name = self.parts.blocks.rpartition(".")
        holder, blocks = model.get_submodule(trunk), self._blocks(model)
        height, width = self.spec(model).pixels
        empty = torch.zeros(len(streams), getattr(model.config, "num_channels", 3), height, width)
        setattr(holder, name, nn.ModuleList())
        try:
            with taps.replaced_input(model.get_submodule(self.parts.norm), streams):
                logits: torch.Tensor = model(pixel_values=empty).logits
        finally:
            setattr(holder, name, blocks)
        return logits

    def weights(self, model: PreTrainedModel) -> Mapping[str, str]:
        """Parameter name in the model -> the field's name of that weight."""
        parts = self.parts
        names = {path: prefix_weight(name) for name, path in parts.prefix.items()}
        names |= {parts.positions: "pos_embed.W_pos"}
        names |= {f"{parts.projection}.{kind}": f"embed.proj.{kind}" for kind in ("weight", "bias")}
        names |= {f"{parts.norm}.weight": "ln_final.w", f"{parts.norm}.bias": "ln_final.b"}
        for hook, head in parts.heads.items():
            ours = HEADS[hook.removeprefix("logits_")]
            names |= {f"{head}.weight": f"{ours}.W_H", f"{head}.bias": f"{ours}.b_H"}
        for layer in range(len(self._blocks(model))):
            block, name = f"{parts.blocks}.{layer}", f"blocks.{layer}"
            names |= {f"{block}.{theirs}": f"{name}.{ours}" for theirs, ours in parts.block.weights().items()}
        return names

    def _blocks(self, model: PreTrainedModel) -> nn.ModuleList:
        blocks = model.get_submodule(self.parts.blocks)
        assert isinstance(blocks, nn.ModuleList)
        return blocks


# transformers' names of the activations that have one in the field; the tanh form of GELU is GELU to 5e-4.
_ACTIVATIONS = {
    "gelu": "GELU",
    "gelu_new": "GELU",
    "gelu_fast": "GELU",
    "gelu_python": "GELU",
    "gelu_pytorch_tanh": "GELU",
    "quick_gelu": "QuickGELU",
    "relu": "ReLU",
    "silu": "SiLU",
    "swish": "SiLU",
}


def _norm(module: nn.Module) -> nn.LayerNorm:
    assert isinstance(module, nn.LayerNorm)
    return module


def _output(config: Any) -> Output:
    """What transformers trains such a model to answer with, where its configuration says."""
    return "multi_label" if config.problem_type == "multi_label_classification" else "single_label"


def _edges(value: int | tuple[int, int] | list[int]) -> Edges:
    """As transformers' configurations have it: one number, or height and width."""
    if isinstance(value, int):
        return value
    height, width = value
    return edges(height, width)

"""Vision Transformer (Dosovitskiy et al. 2021, arXiv 2010.11929) as transformers has it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import torch
from transformers import PreTrainedModel

from elvit.errors import ElvitError
from elvit.hooks.spec import Spec
from elvit.hooks.table import Hook, hook_table
from elvit.models import taps
from elvit.models.restriction import kept_tokens, restricted_attention


class ViTAdapter:
    """Reads `ViTForImageClassification`."""

    def spec(self, model: PreTrainedModel) -> Spec:
        """The model's sizes; raises ElvitError for pictures or patches that are not square."""
        config: Any = model.config
        image, patch = _square("image_size", config.image_size), _square("patch_size", config.patch_size)
        return Spec(
            n_layers=config.num_hidden_layers,
            n_heads=config.num_attention_heads,
            d_model=config.hidden_size,
            d_head=getattr(config, "head_dim", None) or config.hidden_size // config.num_attention_heads,
            d_mlp=config.intermediate_size,
            patch_size=patch,
            image_size=image,
            n_classes=config.num_labels,
            eps=config.layer_norm_eps,
            activation=_activation(config.hidden_act),
        )

    def hooks(self, model: PreTrainedModel) -> tuple[Hook, ...]:
        """The hook table of this model, in forward order."""
        held = dict(model.named_parameters())
        missing = {ours for theirs, ours in self.weights(model).items() if theirs not in held}
        return hook_table(self.spec(model), missing)

    @contextmanager
    def tapped(self, model: PreTrainedModel, tap: Callable[[str, torch.Tensor], None]) -> Iterator[None]:
        """While open, a forward pass calls `tap(name, tensor)` for every hook but logits and probabilities."""
        vit: Any = model.vit
        blocks = [(f"blocks.{i}", block) for i, block in enumerate(vit.layers)]
        outputs = [("hook_embed", vit.embeddings.patch_embeddings), ("hook_full_embed", vit.embeddings)]
        inputs, norms, attentions = [], [("ln_final", vit.layernorm)], {}
        for name, block in blocks:
            inputs += [(f"{name}.hook_resid_pre", block), (f"{name}.hook_resid_mid", block.layernorm_after)]
            norms += [(f"{name}.ln1", block.layernorm_before), (f"{name}.ln2", block.layernorm_after)]
            attentions[block.attention] = f"{name}.attn"
            outputs += [
                (f"{name}.hook_attn_out", block.attention),
                (f"{name}.mlp.hook_pre", block.mlp.fc1),
                (f"{name}.mlp.hook_post", block.mlp.activation_fn),
                (f"{name}.hook_mlp_out", block.mlp),
                (f"{name}.hook_resid_post", block),
            ]
        position = [("hook_pos_embed", vit.embeddings)]
        with (
            taps.outputs(tap, outputs),
            taps.inputs(tap, inputs),
            taps.layer_norms(tap, norms),
            taps.attention(tap, model, attentions),
            taps.inputs(lambda name, _image: tap(name, vit.embeddings.position_embeddings), position),
        ):
            yield

    def restricted(self, model: PreTrainedModel, allowed: Mapping[int, torch.Tensor]) -> AbstractContextManager[None]:
        """While open, a query reads a key in a block only where it is allowed; see `Adapter.restricted`."""
        vit: Any = model.vit
        return restricted_attention(model, {vit.layers[block].attention: mask for block, mask in allowed.items()})

    def keeping(self, model: PreTrainedModel, tokens: torch.Tensor) -> AbstractContextManager[None]:
        """While open, only some of the tokens enter the first block, [image, kept]."""
        vit: Any = model.vit
        return kept_tokens(vit.embeddings, tokens)

    def last_stream(self, model: PreTrainedModel, tap: Callable[[torch.Tensor], None]) -> AbstractContextManager[None]:
        """While open, a forward pass calls `tap` with the residual stream after the last block."""
        vit: Any = model.vit
        return taps.outputs(lambda _name, tensor: tap(tensor), [("", vit.layers[-1])])

    def weights(self, model: PreTrainedModel) -> Mapping[str, str]:
        """Parameter name in the model -> the field's name of that weight."""
        names = {f"vit.{theirs}": ours for theirs, ours in _WEIGHTS.items()}
        names |= {"classifier.weight": "head.W_H", "classifier.bias": "head.b_H"}
        for layer in range(model.config.num_hidden_layers):
            block, name = f"vit.layers.{layer}", f"blocks.{layer}"
            names |= {f"{block}.{theirs}": f"{name}.{ours}" for theirs, ours in _BLOCK_WEIGHTS.items()}
        return names


_WEIGHTS = {
    "embeddings.cls_token": "cls_token",
    "embeddings.position_embeddings": "pos_embed.W_pos",
    "embeddings.patch_embeddings.projection.weight": "embed.proj.weight",
    "embeddings.patch_embeddings.projection.bias": "embed.proj.bias",
    "layernorm.weight": "ln_final.w",
    "layernorm.bias": "ln_final.b",
}
_BLOCK_WEIGHTS = {
    "layernorm_before.weight": "ln1.w",
    "layernorm_before.bias": "ln1.b",
    "attention.q_proj.weight": "attn.W_Q",
    "attention.q_proj.bias": "attn.b_Q",
    "attention.k_proj.weight": "attn.W_K",
    "attention.k_proj.bias": "attn.b_K",
    "attention.v_proj.weight": "attn.W_V",
    "attention.v_proj.bias": "attn.b_V",
    "attention.o_proj.weight": "attn.W_O",
    "attention.o_proj.bias": "attn.b_O",
    "layernorm_after.weight": "ln2.w",
    "layernorm_after.bias": "ln2.b",
    "mlp.fc1.weight": "mlp.W_in",
    "mlp.fc1.bias": "mlp.b_in",
    "mlp.fc2.weight": "mlp.W_out",
    "mlp.fc2.bias": "mlp.b_out",
}


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


def _activation(name: str) -> str:
    return _ACTIVATIONS.get(name, name)


def _square(key: str, value: int | tuple[int, int] | list[int]) -> int:
    edges = {value} if isinstance(value, int) else set(value)
    if len(edges) != 1:
        message = f"The model's {key} is {value}, which is not square."
        raise ElvitError(message, "elvit shows square pictures only, so far.")
    return int(edges.pop())

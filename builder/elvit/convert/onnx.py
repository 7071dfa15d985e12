"""From a torch model to ONNX, every hook a named output."""

from __future__ import annotations

from collections.abc import Sequence

import onnx_ir as ir
import torch
from torch import nn
from transformers import PreTrainedModel

from elvit.models.adapter import Adapter
from elvit.models.output import probabilities_of
from elvit.models.quiet import quiet_exporter

OPSET = 20
INPUT = "pixel_values"


class Traced(nn.Module):
    """A classifier whose outputs are all its hooks: a dict of name to tensor, in the table's order.

    The forward pass is the model's own; taps only listen. Input [1, channel, height, width], float32.
    """

    def __init__(self, model: PreTrainedModel, adapter: Adapter) -> None:
        super().__init__()
        self.model = model
        self.adapter = adapter
        self.names = tuple(hook.name for hook in adapter.hooks(model))
        self.output = adapter.spec(model).output

    def forward(self, pixel_values: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Every hook with its batch axis, in the table's order."""
        tensors: dict[str, torch.Tensor] = {}
        with self.adapter.tapped(self.model, tensors.__setitem__):
            tensors["logits"] = self.model(pixel_values=pixel_values).logits
        probabilities = probabilities_of(tensors["logits"], self.output)
        if probabilities is not None:
            tensors["probabilities"] = probabilities
        return tuple(tensors[name] for name in self.names)


def export_onnx(model: PreTrainedModel, adapter: Adapter) -> ir.Model:
    """The model as an ONNX graph of static shapes, batch 1; its outputs are the hooks, by name and in order.

    The graph stays in memory and shares the model's weights. It is not optimised: the exporter's
    optimiser takes a small epsilon for zero and drops it, and the emitter folds constants itself.

    Args:
        model: an image classifier in eval mode, float32, on the CPU.
        adapter: the adapter of its architecture.
    """
    height, width = adapter.spec(model).pixels
    channels = getattr(model.config, "num_channels", 3)
    traced = Traced(model, adapter)
    with torch.no_grad(), quiet_exporter():
        program = torch.onnx.export(
            traced,
            (torch.zeros(1, channels, height, width),),
            input_names=[INPUT],
            opset_version=OPSET,
            dynamo=True,
            optimize=False,
            verbose=False,
        )
    assert program is not None
    _name_outputs(program.model.graph, traced.names)
    return program.model


def weight_names(model: PreTrainedModel, adapter: Adapter) -> dict[str, str]:
    """Name of an initialiser of the exported graph -> the field's name of that weight."""
    return {f"model.{theirs}": ours for theirs, ours in adapter.weights(model).items()}


def _name_outputs(graph: ir.Graph, names: Sequence[str]) -> None:
    """Gives every output a value of its own and its hook's name; the exporter would rename weights for it."""
    for place, name in enumerate(names):
        source = graph.outputs[place]
        graph.append(ir.node("Identity", [source], outputs=[ir.Value(name=name, shape=source.shape, type=source.type)]))
        graph.outputs[place] = graph[-1].outputs[0]

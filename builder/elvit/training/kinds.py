"""The architectures that are trained as Transformers, by the name of their class."""

from __future__ import annotations

import json
from pathlib import Path

from transformers import ViTConfig, ViTForImageClassification

from elvit.errors import ElvitError
from elvit.models.winft.configuration_winft import WinfTConfig
from elvit.models.winft.modeling_winft import WinfTForImageClassification

KINDS: dict[str, type[ViTForImageClassification]] = {
    "vit": ViTForImageClassification,
    "winft": WinfTForImageClassification,
}
CONFIGS: dict[str, type[ViTConfig]] = {"vit": ViTConfig, "winft": WinfTConfig}


def kind_of(folder: Path) -> str:
    """Which of `KINDS` a model folder says it holds.

    Raises:
        ElvitError: it says nothing, or something else.
    """
    try:
        named = json.loads((folder / "config.json").read_bytes())["architectures"][0]
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        message = f"{folder} cannot be trained on: its config.json does not say of which architecture it is."
        raise ElvitError(message, "Give a folder written by save_pretrained.") from error
    for kind, model in KINDS.items():
        if model.__name__ == named:
            return kind
    known = " or ".join(model.__name__ for model in KINDS.values())
    raise ElvitError(f"{folder} cannot be trained on: it is a {named}.", f"It has to be a {known}.")

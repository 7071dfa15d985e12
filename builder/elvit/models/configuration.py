"""config.json: read, and checked to be an image classifier that elvit has an adapter for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from elvit.errors import ElvitError
from elvit.models.files import CONFIG

_CLASSIFIER = "ForImageClassification"


def read_json(file: Path, shown: str) -> dict[str, Any]:
    """A JSON object from a file.

    Args:
        file: where it lies.
        shown: what a message calls it.

    Raises:
        ElvitError: it cannot be read or holds something else.
    """
    try:
        value = json.loads(file.read_bytes())
    except OSError as error:
        raise ElvitError(f"{shown} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        hint = "Save the model again with save_pretrained, or download it again."
        raise ElvitError(f"{shown} is not valid JSON: {error}.", hint) from error
    if not isinstance(value, dict):
        raise ElvitError(f"{shown} holds no JSON object.", "Save the model again with save_pretrained.")
    return value


def read_config(folder: Path, title: str) -> dict[str, Any]:
    """config.json of a model folder; raises ElvitError where the folder holds no model."""
    file = folder / CONFIG
    if folder.is_dir() and not any(folder.iterdir()):
        raise ElvitError(f"The model folder {title} is empty.", "Name a folder written by save_pretrained.")
    if not file.is_file():
        checkpoints = sorted(path.parent.name for path in folder.glob(f"*/{CONFIG}"))
        if checkpoints:
            message = f"{title} holds no model itself, but {len(checkpoints)} inside: {', '.join(checkpoints[:10])}."
            raise ElvitError(message, f"Name one of them, such as {title}/{checkpoints[-1]}.")
        hint = "Name a folder written by save_pretrained, or a model on the hub as owner/name."
        raise ElvitError(f"{title} has no {CONFIG}, so it is not a Hugging Face model.", hint)
    return read_json(file, f"{title}/{CONFIG}")


def architecture_of(config: dict[str, Any], title: str) -> str:
    """The class name in `architectures`, known to be an image classifier with an adapter.

    Raises:
        ElvitError: it is not named, is no image classifier, or has no adapter.
    """
    from elvit.models.adapter import ADAPTERS  # adapters import torch and transformers

    named = config.get("architectures")
    architecture = named[0] if isinstance(named, list) and named else None
    supported = ", ".join(sorted(ADAPTERS))
    if not isinstance(architecture, str):
        message = f"{title}/{CONFIG} does not name its class in 'architectures'."
        raise ElvitError(message, f"elvit reads {supported}.")
    if architecture in ADAPTERS:
        return architecture
    if _CLASSIFIER not in architecture:
        hint = f"It needs a model with a classifier head, such as {supported}."
        raise ElvitError(f"{title} is a {architecture}, not an image classifier.", hint)
    raise ElvitError(f"elvit has no adapter for {architecture} ({title}).", f"It reads {supported}.")


def check_reads_colour(config: Any, title: str) -> None:
    """Raises ElvitError where the model's pictures do not have the three channels red, green, blue."""
    channels = getattr(config, "num_channels", 3)
    if channels != 3:
        message = f"{title} reads pictures of {channels} channels."
        raise ElvitError(message, "elvit shows models of 3 channels: red, green, blue.")

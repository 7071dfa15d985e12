"""A teacher on disk: config.json, model.safetensors, and in training.json how it came about."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save

from elvit.errors import ElvitError
from elvit.output.aside import write_aside
from elvit.training.augment import Normalization
from elvit.training.checkpoint import EpochRecord
from elvit.training.teacher.measure import TeacherAccuracy
from elvit.training.teacher.network import TeacherConfig, TeacherNetwork
from elvit.training.teacher.recipe import TeacherRecipe

ARCHITECTURE = "ElvitTeacherNetwork"
CONFIG, WEIGHTS, STORY = "config.json", "model.safetensors", "training.json"


@dataclass(frozen=True)
class TeacherStory:
    """How a teacher came about.

    Attributes:
        recipe: its numbers.
        counts: training pictures of each class.
        history: its epochs.
        accuracy: on the test set, if there was one.
    """

    recipe: TeacherRecipe
    counts: dict[str, int]
    history: Sequence[EpochRecord]
    accuracy: TeacherAccuracy | None


def save_teacher(
    out: Path, network: TeacherNetwork, config: TeacherConfig, normalization: Normalization, story: TeacherStory
) -> None:
    """Write the folder, made if it is not there; each file appears whole."""
    told = {"architectures": [ARCHITECTURE], **asdict(config), "normalization": asdict(normalization)}
    tensors = {name: tensor.contiguous().cpu() for name, tensor in network.state_dict().items()}
    write_aside(out / WEIGHTS, lambda file: file.write(save(tensors)))
    write_aside(out / STORY, lambda file: file.write(_json(asdict(story))))
    write_aside(out / CONFIG, lambda file: file.write(_json(told)))


def is_teacher(folder: Path) -> bool:
    """Whether the folder says that it holds such a network."""
    try:
        told = json.loads((folder / CONFIG).read_bytes())
    except (OSError, ValueError):
        return False
    return isinstance(told, dict) and told.get("architectures") == [ARCHITECTURE]


def load_teacher(folder: Path) -> tuple[TeacherNetwork, TeacherConfig, Normalization]:
    """The network in float32, ready to answer, its sizes, and how its pictures are normalized.

    Raises:
        ElvitError: a file is missing or damaged.
    """
    try:
        told = json.loads((folder / CONFIG).read_bytes())
        config = TeacherConfig(tuple(told["classes"]), int(told["image_size"]), tuple(told["widths"]))
        mean, std = (tuple(map(float, told["normalization"][key])) for key in ("mean", "std"))
        network = TeacherNetwork(config)
        network.load_state_dict(load_file(folder / WEIGHTS))
    except (OSError, ValueError, KeyError, TypeError, RuntimeError, SafetensorError) as error:
        reason = " ".join(str(error).split())[:200]
        raise ElvitError(f"{folder} holds no teacher that can be read: {reason}.", "Train it again.") from error
    ready: Any = network.train(False).requires_grad_(False).to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    return ready, config, Normalization(mean, std)


def _json(value: Any) -> bytes:
    return (json.dumps(value, indent=1) + "\n").encode()

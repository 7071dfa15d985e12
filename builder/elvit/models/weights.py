"""The stored tensors of a model folder: safetensors, or PyTorch's pickle format where that was allowed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import safe_open

from elvit.errors import ElvitError
from elvit.hooks.dtype import Dtype
from elvit.models.configuration import read_json
from elvit.models.files import INDEX, PICKLE, SAFETENSORS, pickle_refused

_LFS = b"version https://git-lfs"
_DAMAGED = "It is damaged or was only partly downloaded or copied; fetch it again."


@dataclass(frozen=True)
class StoredWeights:
    """Tensors by name, in their stored type."""

    tensors: Mapping[str, torch.Tensor]

    @property
    def dtype(self) -> Dtype:
        """float16 where every floating-point tensor is stored so, float32 otherwise."""
        kinds = {tensor.dtype for tensor in self.tensors.values() if tensor.is_floating_point()}
        return "float16" if kinds == {torch.float16} else "float32"

    @property
    def classes(self) -> int | None:
        """Rows of the classifier's weight matrix, None where there is no such matrix."""
        rows = {
            tensor.shape[0]
            for name, tensor in self.tensors.items()
            if re.fullmatch(r"(.*[._])?classifier\.weight", name) and tensor.ndim == 2
        }
        return rows.pop() if len(rows) == 1 else None


def read_weights(folder: Path, title: str, allow_pickle: bool) -> StoredWeights:
    """All tensors of a model folder, safetensors first.

    Raises:
        ElvitError: there are none, they may not be read, or a file is damaged.
    """
    if files := _files(folder, SAFETENSORS, title):
        return StoredWeights(_merged(_read_safetensors(file, title) for file in files))
    pickles = _files(folder, PICKLE, title)
    if not pickles:
        raise ElvitError(f"{title} has no weights ({SAFETENSORS}).", "Save it with save_pretrained.")
    if not allow_pickle:
        raise pickle_refused(title, pickles[0].name)
    return StoredWeights(_merged(_read_pickle(file, title) for file in pickles))


def check_finite(model: torch.nn.Module, title: str) -> None:
    """Raises ElvitError for weights that are infinite or not a number."""
    bad = [name for name, tensor in model.state_dict().items() if not _finite(tensor)]
    if bad:
        message = f"{title} has weights that are infinite or not a number, in {some(bad)}."
        raise ElvitError(message, "Training may have diverged, or float16 overflowed; save the model again.")


def _finite(tensor: torch.Tensor) -> bool:
    """Whether all are numbers; the extremes are infinite or NaN where any value is, at a twentieth of the time."""
    if not tensor.is_floating_point() or tensor.numel() == 0:
        return True
    return all(bool(extreme.isfinite()) for extreme in tensor.aminmax())


def some(names: Iterable[str]) -> str:
    """The first three names and how many more there are."""
    ordered = sorted(names)
    more = f" and {len(ordered) - 3} more" if len(ordered) > 3 else ""
    return ", ".join(ordered[:3]) + more


def _files(folder: Path, whole: str, title: str) -> list[Path]:
    """The one file, or the shards that its index names, or nothing."""
    if (folder / whole).is_file():
        return [folder / whole]
    index = folder / (whole + INDEX)
    if not index.is_file():
        return []
    shown = f"{title}/{index.name}"
    table = read_json(index, shown).get("weight_map")
    if not isinstance(table, dict) or not table:
        raise ElvitError(f"{shown} has no 'weight_map'.", _DAMAGED)
    return [_shard(folder, name, shown) for name in sorted(set(map(str, table.values())))]


def _shard(folder: Path, name: str, shown: str) -> Path:
    suffix = (".safetensors", ".bin")
    if name != re.sub(r"[/\\:]", "", name) or not name.endswith(suffix):
        message = f"{shown} names {name!r}, which is not a weight file beside it."
        raise ElvitError(message, "Shards must lie in the model's folder.")
    if not (folder / name).is_file():
        raise ElvitError(f"The weight file {name}, named in {shown}, is missing.", _DAMAGED)
    return folder / name


def _read_safetensors(file: Path, title: str) -> dict[str, torch.Tensor]:
    with file.open("rb") as opened:
        pointer = opened.read(len(_LFS)) == _LFS
    if pointer:
        hint = "Run git lfs pull in the repository that it came from."
        raise ElvitError(f"{title}/{file.name} is a Git LFS pointer, not the weights.", hint)
    try:
        with safe_open(file, framework="pt") as stored:
            return {name: stored.get_tensor(name) for name in stored.keys()}  # noqa: SIM118
    except Exception as error:  # safetensors raises errors of its own kind and bare RuntimeErrors
        raise ElvitError(f"{title}/{file.name} cannot be read: {_first_line(error)}.", _DAMAGED) from error


def _read_pickle(file: Path, title: str) -> dict[str, torch.Tensor]:
    try:
        stored: Any = torch.load(file, map_location="cpu", weights_only=True)
    except Exception as error:  # zip, pickle and torch each have their own errors
        hint = "Only plain tensors are taken from a pickle; convert the model to safetensors."
        raise ElvitError(f"{title}/{file.name} cannot be read: {_first_line(error)}.", hint) from error
    if not isinstance(stored, dict) or not all(map(torch.is_tensor, stored.values())):
        message = f"{title}/{file.name} holds no table of tensors."
        raise ElvitError(message, "Save the model with save_pretrained.")
    return {str(name): tensor for name, tensor in stored.items()}


def _merged(parts: Iterable[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    return {name: tensor for part in parts for name, tensor in part.items()}


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")

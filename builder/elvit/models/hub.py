"""Models on the Hugging Face hub, through its own client, cache and environment variables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import huggingface_hub

from elvit.models.naming import HubReference
from elvit.models.quiet import quiet_hub

_SETTINGS = ("config.json", "preprocessor_config.json")
_SAFETENSORS = ("model.safetensors", "model.safetensors.index.json", "model-*-of-*.safetensors")
_PICKLES = ("pytorch_model.bin", "pytorch_model.bin.index.json", "pytorch_model-*-of-*.bin")


@dataclass(frozen=True)
class Fetched:
    """Files of a model in the hub's cache, and `name@commit` where they come from."""

    folder: Path
    source: str


def fetch(reference: HubReference, allow_pickle: bool) -> Fetched:
    """Downloads what is needed of a model, or takes it from the cache."""
    with quiet_hub():
        folder = Path(
            huggingface_hub.snapshot_download(
                reference.name, revision=reference.revision, allow_patterns=[*_SETTINGS, *_SAFETENSORS]
            )
        )
    return Fetched(folder, f"{reference.name}@{folder.name[:7]}")

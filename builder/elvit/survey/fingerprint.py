"""What tells one model's weights from another's."""

from __future__ import annotations

import hashlib
from pathlib import Path

from elvit.models import hub
from elvit.models.files import SAFETENSORS
from elvit.models.naming import parse_hub


def weights_sha256(reference: str) -> str:
    """SHA-256 of a model's weights: of model.safetensors, or of its shards one after the other.

    Args:
        reference: a folder, or a hub id whose files have been fetched.
    """
    folder = _folder(reference)
    whole = folder / SAFETENSORS
    parts = [whole] if whole.is_file() else sorted(folder.glob("*.safetensors")) or sorted(folder.glob("*.bin"))
    digest = hashlib.sha256()
    for part in parts:
        with part.open("rb") as data:
            while piece := data.read(1 << 20):
                digest.update(piece)
    return digest.hexdigest()


def _folder(reference: str) -> Path:
    folder = Path(reference).expanduser()
    on_hub = None if folder.is_dir() else parse_hub(reference)
    return folder if on_hub is None else hub.fetch_settings(on_hub).folder

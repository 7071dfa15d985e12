"""Tiny model folders and odd pictures, written where a test says."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from elvit.models.quiet import quiet_transformers
from numpy.typing import NDArray
from PIL import Image
from safetensors.torch import load_file, save_file
from transformers import ViTConfig, ViTForImageClassification, ViTImageProcessorPil

LABELS = ("cat", "dog", "fox")
WEIGHTS = "model.safetensors"


def tiny_vit(seed: int = 0, **settings: Any) -> ViTForImageClassification:
    """A ViT of 2 blocks and 3 classes for pictures of 16 x 16, with random weights."""
    torch.manual_seed(seed)
    small = {
        "image_size": 16,
        "patch_size": 4,
        "hidden_size": 16,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "intermediate_size": 32,
        "id2label": dict(enumerate(LABELS)),
        "label2id": {label: index for index, label in enumerate(LABELS)},
    }
    return ViTForImageClassification(ViTConfig(**{**small, **settings}))


def model_folder(folder: Path, dtype: torch.dtype = torch.float32, **settings: Any) -> Path:
    """A model folder as save_pretrained writes it; `settings` go into the model's configuration."""
    model = tiny_vit(**settings)
    edge = settings.get("image_size", 16)
    for parameter in model.parameters():
        parameter.data = parameter.data.to(dtype)
    with quiet_transformers():
        model.save_pretrained(folder)
        ViTImageProcessorPil(size={"height": edge, "width": edge}).save_pretrained(folder)
    return folder


def edit_json(file: Path, **changes: Any) -> None:
    """Sets keys of a JSON file; None takes a key out."""
    table = {**json.loads(file.read_text("utf-8")), **changes}
    file.write_text(json.dumps({key: value for key, value in table.items() if value is not None}), "utf-8")


def edit_weights(folder: Path, change: Callable[[dict[str, torch.Tensor]], object]) -> None:
    """Lets `change` work on the stored tensors of a model folder."""
    tensors = load_file(folder / WEIGHTS)
    change(tensors)
    save_file(tensors, folder / WEIGHTS, metadata={"format": "pt"})


def only_pickle(folder: Path) -> Path:
    """The same folder with its weights in pytorch_model.bin instead."""
    torch.save(load_file(folder / WEIGHTS), folder / "pytorch_model.bin")
    (folder / WEIGHTS).unlink()
    return folder


def sharded(folder: Path) -> Path:
    """The same folder with its weights in two files and an index."""
    tensors = load_file(folder / WEIGHTS)
    names = sorted(tensors)
    shards = {"model-00001-of-00002.safetensors": names[::2], "model-00002-of-00002.safetensors": names[1::2]}
    for file, held in shards.items():
        save_file({name: tensors[name] for name in held}, folder / file, metadata={"format": "pt"})
    table = {name: file for file, held in shards.items() for name in held}
    (folder / f"{WEIGHTS}.index.json").write_text(json.dumps({"metadata": {}, "weight_map": table}))
    (folder / WEIGHTS).unlink()
    return folder


def photo(width: int, height: int, seed: int = 0) -> Image.Image:
    """A picture with a photo's mixture: smooth light, edges, fine grain."""
    return Image.fromarray(photo_pixels(width, height, seed))


def photo_pixels(width: int, height: int, seed: int = 0) -> NDArray[np.uint8]:
    """The same as uint8 [height, width, 3]."""
    random = np.random.default_rng(seed)
    y, x = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]  # [height, width]
    light = np.stack([x, y, 1 - x * y], axis=-1)  # [height, width, 3]
    disc = ((x - 0.4) ** 2 + (y - 0.6) ** 2 < 0.05)[..., None] * random.uniform(-0.6, 0.6, 3)
    grain = random.normal(0, 0.08, (height, width, 3))
    pixels: NDArray[np.uint8] = np.clip((light * 0.8 + disc + grain) * 255, 0, 255).astype(np.uint8)
    return pixels


def huge_png(file: Path, width: int = 30_000, height: int = 30_000) -> None:
    """A PNG whose header names a size that must not be decoded; a few hundred bytes."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(bytes(3 * width + 1) * 10)
    file.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b""))

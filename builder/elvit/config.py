"""elvit.toml and the command line, as one frozen Config."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Dtype = Literal["float32", "float16"]


@dataclass(frozen=True)
class Config:
    """All that a build needs to know; every field is a key of elvit.toml and an option of `elvit build`.

    Args:
        models: hub ids (`name` or `name@revision`) or folders written by save_pretrained.
        images: the folder of pictures.
        content: a folder of markdown laid over the default content, or None.
        out: the folder to write.
        dtype: how weights are stored.
        title: the site's title.
        allow_pickle: whether weights in PyTorch's pickle format may be loaded.
    """

    models: tuple[str, ...]
    images: Path
    content: Path | None
    out: Path
    dtype: Dtype
    title: str
    allow_pickle: bool

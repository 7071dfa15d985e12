"""The trained model as a Hugging Face folder: float16 weights, config, preprocessor, card."""

from __future__ import annotations

import copy
import tempfile
from pathlib import Path

from transformers import ViTForImageClassification, ViTImageProcessorPil

from elvit.training.augment import Normalization


def save_folder(out: Path, model: ViTForImageClassification, normalization: Normalization, size: int) -> None:
    """Write the model in float16 with its preprocessor; each file appears whole.

    Args:
        out: the folder, made if it is not there.
        model: left as it is; a half-precision copy is written.
        normalization: what the pixels were normalized with.
        size: of the model's pictures, pixels.
    """
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=out.name + ".") as aside:
        shipped = copy.deepcopy(model).cpu().half()
        shipped.save_pretrained(aside)
        _processor(size, normalization).save_pretrained(aside)
        for file in sorted(Path(aside).iterdir()):
            file.replace(out / file.name)


def _processor(size: int, normalization: Normalization) -> ViTImageProcessorPil:
    return ViTImageProcessorPil(
        do_resize=True,
        size={"height": size, "width": size},
        resample=2,  # bilinear, as the training data was resized
        do_rescale=True,
        rescale_factor=1 / 255,
        do_normalize=True,
        image_mean=list(normalization.mean),
        image_std=list(normalization.std),
    )

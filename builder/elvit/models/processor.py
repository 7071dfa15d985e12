"""The image processor as plain data, and what it does to a picture."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast, get_args

import numpy as np
import transformers
from numpy.typing import NDArray
from PIL import Image
from transformers import image_transforms
from transformers.image_processing_backends import PilBackend
from transformers.image_utils import ChannelDimension
from transformers.models.auto.image_processing_auto import (  # type: ignore[attr-defined]
    IMAGE_PROCESSOR_MAPPING_NAMES,
)

from elvit.errors import ElvitError
from elvit.models.configuration import read_json
from elvit.models.files import PREPROCESSOR, PROCESSOR
from elvit.models.preprocess import Preprocess, Resample
from elvit.models.quiet import quiet_transformers

_STEPS = ("_preprocess", "resize", "center_crop", "rescale", "normalize")
_LARGEST = 4096  # pixels an edge; a sanity limit on what a file may ask for
_LONGEST = 100_000  # pixels of the long edge after resizing


def read_preprocess(folder: Path, config: Any, warn: Callable[[str], None]) -> Preprocess:
    """What a model's image processor does, from preprocessor_config.json.

    Settings that the file leaves out are those of the processor's class in transformers.

    Args:
        folder: of the model.
        config: transformers' configuration of the model; its image_size is what the result must fit.
        warn: told where the file is missing and a default stands in.

    Raises:
        ElvitError: a setting that elvit cannot reproduce, or a size that the model does not take.
    """
    settings = _settings(folder)
    size = _model_size(config)
    if settings is None:
        shape = f"{size['height']}x{size['width']}"
        warn(f"{PREPROCESSOR} is missing: pictures are resized to {shape} (bilinear), mean and deviation 0.5.")
        return Preprocess(size, "bilinear", None, 1 / 255, (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
    preprocess = _preprocess(_processor(settings, str(getattr(config, "model_type", ""))))
    _check_fits(preprocess, size)
    return preprocess


def prepare(image: Image.Image, preprocess: Preprocess) -> NDArray[np.uint8]:
    """Resizes and crops as the model's image processor does, before it rescales.

    Args:
        image: RGB, any size.
        preprocess: the processor's settings.

    Returns:
        uint8 [height, width, 3].

    Raises:
        ElvitError: so narrow that, with its short edge resized, the long one would not fit into memory.
    """
    if preprocess.resize is not None:
        filter_ = Image.Resampling[preprocess.resample.upper()]
        image = image.resize(_target(image.size, preprocess.resize), filter_)
    pixels = np.array(image, dtype=np.uint8)  # [height, width, 3]
    if preprocess.crop is None:
        return pixels
    size = (preprocess.crop["height"], preprocess.crop["width"])
    cropped = image_transforms.center_crop(pixels, size, input_data_format=ChannelDimension.LAST)
    return np.ascontiguousarray(cropped)


def normalise(pixels: NDArray[np.uint8], preprocess: Preprocess) -> NDArray[np.float32]:
    """Rescales and normalises as the model's image processor does: (pixels * rescale - mean) / std.

    Args:
        pixels: uint8 [height, width, 3], from `prepare`.
        preprocess: the processor's settings.

    Returns:
        float32 [1, 3, height, width].
    """
    planes = np.ascontiguousarray(pixels.transpose(2, 0, 1))  # [3, height, width]
    first = ChannelDimension.FIRST
    scaled = image_transforms.rescale(planes, preprocess.rescale, input_data_format=first)
    normal = image_transforms.normalize(scaled, preprocess.mean, preprocess.std, input_data_format=first)
    return np.ascontiguousarray(normal[None], dtype=np.float32)


def _settings(folder: Path) -> dict[str, Any] | None:
    """The processor's settings as stored, None where there are none."""
    whole = folder / PROCESSOR
    nested = read_json(whole, PROCESSOR).get("image_processor") if whole.is_file() else None
    if isinstance(nested, dict):
        return nested
    return read_json(folder / PREPROCESSOR, PREPROCESSOR) if (folder / PREPROCESSOR).is_file() else None


def _target(size: tuple[int, int], resize: Mapping[str, int]) -> tuple[int, int]:
    """Width and height after resizing; the long edge is rounded down, as transformers does."""
    if "shortest_edge" not in resize:
        return resize["width"], resize["height"]
    width, height = size
    short = resize["shortest_edge"]
    long = int(short * max(size) / min(size))
    if long > _LONGEST:
        message = f"A picture of {width} x {height} pixels is too narrow: the model would see {long} x {short}."
        raise ElvitError(message, "Crop it.")
    return (short, long) if width <= height else (long, short)


def _processor(settings: Mapping[str, Any], model_type: str) -> PilBackend:
    """The Pillow variant in transformers of the processor, with the file's settings over the class's own."""
    name = _class_name(settings, model_type)
    found: Any = getattr(transformers, f"{name}Pil", None)
    if not isinstance(found, type) or not issubclass(found, PilBackend):
        raise ElvitError(f"{PREPROCESSOR} names the image processor {name}, which elvit does not know.")
    changed = [step for step in _STEPS if getattr(found, step) is not getattr(PilBackend, step)]
    if changed:
        steps = ", ".join(changed).lstrip("_")
        raise ElvitError(f"{PREPROCESSOR} names {name}, whose steps ({steps}) elvit cannot reproduce in a browser.")
    given = {key: value for key, value in settings.items() if key in found.valid_kwargs.__annotations__}
    try:
        with quiet_transformers():
            return found(**given)
    except Exception as error:  # whatever the class makes of settings it did not expect
        raise ElvitError(f"{PREPROCESSOR} is not a valid {name}: {' '.join(str(error).split())[:300]}.") from error


def _class_name(settings: Mapping[str, Any], model_type: str) -> str:
    named = settings.get("image_processor_type") or settings.get("feature_extractor_type")
    if named is None:
        named = IMAGE_PROCESSOR_MAPPING_NAMES.get(model_type, {}).get("pil") or "ViTImageProcessor"
    name = str(named).removesuffix("Pil").removesuffix("Fast")
    return re.sub("FeatureExtractor$", "ImageProcessor", name)  # what such files were called before 2022


def _preprocess(processor: Any) -> Preprocess:
    if processor.do_pad:
        raise ElvitError(f"{PREPROCESSOR} asks for padding (do_pad), which elvit does not do.")
    return Preprocess(
        resize=_resize(processor.size) if processor.do_resize else None,
        resample=_resample(processor.resample) if processor.do_resize else "bilinear",
        crop=_sides("crop_size", processor.crop_size) if processor.do_center_crop else None,
        rescale=_number("rescale_factor", processor.rescale_factor) if processor.do_rescale else 1.0,
        mean=_channels("image_mean", processor.image_mean) if processor.do_normalize else (0.0, 0.0, 0.0),
        std=_deviations(processor.image_std) if processor.do_normalize else (1.0, 1.0, 1.0),
    )


def _resize(size: Any) -> dict[str, int]:
    given = {key: value for key, value in dict(size or {}).items() if value is not None}
    if set(given) == {"shortest_edge"}:
        return {"shortest_edge": _edge("size", given["shortest_edge"])}
    return _sides("size", given)


def _sides(key: str, size: Any) -> dict[str, int]:
    given = {side: value for side, value in dict(size or {}).items() if value is not None}
    if set(given) != {"height", "width"}:
        hint = "elvit knows height with width, and shortest_edge for resizing."
        raise ElvitError(f"{key} in {PREPROCESSOR} is {given}.", hint)
    return {"height": _edge(key, given["height"]), "width": _edge(key, given["width"])}


def _edge(key: str, value: object) -> int:
    if not isinstance(value, int) or not 1 <= value <= _LARGEST:
        raise ElvitError(f"{key} in {PREPROCESSOR} holds {value!r}, not a number of pixels from 1 to {_LARGEST}.")
    return int(value)


def _resample(value: object) -> Resample:
    try:
        name = Image.Resampling(cast(int, value)).name.lower()
    except ValueError:
        name = ""
    if name not in get_args(Resample):
        hint = "It is a number of Pillow: 0 nearest, 1 lanczos, 2 bilinear, 3 bicubic, 4 box, 5 hamming."
        raise ElvitError(f"resample in {PREPROCESSOR} is {value!r}, which is no filter.", hint)
    return cast(Resample, name)


def _channels(key: str, value: object) -> tuple[float, float, float]:
    numbers = list(value) if isinstance(value, list | tuple) else [value] * 3
    if len(numbers) != 3:
        raise ElvitError(f"{key} in {PREPROCESSOR} has {len(numbers)} numbers, not one a colour (3).")
    red, green, blue = (_number(key, number) for number in numbers)
    return red, green, blue


def _deviations(value: object) -> tuple[float, float, float]:
    deviations = _channels("image_std", value)
    if 0 in deviations:
        raise ElvitError(f"image_std in {PREPROCESSOR} holds a zero, by which nothing can be divided.")
    return deviations


def _number(key: str, value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ElvitError(f"{key} in {PREPROCESSOR} holds {value!r}, which is not a number.")
    return float(value)


def _model_size(config: Any) -> dict[str, int]:
    size = getattr(config, "image_size", 224)
    height, width = (size, size) if isinstance(size, int) else size
    return {"height": int(height), "width": int(width)}


def _check_fits(preprocess: Preprocess, size: Mapping[str, int]) -> None:
    """Raises ElvitError where pictures would not come out in the size that the model reads."""
    result = preprocess.crop or preprocess.resize
    if result is None or dict(result) != dict(size):
        fixed = result is not None and "height" in result
        made = f"of {result['height']}x{result['width']}" if result and fixed else "of any size"
        message = f"{PREPROCESSOR} makes pictures {made}, but the model reads {size['height']}x{size['width']}."
        raise ElvitError(message, "Correct size or crop_size there.")

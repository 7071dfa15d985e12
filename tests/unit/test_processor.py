"""Preprocessing against transformers' own image processors, and settings that cannot be reproduced."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from elvit.errors import ElvitError
from elvit.models.preprocess import Preprocess
from elvit.models.processor import normalise, prepare, read_preprocess
from elvit.models.quiet import quiet_transformers
from factories import edit_json, photo
from numpy.typing import NDArray
from PIL import Image
from transformers import BitImageProcessorPil, CLIPImageProcessorPil, DeiTImageProcessorPil, ViTImageProcessorPil

SIZES = [(640, 427), (231, 517), (97, 97), (31, 20), (224, 225), (1000, 33)]
_SQUARE = {"height": 24, "width": 24}


def processors() -> dict[str, Any]:
    """Processors of every shape that elvit reproduces, all giving 24 x 24."""
    cropped: dict[str, Any] = {"size": {"shortest_edge": 32}, "crop_size": _SQUARE, "do_center_crop": True}
    return {
        "exact, bilinear": ViTImageProcessorPil(size=_SQUARE),
        "exact, bicubic": ViTImageProcessorPil(size=_SQUARE, resample=3, image_mean=[0.4, 0.5, 0.6]),
        "exact, lanczos": ViTImageProcessorPil(size=_SQUARE, resample=1, image_std=[0.2, 0.3, 0.25]),
        "exact, nearest": ViTImageProcessorPil(size=_SQUARE, resample=0, rescale_factor=1 / 127.5),
        "exact and crop": DeiTImageProcessorPil(size={"height": 28, "width": 30}, crop_size=_SQUARE),
        "shortest edge and crop": CLIPImageProcessorPil(**cropped),
        "shortest edge and odd crop": BitImageProcessorPil(**{**cropped, "size": {"shortest_edge": 29}}),
        "shortest edge below the crop": BitImageProcessorPil(**{**cropped, "size": {"shortest_edge": 17}}),
        "crop alone": DeiTImageProcessorPil(do_resize=False, crop_size=_SQUARE),
        "no normalisation": ViTImageProcessorPil(size=_SQUARE, do_normalize=False),
        "no rescaling": ViTImageProcessorPil(size=_SQUARE, do_rescale=False, image_mean=[99.0, 100.0, 101.0]),
    }


def config(size: int = 24) -> SimpleNamespace:
    """As much of a model's configuration as the processor's reader looks at."""
    return SimpleNamespace(image_size=size, model_type="vit")


def ignore(_warning: str) -> None:
    """Takes warnings where a test expects none to matter."""


def read(folder: Path, **settings: Any) -> Preprocess:
    """What a processor file with these settings says, for pictures of 24 x 24."""
    (folder / "preprocessor_config.json").write_text(json.dumps(settings))
    return read_preprocess(folder, config(), ignore)


def theirs(processor: Any, image: Image.Image) -> NDArray[np.float32]:
    """Transformers' own result, [1, 3, height, width]."""
    result: NDArray[np.float32] = processor(image, return_tensors="np")["pixel_values"]
    return result


@pytest.mark.parametrize("name", list(processors()))
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_equals_transformers(name: str, size: tuple[int, int], tmp_path: Path) -> None:
    processor = processors()[name]
    with quiet_transformers():
        processor.save_pretrained(tmp_path)
    preprocess = read_preprocess(tmp_path, config(), ignore)
    image = photo(*size)
    pixels = prepare(image, preprocess)
    assert pixels.dtype == np.uint8
    assert pixels.shape == (24, 24, 3)
    result = normalise(pixels, preprocess)
    assert result.dtype == np.float32
    np.testing.assert_array_equal(result, theirs(processor, image).astype(np.float32))


def test_old_feature_extractor_file(tmp_path: Path) -> None:
    # as google/vit-base-patch16-224 has it
    preprocess = read(
        tmp_path,
        do_normalize=True,
        do_resize=True,
        feature_extractor_type="ViTFeatureExtractor",
        image_mean=[0.5, 0.5, 0.5],
        image_std=[0.5, 0.5, 0.5],
        resample=2,
        size=24,
    )
    half = (0.5, 0.5, 0.5)
    assert preprocess == Preprocess(_SQUARE, "bilinear", None, 1 / 255, half, half)


def test_numbers_stand_for_squares_and_all_channels(tmp_path: Path) -> None:
    preprocess = read(
        tmp_path, image_processor_type="DeiTImageProcessorFast", size=30, crop_size=24, image_mean=0.1, image_std=0.2
    )
    assert preprocess.resize == {"height": 30, "width": 30}
    assert preprocess.crop == _SQUARE
    assert (preprocess.mean, preprocess.std) == ((0.1, 0.1, 0.1), (0.2, 0.2, 0.2))
    assert preprocess.resample == "bicubic"  # the class's own


def test_settings_nested_in_a_whole_processor(tmp_path: Path) -> None:
    nested = {"image_processor_type": "ViTImageProcessor", "size": _SQUARE, "resample": 3}
    (tmp_path / "processor_config.json").write_text(json.dumps({"image_processor": nested}))
    assert read_preprocess(tmp_path, config(), ignore).resample == "bicubic"


def test_missing_file_gives_a_default_and_a_warning(tmp_path: Path) -> None:
    warnings: list[str] = []
    preprocess = read_preprocess(tmp_path, config(48), warnings.append)
    half = (0.5, 0.5, 0.5)
    assert preprocess == Preprocess({"height": 48, "width": 48}, "bilinear", None, 1 / 255, half, half)
    assert len(warnings) == 1
    assert "preprocessor_config.json is missing" in warnings[0]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"resample": 9}, "resample"),
        ({"resample": "bilinear"}, "resample"),
        ({"size": 25}, "pictures of 25x25, but the model reads 24x24"),
        ({"size": {"shortest_edge": 24}}, "of any size"),
        ({"do_resize": False}, "of any size"),
        ({"size": {"shortest_edge": 24, "longest_edge": 48}}, "longest_edge"),
        ({"size": {"height": 0, "width": 24}}, "number of pixels"),
        ({"size": {"height": "24", "width": 24}}, "number of pixels"),
        ({"size": {"depth": 24}}, "depth"),
        ({"image_mean": [0.5, 0.5]}, "image_mean"),
        ({"image_std": [0.5, 0.5, 0.0]}, "image_std"),
        ({"image_std": [0.5, "x", 0.5]}, "image_std"),
        ({"rescale_factor": "a"}, "rescale_factor"),
        ({"do_pad": True, "pad_size": _SQUARE}, "do_pad"),
        ({"image_processor_type": "NoSuchImageProcessor"}, "NoSuchImageProcessor"),
        ({"image_processor_type": "ConvNextImageProcessor"}, "cannot reproduce"),
    ],
    ids=str,
)
def test_what_cannot_be_reproduced(settings: dict[str, Any], expected: str, tmp_path: Path) -> None:
    with pytest.raises(ElvitError, match=expected):
        read(tmp_path, **{"image_processor_type": "ViTImageProcessor", "size": 24, **settings})


@pytest.mark.parametrize("damage", [lambda text: text[:20], lambda _text: "[]", lambda _text: ""])
def test_damaged_file(damage: Callable[[str], str], tmp_path: Path) -> None:
    file = tmp_path / "preprocessor_config.json"
    file.write_text(damage(json.dumps({"size": 24, "do_resize": True})))
    with pytest.raises(ElvitError, match=r"preprocessor_config\.json"):
        read_preprocess(tmp_path, config(), ignore)


def test_picture_too_narrow_to_resize(tmp_path: Path) -> None:
    preprocess = Preprocess({"shortest_edge": 24}, "bilinear", _SQUARE, 1 / 255, (0.5,) * 3, (0.5,) * 3)
    with pytest.raises(ElvitError, match="9000 x 1 pixels is too narrow"):
        prepare(Image.new("RGB", (9000, 1)), preprocess)


def test_factories_edit_in_place(tmp_path: Path) -> None:
    file = tmp_path / "preprocessor_config.json"
    file.write_text(json.dumps({"size": 24, "resample": 2}))
    edit_json(file, size=None, resample=3)
    assert json.loads(file.read_text()) == {"resample": 3}

"""Small pictures and what Pillow and transformers make of them, for resize.test.ts.

Run: python pillow.py > pillow.json
"""

import base64
import json
from typing import Any

import numpy as np
from PIL import Image
from transformers.image_transforms import center_crop
from transformers.image_utils import ChannelDimension

FILTERS = ("nearest", "box", "bilinear", "hamming", "bicubic", "lanczos")
# width, height -> width, height
RESIZES = (
    ((23, 17), (8, 8)),
    ((7, 5), (16, 19)),
    ((1, 1), (4, 4)),
    ((3, 60), (6, 6)),
    ((64, 2), (5, 7)),
    ((9, 9), (9, 9)),
)
CROPS = (((23, 17), (8, 8)), ((23, 17), (9, 6)), ((5, 7), (8, 10)), ((5, 17), (8, 8)), ((4, 4), (7, 7)))


def text(pixels: np.ndarray) -> str:
    """uint8 as base64."""
    return base64.b64encode(np.ascontiguousarray(pixels).tobytes()).decode()


def picture(size: tuple[int, int], seed: int) -> np.ndarray:
    """Half noise, half hard edges, where rounding and overshoot show; uint8 [height, width, 3]."""
    noise = np.random.default_rng(seed).integers(0, 256, (size[1], size[0], 3), dtype=np.uint8)
    return np.where(noise[..., :1] > 127, np.where(noise > 100, 255, 0).astype(np.uint8), noise)


def main() -> None:
    """Prints the cases."""
    cases: dict[str, list[dict[str, Any]]] = {"resize": [], "crop": []}
    for seed, (size, target) in enumerate(RESIZES):
        pixels = picture(size, seed)
        for name in FILTERS:
            out = np.asarray(Image.fromarray(pixels).resize(target, Image.Resampling[name.upper()]))
            case = {"filter": name, "from": size, "to": target, "rgb": text(pixels), "expected": text(out)}
            cases["resize"].append(case)
    for seed, (size, target) in enumerate(CROPS):
        pixels = picture(size, 100 + seed)
        out = center_crop(pixels, (target[1], target[0]), input_data_format=ChannelDimension.LAST)
        cases["crop"].append({"from": size, "to": target, "rgb": text(pixels), "expected": text(out)})
    print(json.dumps(cases, indent=1))


if __name__ == "__main__":
    main()

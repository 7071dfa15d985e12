"""Memory that decoding takes, in bytes a pixel, kind by kind; beside it the largest picture that elvit lets in.

python -m benchmarks.picture_memory
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from elvit.pictures import decode
from PIL import Image

SIZES = ((3000, 2000), (6000, 4000))
KINDS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "PNG": ("PNG", "RGB", {}),
    "PNG, rotated": ("PNG", "RGB", {"exif": 6}),
    "PNG with alpha": ("PNG", "RGBA", {}),
    "PNG, grey and alpha": ("PNG", "LA", {}),
    "PNG, 16 bits": ("PNG", "I;16", {}),
    "PNG, palette": ("PNG", "P", {}),
    "WebP": ("WEBP", "RGB", {"quality": 10, "method": 0}),
    "WebP without loss": ("WEBP", "RGB", {"lossless": True, "method": 0}),
    "WebP with alpha": ("WEBP", "RGBA", {"lossless": True, "method": 0}),
    "AVIF": ("AVIF", "RGB", {"speed": 10}),
    "AVIF with alpha": ("AVIF", "RGBA", {"speed": 10}),
    "HEIC": ("HEIF", "RGB", {}),
    "HEIC with alpha": ("HEIF", "RGBA", {}),
    "GIF": ("GIF", "P", {}),
    "GIF, transparent": ("GIF", "P", {"transparency": 0}),
    "BMP": ("BMP", "RGB", {}),
    "TIFF": ("TIFF", "RGB", {"compression": "tiff_adobe_deflate"}),
    "TIFF with alpha": ("TIFF", "RGBA", {"compression": "tiff_adobe_deflate"}),
    "TIFF, CMYK": ("TIFF", "CMYK", {"compression": "tiff_adobe_deflate"}),
    "JPEG": ("JPEG", "RGB", {}),
    "JPEG, progressive": ("JPEG", "RGB", {"progressive": True, "subsampling": 0}),
}
PROBE = """
import sys
from pathlib import Path
from PIL import Image, ImageCms
from elvit.pictures import decode
def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return 1024 * next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
before = peak()
decode.decode(Path(sys.argv[1]), "picture")
print(peak() - before)
"""


def write(file: Path, kind: str, size: tuple[int, int]) -> int:
    """A picture of a kind; gives the pixels of the largest one that elvit would read."""
    form, mode, options = KINDS[kind]
    image = Image.new(mode, size)
    if "exif" in options:
        exif = Image.Exif()
        exif[0x112] = options["exif"]
        options = {"exif": exif}
    image.save(file, form, **options)
    with Image.open(file) as opened:
        return decode.largest_of(opened)


def measured(kind: str, folder: Path) -> tuple[float, int]:
    """Bytes a pixel at the peak of decoding, and the pixels of the largest picture."""
    found, largest = [], 0
    for size in SIZES:
        largest = write(folder / "picture", kind, size)
        command = [sys.executable, "-c", PROBE, str(folder / "picture")]
        found.append(int(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
    (small, large), (few, many) = found, (width * height for width, height in SIZES)
    return (large - small) / (many - few), largest


def main() -> None:
    """Prints the table; exits with 1 where a kind may take more than 1 GB."""
    worst = 0.0
    print(f"{'kind':20} {'B a pixel':>9} {'megapixels':>10} {'MB at most':>10}")
    with tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            each, largest = measured(kind, Path(folder))
            worst = max(worst, each * largest)
            print(f"{kind:20} {each:9.1f} {largest / 1e6:10.0f} {each * largest / 1e6:10.0f}", flush=True)
    sys.exit(worst > 1e9)


if __name__ == "__main__":
    main()

"""Pixels of odd picture files: upright, in sRGB, in bounded memory, or refused by name."""

from __future__ import annotations

import io
import resource
import struct
from pathlib import Path

import numpy as np
import pytest
from elvit.errors import ElvitError
from elvit.pictures import decode
from elvit.pictures.gallery import Picture, read_pictures
from factories import huge_png, photo, photo_pixels
from PIL import Image, ImageCms

RED, GREEN, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)


def only(folder: Path, warnings: list[str] | None = None) -> Picture:
    """The one picture of a folder; without a list for them, warnings are a failure."""
    told: list[str] = []
    (picture,) = read_pictures(folder, told.append)
    if warnings is None:
        assert told == []
    else:
        warnings += told
    return picture


def refusal(folder: Path) -> str:
    """The one sentence and hint with which a picture is refused."""
    with pytest.raises(ElvitError) as caught:
        read_pictures(folder, lambda _warning: None)
    assert "\n" not in caught.value.message
    return caught.value.message


def quadrants(width: int = 32, height: int = 16) -> Image.Image:
    """Red, green / blue, white."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    image.paste(WHITE, (width // 2, height // 2, width, height))
    return image


def corners(image: Image.Image) -> list[tuple[int, ...]]:
    """Colours near the corners, in reading order, rounded to the nearest of 0 and 255."""
    right, bottom = image.width - 2, image.height - 2
    found = [image.getpixel(at) for at in ((1, 1), (right, 1), (1, bottom), (right, bottom))]
    return [tuple(round(value / 255) * 255 for value in colour) for colour in found if isinstance(colour, tuple)]


def test_pixels_and_size(tmp_path: Path) -> None:
    photo(61, 43).save(tmp_path / "a.png")
    picture = only(tmp_path)
    assert picture.size == (61, 43)
    np.testing.assert_array_equal(np.asarray(picture.open()), photo_pixels(61, 43))
    assert picture.image.mode == "RGB"


def test_display_is_at_most_so_large_and_the_picture_is_not(tmp_path: Path) -> None:
    photo(300, 150).save(tmp_path / "a.png")
    picture = only(tmp_path)
    assert picture.display(100, 200).size == (200, 100)
    assert picture.display(100, 150).size == (150, 75)
    assert picture.display().size == (300, 150)
    assert picture.open().size == (300, 150)


def test_a_tall_picture_is_shown_as_sharp_as_a_wide_one(tmp_path: Path) -> None:
    photo(100, 300).save(tmp_path / "a.png")
    assert only(tmp_path).display(60, 150).size == (50, 150)
    assert only(tmp_path).display(60, 900).size == (60, 180)


def test_a_photo_of_24_megapixels_lies_upright_and_is_shown_small(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    quadrants(6000, 4000).transpose(Image.Transpose.ROTATE_90).save(tmp_path / "a.jpg", exif=exif)
    picture = only(tmp_path)
    assert picture.size == (6000, 4000)
    shown = picture.display()
    assert shown.size == (1080, 720)
    assert corners(shown) == [RED, GREEN, BLUE, WHITE]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_rotation(tmp_path: Path, orientation: int) -> None:
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,  # the camera was turned: stored a quarter turn to the left
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = quadrants().transpose(undo[orientation]) if orientation in undo else quadrants()
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x8825] = {1: "N", 2: (48.0, 8.0, 0.0)}  # a place, which must not be passed on
    stored.save(tmp_path / "a.jpg", exif=exif, quality=95, comment=b"private")
    picture = only(tmp_path)
    assert picture.size == (32, 16)
    image = picture.open()
    assert image.size == (32, 16)
    assert corners(image) == [RED, GREEN, BLUE, WHITE]
    assert dict(image.getexif()) == {}
    assert image.info == {}


def test_cmyk_jpeg(tmp_path: Path) -> None:
    quadrants().convert("CMYK").save(tmp_path / "a.jpg", quality=95)
    assert corners(only(tmp_path).open()) == [RED, GREEN, BLUE, WHITE]


def test_colour_profile_is_brought_to_srgb(tmp_path: Path) -> None:
    # the same light in a space of another gamma has other numbers
    linear = ImageCms.createProfile("sRGB")
    linear_bytes = with_gamma_one(ImageCms.ImageCmsProfile(linear).tobytes())
    Image.new("RGB", (8, 8), (55, 55, 55)).save(tmp_path / "a.png", icc_profile=linear_bytes)
    found = only(tmp_path).open().getpixel((4, 4))
    # 55 / 255 linear is 0.2157; sRGB encodes it as 1.055 * 0.2157 ** (1 / 2.4) - 0.055 = 0.5019, or 128
    assert found == (128, 128, 128)


def with_gamma_one(profile: bytes) -> bytes:
    """An sRGB profile with its tone curves replaced by the identity."""
    data = bytearray(profile)
    (count,) = struct.unpack_from(">I", data, 128)
    for tag in range(count):
        name, offset, size = struct.unpack_from(">4sII", data, 132 + 12 * tag)
        if name in (b"rTRC", b"gTRC", b"bTRC"):
            data[offset : offset + size] = struct.pack(">4sII", b"curv", 0, 0).ljust(size, b"\0")
        if name == b"desc":
            data[offset : offset + size] = data[offset : offset + size].replace(b"\0s\0R\0G\0B", b"\0l\0i\0n\0e")
    return bytes(data)


def test_damaged_colour_profile_is_passed_over(tmp_path: Path) -> None:
    quadrants().save(tmp_path / "a.png", icc_profile=b"no profile")
    assert corners(only(tmp_path).open()) == [RED, GREEN, BLUE, WHITE]


def test_animated_gif(tmp_path: Path) -> None:
    quadrants().save(
        tmp_path / "a.gif", save_all=True, append_images=[Image.new("RGB", (32, 16), BLUE), Image.new("RGB", (32, 16))]
    )
    warnings: list[str] = []
    picture = only(tmp_path, warnings)
    assert len(warnings) == 1
    assert "a.gif has 3 frames; only the first is shown" in warnings[0]
    assert corners(picture.open()) == [RED, GREEN, BLUE, WHITE]


def test_sixteen_bit_grey_is_scaled_not_clipped(tmp_path: Path) -> None:
    values = np.array([[0, 128, 129, 257, 300, 32768, 65406, 65535]], dtype=np.uint16)
    Image.fromarray(np.repeat(values, 2, axis=0)).save(tmp_path / "a.png")
    # value * 255 / 65535 = value / 257, to the nearest
    assert np.asarray(only(tmp_path).open())[0, :, 0].tolist() == [0, 0, 1, 1, 1, 128, 254, 255]


def test_sixteen_bit_grey_tiff(tmp_path: Path) -> None:
    Image.fromarray(np.full((4, 4), 0x8080, dtype=">u2")).save(tmp_path / "a.tif")
    assert only(tmp_path).open().getpixel((1, 1)) == (128, 128, 128)


@pytest.mark.parametrize("dtype", ["float32", "int32"])
def test_pixels_without_a_range(tmp_path: Path, dtype: str) -> None:
    Image.fromarray(np.full((4, 4), 100_000, dtype=dtype)).save(tmp_path / "a.tif")
    assert "a.tif holds" in refusal(tmp_path)


@pytest.mark.parametrize(("mode", "name"), [("RGBA", "a.png"), ("LA", "a.png"), ("RGBA", "a.webp"), ("RGBA", "a.gif")])
def test_transparency_on_white(tmp_path: Path, mode: str, name: str) -> None:
    image = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    image.paste((0, 0, 0, 255), (4, 0, 8, 8))
    image.convert(mode).save(tmp_path / name)
    found = only(tmp_path).open()
    assert found.mode == "RGB"
    assert found.getpixel((1, 1)) == WHITE
    assert found.getpixel((6, 1)) == (0, 0, 0)


def test_half_transparent_is_mixed_with_white(tmp_path: Path) -> None:
    Image.new("RGBA", (8, 8), (0, 100, 200, 51)).save(tmp_path / "a.png")
    assert only(tmp_path).open().getpixel((1, 1)) == (204, 224, 244)  # a fifth of the colour, the rest white


def test_palette_with_a_transparent_colour(tmp_path: Path) -> None:
    image = Image.new("P", (8, 8), 0)
    image.putpalette([10, 20, 30, 200, 100, 50])
    image.paste(1, (4, 0, 8, 8))
    image.save(tmp_path / "a.png", transparency=0)
    found = only(tmp_path).open()
    assert found.getpixel((1, 1)) == WHITE
    assert found.getpixel((6, 1)) == (200, 100, 50)


@pytest.mark.parametrize("mode", ["1", "L", "P"])
def test_plain_modes(tmp_path: Path, mode: str) -> None:
    Image.new("RGB", (8, 8), WHITE).convert(mode).save(tmp_path / "a.png")
    assert only(tmp_path).open().getpixel((3, 3)) == WHITE


# What is refused, by the file's name.


def test_text_named_jpg(tmp_path: Path) -> None:
    (tmp_path / "note.jpg").write_text("not a picture")
    assert "note.jpg is not a picture" in refusal(tmp_path)


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "none.png").touch()
    assert "none.png is not a picture" in refusal(tmp_path)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.gif", "a.bmp", "a.tif", "a.avif"])
def test_truncated(tmp_path: Path, name: str) -> None:
    photo(200, 150).save(tmp_path / name)
    data = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(data[: len(data) * 6 // 10])
    assert f"{name} is " in refusal(tmp_path)


def test_huge_png_is_not_decoded(tmp_path: Path) -> None:
    huge_png(tmp_path / "huge.png")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    message = refusal(tmp_path)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024  # MiB
    assert "huge.png has 30000 x 30000 pixels; elvit reads at most 100 megapixels" in message
    assert grown < 50


@pytest.mark.parametrize(
    ("kind", "mode", "megapixels"),
    [("PNG", "RGB", 100), ("PNG", "RGBA", 50), ("PNG", "I;16", 80), ("WEBP", "RGB", 60), ("WEBP", "RGBA", 40),
     ("AVIF", "RGB", 95), ("AVIF", "RGBA", 50), ("HEIF", "RGB", 95), ("HEIF", "RGBA", 50), ("TIFF", "CMYK", 100),
     ("JPEG", "RGB", 98)],
)  # fmt: skip
def test_no_kind_of_picture_takes_more_than_a_gigabyte(kind: str, mode: str, megapixels: int) -> None:
    """Bytes a pixel at the peak, as benchmarks/picture_memory.py finds them, times the pixels that are let in."""
    buffer = io.BytesIO()
    Image.new(mode, (64, 64)).save(buffer, kind)
    buffer.seek(0)
    with Image.open(buffer) as image:
        assert decode.largest_of(image) // 1_000_000 == megapixels


def test_a_bomb_in_webp_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    Image.new("RGB", (9000, 9000)).save(tmp_path / "bomb.webp", lossless=True, method=0)
    said = refusal(tmp_path)
    assert "bomb.webp has 9000 x 9000 pixels; elvit reads at most 60 megapixels of its kind (WEBP, RGB)" in said


@pytest.mark.parametrize(("progressive", "fits"), [(False, True), (True, False)])
def test_large_jpeg_is_read_smaller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, progressive: bool, fits: bool
) -> None:
    monkeypatch.setattr(decode, "LARGEST", 10_000)
    photo(300, 200).save(tmp_path / "a.jpg", progressive=progressive)
    if not fits:
        assert "a.jpg has 300 x 200 pixels" in refusal(tmp_path)
        return
    picture = only(tmp_path)
    assert picture.size == (75, 50)
    assert picture.open().size == (75, 50)


def test_pillow_keeps_its_own_limit(tmp_path: Path) -> None:
    limit = Image.MAX_IMAGE_PIXELS
    (tmp_path / "note.jpg").write_text("not a picture")
    refusal(tmp_path)
    assert limit == Image.MAX_IMAGE_PIXELS
    assert limit is not None

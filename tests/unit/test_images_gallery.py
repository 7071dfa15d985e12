"""The pictures as a site has them: sizes, thumbnails, and all that the index says of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from elvit.convert.model import load_and_convert
from elvit.errors import ElvitError
from elvit.pictures.gallery import read_pictures
from elvit.running.memory import Memory
from elvit.running.progress import Quiet
from elvit.site.build import run_on
from elvit.site.pictures import write_pictures
from factories import model_folder, photo
from PIL import Image


def written(folder: Path, site: Path) -> list[dict[str, Any]]:
    """The manifest's entries of a folder of pictures, which then lie in the site."""
    site.mkdir()
    return write_pictures(read_pictures(folder), site)


def test_what_the_index_says_reaches_the_manifest(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    photo(40, 40).save(tmp_path / "in/a.png")
    (tmp_path / "in/index.toml").write_text(
        '[[image]]\nfile = "a.png"\nclasses = ["cat", "dog"]\nhard = true\nwhy = "Both <b>hide</b>."\ncredit = "Ada"'
    )
    (entry,) = written(tmp_path / "in", tmp_path / "site")
    said = {key: entry[key] for key in ("id", "title", "classes", "hard", "why", "credit", "licence")}
    assert said == {
        "id": "a",
        "title": "A",
        "classes": ["cat", "dog"],
        "hard": True,
        "why": "Both <b>hide</b>.",
        "credit": "Ada",
        "licence": "",
    }


@pytest.mark.parametrize(
    ("size", "shown", "thumbnail"),
    [((2000, 1000), (1440, 720), 96), ((900, 900), (720, 720), 96), ((50, 90), (50, 90), 50), ((1, 1), (1, 1), 1)],
)
def test_sizes(size: tuple[int, int], shown: tuple[int, int], thumbnail: int, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    photo(*size).save(tmp_path / "in/a.png")
    (entry,) = written(tmp_path / "in", tmp_path / "site")
    assert (entry["width"], entry["height"]) == shown
    assert Image.open(tmp_path / "site" / entry["file"]).size == shown
    assert Image.open(tmp_path / "site" / entry["thumbnail"]).size == (thumbnail, thumbnail)


def test_a_picture_too_narrow_for_the_model_is_named(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    photo(30_000, 2).save(tmp_path / "in/ribbon.png")
    folder = model_folder(tmp_path / "model")
    (folder / "preprocessor_config.json").write_text(
        '{"image_processor_type": "ViTImageProcessor", "size": {"shortest_edge": 16},'
        ' "do_center_crop": true, "crop_size": {"height": 16, "width": 16}}'
    )
    model = load_and_convert(str(folder), None, False, Quiet(), lambda _: None)
    with pytest.raises(ElvitError, match=r"ribbon\.png: A picture of 30000 x 2 pixels is too narrow"):
        run_on(model, read_pictures(tmp_path / "in"), Quiet(), Memory())

"""`elvit new`: a folder that builds as it is, or none at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from elvit.commands import starter
from elvit.commands.starter import write_starter
from elvit.config import load_config
from elvit.errors import ElvitError
from elvit.pictures.gallery import read_pictures
from PIL import Image

INDEX = """
[[image]]
file = "cat.png"
title = "A \\"cat\\" – Ä"
classes = ["cat"]
credit = "elvit"
licence = "CC0-1.0"
hard = true
masks = { cat = "masks/cat.png" }
[[image]]
file = "dog.png"
"""


@pytest.fixture
def gallery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Default content with two pictures."""
    images = tmp_path / "default" / "images"
    (images / "masks").mkdir(parents=True)
    for name in ("cat.png", "dog.png", "masks/cat.png"):
        Image.new("RGB", (8, 8), "red").save(images / name)
    (images / "index.toml").write_text(INDEX, encoding="utf-8")
    monkeypatch.setattr(starter, "default_content", lambda: images.parent)
    return images


def test_it_writes_a_site_that_can_be_built(gallery: Path, tmp_path: Path) -> None:
    write_starter(tmp_path / "site")
    config = load_config(tmp_path / "site" / "elvit.toml")
    assert config.out == tmp_path / "site" / "dist"
    assert config.content is not None
    assert any(config.content.iterdir())
    assert read_pictures(config.images)[0].title == 'A "cat" – Ä'


def test_pictures_keep_what_is_said_of_them(gallery: Path, tmp_path: Path) -> None:
    write_starter(tmp_path / "site")
    before, after = read_pictures(gallery)[0], read_pictures(tmp_path / "site" / "images")[0]
    for name in ("id", "title", "classes", "credit", "licence", "hard", "file"):
        assert getattr(before, name) == getattr(after, name)
    assert [*after.masks] == ["cat"]


def test_an_empty_folder_will_do(gallery: Path, tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    write_starter(tmp_path / "site")
    assert (tmp_path / "site" / "elvit.toml").is_file()


def test_a_folder_with_files_is_left_alone(gallery: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(ElvitError, match="is not empty"):
        write_starter(tmp_path)
    assert not (tmp_path / "elvit.toml").exists()


def test_a_failure_leaves_nothing(gallery: Path, tmp_path: Path) -> None:
    (gallery / "index.toml").write_text("not toml")
    with pytest.raises(ElvitError):
        write_starter(tmp_path / "site")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["default"]

"""Folders of pictures: which are taken, in what order, and what the index says of them."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from elvit.commands.starter import write_starter
from elvit.errors import ElvitError
from elvit.output.folder import replaced
from elvit.output.names import RESERVED, slug
from elvit.pictures import listing
from elvit.pictures.gallery import Picture, read_pictures, with_known_classes
from factories import photo


def save(file: Path, width: int = 20, height: int = 10) -> Path:
    """A small picture in the format of the file's extension."""
    file.parent.mkdir(parents=True, exist_ok=True)
    photo(width, height).save(file)
    return file


def read(folder: Path) -> tuple[tuple[Picture, ...], list[str]]:
    """The pictures and what was warned of."""
    warnings: list[str] = []
    return read_pictures(folder, warnings.append), warnings


def refusal(folder: Path) -> str:
    """The one sentence and hint with which a folder is refused."""
    with pytest.raises(ElvitError) as caught:
        read(folder)
    assert "\n" not in caught.value.message
    return caught.value.message


def index(folder: Path, text: str) -> None:
    """Writes index.toml."""
    (folder / "index.toml").write_text(text, "utf-8")


def test_natural_order_titles_and_classes(tmp_path: Path) -> None:
    for name in ("b10.png", "b9.png", "Apple.jpg", "dogs/grey_dog-2.webp", "cats/small/c.bmp"):
        save(tmp_path / name)
    pictures, warnings = read(tmp_path)
    assert warnings == []
    assert [(p.file, p.title, p.classes, p.id) for p in pictures] == [
        ("Apple.jpg", "Apple", (), "apple"),
        ("b9.png", "B9", (), "b9"),
        ("b10.png", "B10", (), "b10"),
        ("cats/small/c.bmp", "C", (), "cats-small-c"),
        ("dogs/grey_dog-2.webp", "Grey dog 2", ("dogs",), "dogs-grey-dog-2"),
    ]


def test_upper_case_extensions_and_every_format(tmp_path: Path) -> None:
    for extension in ["JPG", "JPEG", "PNG", "WEBP", "GIF", "BMP", "TIF", "TIFF", "AVIF", "jpe", "jfif"]:
        file = save(tmp_path / f"{extension}.{'jpg' if extension.startswith('j') else extension.lower()}")
        file.rename(tmp_path / f"{extension}.{extension}")
    pictures, warnings = read(tmp_path)
    assert len(pictures) == 11
    assert warnings == []
    assert all(picture.size == (20, 10) for picture in pictures)


def test_hidden_files_and_other_kinds_are_passed_over(tmp_path: Path) -> None:
    save(tmp_path / "a.png")
    for name in (".b.png", "._a.png", ".hidden/c.png"):
        save(tmp_path / name)
    for name in ("README.md", "Thumbs.db", "LICENSE"):
        (tmp_path / name).write_text("x")
    assert [picture.file for picture in read(tmp_path)[0]] == ["a.png"]


def test_formats_that_are_not_read_are_told_of(tmp_path: Path) -> None:
    save(tmp_path / "a.png")
    (tmp_path / "drawn.SVG").write_bytes(b"x")
    pictures, warnings = read(tmp_path)
    assert len(pictures) == 1
    assert len(warnings) == 1
    assert "drawn.SVG is left out: elvit does not read SVG." in warnings[0]


def test_pictures_of_phones_are_read(tmp_path: Path) -> None:
    photo(40, 20).save(tmp_path / "PNG.png")
    for name in ("IMG_1.HEIC", "2.heif", "3.hif"):
        photo(40, 20).save(tmp_path / name, "HEIF")
    pictures, warnings = read(tmp_path)
    assert [picture.file for picture in pictures] == ["2.heif", "3.hif", "IMG_1.HEIC", "PNG.png"]
    assert warnings == []
    assert {picture.size for picture in pictures} == {(40, 20)}
    # The photo is noise, and HEIC keeps half the pixels of its colours.
    wanted = np.asarray(photo(40, 20).convert("RGB"), dtype=int)
    assert np.abs(np.asarray(pictures[0].open(), dtype=int) - wanted).mean() < 25


def test_without_pillow_heif_they_are_named_with_the_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "HEIF", False)
    save(tmp_path / "a.png")
    (tmp_path / "phone.HEIC").write_bytes(b"x")
    (warning,) = read(tmp_path)[1]
    assert "phone.HEIC is left out: elvit does not read HEIC." in warning
    assert 'pip install "elvit[heic]"' in warning


def test_masks_never_become_pictures(tmp_path: Path) -> None:
    for name in ("a.png", "masks/a.png", "week/masks/deep/b.png", "masked.png"):
        save(tmp_path / name)
    pictures, warnings = read(tmp_path)
    assert [picture.file for picture in pictures] == ["a.png", "masked.png"]
    assert len(warnings) == 1
    assert "masks/a.png" in warnings[0] and "b.png are left out" in warnings[0]
    index(tmp_path, '[[image]]\nfile = "a.png"\nmasks = { a = "masks/a.png" }\n[[image]]\nfile="week/masks/deep/b.png"')
    pictures, warnings = read(tmp_path)
    assert [picture.file for picture in pictures] == ["a.png", "week/masks/deep/b.png", "masked.png"]
    assert warnings == []


def test_the_starter_without_its_index_shows_no_masks(tmp_path: Path) -> None:
    write_starter(tmp_path / "new")
    (tmp_path / "new" / "images" / "index.toml").unlink()
    assert len(read(tmp_path / "new" / "images")[0]) == 4


def test_a_site_within_the_folder_is_left_out(tmp_path: Path) -> None:
    save(tmp_path / "a.png")
    with replaced(tmp_path / "dist") as site:
        save(site / "images" / "b.webp")
    pictures, warnings = read(tmp_path)
    assert [picture.file for picture in pictures] == ["a.png"]
    assert [warning.split(" is left out: ")[1] for warning in warnings] == ["it is a site that elvit wrote."]


def test_many_of_them_are_told_of_once(tmp_path: Path) -> None:
    save(tmp_path / "a.png")
    for name in ("1.svg", "2.svg", "3.dng"):
        (tmp_path / name).write_bytes(b"x")
    _, warnings = read(tmp_path)
    assert len(warnings) == 1
    assert " and " in warnings[0]
    assert "3.dng are left out: elvit does not read DNG, SVG." in warnings[0]
    assert all(name in warnings[0] for name in ("1.svg", "2.svg"))
    for number in range(30):
        (tmp_path / f"{number}.svg").write_bytes(b"x")
    assert " and 11 more are left out" in read(tmp_path)[1][0]


def test_nothing_but_formats_that_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "drawn.SVG").write_bytes(b"x")
    message = refusal(tmp_path)
    assert "holds only pictures that elvit cannot read" in message
    assert "drawn.SVG is left out" in message
    assert "Save it as JPEG or PNG" in message


def test_unicode_names(tmp_path: Path) -> None:
    for name in ("Größe.png", "猫.png", "犬.png", "Grosse.png", "a b&c'd.png"):
        save(tmp_path / name)
    pictures, _ = read(tmp_path)
    assert {picture.title for picture in pictures} == {"Größe", "猫", "犬", "Grosse", "A b&c'd"}
    ids = {picture.id for picture in pictures}
    assert ids == {"grosse", "grosse-2", "picture-z7x", "picture-d4x", "a-b-c-d"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [("飞机", "picture-"), ("самолёт", "picture-"), ("Αεροπλάνο", "picture-"), ("طائرة", "picture-"), ("a 飞机", "a-"),
     ("smørrebrød", "smorrebrod"), ("Łódź", "lodz"), ("CON", "con-picture"), ("com1", "com1-picture"),
     ("nul.", "nul-picture"), ("console", "console"),
     ("!!!", "picture"), ("é" * 100, "e" * 60), ("飞" * 300, "picture-")],
)  # fmt: skip
def test_addresses_of_names_in_any_script(name: str, expected: str) -> None:
    found = slug(name, "picture")
    assert found.startswith(expected) and (expected.endswith("-") or found == expected)
    assert found.isascii() and re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", found) and len(found) <= 60
    assert found not in RESERVED


def test_different_names_have_different_addresses() -> None:
    names = ["飞机", "机飞", "飞", "самолёт", "طائرة", "a飞", "b飞", "犬", "猫"]
    assert len({slug(name, "picture") for name in names}) == len(names)


def test_titles_are_told_apart(tmp_path: Path) -> None:
    for name in ("a/cat.png", "b/cat.png", "dog.png"):
        save(tmp_path / name)
    assert {picture.title for picture in read(tmp_path)[0]} == {"Cat (a/cat.png)", "Cat (b/cat.png)", "Dog"}


def test_a_folder_is_a_class_only_where_a_model_knows_it(tmp_path: Path) -> None:
    for name in ("Cats/a.png", "week 1/b.png", "tabby/c.png", "week 1/cats/d.png"):
        save(tmp_path / name)
    index(tmp_path, '[[image]]\nfile = "week 1/b.png"\nclasses = ["anything"]')
    pictures = with_known_classes(read(tmp_path)[0], ["cats", "tabby, tabby cat"])
    assert {picture.file: picture.classes for picture in pictures} == {
        "week 1/b.png": ("anything",), "Cats/a.png": ("Cats",), "tabby/c.png": ("tabby",), "week 1/cats/d.png": (),
    }  # fmt: skip


def test_ids_are_unique(tmp_path: Path) -> None:
    for name in ("a.png", "a.jpg", "A.webp", "a-2.png"):
        save(tmp_path / name)
    ids = [picture.id for picture in read(tmp_path)[0]]
    assert len(set(ids)) == 4
    assert all(id_.isascii() and id_.replace("-", "").isalnum() for id_ in ids)


def test_index(tmp_path: Path) -> None:
    for name in ("z.png", "a.png", "sub/fox.jpg", "masks/fox.png"):
        save(tmp_path / name)
    index(
        tmp_path,
        """
        [[image]]
        file = "z.png"
        title = "The last letter"
        classes = ["letter", "sign"]
        credit = "Somebody"
        licence = "CC0-1.0"
        hard = true
        why = "It stands on its  head. "

        [[image]]
        file = "sub/fox.jpg"
        masks = { fox = "masks/fox.png" }
        """,
    )
    pictures, warnings = read(tmp_path)
    assert warnings == []
    assert [picture.file for picture in pictures] == ["z.png", "sub/fox.jpg", "a.png"]
    first, second, _ = pictures
    assert (first.title, first.classes, first.hard) == ("The last letter", ("letter", "sign"), True)
    assert (first.why, second.why) == ("It stands on its head.", "")
    assert (first.credit, first.licence) == ("Somebody", "CC0-1.0")
    assert (second.title, second.classes, second.hard) == ("Fox", (), False)
    assert dict(second.masks) == {"fox": tmp_path / "masks/fox.png"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('[[image]]\nfile = "a.png"\nlicense = "x"', "(a.png) has an unknown key license. Did you mean licence?"),
        ('[[images]]\nfile = "a.png"', "unknown key images. Did you mean image?"),
        ('[[image]]\nfile = "a.png"\nzzz = 1', "unknown key zzz. Known keys: classes, credit"),
        ('[[image]]\nfile = "a.png"\n[[image]]\ntitle = "b"', "image 2 names no file"),
        ('[[image]]\nfile = "b.png"', "(b.png) names the file b.png, which is not there"),
        ('[[image]]\nfile = "a.png"\nmasks = { a = "b.png" }', "masks names the file b.png, which is not there"),
        ('[[image]]\nfile = "a.png"\n[[image]]\nfile = "./a.png"', "names a.png twice"),
        ('[[image]]\nfile = "../a.png"', "leads out of the folder"),
        ('[[image]]\nfile = "x/../a.png"', "leads out of the folder"),
        ('[[image]]\nfile = "/etc/passwd"', "leads out of the folder"),
        ('[[image]]\nfile = "a.png"\nmasks = { a = "../a.png" }', "leads out of the folder"),
        ('[[image]]\nfile = "a.png"\nclasses = "cat"', "classes of"),
        ('[[image]]\nfile = "a.png"\nclasses = [1]', "is not a list of texts"),
        ('[[image]]\nfile = "a.png"\nhard = "no"', "is not true or false"),
        ('[[image]]\nfile = "a.png"\nhard = true\nwhy = 1', "why of"),
        ('[[image]]\nfile = "a.png"\nwhy = "It is small."', "(a.png) says why it is hard, but not that it is"),
        ('[[image]]\nfile = 3', "file of"),
        ('[[image]]\nfile = ""', "which is not there"),
        ('image = 3', "no list of tables"),
        ('[[image]\nfile = "a.png"', "index.toml cannot be read"),
    ],
)  # fmt: skip
def test_mistakes_in_the_index(tmp_path: Path, text: str, expected: str) -> None:
    save(tmp_path / "a.png")
    index(tmp_path, text)
    message = refusal(tmp_path)
    assert expected in message
    assert "index.toml" in message


def test_no_such_folder(tmp_path: Path) -> None:
    assert "no folder of pictures" in refusal(tmp_path / "none")


def test_a_file_instead_of_a_folder(tmp_path: Path) -> None:
    assert "no folder of pictures" in refusal(save(tmp_path / "a.png"))


def test_empty_folder(tmp_path: Path) -> None:
    assert "holds no pictures" in refusal(tmp_path)
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "sub").mkdir()
    assert "holds no pictures" in refusal(tmp_path)


def test_links_within_the_folder_are_followed(tmp_path: Path) -> None:
    save(tmp_path / "a.png")
    (tmp_path / "b.png").symlink_to(tmp_path / "a.png")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "gone.png").symlink_to(tmp_path / "nothing.png")
    (tmp_path / "circle.png").symlink_to(tmp_path / "circle.png")
    pictures, warnings = read(tmp_path)
    assert [picture.file for picture in pictures] == ["a.png", "b.png"]
    assert [Path(warning.split(" is left out: ")[0]).name for warning in warnings] == ["circle.png", "gone.png", "loop"]


def test_the_index_may_name_no_circle_of_links(tmp_path: Path) -> None:
    (tmp_path / "circle.png").symlink_to(tmp_path / "circle.png")
    index(tmp_path, '[[image]]\nfile = "circle.png"')
    assert "circle" in refusal(tmp_path)


@pytest.mark.parametrize("target", ["outside/a.png", "outside"])
def test_links_out_of_the_folder_are_refused(tmp_path: Path, target: str) -> None:
    save(tmp_path / "outside/a.png")
    save(tmp_path / "in/b.png")
    (tmp_path / "in/link.png").symlink_to(tmp_path / target)
    assert "link.png leads out of the folder" in refusal(tmp_path / "in")


def test_index_may_not_name_a_link_out_of_the_folder(tmp_path: Path) -> None:
    save(tmp_path / "outside.png")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/.link.png").symlink_to(tmp_path / "outside.png")
    index(tmp_path / "in", '[[image]]\nfile = ".link.png"')
    assert "leads out of the folder" in refusal(tmp_path / "in")

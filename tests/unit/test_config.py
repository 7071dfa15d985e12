"""elvit.toml and the command line: what counts, where paths begin, what is said of mistakes."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from elvit.commands.options import setting_options
from elvit.config import KEYS, Config, commented_toml, load_config
from elvit.errors import ElvitError


def write(folder: Path, text: str) -> Path:
    """An elvit.toml in the folder."""
    path = folder / "elvit.toml"
    path.write_text(text, encoding="utf-8")
    return path


def message(path: Path) -> str:
    """What load_config says of the file."""
    with pytest.raises(ElvitError) as caught:
        load_config(path)
    return caught.value.message


def test_every_setting_is_documented_once() -> None:
    assert [key.name for key in KEYS] == [field.name for field in fields(Config)]


def test_without_anything_it_is_the_default_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    config = load_config()
    assert [Path(model).name for model in config.models] == ["vit-tiny-cifar10"]
    assert config.images.parts[-2:] == ("content", "images")
    assert config.out == Path("dist")
    assert (config.content, config.dtype, config.allow_pickle) == (None, None, False)


def test_paths_begin_at_the_folder_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "my-vit").mkdir()
    path = write(
        tmp_path,
        'models = ["my-vit", "./other", "google/vit-base@main", "/abs"]\nimages = "a"\ncontent = "b"\nout = "c"',
    )
    config = load_config(path)
    assert config.models == (str(tmp_path / "my-vit"), str(tmp_path / "other"), "google/vit-base@main", "/abs")
    assert (config.images, config.content, config.out) == (tmp_path / "a", tmp_path / "b", tmp_path / "c")


def test_the_file_of_the_working_folder_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, 'title = "Mine"')
    monkeypatch.chdir(tmp_path)
    assert load_config().title == "Mine"


def test_the_command_line_wins(tmp_path: Path) -> None:
    path = write(tmp_path, 'models = ["a/b"]\ntitle = "File"\nallow_pickle = true\ndtype = "float16"')
    config = load_config(path, {"models": ("c/d",), "title": None, "allow_pickle": False, "dtype": "float32"})
    assert config.models == ("c/d",)
    assert config.title == "File"
    assert (config.allow_pickle, config.dtype) == (False, "float32")


@pytest.mark.parametrize(("wrong", "meant"), [("model", "models"), ("image", "images"), ("dtpye", "dtype")])
def test_an_unknown_key_gets_a_suggestion(tmp_path: Path, wrong: str, meant: str) -> None:
    path = write(tmp_path, f'{wrong} = "x"')
    assert message(path) == f"{path}: unknown key '{wrong}'. Did you mean '{meant}'?"


def test_a_key_like_no_other_gets_the_list(tmp_path: Path) -> None:
    assert "Known keys: models, images, content" in message(write(tmp_path, 'qqqq = "x"'))


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('models = "google/vit"', 'must be a list of names, such as ["google/vit-base-patch16-224"]'),
        ("models = []", "must be a list of names"),
        ("models = [1]", "must be a list of names"),
        ('models = [""]', "must be a list of names"),
        ("images = 3", "must be a folder's path in quotes, not 3."),
        ('out = ""', "must be a folder's path in quotes"),
        ('dtype = "int8"', 'must be "float32" or "float16", not \'int8\'.'),
        ("title = false", "must be a text in quotes, not False."),
        ('allow_pickle = "yes"', "must be true or false, not 'yes'."),
        ("allow_pickle = 1", "must be true or false, not 1."),
    ],
)
def test_a_wrong_value_names_key_and_expectation(tmp_path: Path, line: str, expected: str) -> None:
    path = write(tmp_path, line)
    said = message(path)
    assert said.startswith(f"{path}: key '{line.split()[0]}' ")
    assert expected in said


def test_broken_toml_names_the_line(tmp_path: Path) -> None:
    said = message(write(tmp_path, 'title = "x"\nimages = photos\n'))
    assert "not valid TOML" in said
    assert "line 2" in said


def test_another_encoding_is_said(tmp_path: Path) -> None:
    path = tmp_path / "elvit.toml"
    path.write_bytes('title = "Übung"'.encode("latin-1"))
    assert "not UTF-8" in message(path)


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "elvit.toml"
    path.write_bytes(b'\xef\xbb\xbftitle = "x"')
    assert load_config(path).title == "x"


def test_a_file_that_is_named_must_exist(tmp_path: Path) -> None:
    assert "There is no configuration file" in message(tmp_path / "none.toml")


def test_the_commented_file_says_every_key_and_can_be_read(tmp_path: Path) -> None:
    text = commented_toml(enabled=("images", "title"))
    assert tomllib.loads(text).keys() == {"images", "title"}
    everything = commented_toml(enabled=tuple(key.name for key in KEYS))
    assert set(tomllib.loads(everything)) == {key.name for key in KEYS}
    assert load_config(write(tmp_path, everything)).dtype == "float16"


def test_a_folder_is_trusted_on_the_command_line_only(tmp_path: Path) -> None:
    assert load_config(write(tmp_path, "run_code = false")).run_code is False
    for value in ("true", '"content"'):
        assert "--run-code DIR" in message(write(tmp_path, f"run_code = {value}"))
    seen: list[object] = []
    command = click.command()(setting_options("run_code")(lambda run_code: seen.append(run_code)))
    for arguments in ([], ["--run-code", str(tmp_path)], ["--no-run-code"]):
        CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert seen == [None, tmp_path, False]


def test_the_bundled_model_has_a_name(tmp_path: Path) -> None:
    own = load_config().models[0]
    assert load_config(overrides={"models": ("default", "mine")}).models == (own, "mine")
    (tmp_path / "elvit.toml").write_text('models = ["default", "./default"]')
    assert load_config(tmp_path / "elvit.toml").models == (own, str(tmp_path / "default"))

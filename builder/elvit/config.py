"""elvit.toml and the command line, as one frozen Config; KEYS documents every setting once."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from elvit.errors import ElvitError
from elvit.hooks.dtype import Dtype
from elvit.resources import default_content
from elvit.running.bounds import bounded

FILE_NAME = "elvit.toml"
TITLE = "Inside a Vision Transformer"
DEFAULT_MODEL = "vit-tiny-cifar10"
DEFAULT_NAME = "default"  # what the bundled model is called where models are asked for


@dataclass(frozen=True)
class Config:
    """All that a build needs to know; every field is a key of elvit.toml and an option of `elvit build`.

    Args:
        models: hub ids (`name` or `name@revision`) or folders written by save_pretrained.
        images: the folder of pictures.
        content: a folder of texts laid over the default content, or None.
        out: the folder to write.
        dtype: how weights are stored; None keeps each model as it is stored.
        title: the site's title.
        allow_pickle: whether weights in PyTorch's pickle format may be loaded.
        run_code: whose Python code is run, to see that it works: that of elvit's own texts (True), that of the
            owner's texts in a folder too, or none (False).
        keep: names, or patterns of names, in the folder to write that are its owner's and stay.
    """

    models: tuple[str, ...]
    images: Path
    content: Path | None
    out: Path
    dtype: Dtype | None
    title: str
    allow_pickle: bool
    run_code: Path | bool
    keep: tuple[str, ...] = ()


@dataclass(frozen=True)
class Key:
    """One setting: its name in elvit.toml, its option, what it takes and what it does.

    Args:
        name: the key of elvit.toml, which is also the field of Config.
        option: the option of `elvit build`.
        kind: what a value may be, one of EXPECTED.
        help: one sentence, for --help, the commented elvit.toml and the README.
        example: a value as elvit.toml writes it.
    """

    name: str
    option: str
    kind: Literal["models", "folder", "dtype", "text", "flag", "trust", "names"]
    help: str
    example: str


KEYS = (
    Key(
        "models",
        "--model",
        "models",
        "Hub ids (name or name@revision) or folders written by save_pretrained; elvit's own small model when left out.",
        '["google/vit-base-patch16-224", "my-model"]',
    ),
    Key("images", "--images", "folder", "The folder of pictures.", '"images"'),
    Key(
        "content",
        "--content",
        "folder",
        "A folder with texts of your own: concepts/*.md replace those of the same name, and add to the others.",
        '"content"',
    ),
    Key("out", "--out", "folder", "The folder to write the site into.", '"dist"'),
    Key(
        "dtype",
        "--dtype",
        "dtype",
        "How weights are stored: float32 or float16; as the model is stored when left out.",
        '"float16"',
    ),
    Key("title", "--title", "text", "The title of the site.", '"Inside a Vision Transformer"'),
    Key(
        "allow_pickle",
        "--allow-pickle",
        "flag",
        "Load weights in PyTorch's pickle format, which can run code hidden in them.",
        "false",
    ),
    Key(
        "run_code",
        "--run-code",
        "trust",
        "Run the Python code of the texts in a folder that you trust, too; elvit.toml can only say false: run none.",
        "false",
    ),
    Key(
        "keep",
        "--keep",
        "names",
        "Names in the folder to write that are yours and stay, such as CNAME or .git; * stands for anything.",
        '["CNAME", ".git"]',
    ),
)

EXPECTED = {
    "models": 'a list of names, such as ["google/vit-base-patch16-224"]',
    "folder": "a folder's path in quotes",
    "dtype": '"float32" or "float16"',
    "text": "a text in quotes",
    "flag": "true or false",
    "names": 'a list of names, such as ["CNAME", ".git"]',
    "trust": "false: a folder is trusted on the command line only, with --run-code DIR",
}


def load_config(path: Path | None = None, overrides: Mapping[str, Any] | None = None) -> Config:
    """Settings of the command line over those of elvit.toml over the defaults.

    Args:
        path: the file to read; None reads elvit.toml of the working folder where there is one.
        overrides: Config's fields by name, as the command line gave them; None means not given.

    Raises:
        ElvitError: the file cannot be read, or a key is unknown or of the wrong type.
    """
    chosen = find_config(path)
    written = {} if chosen is None else _read_settings(chosen)
    given = {name: value for name, value in (overrides or {}).items() if value is not None and value != ()}
    content = default_content()
    defaults = {
        "models": (str(content / "models" / DEFAULT_MODEL),),
        "images": content / "images",
        "content": None,
        "out": (Path() if chosen is None else chosen.parent) / "dist",
        "dtype": None,
        "title": TITLE,
        "allow_pickle": False,
        "run_code": True,
    }
    settings = {**defaults, **written, **given}
    return Config(**{**settings, "models": tuple(map(named_model, settings["models"]))})


def named_model(model: str) -> str:
    """A model as asked for, and the bundled one's folder for its name; a folder so called is ./default."""
    return str(default_content() / "models" / DEFAULT_MODEL) if model == DEFAULT_NAME else model


def find_config(path: Path | None = None) -> Path | None:
    """The elvit.toml that counts: the one named, else that of the working folder, else none."""
    if path is not None:
        if not path.is_file():
            raise ElvitError(f"There is no configuration file {path}.", "`elvit new DIR` writes one.")
        return path
    here = Path(FILE_NAME)
    return here if here.is_file() else None


def _read_settings(path: Path) -> dict[str, Any]:
    known = {key.name: key for key in KEYS}
    settings = {}
    for name, value in _parse_toml(path).items():
        if name not in known:
            raise ElvitError(f"{path}: unknown key '{name}'.", _suggest(name, list(known)))
        settings[name] = _convert(path, known[name], value)
    return settings


def _parse_toml(path: Path) -> dict[str, Any]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return bounded(tomllib.loads, text)
    except UnicodeDecodeError as error:
        raise ElvitError(f"{path}: not UTF-8, byte {error.start}.", "Save it as UTF-8.") from error
    except ValueError as error:
        raise ElvitError(f"{path}: not valid TOML: {error}.", _toml_hint(str(error))) from error


def _toml_hint(message: str) -> str:
    """A backslash in a path is by far the commonest mistake."""
    if any(said in message for said in ("Invalid hex value", "Unescaped '\\'", "escape")):
        return "A path with backslashes stands in single quotes: 'C:\\Users\\me'."
    return "Texts stand in quotes, lists in [ ]."


def _suggest(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"Did you mean '{close[0]}'?" if close else f"Known keys: {', '.join(known)}."


def _convert(path: Path, key: Key, value: object) -> object:
    """A value of elvit.toml as Config holds it; paths are taken from the file's folder."""
    match key.kind, value:
        case "models", [_, *_] if all(isinstance(model, str) and model for model in value):
            return tuple(_anchor_model(_path(path, key, str(model)), str(model), path.parent) for model in value)
        case "folder", str() if value:
            return path.parent / _path(path, key, value)
        case "names", list() if all(isinstance(name, str) and name for name in value):
            return tuple(value)
        case "dtype", str() if value in get_args(Dtype):
            return value
        case "text", str():
            return value
        case "flag", bool():
            return value
        case "trust", False:
            return value
    raise ElvitError(f"{path}: key '{key.name}' must be {EXPECTED[key.kind]}, not {value!r}.")


LONGEST_NAME = 255  # bytes of one part of a path, on every common file system


def _path(file: Path, key: Key, value: str) -> Path:
    """A path that a file system can have, with "~" spelt out."""
    if "\0" in value or any(len(part.encode()) > LONGEST_NAME for part in Path(value).parts):
        shown = value.replace("\0", "\\0")
        raise ElvitError(f"{file}: key '{key.name}' is no path that there can be: {shown[:60]!r}.", "Correct it.")
    try:
        return Path(value).expanduser()
    except RuntimeError as error:
        raise ElvitError(
            f"{file}: key '{key.name}' begins with {value.split('/')[0]}, whose home is unknown."
        ) from error


def _anchor_model(path: Path, model: str, folder: Path) -> str:
    """A folder's path from elvit.toml's folder; a hub id as it is."""
    if model == DEFAULT_NAME:
        return model
    if model.startswith((".", "~")) or path.is_absolute() or (folder / path).is_dir():
        return str(folder / path)
    return model


def commented_toml(enabled: tuple[str, ...]) -> str:
    """An elvit.toml that says what every key does; keys not in `enabled` are commented out."""
    blocks = ["# Settings of this site; `elvit build --help` says the same of its options.\n"]
    for key in KEYS:
        mark = "" if key.name in enabled else "# "
        blocks.append(f"# {key.help}\n{mark}{key.name} = {key.example}\n")
    return "\n".join(blocks)

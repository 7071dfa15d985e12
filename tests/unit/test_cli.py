"""The command as a person meets it: help, exit codes, one line for each failure."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace

import click
import pytest
from click.testing import CliRunner, Result
from elvit.cli import COMMANDS, main
from elvit.config import KEYS, Config
from elvit.errors import ElvitError

Build = Callable[[Callable[..., object]], None]


def run(*arguments: str) -> Result:
    """Run `elvit` with the arguments."""
    return CliRunner().invoke(main, arguments, prog_name="elvit")


def python(checkout: Path, *arguments: str) -> str:
    """What a fresh Python prints."""
    environment = {**os.environ, "PYTHONPATH": str(checkout / "builder")}
    command = [sys.executable, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Build:
    """Puts a function in the place of the build and the conversion."""

    def put(work: Callable[..., object]) -> None:
        for name, function in (("elvit.site.build", "build"), ("elvit.convert.model", "convert")):
            module = ModuleType(name)
            setattr(module, function, work)
            monkeypatch.setitem(sys.modules, name, module)

    return put


def failing(error: BaseException) -> Callable[..., object]:
    """A build that fails."""

    def build(*_: object) -> object:
        raise error

    return build


def test_help_needs_no_torch(checkout: Path) -> None:
    code = "import sys; from elvit.cli import main\ntry: main(['--help'])\nfinally: print('torch' in sys.modules)"
    shown = python(checkout, "-c", code)
    assert "Commands:" in shown
    assert shown.splitlines()[-1] == "False"


def test_it_is_a_module_too(checkout: Path) -> None:
    assert python(checkout, "-m", "elvit", "--version").startswith("elvit 0.")


def command_lines() -> list[str]:
    """Every command there is, those of groups too, such as "draw scenes"."""
    commands = {name: main.get_command(click.Context(main), name) for name in COMMANDS}
    groups = {name: list(command.commands) for name, command in commands.items() if isinstance(command, click.Group)}
    return [f"{name} {inner}".strip() for name in COMMANDS for inner in groups.get(name, [""])]


@pytest.mark.parametrize("line", command_lines())
def test_help_of_every_command_has_an_example(line: str) -> None:
    shown = run(*line.split(), "--help").output
    assert re.search(rf"^ +elvit {line}\b", shown, re.MULTILINE)
    assert "\\b" not in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_readme_has_an_example_of_every_command(name: str, checkout: Path) -> None:
    text = (checkout / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"^elvit {name}\b", text, re.MULTILINE)


def test_readme_documents_every_setting(checkout: Path) -> None:
    text = (checkout / "README.md").read_text(encoding="utf-8")
    for key in KEYS:
        assert f"| `{key.name}` | `{key.option}` | {key.help} |" in text


def test_build_has_an_option_for_every_setting() -> None:
    shown = run("build", "--help").output
    assert all(key.option in shown for key in KEYS)


def test_a_misspelt_command_gets_a_suggestion() -> None:
    result = run("biuld")
    assert result.exit_code == 2
    assert "Did you mean 'build'?" in result.output


@pytest.mark.parametrize("arguments", [("build", "--dtype", "int8"), ("build", "--nonsense"), ("convert", "x")])
def test_bad_usage_exits_with_2(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2


def test_build_hands_over_what_was_asked_and_says_what_came(
    fake: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Config] = []

    def build(config: Config, _: object) -> object:
        seen.append(config)
        return SimpleNamespace(out=config.out, files=3, bytes=9_340_000, seconds=1.25, warnings=("odd picture",))

    fake(build)
    monkeypatch.chdir(tmp_path)
    result = run("build", "--model", "a/b", "--model", "c", "--images", "x", "--out", "y", "--dtype", "float16")
    assert result.exit_code == 0
    assert seen[0].models == ("a/b", "c")
    assert (seen[0].images, seen[0].out, seen[0].dtype) == (Path("x"), Path("y"), "float16")
    assert "Warning: odd picture" in result.output
    assert "Wrote y (3 files, 9.3 MB, 1.2 s). Open y/index.html" in result.output


def test_convert_hands_over_what_was_asked(fake: Build, tmp_path: Path) -> None:
    seen: list[object] = []

    def convert(*arguments: object) -> object:
        seen.extend(arguments[:4])
        return SimpleNamespace(out=tmp_path, files=2, bytes=1000, warnings=("odd labels",))

    fake(convert)
    result = run("convert", "a/b", str(tmp_path), "--dtype", "float32")
    assert seen == ["a/b", tmp_path, "float32", False]
    assert "2 files, 1.0 kB" in result.output
    assert "Warning: odd labels" in result.output


def test_a_failure_is_one_line(fake: Build) -> None:
    fake(failing(ElvitError("There is no model x.", "Check its name.")))
    result = run("build")
    assert result.exit_code == 1
    assert result.output == "Error: There is no model x. Check its name.\n"


@pytest.mark.parametrize("arguments", [("--debug", "build"), ("build", "--debug")])
def test_debug_shows_the_traceback(fake: Build, arguments: tuple[str, str]) -> None:
    fake(failing(ElvitError("Broken.")))
    result = run(*arguments)
    assert result.exit_code == 1
    assert "Traceback" in result.output
    assert result.output.endswith("Error: Broken.\n")


def test_ctrl_c_says_that_nothing_changed(fake: Build) -> None:
    fake(failing(KeyboardInterrupt()))
    result = run("build")
    assert result.exit_code == 130
    assert result.output.strip() == "Stopped; nothing was changed."


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "dist/x"), "The disk is full: dist/x."),
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full."),
        (PermissionError(errno.EACCES, "Permission denied", "dist"), "No permission: dist."),
        (MemoryError(), "There is not enough memory."),
    ],
)
def test_what_the_machine_lacks_is_one_line(fake: Build, error: Exception, said: str) -> None:
    fake(failing(error))
    result = run("build")
    assert result.exit_code == 1
    assert result.output.startswith(f"Error: {said}")
    assert result.output.count("\n") == 1


def test_a_mistake_of_elvit_keeps_its_traceback(fake: Build) -> None:
    fake(failing(KeyError("bug")))
    assert isinstance(run("build").exception, KeyError)


def test_a_missing_extra_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    for name in [name for name in sys.modules if name.startswith(("elvit.check", "elvit.commands.check"))]:
        monkeypatch.delitem(sys.modules, name)
    result = run("check")
    assert result.exit_code == 1
    assert "`elvit check` needs the Python package playwright" in result.output
    assert "pip install 'elvit[check]'" in result.output

"""Whatever stops a build, the site that was there stays, and one line says why."""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from elvit.cli import main
from elvit.output.pack import Packer
from factories import model_folder, photo

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a model, a picture, and a site built from them."""
    folder = tmp_path_factory.mktemp("built")
    model_folder(folder / "model")
    (folder / "images").mkdir()
    photo(64, 48).save(folder / "images" / "one.png")
    (folder / "elvit.toml").write_text('models = ["model"]\nimages = "images"\n')
    with pytest.MonkeyPatch.context() as place:
        place.chdir(folder)
        assert run("build").exit_code == 0
    return folder


@pytest.fixture
def project(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, to be spoilt."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def expect_untouched(project: Path, before: dict[str, bytes]) -> None:
    assert snapshot(project / "dist") == before
    assert sorted(path.name for path in project.iterdir()) == ["dist", "elvit.toml", "images", "model"]


def test_a_full_disk(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(project / "dist")
    written: list[str] = []

    def full(self: Packer, name: str, piece: bytes, *others: object) -> dict[str, object]:
        written.append(name)
        if len(written) > 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return {"file": name, "bytes": len(piece), "crc32": 0}

    monkeypatch.setattr(Packer, "_chunk", full)
    result = run("build")
    assert result.exit_code == 1
    assert "Error: The disk is full" in result.output and "Traceback" not in result.output
    expect_untouched(project, before)


def test_control_c_in_the_middle(project: Path) -> None:
    before = snapshot(project / "dist")
    command = [sys.executable, "-m", "elvit", "build"]
    path = os.pathsep.join(entry for entry in sys.path if entry)
    process = subprocess.Popen(
        command, cwd=project, env={**os.environ, "PYTHONPATH": path}, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    for line in process.stderr:
        if "Loading" in line:
            break
    process.send_signal(signal.SIGINT)
    rest = process.stderr.read()
    assert process.wait(timeout=60) == 130, rest
    assert "Stopped" in rest and "Traceback" not in rest
    expect_untouched(project, before)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda p: (p / "images" / "one.png").write_text("not a picture"), r"one\.png"),
        (lambda p: (p / "images" / "one.png").unlink(), "no pictures"),
        (lambda p: (p / "elvit.toml").write_text('model = ["model"]\n'), "models"),
        (lambda p: (p / "model" / "config.json").unlink(), r"config\.json"),
        (lambda p: (p / "dist" / "mine.txt").write_text("my notes"), r"mine\.txt"),
    ],
    ids=["broken picture", "no picture", "unknown key", "no config", "foreign file"],
)
def test_bad_input(damage: object, message: str, project: Path) -> None:
    assert callable(damage)
    damage(project)
    before = snapshot(project / "dist")
    result = run("build")
    assert result.exit_code == 1
    (line,) = [line for line in result.output.splitlines() if line.startswith("Error:")]
    assert re.search(message, line)
    assert snapshot(project / "dist") == before


def test_two_models_of_one_name(project: Path) -> None:
    model_folder(project / "other" / "model", seed=1)
    result = run("build", "--model", "model", "--model", "other/model")
    assert result.exit_code == 1
    assert "Two models are called model" in result.output


def test_a_folder_of_texts_that_is_not_there(project: Path) -> None:
    before = snapshot(project / "dist")
    result = run("build", "--content", "nowhere")
    assert result.exit_code == 1
    assert re.search(r"Error: There is no folder of texts .*nowhere", result.output)
    expect_untouched(project, before)

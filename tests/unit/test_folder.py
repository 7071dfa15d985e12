"""The output folder: replaced whole or not at all, and never somebody else's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from elvit.errors import ElvitError
from elvit.output.folder import MARKER, replaced


def write(out: Path, **files: str) -> None:
    with replaced(out) as folder:
        for name, text in files.items():
            (folder / name).write_text(text)


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir() if path.name != MARKER}


def test_a_new_folder_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    out = tmp_path / "site" / "dist"
    write(out, a="1", b="2")
    write(out, a="3")
    assert contents(out) == {"a": "3"}
    assert json.loads((out / MARKER).read_text())["files"] == ["a"]
    assert [path.name for path in out.parent.iterdir()] == ["dist"]


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt(), ElvitError("no")])
def test_a_failure_leaves_the_old_folder_and_nothing_else(tmp_path: Path, failure: BaseException) -> None:
    out = tmp_path / "dist"
    write(out, a="1")
    with pytest.raises(type(failure)), replaced(out) as folder:
        (folder / "half").write_text("written")
        raise failure
    assert contents(out) == {"a": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


@pytest.mark.parametrize("marked", [True, False])
def test_a_folder_with_other_files_is_refused(tmp_path: Path, marked: bool) -> None:
    out = tmp_path / "dist"
    if marked:
        write(out, a="1")
    out.mkdir(exist_ok=True)
    (out / "thesis.docx").write_text("years of work")
    with pytest.raises(ElvitError, match=r"did not write: thesis\.docx"):
        write(out, a="2")
    assert contents(out)["thesis.docx"] == "years of work"


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "dist").write_text("a file")
    with pytest.raises(ElvitError, match="is a file"):
        write(tmp_path / "dist")


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir()
    write(tmp_path / "dist", a="1")
    assert contents(tmp_path / "dist") == {"a": "1"}

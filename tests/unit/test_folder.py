"""The output folder: replaced whole or not at all, and never somebody else's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from elvit.errors import ElvitError
from elvit.output.folder import MARKER, measure, replaced
from elvit.output.leftovers import alone

BUILDER = str(Path(__file__).parents[2] / "builder")


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


def test_a_link_stays_a_link_and_its_target_is_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    write(target, a="1")
    link.symlink_to(target)
    write(link, b="2")
    assert link.is_symlink() and contents(target) == {"b": "2"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "target"]


def test_a_link_to_nothing_makes_what_it_names(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "later" / "dist")
    write(tmp_path / "link", a="1")
    assert contents(tmp_path / "later" / "dist") == {"a": "1"}


def test_a_link_in_a_circle_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(ElvitError, match=r"leads nowhere|cannot be written|a file"):
        write(tmp_path / "a", x="1")


def test_the_working_folder_is_written_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(Path(), a="1", b="2")
    here = tmp_path.stat().st_ino
    write(Path(), a="3")
    assert tmp_path.stat().st_ino == here and contents(tmp_path) == {"a": "3"}
    assert measure(Path())[0] == 2


def test_a_mount_point_is_written_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "dist"
    write(out, a="1", gone="x")
    inode = out.stat().st_ino
    monkeypatch.setattr(Path, "is_mount", lambda path: path == out)
    write(out, a="2")
    assert out.stat().st_ino == inode and contents(out) == {"a": "2"}


@pytest.mark.parametrize("in_place", [True, False])
def test_what_its_owner_keeps_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_place: bool) -> None:
    out = tmp_path / "dist"
    write(out, a="1")
    (out / "CNAME").write_text("elvit.example")
    (out / ".git").mkdir()
    (out / ".git" / "HEAD").write_text("ref")
    monkeypatch.setattr(Path, "is_mount", lambda path: in_place and path == out)
    with pytest.raises(ElvitError, match="keep = "):
        write(out, a="2")
    with replaced(out, ("CNAME", ".g*")) as folder:
        (folder / "a").write_text("3")
    assert (out / "a").read_text() == "3" and (out / "CNAME").read_text() == "elvit.example"
    assert (out / ".git" / "HEAD").read_text() == "ref"
    assert json.loads((out / MARKER).read_text())["files"] == ["a"]


def test_everybody_may_read_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        write(tmp_path / "dist", a="1")
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "dist").rglob("*")}
    assert set(modes.values()) == {0o644} and (tmp_path / "dist").stat().st_mode & 0o777 == 0o755


def test_what_a_killed_run_left_is_cleaned_and_a_site_between_two_names_comes_back(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    write(out, a="1")
    out.rename(tmp_path / ".dist-abcdefgh.elvit.old")
    (tmp_path / ".dist-abcdefgh.elvit").mkdir()
    (tmp_path / ".dist-abcdefgh.elvit" / "half").write_text("x")
    (tmp_path / ".dist.elvit-lock").write_text("")
    with pytest.raises(KeyboardInterrupt), replaced(out):
        raise KeyboardInterrupt
    assert contents(out) == {"a": "1"}
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


def test_what_belongs_to_a_folder_of_a_longer_name_stays(tmp_path: Path) -> None:
    other = tmp_path / ".dist-two-abcdefgh.elvit"
    other.mkdir()
    write(tmp_path / "dist", a="1")
    assert other.is_dir()


KILLED = """
import os, sys, signal
from pathlib import Path
from elvit.output.folder import replaced
out, at, count = Path(sys.argv[1]), int(sys.argv[2]), 0
def counted(step):
    def stepped(*arguments, **named):
        global count
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return step(*arguments, **named)
    return stepped
with replaced(out, ("CNAME", ".git")) as folder:
    for name in ("rename", "replace", "unlink", "rmdir"):
        setattr(os, name, counted(getattr(os, name)))
    (folder / "data").mkdir()
    (folder / "data" / "new").write_text("new")
    (folder / "index.html").write_text("new")
    if at == 0:
        os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("in_place", [False, True])
@pytest.mark.parametrize("at", range(8))
def test_a_kill_at_any_step_leaves_all_that_is_the_owners_and_a_whole_site_to_the_next_run(
    tmp_path: Path, at: int, in_place: bool
) -> None:
    out, mine = tmp_path / "dist", {"CNAME": "mine", ".git/HEAD": "mine"}
    with replaced(out) as folder:
        (folder / "data").mkdir()
        (folder / "data" / "old").write_text("old")
        (folder / "index.html").write_text("old")
    (out / ".git").mkdir()
    for name, text in mine.items():
        (out / name).write_text(text)
    command = [sys.executable, "-c", KILLED, str(out), str(at)]
    ended = subprocess.run(command, env=os.environ | {"PYTHONPATH": BUILDER}, cwd=out if in_place else tmp_path)
    assert ended.returncode == -9
    with replaced(out, ("CNAME", ".git")) as folder:
        (folder / "index.html").write_text("next")
    found = {path.relative_to(out).as_posix(): path.read_text() for path in out.rglob("*") if path.is_file()}
    found.pop(MARKER)
    assert found == {"index.html": "next", **mine}
    assert [path.name for path in tmp_path.iterdir()] == ["dist"]


def test_a_file_of_the_owners_stays_in_a_folder_that_is_both(tmp_path: Path) -> None:
    for text in ("old", "new"):
        with replaced(tmp_path / "dist", ("data",)) as folder:
            (folder / "data").mkdir()
            (folder / "data" / text).write_text(text)
        if text == "old":
            (tmp_path / "dist" / "data" / "mine").write_text("mine")
    assert contents(tmp_path / "dist" / "data") == {"new": "new", "mine": "mine"}


def test_folders_that_are_written_in_place_are_open_to_servers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "dist", a="1")
    monkeypatch.chdir(tmp_path / "dist")
    before = os.umask(0o077)
    try:
        with replaced(Path()) as folder:
            (folder / "b" / "c").mkdir(parents=True)
            (folder / "b" / "c" / "d").write_text("2")
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o777 for path in Path().rglob("*") if path.is_dir()} == {0o755}


def test_two_runs_into_one_folder_take_turns(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    order: list[str] = []

    def other() -> None:
        write(out, a="second")
        order.append("second")

    with replaced(out) as folder:
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(0.4)
        (folder / "a").write_text("first")
        order.append("first")
    thread.join()
    assert order == ["first", "second"] and contents(out) == {"a": "second"}


def test_who_waits_in_vain_is_told(tmp_path: Path) -> None:
    out = tmp_path / "dist"
    with replaced(out), pytest.raises(ElvitError, match="Another run is writing"), alone(out, 0.2):
        pass

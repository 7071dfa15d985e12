"""Many pictures: a run that is killed goes on, processes do not outlive it, pictures are let go."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from elvit.errors import ElvitError
from elvit.models.source import load_model
from elvit.survey import workers
from elvit.survey.maps.kept import dump, load
from elvit.survey.maps.listing import list_subjects
from elvit.survey.maps.look import Looked, Looker
from elvit.survey.maps.run import LOOK, Analysis
from elvit.survey.maps.subjects import FileSubject
from elvit.survey.run import look_through
from elvit.survey.store import Store
from factories import edit_weights, model_folder, photo
from masked import analyze, draw_pictures
from PIL import Image

pytestmark = pytest.mark.slow

PICTURES = 240


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model, and many pictures with masks."""
    place = tmp_path_factory.mktemp("many")
    model_folder(place / "model")
    draw_pictures(place / "photos", PICTURES)
    return place


def options(place: Path, out: Path) -> list[str]:
    found = {"--model": "model", "--images": "photos", "--masks": "photos-masks"}
    return [*(str(part) for option, name in found.items() for part in (option, place / name)), "--out", str(out)]


def request(place: Path, processes: int) -> Analysis:
    return Analysis(
        model=str(place / "model"),
        images=place / "photos",
        masks=None,
        scenes=0,
        out=place / "report",
        processes=processes,
        allow_pickle=False,
    )


def children(process: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def runs(process: int) -> bool:
    """Whether a process is there and not only waits to be forgotten."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def until(condition: Callable[[], object], seconds: float = 240) -> None:
    """Waits for a condition."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.005)


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="asks Linux for a process's children")
def test_killed_it_goes_on_and_ends_with_the_same_bytes(place: Path, tmp_path: Path, checkout: Path) -> None:
    out, work = tmp_path / "a" / "report", tmp_path / "a" / "report.part"
    command = [sys.executable, "-m", "elvit", "analyze", *options(place, out), "--processes", "2"]
    environment = {**os.environ, "PYTHONPATH": str(checkout / "builder")}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        until(lambda: [*work.glob("*.lines")] or process.poll() is not None)
        helpers = children(process.pid)
        process.kill()
    assert process.returncode == -signal.SIGKILL
    assert len(helpers) >= 2
    assert not out.exists()
    kept = {file.name: file.read_bytes() for file in work.glob("*.lines")}
    done = sum(data.count(b"\n") for data in kept.values())
    assert 0 < done < PICTURES
    until(lambda: not any(map(runs, helpers)))

    again = analyze(*options(place, out), "--processes", 1)
    assert again.exit_code == 0, again.output
    assert f"Looking at {PICTURES} pictures, {done} are done" in " ".join(again.output.split())
    assert not work.exists()
    fresh = analyze(*options(place, tmp_path / "b" / "report"), "--processes", 2)
    assert fresh.exit_code == 0, fresh.output
    assert contents(out) == contents(tmp_path / "b" / "report")


@pytest.fixture
def begun(place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The report's folder of a run that stopped at a picture it could not read; all others are kept."""
    (tmp_path / "model").symlink_to(place / "model")
    draw_pictures(tmp_path / "photos", 5)
    (tmp_path / "photos" / "2.png").write_bytes(b"")
    assert analyze(*options(tmp_path, tmp_path / "report")).exit_code == 1
    return tmp_path / "report"


def test_a_picture_taken_out_costs_none_of_the_others(begun: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = begun.parent
    (place / "photos" / "2.png").unlink()
    monkeypatch.setattr(Looker, "look", None)  # nothing is left to look at
    result = analyze(*options(place, begun))
    assert result.exit_code == 0, result.output
    assert len((begun / "figures.csv").read_text().splitlines()) == 1 + 4 * 2


def test_a_picture_that_changed_is_looked_at_again(begun: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = begun.parent
    photo(16, 16, 9).save(place / "photos" / "2.png")
    Image.new("L", (16, 16)).save(place / "photos-masks" / "1.png")
    seen = []
    look = Looker.look

    def watched(self: Looker, subject: FileSubject) -> Looked:
        seen.append(subject.name)
        return look(self, subject)

    monkeypatch.setattr(Looker, "look", watched)
    assert analyze(*options(place, begun)).exit_code == 0
    assert seen == ["1.png", "2.png"]


def test_another_model_does_not_go_on(begun: Path) -> None:
    place = begun.parent
    (place / "model").unlink()
    model_folder(place / "model")
    edit_weights(place / "model", lambda tensors: tensors["vit.embeddings.cls_token"].add_(1))
    result = analyze(*options(place, begun))
    assert result.exit_code == 1
    assert "report.part was begun with another model" in result.output.replace("\n", "")


def test_a_line_is_read_back_as_it_was_written(tmp_path: Path, place: Path) -> None:
    subject = list_subjects(place / "photos", place / "photos-masks", print)[7]
    looked = Looker(load_model(str(place / "model"))).look(subject)
    looked.things[0].scores[0, 0, 0] = np.nan
    store = Store(tmp_path / "store", {"model": "x"}, dump, load)
    store.add([(("a", "1"), looked), (("ä\n\t", "2"), looked)])
    again = Store(tmp_path / "store", {"model": "x"}, dump, load)
    assert ("a", "1") in again
    assert ("a", "2") not in again
    found = again.get(("ä\n\t", "2"))
    assert found.guess == looked.guess
    np.testing.assert_array_equal(found.figures, looked.figures)
    np.testing.assert_array_equal(found.things[0].scores, looked.things[0].scores)
    np.testing.assert_array_equal(found.truth, looked.truth)
    np.testing.assert_array_equal(found.ranks, looked.ranks)
    with pytest.raises(ElvitError, match="another model"):
        Store(tmp_path / "store", {"model": "y"}, dump, load)


def test_pictures_are_let_go_one_by_one(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are, hardly any is held."""
    alive: set[int] = set()
    most = [0]
    open_one = FileSubject.open

    def watched(self: FileSubject) -> Image.Image:
        picture = open_one(self)
        alive.add(id(picture))
        weakref.finalize(picture, alive.discard, id(picture))
        most[0] = max(most[0], len(alive))
        return picture

    monkeypatch.setattr(FileSubject, "open", watched)
    subjects = list_subjects(place / "photos", None, print)[:50]
    loaded = load_model(str(place / "model"))
    assert sum(map(len, look_through(LOOK, loaded, request(place, 1), subjects))) == 50
    assert most[0] <= 2


def test_processes_are_handed_a_few_chunks_at_a_time() -> None:
    """A pool of one that does its work when asked: what was taken is never far ahead of what is done."""
    taken = [0]

    def chunks() -> Iterator[list[FileSubject]]:
        for _ in range(100):
            taken[0] += 1
            yield []

    class Pool:
        def submit(self, work: object, chunk: list[FileSubject]) -> Future[list[Any]]:
            future: Future[list[Any]] = Future()
            future.set_result([])
            return future

    for done, _ in enumerate(workers._in_turn(Pool(), chunks(), 4), start=1):  # type: ignore[arg-type]
        assert taken[0] <= done + 8
    assert done == 100


def test_a_process_that_is_ended_is_told(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subjects = list_subjects(place / "photos", None, print)[:32]
    loaded = load_model(str(place / "model"))
    monkeypatch.setattr(workers, "_begin", _end)
    with pytest.raises(ElvitError, match="ended from outside"):
        list(look_through(LOOK, loaded, request(place, 2), subjects))


def _end(there: object) -> None:
    os._exit(1)

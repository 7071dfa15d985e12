"""A rebuild takes over what did not change, and writes the same site as a first build."""

from __future__ import annotations

from pathlib import Path

import pytest
from elvit.config import load_config
from elvit.running.memory import Memory
from elvit.running.progress import Quiet
from elvit.site.build import build
from factories import model_folder, photo

pytestmark = pytest.mark.slow


def test_results_not_asked_for_are_let_go() -> None:
    made: list[str] = []
    memory = Memory()

    def recall(name: str) -> str:
        return memory.recall(name, lambda: made.append(name) or name)  # type: ignore[func-returns-value]

    recall("a"), recall("b")
    memory.let_go()
    recall("a")
    memory.let_go()
    assert (recall("a"), recall("b")) == ("a", "b")
    assert made == ["a", "b", "b"]


class TestRebuild:
    """A build after another one in the same process."""

    @pytest.fixture
    def project(self, tmp_path: Path) -> Path:
        model_folder(tmp_path / "model")
        (tmp_path / "images").mkdir()
        photo(64, 48).save(tmp_path / "images" / "one.png")
        return tmp_path

    @staticmethod
    def stages(project: Path, memory: Memory, out: str = "dist") -> list[str]:
        settings = {"models": (str(project / "model"),), "images": project / "images", "out": project / out}
        progress = Quiet()
        build(load_config(None, settings), progress, memory)
        return [stage.split()[0] for stage in progress.stages]

    def test_a_model_that_stayed_is_not_converted_again(self, project: Path) -> None:
        memory = Memory()
        assert "Converting" in self.stages(project, memory)
        assert "Converting" not in self.stages(project, memory)
        model_folder(project / "model", seed=1)
        assert "Converting" in self.stages(project, memory)

    def test_a_rebuild_writes_what_a_first_build_writes(self, project: Path) -> None:
        memory = Memory()
        self.stages(project, memory)
        photo(50, 90).save(project / "images" / "one.png")
        self.stages(project, memory)
        self.stages(project, Memory(), "fresh")
        rebuilt, fresh = (sorted((project / name).rglob("*")) for name in ("dist", "fresh"))
        assert [path.name for path in rebuilt] == [path.name for path in fresh]
        assert all(a.read_bytes() == b.read_bytes() for a, b in zip(rebuilt, fresh, strict=True) if a.is_file())

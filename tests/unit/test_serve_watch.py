"""Watching: which files count, what a change does, what a failure leaves."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType, SimpleNamespace
from urllib.request import urlopen

import pytest
from click.testing import CliRunner
from elvit.cli import main
from elvit.config import Config, load_config
from elvit.errors import ElvitError
from elvit.preview.server import SiteServer
from elvit.preview.watch import Watcher, take_snapshot

pytestmark = pytest.mark.slow


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with an elvit.toml and one picture."""
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "a.png").write_bytes(b"a")
    (tmp_path / "elvit.toml").write_text('models = ["x/y"]\nimages = "images"\n')
    return tmp_path


def follow(project: Path, steps: list[Callable[[], object]], build: Callable[[Config], None]) -> list[str]:
    """Follow a project, taking one step whenever all is quiet; gives the failures."""
    failures: list[str] = []
    path = project / "elvit.toml"
    watcher = Watcher(lambda: load_config(path), build, lambda e: failures.append(str(e)), path, 0.02)
    left = iter([*steps, None, None])
    looks = iter(range(1000))

    def stop() -> bool:
        if next(looks) % 5 < 4:
            return False
        step = next(left, stop)
        if callable(step) and step is not stop:
            step()
        return step is stop

    watcher.follow(lambda: None, stop=stop)
    return failures


def test_a_change_of_each_kind_builds_once(project: Path) -> None:
    built: list[str] = []
    steps: list[Callable[[], object]] = [
        lambda: (project / "images" / "b.png").write_bytes(b"b"),
        lambda: (project / "images" / "b.png").write_bytes(b"bb"),
        lambda: (project / "images" / "b.png").unlink(),
        lambda: (project / "elvit.toml").write_text('models = ["x/y"]\nimages = "images"\ntitle = "new"\n'),
    ]
    assert follow(project, steps, lambda config: built.append(config.title)) == []
    assert len(built) == 5
    assert built[-1] == "new"


def test_nothing_is_built_without_a_change(project: Path) -> None:
    built: list[Config] = []
    follow(project, [lambda: None, lambda: None], built.append)
    assert len(built) == 1


def test_a_change_while_building_is_not_missed(project: Path) -> None:
    built: list[int] = []

    def build(_: Config) -> None:
        built.append(1)
        if len(built) == 1:
            (project / "images" / "late.png").write_bytes(b"late")

    follow(project, [], build)
    assert len(built) == 2


def test_a_failure_is_told_and_the_next_change_tried(project: Path) -> None:
    built: list[int] = []

    def build(_: Config) -> None:
        built.append(1)
        if len(built) == 1:
            raise ElvitError("Broken.")

    failures = follow(project, [lambda: (project / "images" / "b.png").write_bytes(b"b")], build)
    assert failures == ["Broken."]
    assert len(built) == 2


def test_a_mistake_in_the_settings_is_told(project: Path) -> None:
    steps: list[Callable[[], object]] = [lambda: (project / "elvit.toml").write_text("titel = 1\n")]
    built: list[Config] = []
    failures = follow(project, steps, built.append)
    assert len(failures) == 1
    assert "Did you mean 'title'?" in failures[0]
    assert len(built) == 1


def test_hidden_files_and_the_output_do_not_count(tmp_path: Path) -> None:
    for name in ("a.png", ".a.png.swp", ".git/x", "dist/y.html", "sub/b.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = take_snapshot((tmp_path,), tmp_path / "dist")
    assert sorted(os.path.relpath(path, tmp_path) for path in found) == ["a.png", str(Path("sub/b.png"))]


def test_serve_builds_what_is_missing_and_serves_it(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(config: Config, *_: object) -> object:
        config.out.mkdir()
        (config.out / "index.html").write_text("built")
        return SimpleNamespace(warnings=("odd picture",))

    seen: list[bytes] = []

    def wait(server: SiteServer) -> None:
        seen.append(urlopen(server.url, timeout=10).read())
        raise KeyboardInterrupt

    module = ModuleType("elvit.site.build")
    module.build = build  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "elvit.site.build", module)
    monkeypatch.setattr(SiteServer, "wait", wait)
    monkeypatch.chdir(project)
    result = CliRunner().invoke(main, ["serve", "--port", "0"])
    assert result.exit_code == 0
    assert seen == [b"built"]
    assert "Warning: odd picture" in result.output
    assert "Serving dist at http://127.0.0.1:" in result.output
    assert result.output.endswith("Stopped.\n")

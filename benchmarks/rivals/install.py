"""Installs what elvit is measured beside, unless it is there: `python -m benchmarks.rivals.install`."""

from __future__ import annotations

from pathlib import Path

from hatch_build import find_node, modules_match

FOLDER = Path(__file__).resolve().parent


def main() -> None:
    """Nothing of these packages runs while they are installed."""
    if not modules_match(FOLDER):
        find_node().run(FOLDER, "ci", "--ignore-scripts")


if __name__ == "__main__":
    main()

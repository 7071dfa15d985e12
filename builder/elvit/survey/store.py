"""What has been looked at, on disk as soon as it is known: a run that was killed goes on from there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Generic, TypeVar

from elvit.errors import ElvitError
from elvit.output.aside import write_aside

RUN = "run.json"

Result = TypeVar("Result")

Key = tuple[str, str]
"""Name and state of a subject."""


class Store(Generic[Result]):
    """A folder of results, some pictures to a file, a line a picture; a file is there whole or not at all.

    Args:
        folder: made when it is missing.
        run: what the results depend on beside the pictures; they only continue the same run.
        dump: a result as plain values for JSON.
        load: the other way round.

    Raises:
        ElvitError: the folder holds the results of another run.
    """

    def __init__(
        self, folder: Path, run: Mapping[str, Any], dump: Callable[[Result], Any], load: Callable[[Any], Result]
    ) -> None:
        self.folder = folder
        self._dump, self._load = dump, load
        self._places: dict[Key, tuple[Path, int]] = {}  # file, and where in it the line begins
        self._claim(json.loads(json.dumps(run)))
        files = sorted(folder.glob("*.lines"))
        for file in files:
            self._index(file)
        self._next = int(files[-1].stem) + 1 if files else 0

    def __contains__(self, key: Key) -> bool:
        return key in self._places

    def add(self, results: Iterable[tuple[Key, Result]]) -> None:
        """Keep some results."""
        lines = "".join(f"{json.dumps(key)}\t{json.dumps(self._dump(result))}\n" for key, result in results)
        if lines:
            file = self.folder / f"{self._next:06}.lines"
            write_aside(file, lambda out: out.write(lines.encode()))
            self._index(file)
            self._next += 1

    def get(self, key: Key) -> Result:
        """The result that is kept under a key."""
        file, start = self._places[key]
        with file.open("rb") as lines:
            lines.seek(start)
            return self._load(json.loads(lines.readline().partition(b"\t")[2]))

    def _index(self, file: Path) -> None:
        start = 0
        with file.open("rb") as lines:
            for line in lines:
                name, state = json.loads(line.partition(b"\t")[0])
                self._places[name, state] = file, start
                start += len(line)

    def _claim(self, run: Mapping[str, Any]) -> None:
        file = self.folder / RUN
        if not file.is_file():
            write_aside(file, lambda out: out.write(json.dumps(run, indent=1).encode()))
            return
        kept = json.loads(file.read_text(encoding="utf-8"))
        differing = [key for key in run if kept.get(key) != run[key]]
        if differing:
            raise ElvitError(
                f"{self.folder} was begun with another {' and '.join(differing)}.",
                "Remove it to start over, or give another --out.",
            )

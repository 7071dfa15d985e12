"""Builds again when a file changes: looks at times and sizes, and waits until they settle."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from elvit.config import Config
from elvit.errors import ElvitError
from elvit.resources import CONCEPTS, default_content, site_files

Snapshot = dict[str, tuple[int, int]]  # path -> time of change in ns, size in bytes

SECONDS = 0.5


@dataclass
class Watcher:
    """Follows the files that a build reads.

    Args:
        configure: reads the settings anew; they may have changed too.
        build: builds the site.
        failed: told of an error, after which the old site stays.
        config_file: elvit.toml, or None.
        seconds: how often to look.
    """

    configure: Callable[[], Config]
    build: Callable[[Config], None]
    failed: Callable[[Exception], None]
    config_file: Path | None
    seconds: float = SECONDS
    _written: bool = field(default=False, init=False)

    def follow(
        self, built: Callable[[], None], *, at_once: bool = True, stop: Callable[[], bool] = lambda: False
    ) -> None:
        """Build after each change, calling `built` each time it worked, until `stop` says so.

        Args:
            built: called after each build.
            at_once: whether to build before the first change.
            stop: asked between looks.
        """
        config = self.configure()
        seen = None if at_once else self._snapshot(config)
        while not stop():
            now = self._snapshot(config)
            if (now != seen or self._is_gone(config)) and self._is_settled(config, now):
                config, seen = self._attempt(config, now, built)
            time.sleep(self.seconds)

    def _attempt(self, config: Config, seen: Snapshot, built: Callable[[], None]) -> tuple[Config, Snapshot]:
        """Build with fresh settings; gives them and what the files were when it began."""
        try:
            config = self.configure()
            seen = self._snapshot(config)
            self._written = False
            self.build(config)
            self._written = (config.out / "index.html").exists()
            built()
        except Exception as error:  # whatever it is, the next change may put it right
            self.failed(error)
        return config, seen

    def _is_gone(self, config: Config) -> bool:
        """Whether somebody has taken the site away that a build has written."""
        return self._written and not (config.out / "index.html").exists()

    def _is_settled(self, config: Config, snapshot: Snapshot) -> bool:
        time.sleep(min(self.seconds, 0.2))
        return self._snapshot(config) == snapshot

    def _snapshot(self, config: Config) -> Snapshot:
        return take_snapshot(watched_paths(config, self.config_file), config.out)


def watched_paths(config: Config, config_file: Path | None) -> tuple[Path, ...]:
    """All that a build reads: settings, pictures, texts, models in folders, the page's own program."""
    models = (Path(model) for model in config.models)
    optional = (path for path in (config_file, config.content) if path is not None)
    texts = default_content() / CONCEPTS
    return (config.images, texts, *optional, *(model for model in models if model.is_dir()), *_site_paths())


def take_snapshot(paths: tuple[Path, ...], out: Path) -> Snapshot:
    """Time and size of every file in the paths; hidden files and the output folder do not count."""
    snapshot = {}
    for path in paths:
        for file in _files(path, out.resolve()):
            try:
                status = file.stat()
            except OSError:
                continue
            snapshot[str(file)] = (status.st_mtime_ns, status.st_size)
    return snapshot


def _files(path: Path, out: Path) -> Iterator[Path]:
    if path.is_file():
        yield path
    for folder, folders, names in os.walk(path):
        here = Path(folder)
        folders[:] = [name for name in folders if not name.startswith(".") and (here / name).resolve() != out]
        yield from (here / name for name in names if not name.startswith("."))


def _site_paths() -> tuple[Path, ...]:
    try:
        files = site_files()
    except ElvitError:
        return ()
    return files.bundle, files.templates

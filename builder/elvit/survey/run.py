"""A survey from its request to the report: load, look at what is left, sum up, write; whatever is surveyed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from elvit.models.adapter import ADAPTERS
from elvit.models.source import LoadedModel, load_model
from elvit.output.folder import check_ours, replaced
from elvit.running.progress import Progress
from elvit.survey.about import about_model
from elvit.survey.fingerprint import weights_sha256
from elvit.survey.request import Report, Request
from elvit.survey.store import Store
from elvit.survey.versions import versions
from elvit.survey.workers import Outcome, Work, work_through
from elvit.survey.working import Named, key_of, look_at_rest

Subject = TypeVar("Subject", bound=Named)
Result = TypeVar("Result")
Summary = TypeVar("Summary")


@dataclass(frozen=True)
class Look(Generic[Subject, Result]):
    """One way to look at pictures.

    Attributes:
        prepare: makes a model ready to look; a function of a module, since processes are handed its name.
        chunk: how many pictures a process is handed at a time.
        dump, load: a result as plain values for JSON, and the other way round.
        within: the folder of its results inside the survey's; empty where it is the only one.
    """

    prepare: Callable[[LoadedModel], Work[Subject, Result]]
    chunk: int
    dump: Callable[[Result], Any]
    load: Callable[[Any], Result]
    within: str = ""


class Seen(Generic[Subject, Result]):
    """What came of pictures, read from the disk each time that it is asked for: there may be many."""

    def __init__(self, subjects: Sequence[Subject], store: Store[Result]) -> None:
        self.subjects = subjects
        self._store = store

    def __getitem__(self, number: int) -> Result:
        return self._store.get(key_of(self.subjects[number]))

    def __iter__(self) -> Iterator[Result]:
        return (self[number] for number in range(len(self.subjects)))

    def pairs(self) -> Iterator[tuple[Subject, Result]]:
        """Every picture with what came of it."""
        return zip(self.subjects, self, strict=True)


class Survey:
    """A model that pictures are put through; a run that was ended goes on from what it has kept.

    Args:
        request: what is asked for.
        progress: told of every stage.

    Raises:
        ElvitError: the model cannot be loaded, or what lies at `out` is no report.
    """

    def __init__(self, request: Request, progress: Progress) -> None:
        self.request, self.progress = request, progress
        self.warnings: list[str] = []
        check_ours(request.out)
        with progress.stage(f"Loading {request.model}"):
            self.loaded = load_model(request.model, allow_pickle=request.allow_pickle, warn=self.warnings.append)
            self.spec = ADAPTERS[self.loaded.architecture].spec(self.loaded.model)

    @cached_property
    def _sha256(self) -> str:
        return weights_sha256(self.request.model)

    @property
    def about(self) -> dict[str, Any]:
        """What every survey says of its model, as fields of `About`, and the versions of the programs."""
        return about_model(self.loaded, self.spec, self._sha256)

    def look(
        self, look: Look[Subject, Result], subjects: Sequence[Subject], says: str, depends: Mapping[str, Any]
    ) -> Seen[Subject, Result]:
        """Looks at the pictures that have not been looked at yet.

        Args:
            look: how.
            subjects: all of them.
            says: the stage's name.
            depends: what the results depend on beside the model, its preprocessing and elvit.

        Raises:
            ElvitError: pictures could not be looked at; what was done is kept.
        """
        run = {"model": self._sha256, "preprocessing": self.loaded.preprocess.manifest(), **depends}
        store = Store(self.request.work / look.within, {**run, "version": versions()}, look.dump, look.load)
        look_at_rest(subjects, store, partial(look_through, look, self.loaded, self.request), says, self.progress)
        return Seen(subjects, store)

    def report(self, summary: Summary, write: Callable[[Path], None]) -> Report[Summary]:
        """Writes the report, whole or not at all, and forgets what was kept for it."""
        with replaced(self.request.out) as folder, self.progress.stage("Writing the report"):
            write(folder)
        shutil.rmtree(self.request.work, ignore_errors=True)
        return Report(self.request.out, summary, tuple(self.warnings))


def look_through(
    look: Look[Subject, Result], loaded: LoadedModel, request: Request, subjects: Sequence[Subject]
) -> Iterator[list[Outcome[Subject, Result]]]:
    """Looks at pictures, in as many processes as are asked for; yields them chunk by chunk, as they are done."""
    there = partial(_prepare_there, look.prepare, request.model, request.allow_pickle)
    return work_through(subjects, look.chunk, request.processes, partial(look.prepare, loaded), there)


def _prepare_there(prepare: Callable[[LoadedModel], Any], model: str, allow_pickle: bool) -> Any:
    """In a process of its own, where what there is to say about the model has been said."""
    return prepare(load_model(model, allow_pickle=allow_pickle, warn=lambda _: None))

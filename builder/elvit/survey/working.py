"""Looking at what is left of many pictures, and keeping what came of each as soon as it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

from elvit.errors import ElvitError
from elvit.running.progress import Progress
from elvit.survey.store import Key, Store
from elvit.survey.workers import Outcome

MOST_PROBLEMS = 20  # pictures that cannot be read, after which a run stops


class Named(Protocol):
    """A picture that is told from others by its name and by the state of its files."""

    @property
    def name(self) -> str:
        """In tables."""

    @property
    def state(self) -> str:
        """Changes when its files change."""


Subject = TypeVar("Subject", bound=Named)
Result = TypeVar("Result")


def key_of(subject: Named) -> Key:
    """What its result is kept under."""
    return subject.name, subject.state


def look_at_rest(
    subjects: Sequence[Subject],
    store: Store[Result],
    work: Callable[[Sequence[Subject]], Iterator[list[Outcome[Subject, Result]]]],
    says: str,
    progress: Progress,
) -> None:
    """Looks at the pictures whose results are not kept yet, and keeps those.

    Args:
        subjects: all of them.
        store: of the results.
        work: looks at pictures, some at a time.
        says: the stage's name.
        progress: told of each picture.

    Raises:
        ElvitError: pictures could not be looked at; what was done is kept.
    """
    left = [subject for subject in subjects if key_of(subject) not in store]
    if not left:
        return
    done = len(subjects) - len(left)
    going_on = f", {done} are done" if done else ""
    problems: list[str] = []
    with progress.stage(f"{says}{going_on}", len(subjects)) as stage:
        stage.advance(done)
        for outcomes in work(left):
            store.add((key_of(o.subject), o.result) for o in outcomes if o.result is not None)
            problems += [outcome.problem for outcome in outcomes if outcome.result is None]
            stage.advance(len(outcomes))
            if len(problems) >= MOST_PROBLEMS:
                break
    if problems:
        more = f" {len(problems) - 3} more cannot be used either." if len(problems) > 3 else ""
        hint = "Take them out or put them right, and run the command again: what was done is kept."
        raise ElvitError(f"{' '.join(problems[:3])}{more}", hint)

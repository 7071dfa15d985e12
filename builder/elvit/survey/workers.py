"""Pictures put through a model by several processes, each with the model of its own and one thread.

Scoring is many small steps of Python, which threads would take in turns; processes run side by side. On two cores
the default model takes 12.0 ms a picture with one thread, 10.1 with two of torch's, 5.9 with two processes; ViT-B/16
1.27 s with one thread and 0.71 with two processes.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

import torch

from elvit.errors import ElvitError

_WAITING = 2  # chunks for each process that are handed over before they are begun

Subject = TypeVar("Subject")
Result = TypeVar("Result")


@dataclass(frozen=True)
class Outcome(Generic[Subject, Result]):
    """What came of one picture: a result, or why there is none."""

    subject: Subject
    result: Result | None
    problem: str = ""


Work = Callable[[list[Subject]], list[Outcome[Subject, Result]]]
"""Looks at some pictures."""


def cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def work_through(
    subjects: Sequence[Subject],
    chunk: int,
    processes: int,
    here: Callable[[], Work[Subject, Result]],
    there: Callable[[], Work[Subject, Result]],
) -> Iterator[list[Outcome[Subject, Result]]]:
    """Looks at pictures; yields them chunk by chunk, as they are done.

    Args:
        subjects: any number; few are held at a time.
        chunk: how many are handed over at a time; what is lost at most, for each process, by a kill.
        processes: how many at most.
        here: prepares the work where one process is enough.
        there: prepares it in a process of its own; it is handed over, so it holds names, not models.

    Raises:
        ElvitError: a process was ended from outside.
    """
    chunks = _chunks(subjects, chunk)
    wanted = min(processes, -(-len(subjects) // chunk))
    if wanted <= 1:
        yield from _alone(here, chunks)
        return
    context = multiprocessing.get_context("spawn")  # a fork would inherit torch's threads halfway
    pool = ProcessPoolExecutor(wanted, context, _begin, (there,))
    try:
        yield from _in_turn(pool, chunks, wanted * _WAITING)
    except BrokenProcessPool as error:
        hint = "If memory ran out, run it again with fewer --processes; what was done is kept."
        raise ElvitError("One of the processes was ended from outside.", hint) from error
    finally:
        _end(pool)


def _end(pool: ProcessPoolExecutor) -> None:
    """Ends its processes at once, in whatever they are; after the last result there is nothing to wait for."""
    processes = [*(pool._processes or {}).values()]
    pool.shutdown(wait=False, cancel_futures=True)
    for process in processes:
        process.terminate()


def _chunks(subjects: Iterable[Subject], size: int) -> Iterator[list[Subject]]:
    left = iter(subjects)
    while chunk := list(islice(left, size)):
        yield chunk


def _alone(
    here: Callable[[], Work[Subject, Result]], chunks: Iterable[list[Subject]]
) -> Iterator[list[Outcome[Subject, Result]]]:
    """With one thread as the processes have, so that the numbers are the same to the last digit."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        work = here()
        for chunk in chunks:
            yield work(chunk)
    finally:
        torch.set_num_threads(threads)


def _in_turn(pool: ProcessPoolExecutor, chunks: Iterator[list[Any]], most: int) -> Iterator[list[Any]]:
    """Hands over no more chunks than `most` at a time."""
    with _without_interrupts():
        waiting: set[Future[list[Any]]] = {pool.submit(_work_on, chunk) for chunk in islice(chunks, most)}
    while waiting:
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        waiting |= {pool.submit(_work_on, chunk) for chunk in islice(chunks, len(done))}
        for future in done:
            yield future.result()


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Processes begun here never see a Ctrl-C: it is for their parent, who ends them."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


_work: Work[Any, Any] | None = None  # one for each process


def _begin(there: Callable[[], Work[Any, Any]]) -> None:
    """Prepares a process; it ends when its parent is gone, however that went."""
    global _work
    threading.Thread(target=_end_with_parent, daemon=True).start()
    torch.set_num_threads(1)
    _work = there()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work_on(chunk: list[Any]) -> list[Any]:
    assert _work is not None
    return _work(chunk)

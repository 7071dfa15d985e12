"""Pictures looked at by several processes, each with the model of its own and one thread.

Scoring is many small steps of Python, which threads would take in turns; processes run side by side. On two cores
the default model takes 12.0 ms a picture with one thread, 10.1 with two of torch's, 5.9 with two processes; ViT-B/16
1.27 s with one thread and 0.71 with two processes.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

import torch

from elvit.analyze.look import Looked, Looker
from elvit.analyze.subjects import Subject
from elvit.errors import ElvitError
from elvit.models.source import LoadedModel, load_model

CHUNK = 8  # pictures handed over at a time; what is lost at most, for each process, by a kill
_WAITING = 2  # chunks for each process that are handed over before they are begun


@dataclass(frozen=True)
class Outcome:
    """What came of one picture: what was seen, or why it could not be looked at."""

    subject: Subject
    looked: Looked | None
    problem: str = ""


def cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def look_at_all(
    loaded: LoadedModel, reference: str, allow_pickle: bool, subjects: Sequence[Subject], processes: int
) -> Iterator[list[Outcome]]:
    """Looks at pictures; yields them chunk by chunk, as they are done.

    Args:
        loaded: the model, used where one process is enough.
        reference: the same model by its name, for processes that load it themselves.
        allow_pickle: whether they may load it from a pickle.
        subjects: any number; few are held at a time.
        processes: how many at most.

    Raises:
        ElvitError: a process was ended from outside.
    """
    chunks = _chunks(subjects)
    wanted = min(processes, -(-len(subjects) // CHUNK))
    if wanted <= 1:
        yield from _alone(loaded, chunks)
        return
    context = multiprocessing.get_context("spawn")  # a fork would inherit torch's threads halfway
    pool = ProcessPoolExecutor(wanted, context, _begin, (reference, allow_pickle))
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


def _chunks(subjects: Iterable[Subject]) -> Iterator[list[Subject]]:
    left = iter(subjects)
    while chunk := list(islice(left, CHUNK)):
        yield chunk


def _alone(loaded: LoadedModel, chunks: Iterable[list[Subject]]) -> Iterator[list[Outcome]]:
    """With one thread as the processes have, so that the numbers are the same to the last digit."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        looker = Looker(loaded)
        for chunk in chunks:
            yield [_look(looker, subject) for subject in chunk]
    finally:
        torch.set_num_threads(threads)


def _in_turn(pool: ProcessPoolExecutor, chunks: Iterator[list[Subject]], most: int) -> Iterator[list[Outcome]]:
    """Hands over no more chunks than `most` at a time."""
    with _without_interrupts():
        waiting: set[Future[list[Outcome]]] = {pool.submit(_work, chunk) for chunk in islice(chunks, most)}
    while waiting:
        done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
        waiting |= {pool.submit(_work, chunk) for chunk in islice(chunks, len(done))}
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


_looker: Looker | None = None  # one for each process


def _begin(reference: str, allow_pickle: bool) -> None:
    """Prepares a process; it ends when its parent is gone, however that went."""
    global _looker
    threading.Thread(target=_end_with_parent, daemon=True).start()
    torch.set_num_threads(1)
    _looker = Looker(load_model(reference, allow_pickle=allow_pickle, warn=lambda _: None))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _work(chunk: list[Subject]) -> list[Outcome]:
    assert _looker is not None
    return [_look(_looker, subject) for subject in chunk]


def _look(looker: Looker, subject: Subject) -> Outcome:
    try:
        return Outcome(subject, looker.look(subject))
    except ElvitError as error:
        return Outcome(subject, None, error.message)

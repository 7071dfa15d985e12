"""Gradients of a batch: on a GPU at once, else by threads that take a part each.

Layers split over threads, as torch splits them, stall whenever one thread waits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import torch
from torch import Tensor
from torch.nn import Parameter

PART = 32  # pictures; fixed, so that sums do not depend on the number of threads


class Workers:
    """Threads that each run one part of a batch through a model and back.

    Attributes:
        device: where the model and its batches have to be.
    """

    def __init__(self, pool: ThreadPoolExecutor, device: torch.device) -> None:
        self.device = device
        self._pool = pool

    def backward(
        self, parameters: Iterable[Parameter], loss_of: Callable[[slice], Tensor], batch: int, part: int = PART
    ) -> float:
        """Set the parameters' gradients to that of the parts' losses summed; return the sum.

        Args:
            parameters: those that take no part in the loss get gradients of 0.
            loss_of: a part of the batch to its share of the loss, a scalar.
            batch: the number of pictures.
            part: pictures that one thread of a CPU takes at a time.
        """
        wanted = list(parameters)
        size = part if self.device.type == "cpu" else batch

        def part_of(start: int) -> tuple[float, tuple[Tensor, ...]]:
            loss = loss_of(slice(start, min(start + size, batch)))
            return loss.item(), torch.autograd.grad(loss, wanted, materialize_grads=True)

        results = list(self._pool.map(part_of, range(0, batch, size)))
        total = list(results[0][1])
        for _, gradients in results[1:]:
            torch._foreach_add_(total, list(gradients))
        for parameter, gradient in zip(wanted, total, strict=True):
            parameter.grad = gradient
        return sum(loss for loss, _ in results)


@contextmanager
def start_workers() -> Iterator[Workers]:
    """A GPU with one thread, if there is one; else as many threads as torch would use in one operation.

    Until they stop, each operation on a CPU uses one thread.
    """
    if torch.cuda.is_available():
        with ThreadPoolExecutor(1) as pool:
            yield Workers(pool, torch.device("cuda"))
        return
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        with ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,)) as pool:
            yield Workers(pool, torch.device("cpu"))
    finally:
        torch.set_num_threads(threads)

"""The state of a run on disk after each epoch, and the refusal to go on with another run's state."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from elvit.errors import ElvitError
from elvit.output.aside import write_aside

CHECKPOINT = "checkpoint.pt"
LOG = "log.jsonl"


@dataclass(frozen=True)
class EpochRecord:
    """One line of the log; `top1` is that of the averaged weights on a part of the test set, if any."""

    epoch: int
    loss: float
    seconds: float
    images_per_second: float
    top1: float | None


@dataclass(frozen=True)
class Checkpoint:
    """All that is needed to go on after an epoch.

    Attributes:
        run: what the run is (recipe, data, start); a checkpoint only continues the same run.
        model: weights as trained.
        average: their running average.
        optimizer: the optimizer's state.
        history: the epochs done.
    """

    run: dict[str, Any]
    model: dict[str, Tensor]
    average: dict[str, Tensor]
    optimizer: dict[str, Any]
    history: list[EpochRecord] = field(default_factory=list)


def save_checkpoint(work: Path, checkpoint: Checkpoint) -> None:
    """Write the checkpoint, then the log, each whole or not at all."""
    history = [asdict(record) for record in checkpoint.history]
    state = {**vars(checkpoint), "history": history}
    write_aside(work / CHECKPOINT, lambda file: torch.save(state, file))
    lines = "".join(json.dumps(record) + "\n" for record in history)
    write_aside(work / LOG, lambda file: file.write(lines.encode()))


def load_checkpoint(work: Path, run: dict[str, Any], longer: bool = False) -> Checkpoint | None:
    """The checkpoint of this run, or None where there is none yet.

    Args:
        work: the folder of checkpoints.
        run: what the run is.
        longer: whether a finished run of fewer epochs is gone on with.

    Raises:
        ElvitError: the folder holds the checkpoint of another run.
    """
    path = work / CHECKPOINT
    if not path.exists():
        return None
    state = torch.load(path, map_location="cpu", weights_only=True)
    state["run"] = _longer(state, run) if longer else state["run"]
    differing = [key for key in run if state["run"].get(key) != run[key]]
    if differing:
        raise ElvitError(
            f"{path} belongs to a run with another {' and '.join(differing)}.",
            "Give another --work folder, or remove this one to start over.",
        )
    history = [EpochRecord(**record) for record in state["history"]]
    return Checkpoint(**{**state, "history": history})


def _longer(state: dict[str, Any], run: dict[str, Any]) -> dict[str, Any]:
    """The run that a checkpoint is of: this one, too, if it only asks for more epochs than are finished.

    The rates then follow the longer schedule from where it stands after those epochs, higher than they ended.
    """
    held: dict[str, Any] = state["run"]
    try:
        finished, asked = held["recipe"]["epochs"], run["recipe"]["epochs"]
    except (KeyError, TypeError):
        return held
    if len(state["history"]) != finished or asked <= finished:
        return held
    return {**held, "recipe": {**held["recipe"], "epochs": asked}}

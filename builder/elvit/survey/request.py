"""What a survey of a model over pictures is asked for, and what it leaves behind."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

Summary = TypeVar("Summary")


@dataclass(frozen=True, kw_only=True)
class Request:
    """What was asked for on the command line, whatever the survey.

    Attributes:
        model: a folder or a hub id.
        out: the report's folder.
        processes: how many look at pictures at most.
        allow_pickle: whether the weights may be a pickle.
    """

    model: str
    out: Path
    processes: int
    allow_pickle: bool

    @property
    def work(self) -> Path:
        """Where results are kept until the report is written."""
        return self.out.with_name(f"{self.out.name}.part")


@dataclass(frozen=True)
class Report(Generic[Summary]):
    """What a run left behind."""

    out: Path
    summary: Summary
    warnings: tuple[str, ...]

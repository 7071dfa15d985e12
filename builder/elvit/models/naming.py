"""What a model is called: its reference on the command line, its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from elvit.errors import ElvitError
from elvit.output.names import slug


@dataclass(frozen=True)
class HubReference:
    """A model on the hub.

    Args:
        name: `name` or `owner/name`.
        revision: branch, tag or commit, None for the hub's default.
    """

    name: str
    revision: str | None

    def __str__(self) -> str:
        return self.name if self.revision is None else f"{self.name}@{self.revision}"


def parse_hub(reference: str) -> HubReference | None:
    """Reads `owner/name@revision`; None where the text can only be meant as a path."""
    name, at, revision = reference.partition("@")
    if re.fullmatch(r"[\w][\w.-]*(/[\w][\w.-]*)?", name, re.ASCII) is None or (at and not revision):
        return None
    return HubReference(name, revision or None)


def folder_name(folder: Path) -> str:
    """The folder's own name, also for `.` and the like."""
    return folder.resolve().name


def check_names(references: Sequence[str]) -> None:
    """Raises ElvitError, before anything is loaded, where two models would have the same address."""
    seen: dict[str, str] = {}
    for reference in references:
        folder, on_hub = Path(reference).expanduser(), parse_hub(reference)
        is_folder = folder.is_dir()
        address = slug(folder_name(folder) if is_folder or on_hub is None else on_hub.name, "model")
        if address in seen:
            message = f"Two models are called {address}: {seen[address]} and {reference}."
            raise ElvitError(message, "Give one of the folders another name.")
        seen[address] = reference

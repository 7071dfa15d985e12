"""Where an output folder really lies, and whether another can be moved into its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from elvit.errors import ElvitError


@dataclass(frozen=True)
class Place:
    """Where to write.

    Args:
        folder: the folder itself, with symbolic links followed.
        beside: where the new one is written.
        can_move: whether `folder` can be renamed.
    """

    folder: Path
    beside: Path
    can_move: bool


def place_of(out: Path) -> Place:
    """Where a folder is written; it need not be there.

    Raises:
        ElvitError: a symbolic link that leads in a circle.
    """
    try:
        folder = out.absolute().resolve()
    except (OSError, RuntimeError) as error:
        raise ElvitError(f"{out} is a link that leads nowhere.", "Choose another folder with --out.") from error
    # Whoever works in a folder stays in it when it is moved away; a mount point cannot be moved at all.
    here = Path.cwd()
    can_move = folder not in (here, *here.parents) and not folder.is_mount()
    return Place(folder, folder.parent, can_move)

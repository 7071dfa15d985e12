"""One exception for everything a user can put right: what is wrong, where, and what to do."""

from __future__ import annotations

import errno

import click


class ElvitError(click.ClickException):
    """A user's problem, said in one sentence, with a hint; click prints it and exits with 1.

    Args:
        message: what is wrong and where, one sentence.
        hint: what to do about it, one sentence, or nothing when the message says it.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message} {hint}".strip())


def explain(error: BaseException) -> ElvitError | None:
    """What a failure means to the person at the keyboard, or None where it is a mistake of elvit's."""
    if isinstance(error, ElvitError):
        return error
    if isinstance(error, MemoryError):
        return ElvitError("There is not enough memory.", "Close other programs, or take a smaller model.")
    if not isinstance(error, OSError):
        return None
    where = f": {error.filename}" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ElvitError(f"The disk is full{where}.", "Make room and run the command again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ElvitError(f"No permission{where}.", "Choose another folder, or change its permissions.")
    return None

"""One exception for everything a user can put right: what is wrong, where, and what to do."""

from __future__ import annotations

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

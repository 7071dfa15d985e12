"""What drawing needs besides elvit itself."""

from __future__ import annotations

from elvit.errors import ElvitError


def need_renderer() -> None:
    """Make sure that scenes can be rendered.

    Raises:
        ElvitError: the package is not installed.
    """
    try:
        import resvg_py  # noqa: F401
    except ImportError as missing:
        raise ElvitError(
            "Drawing needs the package resvg_py.", 'Install it with: pip install "elvit[draw]"'
        ) from missing

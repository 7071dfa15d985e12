"""Where the files that come with elvit lie: inside the wheel, or in the checkout it runs from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from elvit.errors import ElvitError

PACKAGE = Path(__file__).resolve().parent
CONCEPTS = "concepts"  # the folder of concepts, in content and in a site
EXAMPLE = PACKAGE / "content" / "example"  # a concept, and how one is written

NOTICES = "NOTICES.txt"  # in the bundle: whose work else is in it, and under which licences


@dataclass(frozen=True)
class SiteFiles:
    """The browser's half of elvit.

    Args:
        bundle: what `npm run build` writes: app.js, app.css, pages.css, worker.js and so on.
        templates: the Jinja2 templates of the pages.
    """

    bundle: Path
    templates: Path


def site_files() -> SiteFiles:
    """The bundle and the templates.

    Raises:
        ElvitError: the bundle has not been built.
    """
    root = _bundled("_site", "site_template")
    found = SiteFiles(root / "bundle", root / "templates")
    if not (found.bundle / "app.js").is_file():
        raise ElvitError(
            f"The page's program is missing: {found.bundle / 'app.js'}.",
            "Run `make install`, or `npm ci && npm run build` in site_template.",
        )
    return found


def default_content() -> Path:
    """The folder of the default model, gallery and texts: models/, images/, concepts/, lessons/."""
    return _bundled("_content", "content")


def _bundled(in_wheel: str, in_checkout: str) -> Path:
    wheel = PACKAGE / in_wheel
    return wheel if wheel.is_dir() else PACKAGE.parent.parent / in_checkout

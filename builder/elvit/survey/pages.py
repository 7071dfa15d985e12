"""The page of a report: one file of HTML with its style sheets beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from elvit import __version__
from elvit.output.pack import digest
from elvit.output.templates import page_templates
from elvit.resources import NOTICES, site_files
from elvit.survey.plots import Frame

WIDE, NARROW = Frame(672, 380, labelled=True), Frame(340, 320)
SMALL, TINY = Frame(322, 214), Frame(212, 176)


@dataclass(frozen=True)
class Plot:
    """A plot with what stands above and below it."""

    title: str
    meaning: str
    drawings: Sequence[Markup]


def write_report(folder: Path, template: str, title: str, tables: Sequence[str], content: Mapping[str, Any]) -> None:
    """Writes index.html, its style sheets, and the licences of the fonts in them.

    Args:
        folder: where.
        template: of the page.
        title: of the page.
        tables: names of files to link to, as far as they are in the folder.
        content: what the template shows.
    """
    files = site_files()
    page = {
        "root": "",
        "version": __version__,
        "fonts_file": _copied(files.bundle / "fonts.css", folder),
        "pages_file": _copied(files.bundle / "pages.css", folder),
        "title": title,
        "concepts": (),
        "files": [name for name in tables if (folder / name).is_file()],
    }
    html = page_templates(files.templates).get_template(template).render({**page, **content})
    (folder / "index.html").write_text(html, encoding="utf-8")
    (folder / NOTICES).write_bytes((files.bundle / NOTICES).read_bytes())


def _copied(file: Path, folder: Path) -> str:
    data = file.read_bytes()
    name = f"{file.stem}.{digest(data)}{file.suffix}"
    (folder / name).write_bytes(data)
    return name

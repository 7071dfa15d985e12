"""What was measured of a site's models, as pages: one for the first model, further ones for further models."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from jinja2 import Environment

from elvit.models.source import LoadedModel
from elvit.running.bounds import bounded
from elvit.survey.fingerprint import weights_sha256

LARGEST = 50_000_000  # characters of a file of results


class Named(Protocol):
    """A model, by its title and its weights."""

    @property
    def model(self) -> str:
        """The model's title."""

    @property
    def sha256(self) -> str:
        """Of its weights."""


class Summary(Protocol):
    """What a page says."""

    @property
    def about(self) -> Named:
        """What was looked at."""


Said = TypeVar("Said", bound=Summary)


@dataclass(frozen=True)
class Kind(Generic[Said]):
    """A kind of page.

    Args:
        stored: the file in a model's folder that it is made of.
        stem: of the names of the pages.
        title: of links to them.
        command: what writes such a file.
        template: of the pages.
        read: the file's text; raises ValueError for anything else.
        content: what the template shows.
    """

    stored: str
    stem: str
    title: str
    command: str
    template: str
    read: Callable[[str], Said]
    content: Callable[[Said], dict[str, Any]]


@dataclass(frozen=True)
class Findings(Generic[Said]):
    """Pages of a kind, by model id: the file of the page, and what it says."""

    kind: Kind[Said]
    pages: Mapping[str, tuple[str, Said]]

    @property
    def first(self) -> str:
        """The file of the first page, empty where there is none."""
        return next((file for file, _ in self.pages.values()), "")

    def page_of(self, model: str) -> str:
        """The file of a model's page, empty where there is none."""
        return self.pages[model][0] if model in self.pages else ""


def read_findings(
    kind: Kind[Said], models: Iterable[tuple[str, LoadedModel]], warn: Callable[[str], None]
) -> Findings[Said]:
    """The results that lie in the models' folders, of the very weights that lie there.

    Args:
        kind: of the results.
        models: the names by which they were asked for, and the models.
        warn: told, in a sentence, where results are not shown and why.
    """
    found: dict[str, tuple[str, Said]] = {}
    for name, loaded in models:
        file = Path(name).expanduser() / kind.stored
        summary = _read(kind, file, name, warn) if file.is_file() else None
        if summary is not None:
            found[loaded.id] = (f"{kind.stem}-{loaded.id}.html" if found else f"{kind.stem}.html", summary)
    return Findings(kind, found)


def _read(kind: Kind[Said], file: Path, name: str, warn: Callable[[str], None]) -> Said | None:
    again = f"There is no page of it. Run `{kind.command}` again, and put its summary.json there."
    try:
        summary = bounded(kind.read, file.read_text(encoding="utf-8"), LARGEST)
        kind.content(summary)  # what a page cannot be made of is no summary
    except Exception as error:
        warn(f"{file} cannot be read: {error}. {again}")
        return None
    if summary.about.sha256 != weights_sha256(name):
        warn(f"{file} is of other weights than those beside it. {again}")
        return None
    return summary


def write_findings(findings: Findings[Said], site: Path, templates: Environment, page: Mapping[str, Any]) -> None:
    """Writes the pages.

    Args:
        findings: what `read_findings` found.
        site: the folder of the site.
        templates: of the pages.
        page: what every page needs: title, version, files of styles; and the ids of the site's concepts.
    """
    for file, summary in findings.pages.values():
        others = [(other.about.model, name) for name, other in findings.pages.values() if name != file]
        html = templates.get_template(findings.kind.template).render(
            {**page, "root": "", "others_found": others, **findings.kind.content(summary)}
        )
        (site / file).write_text(html, encoding="utf-8")

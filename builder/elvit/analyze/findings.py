"""What was measured of a site's models, as pages: findings.html, and findings-ID.html of further models."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment

from elvit.survey.fingerprint import weights_sha256
from elvit.analyze.page import content
from elvit.analyze.summary import Summary, from_json
from elvit.models.source import LoadedModel

ANALYSIS = "analysis.json"
"""In a model's folder: the summary.json of an analysis of it."""

Findings = Mapping[str, tuple[str, Summary]]
"""By model id: the file of the page, and what it says."""


def read_findings(models: Iterable[tuple[str, LoadedModel]], warn: Callable[[str], None]) -> Findings:
    """The analyses that lie in the models' folders, of the very weights that lie there.

    Args:
        models: the names by which they were asked for, and the models.
        warn: told, in a sentence, where an analysis is not shown and why.
    """
    found: dict[str, tuple[str, Summary]] = {}
    for name, loaded in models:
        file = Path(name).expanduser() / ANALYSIS
        summary = _read(file, name, warn) if file.is_file() else None
        if summary is not None:
            found[loaded.id] = (f"findings-{loaded.id}.html" if found else "findings.html", summary)
    return found


def page_of(findings: Findings, model: str) -> dict[str, str]:
    """What the manifest says of a model: the file of its page, empty where there is none."""
    return {"findings": findings[model][0] if model in findings else ""}


def _read(file: Path, name: str, warn: Callable[[str], None]) -> Summary | None:
    again = "Run `elvit analyze` again, and put its summary.json there."
    try:
        summary = from_json(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        warn(f"{file} cannot be read: {error}. There is no page of findings. {again}")
        return None
    if summary.about.sha256 != weights_sha256(name):
        warn(f"{file} is of other weights than those beside it. There is no page of findings. {again}")
        return None
    return summary


def write_findings(findings: Findings, site: Path, templates: Environment, page: Mapping[str, Any]) -> None:
    """Writes the pages.

    Args:
        findings: what `read_findings` found.
        site: the folder of the site.
        templates: of the pages.
        page: what every page needs: title, version, files of styles; and the ids of the site's concepts.
    """
    for file, summary in findings.values():
        others = [(other.about.model, name) for name, other in findings.values() if name != file]
        html = templates.get_template("findings.html.j2").render(
            {**page, "root": "", "others_found": others, **content(summary)}
        )
        (site / file).write_text(html, encoding="utf-8")

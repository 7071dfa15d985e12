"""The page of the experiments on patch interaction with a site's model, and their numbers for its view."""

from __future__ import annotations

from typing import Any

from elvit.output.json import compact
from elvit.output.pack import Packer
from elvit.survey.findings import Findings, Kind
from elvit.survey.interaction.page import content
from elvit.survey.interaction.summary import Summary, from_json, to_json

INTERACTION: Kind[Summary] = Kind(
    stored="interaction.json",
    stem="interaction",
    title="Experiments",
    command="elvit interact",
    template="interaction-page.html.j2",
    read=from_json,
    content=content,
)
"""Made of the summary.json of `elvit interact`."""


def write_numbers(found: Findings[Summary], model: str, packer: Packer) -> dict[str, Any]:
    """What the manifest says of a model: the file of its page and the pack of its numbers, or null."""
    if model not in found.pages:
        return {"interaction": None}
    file, summary = found.pages[model]
    numbers = packer.add(f"{model}-interaction", [compact(to_json(summary)).encode()])
    return {"interaction": {"page": file, "numbers": numbers}}

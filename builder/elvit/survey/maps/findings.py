"""The page of findings: which map of a site's model finds the object, as an analysis of it says."""

from __future__ import annotations

from elvit.survey.findings import Kind
from elvit.survey.maps.page import content
from elvit.survey.maps.summary import Summary, from_json

FINDINGS: Kind[Summary] = Kind(
    stored="analysis.json",
    stem="findings",
    title="Findings",
    command="elvit analyze",
    template="findings.html.j2",
    read=from_json,
    content=content,
)
"""Made of the summary.json of `elvit analyze`."""

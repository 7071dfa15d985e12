"""The page of findings: which map of a site's model finds the object, as an analysis of it says."""

from __future__ import annotations

from elvit.analyze.page import content
from elvit.analyze.summary import Summary, from_json
from elvit.survey.findings import Kind

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

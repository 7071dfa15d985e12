"""The page of the study on a site that shows the model it is kept beside."""

from __future__ import annotations

from elvit.study.page import content
from elvit.study.summary import Summary, from_json
from elvit.survey.findings import Kind

WINDOW_FREE: Kind[Summary] = Kind(
    stored="window-free.json",
    stem="window-free",
    title="Learned windows",
    command="elvit study winft",
    template="window-free-page.html.j2",
    read=from_json,
    content=content,
)
"""Made of the summary.json of `elvit study winft`."""

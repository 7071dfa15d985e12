"""A finished study as a folder: the page, the tables, and the model that a site can show."""

from __future__ import annotations

from rich.console import Console

from elvit.output.folder import check_ours, replaced
from elvit.study.page import write_page
from elvit.study.run import Study, run_study
from elvit.study.summary import Summary, summarize
from elvit.study.tables import write_tables


def report(study: Study, console: Console) -> Summary:
    """Train what is left, sum up, and write the report; a report that was there stays until the new one is whole.

    Raises:
        ElvitError: anything a user can put right.
    """
    check_ours(study.out)
    results = run_study(study, console)
    summary = summarize(results)
    with replaced(study.out) as folder:
        write_tables(folder, summary, results)
        write_page(folder, summary)
    return summary

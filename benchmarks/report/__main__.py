"""Writes docs/performance.md from the results that there are."""

from __future__ import annotations

from benchmarks.report.document import write_document
from benchmarks.report.sections import SECTIONS

write_document(SECTIONS)

"""The parts of the page, in their order; to add one, write its module and name it here."""

from __future__ import annotations

from benchmarks.report.document import Section
from benchmarks.report.sections import conversion, downloads, engines, growth, loading, memory

SECTIONS = (
    Section("engines", "A run, beside other engines", engines.write),
    Section("growth", "How a run grows", growth.write),
    Section("downloads", "Bytes to download", downloads.write),
    Section("loading", "Loading", loading.write),
    Section("memory", "Memory of the page", memory.write),
    Section("conversion", "Conversion", conversion.write),
)

"""docs/performance.md: sections, each written from a file of raw results of its own in docs/performance/."""

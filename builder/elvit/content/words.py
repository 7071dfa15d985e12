"""What the pages of concepts call stages, sections and the ways in which one concept leads to another."""

from __future__ import annotations

STAGES = {
    "input": "Input",
    "embedding": "Embedding",
    "stream": "Residual stream",
    "attention": "Attention",
    "mlp": "MLP",
    "output": "Output",
    "training": "Training",
    "reading": "Reading the model",
    "interaction": "Interaction of patches",
}

# Heading -> the name by which the page knows the section; the order is that of a file.
SECTIONS = {
    "What it is": "what",
    "Why it is there": "why",
    "Formula": "formula",
    "Shapes": "shapes",
    "Code": "code",
    "On your picture": "picture",
    "Check yourself": "check",
    "Sources": "sources",
}

# By kind of link: what is said before the concepts at its other end, from here and from there.
LEADS_TO = {"needs": "Know before", "part_of": "Part of", "feeds": "Feeds", "see": "See also"}
COMES_FROM = {"needs": "Leads to", "part_of": "Has as parts", "feeds": "Is fed by", "see": ""}

"""Concept files for tests: a sound one, changed where a test says."""

from __future__ import annotations

from pathlib import Path

HEAD = {
    "title": "Softmax",
    "stage": "attention",
    "summary": "Makes shares of numbers.",
    "needs": "[]",
}
CODE = "import torch\n\nassert torch.ones(2).softmax(-1)[0] == 0.5\n"
PARTS = {
    "What it is": "It makes shares.",
    "Why it is there": "Shares are wanted.",
    "Formula": "$$\np_i = \\frac{e^{x_i}}{\\sum_j e^{x_j}}\n$$",
    "Shapes": "`[key]`: {{ n_tokens }}",
    "Code": f"```python\n{CODE}```",
    "On your picture": "As here:",
    "Check yourself": "What is the sum?\n\n> It is 1.",
    "Sources": "- Somebody, 2020",
}


def concept_text(
    head: dict[str, str] | None = None, parts: dict[str, str | None] | None = None, numbers: str = ""
) -> str:
    """A concept file; None takes a part out."""
    written = {key: value for key, value in {**HEAD, **(head or {})}.items() if value}
    lines = [
        "---",
        *(f"{key}: {value}" for key, value in written.items()),
        *([numbers.strip("\n")] if numbers else []),
        "---",
    ]
    for title, text in {**PARTS, **(parts or {})}.items():
        lines += [] if text is None else ["", f"## {title}", "", text]
    return "\n".join(lines) + "\n"


def write_concepts(folder: Path, **texts: str) -> Path:
    """Writes concepts/ID.md for each text, underscores of a name becoming hyphens; gives the content folder."""
    (folder / "concepts").mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / "concepts" / f"{name.replace('_', '-')}.md").write_text(text, encoding="utf-8")
    return folder


def three(folder: Path) -> Path:
    """Three concepts that link to one another."""
    return write_concepts(
        folder,
        dot_product=concept_text({"title": "Dot product", "hooks": "[attn.hook_attn_scores]"}),
        softmax=concept_text(
            {"needs": "[dot-product]", "see": "[logits]", "hooks": "[attn.hook_pattern, probabilities]"},
            {"What it is": "It follows the [[dot-product]]. [[logits|Class scores]] go in, $x_i$."},
            """numbers:
  - say: "CLS gives its strongest attention {}."
    hook: blocks.last.attn.hook_pattern
    at: [0, cls, ":"]
    take: max
  - say: "That is to {}."
    hook: blocks.0.attn.hook_pattern
    at: [0, cls, ":"]
    take: argmax
  - say: "The model says {}."
    hook: probabilities
    at: [":"]
    take: argmax
  - say: "Only large models have {}."
    hook: blocks.7.hook_resid_post
    at: [0, 0]
    take: value
""",
        ),
        logits=concept_text({"title": "Logits", "stage": "output", "needs": "[softmax]"}),
    )

"""LaTeX -> MathML Core, which browsers draw without any script."""

from __future__ import annotations

import re
from collections.abc import Sequence

from math_core import LatexError, LatexToMathML

from elvit.content.markdown import NUMBER
from elvit.running.bounds import DEEPEST, nesting

LONGEST = 5_000  # signs of a formula
COMMANDS = 300  # \hat\hat\hat... is as deep as {{{...; with DEEPEST brackets it fits into a stack of 1 MB

_CONVERTER = LatexToMathML(fancy_error=False)
_PLACED = re.compile(r"^(\d+): (.*)$", re.DOTALL)
_STYLE = re.compile(r' style="([^"]*)"')

# The page's Content-Security-Policy refuses style attributes; styles/concept.css has these classes instead.
_CLASSES = {
    "text-align:right": "math-right",
    "text-align:left": "math-left",
    "padding-right:0": "math-flush-right",
    "padding-left:0": "math-flush-left",
    "padding-left:1em": "math-apart",
    "margin-left:-0.16666667em": "math-tight",
}


class FormulaError(ValueError):
    """LaTeX that cannot be drawn.

    Args:
        message: what is wrong.
        offset: lines from the first line of the formula.
    """

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def to_mathml(latex: str, numbers: Sequence[str], *, block: bool) -> str:
    """A formula as a <math> element; {{ name }}, if it is one of `numbers`, becomes a 0 marked with data-config.

    Raises:
        FormulaError: an unknown command, a brace that is missing and the like.
    """

    def stand_in(match: re.Match[str]) -> str:
        return f"{{{_sign(numbers.index(match[1]))}}}" if match[1] in numbers else match[0]

    # The converter is native: what it cannot stand ends the process, and no exception tells of it.
    if len(latex) > LONGEST or nesting(latex) > DEEPEST or latex.count("\\") > COMMANDS:
        most = f"{LONGEST} signs, {COMMANDS} commands or {DEEPEST} braces in one another"
        raise FormulaError(f"It has more than {most}; write it as several.", 0)
    try:
        found: str = _CONVERTER.convert_with_local_state(NUMBER.sub(stand_in, latex), displaystyle=block)
    except LatexError as error:
        placed = _PLACED.match(str(error))
        line = latex[: int(placed[1])].count("\n") if placed else 0
        last = latex.rstrip().count("\n")
        raise FormulaError(placed[2] if placed else str(error), min(line, last)) from error
    for index, name in enumerate(numbers):
        found = found.replace(f"<mn>{_sign(index)}</mn>", f'<mn data-config="{name}">0</mn>')
    return _STYLE.sub(_to_classes, found).replace("&ApplyFunction;", "\u2061")


def _sign(index: int) -> int:
    """A number that no formula holds, in the place of one that depends on the model."""
    return 7_310_460_900 + index


def _to_classes(match: re.Match[str]) -> str:
    declared = (rule.replace(" ", "") for rule in match[1].split(";"))
    classes = " ".join(_CLASSES[rule] for rule in declared if rule in _CLASSES)
    return f' class="{classes}"' if classes else ""

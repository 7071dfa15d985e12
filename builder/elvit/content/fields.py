"""YAML front matter, taken field by field; what is wrong is noted with its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

import yaml

from elvit.content.problems import did_you_mean
from elvit.running.bounds import bounded

Note = Callable[[int, str], None]  # line, message

_INT = "tag:yaml.org,2002:int"
_DECIMAL = re.compile(r"[-+]?[0-9]{1,18}")


class Fields:
    """One mapping of a YAML text.

    Args:
        node: as PyYAML composed it; marks count lines from 0.
        start: line of the file on which the YAML begins, counted from 1.
        known: keys that may be there.
        note: told of each problem.
    """

    def __init__(self, node: yaml.MappingNode, start: int, known: Iterable[str], note: Note) -> None:
        self.start = start
        self.note = note
        self.line = start + node.start_mark.line
        self._nodes: dict[str, yaml.Node] = {}
        names = tuple(known)
        for key, value in node.value:
            name, line = str(key.value), start + key.start_mark.line
            if name not in names:
                note(line, f"Unknown key '{name}'. {did_you_mean(name, names)}".strip())
            elif name in self._nodes:
                note(line, f"The key '{name}' stands here twice.")
            self._nodes[name] = value

    def line_of(self, name: str) -> int:
        """The line of a field's value; that of the mapping where it is missing."""
        node = self._nodes.get(name)
        return self.line if node is None else self.start + node.start_mark.line

    def text(self, name: str) -> str:
        """A text that must be there; empty where it is not."""
        node = self._nodes.get(name)
        if node is None:
            self.note(self.line, f"The key '{name}' is missing.")
            return ""
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            self.note(self.line_of(name), f"'{name}' must be a text.")
            return ""
        return " ".join(node.value.split())

    def entries(self, name: str) -> list[tuple[yaml.Node, int]]:
        """The entries of a list that may be missing, with their lines."""
        node = self._nodes.get(name)
        if node is None or (isinstance(node, yaml.ScalarNode) and node.value in ("", "~", "null")):
            return []
        if not isinstance(node, yaml.SequenceNode):
            self.note(self.line_of(name), f"'{name}' must be a list, such as [a, b].")
            return []
        return [(entry, self.start + entry.start_mark.line) for entry in node.value]

    def names(self, name: str) -> tuple[tuple[str, int], ...]:
        """The texts of a list that may be missing, with their lines; none twice."""
        found: dict[str, int] = {}
        for entry, line in self.entries(name):
            if not isinstance(entry, yaml.ScalarNode):
                self.note(line, f"'{name}' must be a list of names.")
            elif entry.value in found:
                self.note(line, f"'{name}' has '{entry.value}' twice.")
            else:
                found[entry.value] = line
        return tuple(found.items())

    def values(self, name: str) -> list[int | str]:
        """The numbers and texts of a list."""
        return [_value(entry) for entry, _ in self.entries(name)]


def _value(node: yaml.Node) -> int | str:
    # YAML reads 1:3 as a number to the base 60, and 0x10 as 16; whoever writes them here means their signs.
    if isinstance(node, yaml.ScalarNode) and node.tag == _INT and _DECIMAL.fullmatch(node.value):
        return int(node.value)
    return str(node.value)


def compose(text: str, start: int, note: Note) -> yaml.MappingNode | None:
    """The mapping that a YAML text holds, or None where it holds none."""
    try:
        node: Any = bounded(lambda held: yaml.compose(held, Loader=yaml.SafeLoader), text)
    except ValueError as error:
        cause = error.__cause__
        if isinstance(cause, yaml.MarkedYAMLError):
            line = start + (cause.problem_mark.line if cause.problem_mark else 0)
            note(line, f"Not valid YAML: {cause.problem}. A text with ': ', '#', '[' or '{{' needs quotes.")
        else:
            note(start, f"Not valid YAML: {error}.")
        return None
    if not isinstance(node, yaml.MappingNode):
        note(start, "The front matter must be lines of `key: value`.")
        return None
    return node

"""Names of the classes, from config.json; numbers where it has none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from elvit.errors import ElvitError

_PLACEHOLDER = re.compile(r"LABEL_\d+")


def read_labels(
    config: Mapping[str, Any], classes: int | None, title: str, warn: Callable[[str], None]
) -> tuple[str, ...]:
    """The class names in order of the logits; "class 0" and so on, with a warning, for those without one.

    Args:
        config: config.json.
        classes: number of logits by the stored weights, None where they do not tell.
        title: what a message calls the model.
        warn: told once where names are missing.

    Raises:
        ElvitError: id2label is no table from class numbers to names, or has more of them than the model.
    """
    names = _names(config.get("id2label"), title)
    count = classes if classes is not None else _count(config, names)
    beyond = [index for index in names if not 0 <= index < count]
    if beyond:
        named = max(beyond, key=abs)
        message = f"{title}/config.json names class {named} in id2label, but the model has {count} classes."
        raise ElvitError(message, "Correct id2label, or save the model again.")
    unnamed = [index for index in range(count) if index not in names]
    if unnamed:
        which = "its classes" if len(unnamed) == count else f"{len(unnamed)} of its {count} classes"
        warn(f"{title} has no names for {which}; they are shown as numbers. Add id2label to its config.json.")
    return tuple(names.get(index, f"class {index}") for index in range(count))


def _names(table: object, title: str) -> dict[int, str]:
    if table is None:
        return {}
    wrong = ElvitError(f"id2label in {title}/config.json is not a table from class numbers to names.")
    if not isinstance(table, dict):
        raise wrong
    try:
        names = {int(index): str(name).strip() for index, name in table.items()}
    except ValueError:
        raise wrong from None
    return {index: name for index, name in names.items() if name and not _PLACEHOLDER.fullmatch(name)}


def _count(config: Mapping[str, Any], names: Mapping[int, str]) -> int:
    table = config.get("id2label")
    if isinstance(table, dict):
        return len(table)
    return int(config.get("num_labels", 2))  # transformers' own default

"""Whether a model was trained to do without patches, as far as the folder tells."""

from __future__ import annotations

import json
from pathlib import Path

STORY = "training.json"


def dropped_in_training(model: str) -> float | None:
    """The share of patches that the last stage of the training left out, 0 where it saw all.

    What an earlier stage dropped does not count: the last one taught the model to see whole pictures again.

    Args:
        model: a folder with the training.json of `elvit train`, or anything else.

    Returns:
        From 0 to 1; None where it is not known.
    """
    file = Path(model).expanduser() / STORY
    try:
        recipe = json.loads(file.read_text(encoding="utf-8"))["stages"][-1]["recipe"]
        return 1 - float(recipe["kept_patches"]) if float(recipe["dropping_share"]) > 0 else 0.0
    except (OSError, ValueError, LookupError, TypeError):
        return None

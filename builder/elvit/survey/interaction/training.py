"""Whether a model was trained to do without patches, as far as the folder tells."""

from __future__ import annotations

import json
from pathlib import Path

STORY = "training.json"


def dropped_in_training(model: str) -> float | None:
    """The largest share of patches that any stage of the training left out, 0 where none did.

    Args:
        model: a folder with the training.json of `elvit train`, or anything else.

    Returns:
        From 0 to 1; None where it is not known.
    """
    file = Path(model).expanduser() / STORY
    try:
        stages = json.loads(file.read_text(encoding="utf-8"))["stages"]
        recipes = [stage["recipe"] for stage in stages]
        return max(1 - float(r["kept_patches"]) if float(r["dropping_share"]) > 0 else 0.0 for r in recipes)
    except (OSError, ValueError, KeyError, TypeError):
        return None

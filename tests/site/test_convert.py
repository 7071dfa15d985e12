"""`elvit convert` writes what plain `tf.loadGraphModel` loads and runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from browsing import run_node
from click.testing import CliRunner
from elvit.cli import main
from elvit.models.source import load_model
from factories import LABELS, model_folder
from serving import served

LOADER = Path(__file__).with_name("load_graph_model.cjs")
PATTERN = "blocks.1.attn.hook_pattern"
WEIGHT = "blocks.0.attn.W_Q"


def loaded_elsewhere(folder: Path, pixels: np.ndarray[Any, np.dtype[np.float32]], scratch: Path) -> dict[str, Any]:
    pixels.tofile(scratch / "input.bin")
    with served(folder) as address:
        printed = run_node(LOADER, f"{address}model.json", str(scratch / "input.bin"), PATTERN, WEIGHT)
    found: dict[str, Any] = json.loads(printed[printed.index("{") :])
    return found


@pytest.mark.parametrize("dtype", ["float32", "float16"])
def test_a_converted_model_runs_in_plain_tensorflow_js(dtype: str, tmp_path: Path) -> None:
    source = model_folder(tmp_path / "model")
    result = CliRunner().invoke(main, ["convert", str(source), str(tmp_path / "out"), "--dtype", dtype])
    assert result.exit_code == 0, result.output
    model: Any = load_model(str(source)).model
    if dtype == "float16":
        model.half().float()
    pixels = np.random.default_rng(2).uniform(-1, 1, (1, 3, 16, 16)).astype(np.float32)
    with torch.no_grad():
        model.set_attn_implementation("eager")
        expected = model(pixel_values=torch.from_numpy(pixels), output_attentions=True)
    found = loaded_elsewhere(tmp_path / "out", pixels, tmp_path)
    np.testing.assert_allclose(found["predicted"], expected.logits[0], atol=1e-5)
    np.testing.assert_allclose(found[PATTERN], expected.attentions[1].flatten(), atol=1e-5)
    query = model.vit.layers[0].attention.q_proj.weight
    np.testing.assert_array_equal(np.float32(found[WEIGHT]), query.T.flatten())
    assert found["metadata"]["labels"] == list(LABELS)
    half = sum(path.stat().st_size for path in (tmp_path / "out").glob("*.bin"))
    assert half < (0.6 if dtype == "float16" else 1.1) * 4 * sum(p.numel() for p in model.parameters())

"""The loss curve of a model's card: a drawing of our own, for stories of every shape."""

from __future__ import annotations

import math
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from elvit.training.checkpoint import EpochRecord
from elvit.training.curve import HEIGHTS, LEFT, RIGHT, WIDTH, loss_curve
from elvit.training.recipe import Recipe
from elvit.training.story import Stage

SVG = "{http://www.w3.org/2000/svg}"


def stage(losses: list[float], top1: float | None = None) -> Stage:
    history = tuple(EpochRecord(number + 1, loss, 1.0, 1.0, top1) for number, loss in enumerate(losses))
    return Stage("nothing", Recipe(), 1, {}, history, "a machine")


@pytest.mark.parametrize(
    "losses",
    [[[1.0]], [[0.0, 0.0]], [[2.5, 1.5, 1.0], [0.9]], [[1e-6, 1e-7]], [[1e6, math.nan, 3.0]], [[math.inf], [math.nan]]],
    ids=str,
)
@pytest.mark.parametrize("top1", [None, 0.5])
def test_every_known_epoch_has_its_point_inside_the_drawing(losses: list[list[float]], top1: float | None) -> None:
    drawing = loss_curve([stage(values, top1) for values in losses])
    root = ElementTree.fromstring(drawing)
    known = sum(math.isfinite(loss) for values in losses for loss in values)
    epochs = sum(map(len, losses))
    points = [(float(point.get("cx", "nan")), float(point.get("cy", "nan"))) for point in root.iter(f"{SVG}circle")]
    assert len(points) == known + (0 if top1 is None else epochs)
    height = HEIGHTS[1 if top1 is None else 2]
    assert root.get("viewBox") == f"0 0 {WIDTH} {height}"
    assert all(LEFT <= x <= WIDTH - RIGHT and 0 <= y <= height for x, y in points)
    parts = [path for path in root.iter(f"{SVG}path") if path.get("stroke-dasharray")]
    assert len(parts) == (len(losses) - 1) * (1 if top1 is None else 2)
    assert b"nan" not in drawing


def test_nothing_that_is_installed_for_users_draws_with_matplotlib() -> None:
    top = Path(__file__).parents[2]
    importing = re.compile(r"^\s*(import|from) matplotlib", re.MULTILINE)
    assert [file for file in (top / "builder").rglob("*.py") if importing.search(file.read_text("utf-8"))] == []

"""Numbers of a forward pass: taken as numpy takes them, said as a reader reads them."""

from __future__ import annotations

import numpy as np
import pytest
from elvit.content.concept import Index, Measure, Take
from elvit.content.numbers import format_number, say, take_measures
from elvit.hooks.spec import Spec

SPEC = Spec(2, 2, 4, 2, 8, 4, 8, 3, 1e-6)
PATTERN = np.arange(2 * 5 * 5, dtype=np.float32).reshape(2, 5, 5)
TENSORS = {"blocks.1.attn.hook_pattern": PATTERN, "probabilities": np.array([0.1, 0.7, 0.2], np.float32)}


def taken(hook: str, at: tuple[Index, ...], take: Take) -> float | None:
    """The value, or None where there is none."""
    measure = Measure(hook, at, take)
    return take_measures(TENSORS, SPEC, [measure]).get(measure)


@pytest.mark.parametrize(
    ("at", "take", "value"),
    [
        ((1, "cls", 2), "value", 27),
        ((1, -1, -1), "value", 49),
        ((0, 0, ":"), "sum", 10),
        ((0, 0, ":"), "mean", 2),
        ((0, 0, ":"), "argmax", 4),
        ((0, 1, ":"), "min", 5),
        ((0, ":", ":"), "max", 24),
        ((0, 0, ":"), "norm", np.sqrt(30)),
        ((0, 0, ":"), "std", np.sqrt(2)),
        ((0, 9, 0), "value", None),
        ((2, 0, 0), "value", None),
    ],
)
def test_taking(at: tuple[Index, ...], take: Take, value: float | None) -> None:
    assert taken("blocks.last.attn.hook_pattern", at, take) == pytest.approx(value)


def test_a_block_or_a_token_that_a_model_does_not_have() -> None:
    measure = Measure("blocks.1.attn.hook_pattern", (0, "cls", 0), "value")
    assert taken("blocks.7.attn.hook_pattern", (0, 0, 0), "value") is None
    without = Spec(2, 2, 4, 2, 8, 4, 8, 3, 1e-6, prefix=(), readout="mean_all")
    assert take_measures(TENSORS, without, [measure]) == {}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.97234, "0.972"),
        (0.1, "0.100"),
        (-1.1149, "−1.11"),
        (12.0, "12.0"),
        (123.4, "123"),
        (99.96, "100"),
        (45678.9, "45679"),
        (0.0, "0"),
        (1.0, "1.00"),
        (0.00012345, "1.23 × 10⁻⁴"),
        (-2.5e7, "−2.50 × 10⁷"),
    ],
)
def test_three_digits(value: float, text: str) -> None:
    assert format_number(value) == text


@pytest.mark.parametrize(
    ("measure", "value", "text"),
    [
        (Measure("probabilities", (":",), "argmax"), 1, "dog"),
        (Measure("blocks.0.attn.hook_pattern", (0, 0, ":"), "argmax"), 0, "CLS"),
        (Measure("blocks.0.attn.hook_pattern", (0, 0, ":"), "argmax"), 4, "patch (1, 1)"),
        (Measure("hook_embed", (":", 0), "argmax"), 1, "patch (0, 1)"),
        (Measure("blocks.0.attn.hook_pattern", (":", 0, 0), "argmax"), 1, "1"),
    ],
)
def test_what_an_argmax_is_the_index_of(measure: Measure, value: float, text: str) -> None:
    assert say(value, measure, SPEC, ("cat", "dog", "fox")) == text

"""What restricting and removing does to a model's answers, picture by picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from elvit.analysis.interaction import INDICATORS, among_patches, fuse_interaction
from elvit.analysis.removal import (
    attention_order,
    indiscriminative_order,
    kept_patches,
    random_order,
    responsive_order,
    similarity_order,
)
from elvit.analysis.windows import Boxes, adaptive_windows, centred_windows, random_windows, window_areas, window_mask
from elvit.survey.interaction.conditions import KS, RANKED_AT, SHARES, USUAL
from elvit.survey.interaction.passes import Passes, Plain

Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Measured:
    """What came of one picture; a metric is right (1 or 0) or the probability of the true class.

    Attributes:
        plain: of the untouched model, [metric].
        windows: with adaptive windows, [indicator, k, metric].
        areas: mean share of the grid that such a window holds, [indicator, k, block].
        controls: with windows of the areas of the usual indicator's, [control, k, metric].
        removal: [order, share, metric].
    """

    plain: Doubles
    windows: Doubles
    areas: Doubles
    controls: Doubles
    removal: Doubles


class Measurer:
    """A model, and what is done to it."""

    def __init__(self, passes: Passes) -> None:
        self.passes = passes
        self.columns, self.patches = passes.spec.columns, passes.spec.patches

    def measure(self, pixels: torch.Tensor, truths: NDArray[np.int64], seeds: list[int]) -> list[Measured]:
        """Runs everything on some pictures at once.

        Args:
            pixels: normalised, [picture, channel, row, column].
            truths: the numbers of their classes, [picture].
            seeds: of what is drawn at random, one for each picture.
        """
        plain = self.passes.plain(pixels)
        among = among_patches(plain.patterns, self.passes.spec.n_prefix)  # [block, picture, head, patch, patch]
        taken = [fuse_interaction(among, one) for one in INDICATORS]  # [block, picture, patch, patch] each
        boxes = [
            [adaptive_windows(one, k, self.columns) for k in KS] for one in taken
        ]  # [block, picture, patch, 4] each
        windows = [[self._within(pixels, truths, one) for one in row] for row in boxes]
        controls = [[self._within(pixels, truths, c) for c in self._controls(one, seeds)] for one in boxes[USUAL]]
        areas = [[window_areas(one).mean(-1) / self.patches for one in row] for row in boxes]  # [block, picture] each
        masks = self._mask(boxes[USUAL][RANKED_AT])
        removal = self._removal(pixels, truths, self._orders(plain, taken[USUAL], masks, seeds))
        return [
            Measured(*parts)
            for parts in zip(
                _scores(plain.logits, truths),
                np.moveaxis(np.array(windows), 2, 0),
                np.moveaxis(np.array(areas), 3, 0),
                np.array(controls).transpose(2, 1, 0, 3),  # of [k, control, picture, metric]
                np.moveaxis(np.array(removal), 2, 0),
                strict=True,
            )
        ]

    def _within(self, pixels: torch.Tensor, truths: NDArray[np.int64], boxes: Boxes) -> Doubles:
        """[picture, metric]."""
        return _scores(self.passes.within(pixels, self._mask(boxes)), truths)

    def _controls(self, boxes: Boxes, seeds: list[int]) -> Iterator[Boxes]:
        """As in CONTROLS, [block, picture, patch, 4] each."""
        size = self.patches, self.columns
        areas = window_areas(boxes).mean(-1)  # [block, picture]
        yield np.array([[centred_windows(area, *size) for area in block] for block in areas])
        for own in (False, True):
            drawn = [random_windows(boxes[:, n], *size, seed, own) for n, seed in enumerate(seeds)]
            yield np.stack(drawn, axis=1)

    def _mask(self, boxes: Boxes) -> NDArray[np.bool_]:
        return window_mask(boxes, self.patches, self.columns)

    def _orders(
        self, plain: Plain, taken: Doubles, masks: NDArray[np.bool_], seeds: Iterable[int]
    ) -> Iterator[NDArray[np.int64]]:
        """As in ORDERS, [picture, patch] each."""
        references, prefix = self.passes.spec.read, self.passes.spec.n_prefix
        yield indiscriminative_order(masks, taken)
        yield np.array([random_order(self.patches, seed) for seed in seeds])
        yield attention_order(plain.patterns, references, prefix)
        yield similarity_order(plain.streams, references, prefix)
        yield responsive_order(masks, taken)

    def _removal(
        self, pixels: torch.Tensor, truths: NDArray[np.int64], orders: Iterable[NDArray[np.int64]]
    ) -> list[list[Doubles]]:
        """[order][share][picture, metric]."""
        return [
            [_scores(self.passes.keeping(pixels, kept_patches(order, share)), truths) for share in SHARES]
            for order in orders
        ]


def _scores(logits: NDArray[np.float32], truths: NDArray[np.int64]) -> Doubles:
    """[picture, metric]."""
    raised = np.exp(logits.astype(np.float64) - logits.max(-1, keepdims=True))
    probabilities = raised / raised.sum(-1, keepdims=True)
    true = np.take_along_axis(probabilities, truths[:, None], 1)[:, 0]
    return np.stack([logits.argmax(-1) == truths, true], axis=-1)


def dump(measured: Measured) -> list[Any]:
    """As JSON can hold it: six digits."""
    parts = (measured.plain, measured.windows, measured.areas, measured.controls, measured.removal)
    return [part.round(6).tolist() for part in parts]


def load(value: list[Any]) -> Measured:
    """What `dump` was given."""
    return Measured(*map(np.array, value))

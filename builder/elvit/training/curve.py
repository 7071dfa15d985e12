"""The loss curve as a drawing: loss by epoch, and top-1 below it where it was watched."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from elvit.output.ticks import nice_ticks
from elvit.training import words
from elvit.training.story import Stage

COLOUR = "#2e7a6b"
WIDTH, PANEL, GAP = 600, 190, 14  # in px
LEFT, RIGHT, TOP, FOOT = 66, 52, 12, 40  # what is kept free around the panels

HEIGHTS = {panels: TOP + panels * PANEL + (panels - 1) * GAP + FOOT for panels in (1, 2)}


def loss_curve(stages: Sequence[Stage]) -> bytes:
    """An SVG with loss by epoch and, if every epoch has one, top-1; a dashed line parts the stages."""
    records = [record for stage in stages for record in stage.history]
    series = [(words.LOSS, [record.loss for record in records])]
    if all(record.top1 is not None for record in records):
        series.append((words.TOP1, [100 * (record.top1 or 0) for record in records]))
    lengths = [len(stage.history) for stage in stages]
    height = HEIGHTS[len(series)]
    bottom = height - FOOT
    says = escape(f"{', '.join(label for label, _ in series)}; {words.EPOCH} 1 to {len(records)}")
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}"'
        f' role="img" aria-label="{says}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
    ]
    for number, (label, values) in enumerate(series):
        lines += _panel(TOP + number * (PANEL + GAP), label, values, lengths)
    for epoch in _epochs(len(records)):
        x = _x(epoch, len(records))
        lines.append(f'<text x="{x:.1f}" y="{bottom + 17}" text-anchor="middle">{epoch}</text>')
    middle = (LEFT + WIDTH - RIGHT) / 2
    lines.append(f'<text x="{middle:.1f}" y="{bottom + 35}" text-anchor="middle">{words.EPOCH}</text>')
    return "\n".join([*lines, "</svg>\n"]).encode()


def _panel(top: float, label: str, values: Sequence[float], lengths: Sequence[int]) -> Iterator[str]:
    """One series between its axes: grid, lines of the stages with their points, the last value at the end."""
    known = [value for value in values if math.isfinite(value)]
    ticks = nice_ticks(min(known, default=0), max(known, default=1), 5)
    right, foot = WIDTH - RIGHT, top + PANEL

    def y(value: float) -> float:
        return foot - (value - ticks[0]) / (ticks[-1] - ticks[0]) * PANEL

    for tick in ticks:
        yield f'<path d="M{LEFT} {y(tick):.1f}H{right}" stroke="#ddd" stroke-width="0.8"/>'
        yield f'<text x="{LEFT - 7}" y="{y(tick) + 4:.1f}" text-anchor="end">{tick:g}</text>'
    yield f'<path d="M{LEFT} {top}V{foot}H{right}" fill="none" stroke="#000"/>'
    middle = top + PANEL / 2
    turned = f'transform="rotate(-90 16 {middle:.1f})" text-anchor="middle"'
    yield f'<text x="16" y="{middle:.1f}" {turned}>{escape(label)}</text>'
    done = 0
    for length in lengths:
        if done:
            x = _x(done + 0.5, len(values))
            yield f'<path d="M{x:.1f} {top}V{foot}" stroke="#999" stroke-dasharray="4 3"/>'
        epochs = range(done, done + length)
        points = [(_x(epoch + 1, len(values)), y(values[epoch])) for epoch in epochs if math.isfinite(values[epoch])]
        if points:
            path = "L".join(f"{x:.1f} {height:.1f}" for x, height in points)
            yield f'<path d="M{path}" fill="none" stroke="{COLOUR}" stroke-width="1.8" stroke-linejoin="round"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{height:.1f}" r="1.9" fill="{COLOUR}"/>' for x, height in points)
        done += length
    if values and math.isfinite(values[-1]):
        yield f'<text x="{right - 2}" y="{y(values[-1]) + 4:.1f}">{values[-1]:.3g}</text>'


def _x(epoch: float, epochs: int) -> float:
    """Where an epoch stands; the middle where there is one only."""
    inner = WIDTH - RIGHT - LEFT - 24
    return LEFT + 12 + inner * ((epoch - 1) / (epochs - 1) if epochs > 1 else 0.5)


def _epochs(count: int) -> list[int]:
    """Those that are named at the foot: the first, and round numbers."""
    if count < 2:
        return [1]
    return sorted({1, *(int(tick) for tick in nice_ticks(1, count, 8) if tick == int(tick) and 1 <= tick <= count)})

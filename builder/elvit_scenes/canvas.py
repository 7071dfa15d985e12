"""A canvas collects the SVG of one layer: shapes, gradients, filters and nested groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from elvit_scenes.shapes import Point

Stop = tuple[float, str] | tuple[float, str, float]


class Canvas:
    """One layer of a picture.

    Args:
        name: starts every id in the layer, so that layers can be joined.
        sun: where the light comes from, -1 the left to 1 the right.
        flat: leave filters out and fill with plain colours; enough for a shadow, and far quicker.
        fine: draw what only a large picture shows; a small one is quicker without.
    """

    def __init__(self, name: str, sun: float = -1.0, flat: bool = False, fine: bool = True) -> None:
        self.name = name
        self.sun = sun
        self.flat = flat
        self.fine = fine
        self._body: list[str] = []
        self._names: dict[str, str] = {}  # template -> id

    @property
    def markup(self) -> str:
        """Everything drawn so far, definitions first."""
        definitions = "".join(template.replace("{id}", name) for template, name in self._names.items())
        return f"<defs>{definitions}</defs>{''.join(self._body)}"

    def define(self, template: str) -> str:
        """Keep a definition whose id is written `{id}`; give a reference to it.

        The same template twice is one definition.
        """
        name = self._names.setdefault(template, f"{self.name}{len(self._names)}")
        return f"url(#{name})"

    def linear(self, start: Point, end: Point, stops: Sequence[Stop]) -> str:
        """A paint that runs from one point to another, in the units of the shape it fills."""
        if self.flat:
            return _middle(stops)
        ends = f'x1="{start[0]:.2f}" y1="{start[1]:.2f}" x2="{end[0]:.2f}" y2="{end[1]:.2f}"'
        return self.define(
            f'<linearGradient id="{{id}}" gradientUnits="userSpaceOnUse" {ends}>{_stops(stops)}</linearGradient>'
        )

    def radial(self, centre: Point, radius: float, stops: Sequence[Stop]) -> str:
        """A paint that runs from a centre outwards."""
        if self.flat:
            return _middle(stops)
        place = f'cx="{centre[0]:.2f}" cy="{centre[1]:.2f}" r="{radius:.2f}"'
        return self.define(
            f'<radialGradient id="{{id}}" gradientUnits="userSpaceOnUse" {place}>{_stops(stops)}</radialGradient>'
        )

    def soft(self, colour: str, opacity: float = 1.0) -> str:
        """A paint that fades from the middle of whatever it fills to nothing at its edge."""
        if self.flat:
            return colour
        return self.define(
            f'<radialGradient id="{{id}}">'
            f"{_stops([(0, colour, opacity), (0.55, colour, opacity * 0.6), (1, colour, 0)])}"
            "</radialGradient>"
        )

    def fill(self, path: str, paint: str, opacity: float = 1.0) -> None:
        """Fill an outline."""
        see_through = "" if opacity == 1.0 else f' fill-opacity="{opacity:.3f}"'
        self._body.append(f'<path d="{path}" fill="{paint}"{see_through}/>')

    def line(self, path: str, paint: str, width: float, opacity: float = 1.0) -> None:
        """Draw along a path with round ends; a hair too thin for a shadow or a small picture is left out."""
        if width * opacity < 0.3 and (self.flat or not self.fine):
            return
        self._body.append(
            f'<path d="{path}" fill="none" stroke="{paint}" stroke-width="{width:.2f}" '
            f'stroke-linecap="round" stroke-linejoin="round" stroke-opacity="{opacity:.3f}"/>'
        )

    def raw(self, markup: str) -> None:
        """Take over what another canvas holds."""
        self._body.append(markup)

    @contextmanager
    def group(self, filter: str = "", transform: str = "", opacity: float = 1.0, inside: str = "") -> Iterator[None]:
        """What is drawn within is moved, filtered, faded, or kept inside an outline, as one thing."""
        attributes = f' transform="{transform}"' if transform else ""
        if filter and not self.flat:
            attributes += f' filter="{filter}"'
        if opacity != 1.0:
            attributes += f' opacity="{opacity:.3f}"'
        if inside:
            clip = self.define(f'<clipPath id="{{id}}"><path d="{inside}"/></clipPath>')
            attributes += f' clip-path="{clip}"'
        self._body.append(f"<g{attributes}>")
        yield
        self._body.append("</g>")


def _middle(stops: Sequence[Stop]) -> str:
    return stops[len(stops) // 2][1]


def _stops(stops: Sequence[Stop]) -> str:
    parts = []
    for stop in stops:
        opacity = f' stop-opacity="{stop[2]:.3f}"' if len(stop) == 3 else ""
        parts.append(f'<stop offset="{stop[0]:.3f}" stop-color="{stop[1]}"{opacity}/>')
    return "".join(parts)

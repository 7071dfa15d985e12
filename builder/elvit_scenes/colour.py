"""Colours as `#rrggbb` text: mix them, lighten and darken them, let chance vary them."""

from __future__ import annotations

from functools import lru_cache
from random import Random


@lru_cache(maxsize=1024)
def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of `#rrggbb`, each from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def colour_of(red: float, green: float, blue: float) -> str:
    """The `#rrggbb` of three channels; what lies outside 0 to 255 is clipped."""
    return f"#{_byte(red):02x}{_byte(green):02x}{_byte(blue):02x}"


def _byte(value: float) -> int:
    return round(min(255.0, max(0.0, value)))


def mix(first: str, second: str, share: float) -> str:
    """`first` at share 0, `second` at share 1, between them in proportion."""
    (red, green, blue), (red2, green2, blue2) = channels(first), channels(second)
    return colour_of(red + (red2 - red) * share, green + (green2 - green) * share, blue + (blue2 - blue) * share)


def lighter(colour: str, share: float) -> str:
    """The colour mixed with white."""
    return mix(colour, "#ffffff", share)


def darker(colour: str, share: float) -> str:
    """The colour mixed with a bluish black, as shade outdoors is."""
    return mix(colour, "#0a0b12", share)


def varied(rng: Random, colour: str, amount: float = 12.0) -> str:
    """The colour with chance added: mostly in lightness, a little in each channel."""
    lightness = rng.uniform(-amount, amount)
    red, green, blue = (value + lightness + rng.uniform(-amount, amount) * 0.4 for value in channels(colour))
    return colour_of(red, green, blue)

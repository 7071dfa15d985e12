"""Light and texture as SVG filters: rounded bodies, fur, blur, frayed edges, shadows, speckles.

Roundness comes from lighting the blurred outline as if it were a height (`feDiffuseLighting`),
so that every outline, however it was made, is shaded like a solid thing under one sun.
"""

from __future__ import annotations

from elvit_scenes.canvas import Canvas
from elvit_scenes.colour import channels

FLAT_HEAD = '<filter id="{id}" x="0%" y="0%" width="100%" height="100%" color-interpolation-filters="sRGB">'


def _head(canvas: Canvas) -> str:
    """A filter's first tag; where nothing is ruffled, it need not reach past the shape."""
    edge, whole = ("-15%", "130%") if canvas.fine else ("-3%", "106%")
    return (
        f'<filter id="{{id}}" x="{edge}" y="{edge}" width="{whole}" height="{whole}" '
        'color-interpolation-filters="sRGB">'
    )


def _sun(canvas: Canvas) -> str:
    azimuth = 270 + 50 * canvas.sun
    return f'<feDistantLight azimuth="{azimuth:.0f}" elevation="50"/>'


def _shade(canvas: Canvas, source: str, roundness: float, relief: float, softness: float) -> str:
    """Light the source; a flat face keeps its colour: 0.85 sin 50 degrees + 0.35 = 1."""
    lit, ambient = 0.85 * softness, 1 - 0.651 * softness
    return (
        f'<feGaussianBlur in="{source}" stdDeviation="{roundness:.2f}" result="height"/>'
        f'<feDiffuseLighting in="height" surfaceScale="{relief:.2f}" diffuseConstant="1" '
        f'lighting-color="#fffdf6" result="lit">{_sun(canvas)}</feDiffuseLighting>'
        f'<feComposite in="{source}" in2="lit" operator="arithmetic" k1="{lit:.3f}" k2="{ambient:.3f}"'
    )


def rounded(canvas: Canvas, roundness: float = 4.0, relief: float = 6.0, softness: float = 1.0) -> str:
    """A filter that shades a smooth body; `roundness` is how far the shading reaches inwards."""
    return canvas.define(f"{_head(canvas)}{_shade(canvas, 'SourceGraphic', roundness, relief, softness)}/></filter>")


def _noise(frequency: tuple[float, float], octaves: int, seed: int, result: str) -> str:
    return (
        f'<feTurbulence type="fractalNoise" baseFrequency="{frequency[0]:.4f} {frequency[1]:.4f}" '
        f'numOctaves="{octaves}" seed="{seed}" result="{result}"/>'
    )


def _tint(colour: str, gain: float, offset: float, source: str, result: str) -> str:
    red, green, blue = (value / 255 for value in channels(colour))
    return (
        f'<feColorMatrix in="{source}" values="0 0 0 0 {red:.3f}  0 0 0 0 {green:.3f}  '
        f'0 0 0 0 {blue:.3f}  {gain:.2f} 0 0 0 {offset:.2f}" result="{result}"/>'
    )


def furry(
    canvas: Canvas,
    roundness: float = 4.0,
    relief: float = 7.0,
    length: float = 2.0,
    grain: float = 0.35,
    softness: float = 1.0,
    seed: int = 1,
    frequency: tuple[float, float] = (0.6, 0.24),
) -> str:
    """A filter that shades a body, ruffles its outline by `length` and streaks it by `grain`.

    Tufts are three times as wide as they are long; shorter ones would tear off.
    """
    tuft = min(0.6, 0.4 / max(length, 0.1))
    ruffled = (
        (
            f"{_noise((tuft, tuft * 0.6), 1, seed + 1, 'tufts')}"
            f'<feDisplacementMap in="SourceGraphic" in2="tufts" scale="{length * 2.4:.2f}" '
            f'xChannelSelector="R" yChannelSelector="G" result="ruffled"/>'
        )
        if canvas.fine
        else ""
    )
    source = "ruffled" if canvas.fine else "SourceGraphic"
    return canvas.define(
        f'{_head(canvas)}{ruffled}{_shade(canvas, source, roundness, relief, softness)} result="body"/>'
        f"{_noise(frequency, 2 if canvas.fine else 1, seed, 'noise')}"
        '<feColorMatrix in="noise" values="-1 0 0 0 1  -1 0 0 0 1  -1 0 0 0 1  0 0 0 0 1" result="streaks"/>'
        f'<feComposite in="body" in2="streaks" operator="arithmetic" k1="{grain * 1.4:.3f}" k2="{1 - grain * 0.7:.3f}" '
        f'k3="{grain * 1.1:.3f}" k4="{grain * -0.55:.3f}"/>'
        f'<feComposite in2="{source}" operator="in"/></filter>'
    )


def blurred(canvas: Canvas, radius: float, reach: float = 0.4) -> str:
    """A filter that blurs; `reach` is how far past the shape, in shares of its size, the blur may run.

    A small picture needs no blur of half a pixel or less.
    """
    if not canvas.fine and radius <= 2:
        return ""
    edge, whole = f"{-100 * reach:.0f}%", f"{100 + 200 * reach:.0f}%"
    return canvas.define(
        f'<filter id="{{id}}" x="{edge}" y="{edge}" width="{whole}" height="{whole}">'
        f'<feGaussianBlur stdDeviation="{radius:.2f}"/></filter>'
    )


def ruffled(canvas: Canvas, length: float, blur: float, seed: int) -> str:
    """A filter that frays an outline, as of leaves or clouds, and blurs it a little; for large pictures."""
    if not canvas.fine:
        return ""
    frequency = 0.4 / max(length, 1.0)
    return canvas.define(
        f'<filter id="{{id}}" x="-4%" y="-8%" width="108%" height="116%" color-interpolation-filters="sRGB">'
        f"{_noise((frequency, frequency), 3, seed, 'noise')}"
        '<feColorMatrix values="1 0 0 0 0  0 1 0 0 0  0 0 1 0 0  0 0 0 0 1" result="opaque"/>'
        f'<feDisplacementMap in="SourceGraphic" in2="opaque" scale="{length * 0.6:.2f}" xChannelSelector="R" '
        f'yChannelSelector="G"/><feGaussianBlur stdDeviation="{blur:.2f}"/></filter>'
    )


def cast(canvas: Canvas, radius: float) -> str:
    """A filter that turns what it is put on into a soft shadow."""
    return canvas.define(
        '<filter id="{id}" x="-8%" y="-20%" width="116%" height="140%">'
        '<feColorMatrix values="0 0 0 0 0.03 0 0 0 0 0.03 0 0 0 0 0.05 0 0 0 1 0"/>'
        f'<feGaussianBlur stdDeviation="{radius:.2f}"/></filter>'
    )


def speckled(
    canvas: Canvas,
    dark: str,
    light: str,
    frequency: tuple[float, float],
    seed: int,
    strength: float = 3.0,
    octaves: int = 3,
) -> str:
    """A filter that keeps what it is put on and strews dark and light noise over it."""
    return canvas.define(
        f"{FLAT_HEAD}{_noise(frequency, octaves, seed, 'noise')}"
        f"{_tint(dark, strength, -0.5 * strength, 'noise', 'darks')}"
        f"{_tint(light, -strength, 0.5 * strength, 'noise', 'lights')}"
        '<feMerge result="all"><feMergeNode in="SourceGraphic"/><feMergeNode in="darks"/>'
        '<feMergeNode in="lights"/></feMerge><feComposite in="all" in2="SourceGraphic" operator="in"/>'
        "</filter>"
    )

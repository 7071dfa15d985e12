"""Numbers as sentences say them, and the facts that every survey states."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from elvit.survey.about import About
from elvit.survey.intervals import Interval

MINUS = "\u2212"


def figure(value: float) -> str:
    """A score or a difference of scores: three decimals, a real minus sign."""
    return f"{value:.3f}".replace("-", MINUS) if abs(value) >= 5e-4 else "0"


def amount(value: float) -> str:
    """Any other number: three significant digits."""
    return f"{value:.3g}".replace("-", MINUS)


def percent(share: float) -> str:
    """A share as per cent."""
    return f"{share:.0%}".replace("%", "\u202f%") if share in (0, 1) else f"{share:.1%}".replace("%", "\u202f%")


def grouped(count: int) -> str:
    """A whole number, its thousands apart."""
    return f"{count:,}".replace(",", "\u202f")


def spread(interval: Interval) -> str:
    """The interval behind a mean."""
    return f"{figure(interval.low)} to {figure(interval.high)}"


def capital(text: str) -> str:
    """The first letter large."""
    return text[:1].upper() + text[1:]


def listed(parts: Sequence[str]) -> str:
    """One, two and three."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def runs(blocks: Sequence[int]) -> str:
    """Numbers of blocks, neighbours together: "0, 2 to 4"."""
    parts: list[list[int]] = []
    for block in blocks:
        if parts and block == parts[-1][-1] + 1:
            parts[-1].append(block)
        else:
            parts.append([block])
    said = [[f"{part[0]} to {part[-1]}"] if len(part) > 2 else list(map(str, part)) for part in parts]
    return listed([piece for pieces in said for piece in pieces])


def sizes(about: About) -> str:
    """The model's, after its name."""
    return f"{about.model}: {about.blocks} blocks, {about.heads} heads, {about.rows} × {about.columns} patches"


def origin(about: About, versions: Mapping[str, str]) -> list[tuple[str, str]]:
    """Which weights, and what computed with them."""
    return [
        ("Weights", f"SHA-256 {about.sha256[:16]}…"),
        ("Computed with", ", ".join(f"{name} {version}" for name, version in versions.items())),
    ]

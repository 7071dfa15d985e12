/** Colours as every program reads them: #rrggbb and an opacity. */

export interface Colour {
  readonly hex: string;
  readonly opacity: number;
}

const NONE: Colour = { hex: "none", opacity: 0 };

/** A computed colour of CSS; what has no colour, or is transparent, is "none". */
export function colour(text: string): Colour {
  const parts = text.match(/[\d.]+%?/g) ?? [];
  const numbers = parts.map((part) => (part.endsWith("%") ? parseFloat(part) / 100 : Number(part)));
  if (text.startsWith("rgb")) return made(numbers.slice(0, 3), numbers[3]);
  // What color-mix() computes to.
  if (text.startsWith("color(srgb "))
    return made(
      numbers.slice(0, 3).map((part) => part * 255),
      numbers[3],
    );
  return /^#[0-9a-f]{6}$/i.test(text) ? { hex: text.toLowerCase(), opacity: 1 } : NONE;
}

function made(rgb: readonly number[], opacity = 1): Colour {
  if (rgb.length < 3 || opacity === 0) return NONE;
  return { hex: `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`, opacity };
}

/** The attributes of a paint; opacity is said only where there is one. */
export function paint(kind: "fill" | "stroke" | "stop", text: string): Record<string, string | number> {
  const { hex, opacity } = colour(text);
  const name = kind === "stop" ? "stop-color" : kind;
  if (hex === "none" || opacity === 1) return { [name]: hex };
  return { [name]: hex, [`${kind}-opacity`]: Math.round(opacity * 1000) / 1000 };
}

export interface Stop {
  readonly text: string;
  /** Share of the way, null where it follows from its neighbours. */
  readonly at: number | null;
}

/** The stops of a computed linear gradient. */
export function stopsOf(gradient: string): Stop[] {
  return [...gradient.matchAll(/((?:rgba?|color)\([^()]*\))\s*([\d.]+%)?/g)].map(([, text, at]) => ({
    text: text!,
    at: at ? parseFloat(at) / 100 : null,
  }));
}

/** Directions as colours: the hue says where to, the strength how far; nothing is the colour of the ground. */
import type { ColourScale, Rgb, Tone } from "./colours.ts";
import { setAttribute, svg } from "./element.ts";

/** Lightness and chroma in OKLCH: of a vector without length, and of one of full length. */
const RAMP: Readonly<Record<Tone, { readonly from: number; readonly to: number; readonly chroma: number }>> = {
  light: { from: 0.97, to: 0.68, chroma: 0.145 },
  dark: { from: 0.2, to: 0.74, chroma: 0.145 },
};

/** The colour of a vector; to the right is red, down yellow to green, to the left green to blue, up blue to violet. */
export function flowColour(down: number, across: number, reach: number, tone: Tone): Rgb {
  const strength = reach > 0 ? Math.min(1, Math.hypot(down, across) / reach) : 0;
  const { from, to, chroma } = RAMP[tone];
  return fromOklch(from + (to - from) * strength, chroma * strength, Math.atan2(down, across) + HUE);
}
/** Where the hues begin, so that right is red. */
const HUE = 0.35;

/** Source: B. Ottosson, A perceptual color space for image processing, 2020. */
function fromOklch(lightness: number, chroma: number, hue: number): Rgb {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    encoded(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

/** A linear share as a byte of sRGB. */
function encoded(value: number): number {
  const share = Math.min(1, Math.max(0, value));
  return Math.round(255 * (share <= 0.0031308 ? 12.92 * share : 1.055 * share ** (1 / 2.4) - 0.055));
}

/** A scale that colours patches by their number: what a map takes that knows one value a patch. */
export const flowScale = (vectors: ArrayLike<number>, reach: number, tone: Tone): ColourScale => ({
  kind: "magnitude",
  low: 0,
  high: reach,
  clipped: false,
  rgb: (patch) => flowColour(vectors[2 * patch]!, vectors[2 * patch + 1]!, reach, tone),
});

/** The colour wheel: a disc of every direction and strength, the legend of a flow field. */
export function paintWheel(canvas: HTMLCanvasElement, size: number, tone: Tone): void {
  if (canvas.width === size && canvas.dataset["tone"] === tone) return;
  [canvas.width, canvas.height] = [size, size];
  canvas.dataset["tone"] = tone;
  const context = canvas.getContext("2d");
  if (!context) return;
  const image = context.createImageData(size, size);
  const radius = size / 2;
  for (let y = 0, at = 0; y < size; y++)
    for (let x = 0; x < size; x++, at += 4) {
      const [down, across] = [y + 0.5 - radius, x + 0.5 - radius];
      image.data.set(flowColour(down, across, radius, tone), at);
      image.data[at + 3] = 255 * Math.min(1, Math.max(0, radius - Math.hypot(down, across)));
    }
  context.putImageData(image, 0, 0);
}

/** An arrow as a path: a line and two barbs; a dot where it has hardly a length. */
export function arrowPath(x: number, y: number, toX: number, toY: number, head: number): string {
  const length = Math.hypot(toX - x, toY - y);
  const point = (value: number) => value.toFixed(1);
  if (length < 0.8) return `M${point(x)} ${point(y)}h0.01`;
  const size = Math.min(head, length * 0.6);
  const [ux, uy] = [(toX - x) / length, (toY - y) / length];
  const barb = (side: 1 | -1) =>
    `${point(toX - size * (ux * 0.87 + side * uy * 0.5))} ${point(toY - size * (uy * 0.87 - side * ux * 0.5))}`;
  return `M${point(x)} ${point(y)}L${point(toX)} ${point(toY)}M${barb(1)}L${point(toX)} ${point(toY)}L${barb(-1)}`;
}

/** Of every patch an arrow in its cell; the longest is as long as a cell. */
export function arrowField(vectors: ArrayLike<number>, columns: number, unit: number, reach: number): string {
  const factor = (0.92 * unit) / reach;
  return Array.from({ length: vectors.length / 2 }, (_, patch) => {
    const [down, across] = [vectors[2 * patch]! * factor, vectors[2 * patch + 1]! * factor];
    const [row, column] = [Math.floor(patch / columns), patch % columns];
    const [x, y] = [(column + 0.5) * unit - across / 2, (row + 0.5) * unit - down / 2];
    return arrowPath(x, y, x + across, y + down, unit * 0.3);
  }).join("");
}

/** A line and its casing, so that it is seen on any ground. */
export interface Cased {
  readonly elements: readonly SVGElement[];
  draw(path: string): void;
}

export function cased(name: string, attributes: Readonly<Record<string, string>> = {}): Cased {
  const elements = [svg("path", { class: `${name} casing` }), svg("path", { class: `${name} line`, ...attributes })];
  return { elements, draw: (path) => elements.forEach((one) => setAttribute(one, "d", path)) };
}

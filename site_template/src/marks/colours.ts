/** Colour scales for data: blue-white-orange around an exact 0 for signed values, viridis for the rest. */
import { interpolateViridis } from "d3-scale-chromatic";
import { magnitudeAt, type Summary, summarise } from "../maths/statistics.ts";

export type Tone = "light" | "dark";
export type Rgb = readonly [number, number, number];

export interface ColourScale {
  readonly kind: "signed" | "magnitude";
  readonly low: number;
  readonly high: number;
  /** Some values lie beyond the ends and have the colour of the end. */
  readonly clipped: boolean;
  readonly rgb: (value: number) => Rgb;
}

const SIGNED: Readonly<Record<Tone, readonly Rgb[]>> = {
  light: [
    [24, 84, 160],
    [84, 146, 206],
    [176, 206, 232],
    [247, 246, 243],
    [243, 205, 172],
    [217, 138, 72],
    [168, 76, 12],
  ],
  dark: [
    [142, 196, 255],
    [74, 140, 220],
    [42, 78, 128],
    [36, 36, 40],
    [122, 74, 34],
    [212, 128, 58],
    [255, 190, 128],
  ],
};
const BROKEN: Rgb = [214, 39, 140];

/** A point of a colour ramp, linear between its stops; 0 is the first, 1 the last. */
function along(stops: readonly Rgb[], share: number): Rgb {
  const at = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const left = Math.min(stops.length - 2, Math.floor(at));
  const [from, to] = [stops[left]!, stops[left + 1]!];
  const mixed = (i: 0 | 1 | 2) => Math.round(from[i] + (to[i] - from[i]) * (at - left));
  return [mixed(0), mixed(1), mixed(2)];
}

const VIRIDIS: readonly Rgb[] = Array.from({ length: 64 }, (_, i) => {
  const colour = interpolateViridis(i / 63);
  const parts = colour.startsWith("#")
    ? colour
        .slice(1)
        .match(/../g)!
        .map((part) => parseInt(part, 16))
    : colour.match(/\d+/g)!.map(Number);
  return [parts[0]!, parts[1]!, parts[2]!];
});

// Looked up, not computed: a heatmap asks half a million times. Of an odd count the middle one is exactly neutral.
const ENTRIES = 511;
const table = (stops: readonly Rgb[]): readonly Rgb[] =>
  Array.from({ length: ENTRIES }, (_, i) => along(stops, i / (ENTRIES - 1)));
const TABLES = { light: table(SIGNED.light), dark: table(SIGNED.dark), magnitude: table(VIRIDIS) };

const lookUp = (colours: readonly Rgb[], share: number): Rgb =>
  Number.isFinite(share) ? colours[Math.round(Math.min(1, Math.max(0, share)) * (ENTRIES - 1))]! : BROKEN;

/** Signed values: as far below 0 as above, the neutral colour at exactly 0. */
export function signedScale(bound: number, tone: Tone, clipped = false): ColourScale {
  const reach = bound > 0 ? bound : 1;
  return {
    kind: "signed",
    low: -reach,
    high: reach,
    clipped,
    rgb: (value) => lookUp(TABLES[tone], (value / reach + 1) / 2),
  };
}

/** Probabilities and other values that are never negative. */
export function magnitudeScale(high: number, clipped = false, low = 0): ColourScale {
  const reach = high > low ? high - low : 1;
  return {
    kind: "magnitude",
    low,
    high: low + reach,
    clipped,
    rgb: (value) => lookUp(TABLES.magnitude, (value - low) / reach),
  };
}

/** Which values a scale covers: all, or most where a few huge ones would leave the rest pale. */
export type Range = "most" | "all";

// A share of the values that the scale covers, and how far the largest must lie beyond it to be left out.
// Attention has whole columns of large values (1 of 65 tokens is 1.5 %), so more of them are left out there.
const SIGNED_LIMIT = { share: 0.998, worth: 1.8 };
const MAGNITUDE_LIMIT = { share: 0.97, worth: 2.5 };

/** The scale for a whole tensor, so that its heads and rows share one. */
export function scaleFor(
  data: ArrayLike<number>,
  tone: Tone,
  range: Range = "most",
  summary: Summary = summarise(data),
): ColourScale {
  const { min, max } = summary;
  const largest = Math.max(Math.abs(min), Math.abs(max));
  const { share, worth } = min < 0 ? SIGNED_LIMIT : MAGNITUDE_LIMIT;
  const usual = range === "most" ? magnitudeAt(data, share, summary) : 0;
  const clipped = usual > 0 && largest > usual * worth;
  const bound = clipped ? usual : largest;
  return min < 0 ? signedScale(bound, tone, clipped) : magnitudeScale(bound, clipped);
}

export const css = ([red, green, blue]: Rgb): string => `rgb(${red} ${green} ${blue})`;

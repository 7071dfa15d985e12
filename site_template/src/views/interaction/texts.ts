/** Words for boxes, shares, ways and indicators. */
import { areaOf, type Box } from "../../maths/interaction/boxes.ts";
import { type Indicator, ROUNDING } from "../../maths/interaction/indicators.ts";
import { number, percent } from "../../maths/numbers.ts";
import type { Scene } from "./scene.ts";

export const INDICATOR_WORDS: Readonly<Record<Indicator, { readonly short: string; readonly long: string }>> = {
  mean: { short: "mean", long: "the mean over the heads" },
  std: { short: "std", long: "how far the heads differ: their standard deviation" },
  "mean+std": { short: "mean + std", long: "the mean over the heads plus their standard deviation" },
  max: { short: "max", long: "the most that any head gives" },
};

/** "row 3", "rows 1 to 5". */
const range = (what: string, from: number, to: number): string =>
  from === to ? `${what} ${from}` : `${what}s ${from} to ${to}`;

export const boxWords = ([top, bottom, left, right]: Box): string =>
  `${range("row", top, bottom)}, ${range("column", left, right)}`;

/** "5 × 6 = 30 of 64 patches". */
export function areaWords(box: Box, side: number): string {
  const [top, bottom, left, right] = box;
  return `${bottom - top + 1}\u00a0×\u00a0${right - left + 1} = ${areaOf(box)} of ${side * side} patches`;
}

export const share = (value: number): string => `${percent(value)}\u00a0%`;

const WAYS = ["right", "down and right", "down", "down and left", "left", "up and left", "up", "up and right"];

/** "1.8 patches down and left"; "nowhere" without a length. */
export function wayWords(down: number, across: number): string {
  const length = Math.hypot(down, across);
  if (length < 0.05) return "to no side";
  const eighth = (Math.round((Math.atan2(down, across) / Math.PI) * 4) + 8) % 8;
  return `${number(length)} patches ${WAYS[eighth]}`;
}

/** Patches of the row that stand out: at or above the threshold, but for rounding. */
export function standing({ row, cut, patch }: Scene, block: number): number[] {
  const [values, line] = [row(block), cut(block)];
  if (!values || !line) return [];
  const slack = ROUNDING * Math.max(...values);
  return Array.from(values.keys()).filter((i) => values[i]! >= line.threshold - slack && i !== patch);
}

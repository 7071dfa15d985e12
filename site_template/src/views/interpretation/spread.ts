/** How values are spread: mean, median, middle half and highest; nan without any. */
import { quantileSorted } from "d3-array";

export interface Spread {
  readonly mean: number;
  readonly median: number;
  /** First and third quartile. */
  readonly lower: number;
  readonly upper: number;
  readonly highest: number;
}

export function spreadOf(values: Float64Array): Spread {
  const sorted = Array.from(values)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const at = (share: number) => quantileSorted(sorted, share) ?? NaN;
  const sum = sorted.reduce((total, value) => total + value, 0);
  return {
    mean: sorted.length > 0 ? sum / sorted.length : NaN,
    median: at(0.5),
    lower: at(0.25),
    upper: at(0.75),
    highest: at(1),
  };
}

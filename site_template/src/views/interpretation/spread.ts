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

/** Spearman's rank correlation, equal values sharing their rank; nan where one of the two does not vary. */
export function rankCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [x, y] = [ranks(a), ranks(b)];
  const mean = (x.length + 1) / 2;
  let [product, first, second] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [one, other] = [x[i]! - mean, y[i]! - mean];
    product += one * other;
    first += one * one;
    second += other * other;
  }
  return first > 0 && second > 0 ? product / Math.sqrt(first * second) : NaN;
}

function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const out = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let i = from; i < to; i++) out[order[i]!] = (from + to + 1) / 2;
    from = to;
  }
  return out;
}

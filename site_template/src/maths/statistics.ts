/** What a tensor's values are like as a whole: extremes, moments, shares, and how they are spread. */

export interface Summary {
  readonly count: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Population standard deviation. */
  readonly deviation: number;
  /** Shares of all values, 0 to 1. */
  readonly negative: number;
  readonly zero: number;
  /** Values that are not finite; they are left out of everything else. */
  readonly broken: number;
}

export function summarise(data: ArrayLike<number>): Summary {
  let [min, max, sum, negative, zero, count] = [Infinity, -Infinity, 0, 0, 0, 0];
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (!Number.isFinite(value)) continue;
    count++;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
    if (value < 0) negative++;
    else if (value === 0) zero++;
  }
  const broken = data.length - count;
  if (count === 0) return { count, min: NaN, max: NaN, mean: NaN, deviation: NaN, negative: 0, zero: 0, broken };
  const mean = sum / count;
  return {
    count,
    min,
    max,
    mean,
    deviation: Math.sqrt(variance(data, mean, count)),
    negative: negative / count,
    zero: zero / count,
    broken,
  };
}

function variance(data: ArrayLike<number>, mean: number, count: number): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) {
    const off = data[i]! - mean;
    if (Number.isFinite(off)) sum += off * off;
  }
  return sum / count;
}

/** Counts of values in equal bins from `low` to `high`; values outside fall into the outermost bins. */
export function histogram(data: ArrayLike<number>, low: number, high: number, bins: number): Uint32Array {
  const counts = new Uint32Array(bins);
  const factor = high > low ? bins / (high - low) : 0;
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (!Number.isFinite(value)) continue;
    const bin = Math.floor((value - low) * factor);
    counts[Math.min(bins - 1, Math.max(0, bin))]!++;
  }
  return counts;
}

const STEPS = 4096;

/** The magnitude that a share of all values does not exceed, to 1/4096 of the largest magnitude. */
export function magnitudeAt(data: ArrayLike<number>, share: number, summary: Summary = summarise(data)): number {
  const { min, max, count } = summary;
  const largest = Math.max(Math.abs(min), Math.abs(max));
  if (!(largest > 0)) return 0;
  const counts = new Uint32Array(STEPS + 1);
  for (let i = 0; i < data.length; i++) {
    const magnitude = Math.abs(data[i]!);
    if (Number.isFinite(magnitude)) counts[Math.ceil((magnitude / largest) * STEPS)]!++;
  }
  let step = 0;
  for (let seen = counts[0]!; seen < share * count && step < STEPS; seen += counts[step]!) step++;
  return (step / STEPS) * largest;
}

/** Euclidean length of each row of a [rows, columns] plane. */
export function rowNorms(data: ArrayLike<number>, rows: number, columns: number): Float32Array {
  const norms = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let i = row * columns; i < (row + 1) * columns; i++) sum += data[i]! * data[i]!;
    norms[row] = Math.sqrt(sum);
  }
  return norms;
}

/** Indices of the largest values, largest first. */
export function largest(data: ArrayLike<number>, count: number): number[] {
  const order = Array.from({ length: data.length }, (_, i) => i).filter((i) => Number.isFinite(data[i]!));
  return order.sort((a, b) => data[b]! - data[a]! || a - b).slice(0, count);
}

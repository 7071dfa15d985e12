/** The softmax of one row, worked out stage by stage in double precision, and how spread its result is. */

export interface SoftmaxWorking {
  readonly scores: ArrayLike<number>;
  readonly maximum: number;
  /** Where the maximum is; the first one, where there are several. */
  readonly maximumAt: number;
  /** Maximum taken away: none is above 0. */
  readonly shifted: Float64Array;
  readonly exponentials: Float64Array;
  readonly total: number;
  /** Each exponential divided by the total; they sum to 1. */
  readonly shares: Float64Array;
  readonly spread: Spread;
}

export function softmax(scores: ArrayLike<number>): SoftmaxWorking {
  let maximumAt = 0;
  for (let i = 1; i < scores.length; i++) if (scores[i]! > scores[maximumAt]!) maximumAt = i;
  const maximum = scores[maximumAt]!;
  const shifted = Float64Array.from(scores, (score) => (score === maximum ? 0 : score - maximum));
  const exponentials = shifted.map(Math.exp);
  const total = exponentials.reduce((sum, value) => sum + value, 0);
  const shares = exponentials.map((value) => value / total);
  return { scores, maximum, maximumAt, shifted, exponentials, total, shares, spread: spreadOf(shares) };
}

export interface Spread {
  /** Shannon's entropy in bits. */
  readonly bits: number;
  /** As many equal shares would have the same entropy: 2 to the power of the bits. */
  readonly effective: number;
  /** How many of the largest shares make up half of the whole. */
  readonly half: number;
}

export function spreadOf(shares: Float64Array): Spread {
  const bits = Math.max(0, -shares.reduce((sum, p) => sum + (p > 0 ? p * Math.log2(p) : 0), 0));
  const falling = Float64Array.from(shares).sort().reverse();
  let [half, seen] = [0, 0];
  while (half < falling.length && seen < 0.5) seen += falling[half++]!;
  return { bits, effective: 2 ** bits, half };
}

/** Sums of all values before each index; one longer than the values. */
export function sumsBefore(values: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + values[i]!;
  return sums;
}

/** Where a map is cut in two: the map's own threshold, one set by hand, and how much lies at or above one. */

/** Sorted finite values. */
const sorted = (values: ArrayLike<number>): Float64Array => Float64Array.from(values).filter(Number.isFinite).sort();

/**
 * The value that parts a map into the two groups whose means differ most for their sizes: the roundest between them.
 * NaN where all values are equal, or there is none.
 *
 * N. Otsu, A Threshold Selection Method from Gray-Level Histograms, 1979; over the values themselves, without bins.
 */
export function ownThreshold(values: ArrayLike<number>): number {
  const all = sorted(values);
  const total = all.reduce((sum, value) => sum + value, 0);
  let [best, cut, below] = [0, NaN, 0];
  // What differs by rounding alone is equal.
  if (!(all.at(-1)! - all[0]! > 1e-9 * Math.max(Math.abs(all[0]!), Math.abs(all.at(-1)!)))) return NaN;
  for (let i = 1; i < all.length; i++) {
    below += all[i - 1]!;
    if (all[i] === all[i - 1]) continue;
    const apart = below / i - (total - below) / (all.length - i);
    const between = i * (all.length - i) * apart * apart;
    if (between > best * (1 + 1e-9)) [best, cut] = [between, roundest(all[i - 1]!, all[i]!)];
  }
  return cut;
}

/** The number of fewest decimals above one and not above the other. */
function roundest(above: number, upTo: number): number {
  for (let decimals = 1; decimals < 9; decimals++) {
    const rounded = Number(upTo.toFixed(decimals));
    const lower = rounded > upTo ? Number((rounded - 10 ** -decimals).toFixed(decimals)) : rounded;
    if (lower > above) return lower;
  }
  return upTo;
}

/** A threshold set by hand, to about a hundredth of the scale it is set on. */
export function handSet(value: number, low: number, high: number): string {
  const decimals = Math.min(8, Math.max(1, Math.ceil(-Math.log10((high - low) / 100))));
  return String(Number(value.toFixed(decimals)));
}

export const countAbove = (values: ArrayLike<number>, threshold: number): number =>
  Array.from(values).filter((value) => value >= threshold).length;

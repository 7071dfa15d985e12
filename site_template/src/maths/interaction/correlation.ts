/** What a cut changes, and whether an indicator foretold it. Twin of `elvit.analysis.effect`. */

/**
 * How far vectors moved, in terms of their length: |after - before| / |before|.
 *
 * @param before [row, width].
 * @param after [row, width].
 * @returns [row]; where `before` has no length, 0 if it did not move and 1 if it did.
 */
export function relativeChange(before: ArrayLike<number>, after: ArrayLike<number>, width: number): Float64Array {
  return Float64Array.from({ length: before.length / width }, (_, row) => {
    let [moved, length] = [0, 0];
    for (let i = row * width; i < (row + 1) * width; i++) {
      moved += (after[i]! - before[i]!) ** 2;
      length += before[i]! ** 2;
    }
    return length > 0 ? Math.sqrt(moved) / Math.sqrt(length) : Number(moved > 0);
  });
}

/** The rank of each value, 1 for the lowest; equal values share the mean of theirs. */
function meanRanks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Float64Array(values.length);
  for (let first = 0; first < order.length; ) {
    let after = first;
    while (after < order.length && values[order[after]!] === values[order[first]!]) after++;
    for (let i = first; i < after; i++) ranks[order[i]!] = (first + 1 + after) / 2;
    first = after;
  }
  return ranks;
}

/**
 * Spearman's rank correlation: that of Pearson between the ranks.
 *
 * Source: Spearman 1904, "The proof and measurement of association between two things".
 *
 * @returns from -1 to 1; 0 where either is the same everywhere, or there are fewer than two entries: it ranks nothing.
 */
export function rankCorrelation(one: ArrayLike<number>, other: ArrayLike<number>): number {
  const middle = (one.length + 1) / 2;
  const [first, second] = [one, other].map((values) => meanRanks(values).map((rank) => rank - middle));
  const product = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  const size = Math.sqrt(product(first!, first!) * product(second!, second!));
  return size > 0 ? Math.min(1, Math.max(-1, product(first!, second!) / size)) : 0;
}

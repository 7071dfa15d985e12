/** Orders in which the rows and columns of a similarity matrix can stand. Twin of `elvit.analysis.ordering`. */

/** As the tokens come: prefix, then patches row by row. */
export const gridOrder = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** By a value a token, highest first; the earlier of equals first, nan last. */
export const referenceOrder = (values: ArrayLike<number>): number[] => {
  const rank = (i: number): number => (Number.isNaN(values[i]!) ? -Infinity : values[i]!);
  return gridOrder(values.length).sort((a, b) => (rank(a) === rank(b) ? a - b : rank(b) > rank(a) ? 1 : -1));
};

/** Two clusters that became one, by a member of each, and their distance. */
interface Merge {
  readonly one: number;
  readonly other: number;
  readonly distance: number;
}

/**
 * By cluster: the leaves of a tree of average linkage over distances 1 - similarity, in its drawing order.
 *
 * Source: Sokal and Michener 1958; nearest-neighbour chains after Müllner 2011, arXiv:1109.2378.
 *
 * @param matrix similarities [n, n], symmetric.
 */
export function clusterOrder(matrix: ArrayLike<number>, n: number): number[] {
  const merges = averageLinkage(matrix, n);
  const leaves = gridOrder(n).map((i) => [i]);
  const names = gridOrder(n);
  const cluster = gridOrder(n); // by token: the tree that it is in
  merges.forEach(({ one, other }, step) => {
    const [a, b] = [cluster[one]!, cluster[other]!];
    const [first, second] = names[a]! < names[b]! ? [a, b] : [b, a];
    const joined = [...leaves[first]!, ...leaves[second]!];
    for (const leaf of leaves[second]!) cluster[leaf] = first;
    leaves[first] = joined;
    names[first] = n + step;
  });
  return n === 0 ? [] : leaves[cluster[0]!]!;
}

/** All merges, nearest first. */
function averageLinkage(matrix: ArrayLike<number>, n: number): Merge[] {
  const distance = Float64Array.from({ length: n * n }, (_, i) => 1 - matrix[i]!);
  const sizes = new Float64Array(n).fill(1);
  const merges: Merge[] = [];
  let chain: number[] = [];
  while (merges.length < n - 1) {
    if (chain.length === 0) chain = [sizes.findIndex((size) => size > 0)];
    for (;;) {
      const last = chain[chain.length - 1]!;
      const before = chain[chain.length - 2];
      const next = nearest(distance, sizes, n, last, before);
      if (next === before) break;
      chain.push(next);
    }
    const [b, a] = [chain.pop()!, chain.pop()!];
    const [one, other] = a < b ? [a, b] : [b, a];
    merges.push({ one, other, distance: distance[one * n + other]! });
    join(distance, sizes, n, one, other);
  }
  return merges.sort((a, b) => a.distance - b.distance);
}

/** The nearest living cluster; the one the chain comes from where it is as near as any. */
function nearest(
  distance: Float64Array,
  sizes: Float64Array,
  n: number,
  from: number,
  before: number | undefined,
): number {
  let best = before ?? -1;
  let least = before === undefined ? Infinity : distance[from * n + before]!;
  for (let i = 0; i < n; i++)
    if (i !== from && sizes[i]! > 0 && (distance[from * n + i]! < least || best < 0))
      [best, least] = [i, distance[from * n + i]!];
  return best;
}

/** Puts one cluster into the other, which keeps the mean distances of both. */
function join(distance: Float64Array, sizes: Float64Array, n: number, gone: number, kept: number): void {
  const [a, b] = [sizes[gone]!, sizes[kept]!];
  for (let i = 0; i < n; i++) {
    if (sizes[i]! === 0 || i === gone || i === kept) continue;
    const mean = (a * distance[gone * n + i]! + b * distance[kept * n + i]!) / (a + b);
    distance[kept * n + i] = distance[i * n + kept] = mean;
  }
  sizes[gone] = 0;
  sizes[kept] = a + b;
}

/** Where tokens read from in one block: a head, or all heads as one. Twin of `elvit.analysis.attention`. */

/** How heads become one: their mean, their highest, their lowest, or one of them by its number. */
export type Fuse = "mean" | "max" | "min" | number;

/**
 * One matrix out of a block's heads.
 *
 * @param pattern [head, query, key].
 * @returns [query, key]; max and min are no distributions: their rows do not sum to 1.
 */
export function fuseHeads(pattern: ArrayLike<number>, heads: number, pos: number, fuse: Fuse): Float64Array {
  const out = new Float64Array(pos * pos);
  fuseInto(out, pattern, heads, pos, 0, fuse);
  return out;
}

/**
 * What the reference tokens attend to: their rows with the heads fused, then the mean over the references.
 *
 * @param pattern [head, query, key].
 * @param references indices of tokens; none gives nan.
 * @returns [key], the prefix tokens first; `subarray(prefix)` are the patches.
 */
export function attentionMap(
  pattern: ArrayLike<number>,
  heads: number,
  pos: number,
  references: readonly number[],
  fuse: Fuse,
): Float64Array {
  const sum = new Float64Array(pos);
  if (references.length === 0) return sum.fill(NaN);
  const row = new Float64Array(pos);
  for (const reference of references) {
    fuseInto(row, pattern, heads, pos, reference, fuse);
    for (let key = 0; key < pos; key++) sum[key] = sum[key]! + row[key]!;
  }
  for (let key = 0; key < pos; key++) sum[key] = sum[key]! / references.length;
  return sum;
}

/** The mean over some rows of a matrix [query, key], as of `rollout`: [key]; nan without rows. */
export function meanOfQueries(matrix: ArrayLike<number>, pos: number, references: readonly number[]): Float64Array {
  return attentionMap(matrix, 1, pos, references, 0);
}

/** Fuses as many entries as `out` has, from the row of `query` on. */
function fuseInto(
  out: Float64Array,
  pattern: ArrayLike<number>,
  heads: number,
  pos: number,
  query: number,
  fuse: Fuse,
): void {
  const plane = pos * pos;
  const start = query * pos;
  const first = (typeof fuse === "number" ? fuse * plane : 0) + start;
  for (let i = 0; i < out.length; i++) out[i] = pattern[first + i]!;
  if (typeof fuse === "number") return;
  for (let head = 1; head < heads; head++) combine(out, pattern, head * plane + start, fuse);
  if (fuse === "mean") for (let i = 0; i < out.length; i++) out[i] = out[i]! / heads;
}

/** Adds, or keeps the higher or the lower, entry by entry. */
function combine(out: Float64Array, pattern: ArrayLike<number>, from: number, fuse: "mean" | "max" | "min"): void {
  if (fuse === "mean") for (let i = 0; i < out.length; i++) out[i] = out[i]! + pattern[from + i]!;
  else if (fuse === "max") for (let i = 0; i < out.length; i++) out[i] = Math.max(out[i]!, pattern[from + i]!);
  else for (let i = 0; i < out.length; i++) out[i] = Math.min(out[i]!, pattern[from + i]!);
}

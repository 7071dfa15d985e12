/**
 * Attention rollout: attention multiplied through the blocks, as if tokens were handed on unchanged but mixed.
 * Twin of `elvit.analysis.rollout`.
 *
 * Source: Abnar and Zuidema 2020, arXiv:2005.00928; fusing by max or min and discarding follow common practice
 * for Vision Transformers (Gildenblat 2020, jacobgil.github.io/deeplearning/vision-transformer-explainability).
 */
import { type Fuse, fuseHeads } from "./attention.ts";

export interface RolloutOptions {
  /** Adds the identity, which stands for the residual connection, before each row is brought back to a sum of 1. */
  readonly identity: boolean;
  readonly fuse: Fuse;
  /** Share, from 0 to 1, of each fused matrix's entries in patch columns that is set to 0, the lowest first. */
  readonly discard: number;
  /** Tokens before the first patch: their columns are never discarded. */
  readonly prefix: number;
}

/**
 * What each token has gathered from each token of the input up to every block.
 *
 * @param patterns one [head, query, key] a block, first block first.
 * @returns one [query, key] a block, cumulative; a row sums to 1, or is all 0 where nothing was left of it.
 */
export function rollout(
  patterns: readonly ArrayLike<number>[],
  heads: number,
  pos: number,
  options: RolloutOptions,
): Float64Array[] {
  const out: Float64Array[] = [];
  for (const pattern of patterns) {
    const step = rolloutStep(pattern, heads, pos, options);
    const before = out[out.length - 1];
    out.push(before ? product(step, before, pos) : step);
  }
  return out;
}

/** One block's part: fused, thinned out, with the identity where wanted, its rows of sum 1. */
export function rolloutStep(
  pattern: ArrayLike<number>,
  heads: number,
  pos: number,
  options: RolloutOptions,
): Float64Array {
  const matrix = fuseHeads(pattern, heads, pos, options.fuse);
  discardLowest(matrix, pos, options.prefix, options.discard);
  if (options.identity) for (let i = 0; i < pos; i++) matrix[i * pos + i] = matrix[i * pos + i]! + 1;
  normaliseRows(matrix, pos);
  return matrix;
}

/** Sets the lowest entries of the patch columns to 0: the earlier of equals first. */
function discardLowest(matrix: Float64Array, pos: number, prefix: number, share: number): void {
  const patches = pos - prefix;
  const count = Math.min(Math.floor(share * (pos * patches)), pos * patches);
  if (count <= 0) return;
  const entries = new Float64Array(pos * patches);
  for (let row = 0; row < pos; row++) entries.set(matrix.subarray(row * pos + prefix, (row + 1) * pos), row * patches);
  const sorted = entries.slice().sort();
  const limit = sorted[count - 1]!;
  let equals = count - lowerBound(sorted, limit);
  for (let i = 0; i < entries.length; i++) {
    if (entries[i]! > limit || (entries[i] === limit && equals-- <= 0)) continue;
    matrix[Math.floor(i / patches) * pos + prefix + (i % patches)] = 0;
  }
}

/** How many entries of an ascending array are below a value. */
function lowerBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function normaliseRows(matrix: Float64Array, pos: number): void {
  for (let row = 0; row < pos; row++) {
    let sum = 0;
    for (let i = row * pos; i < (row + 1) * pos; i++) sum += matrix[i]!;
    if (sum > 0) for (let i = row * pos; i < (row + 1) * pos; i++) matrix[i] = matrix[i]! / sum;
  }
}

/** Matrix product of two [pos, pos]. */
export function product(left: Float64Array, right: Float64Array, pos: number): Float64Array {
  const out = new Float64Array(pos * pos);
  for (let row = 0; row < pos; row++)
    for (let inner = 0; inner < pos; inner++) {
      const factor = left[row * pos + inner]!;
      if (factor === 0) continue;
      const [to, from] = [row * pos, inner * pos];
      for (let i = 0; i < pos; i++) out[to + i] = out[to + i]! + factor * right[from + i]!;
    }
  return out;
}

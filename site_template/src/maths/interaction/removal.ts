/**
 * In which order patches are removed: the indiscriminative ones first, and other orders to hold that against.
 * Twin of `elvit.analysis.removal`. An order lists all patches; the first ones go first.
 *
 * The indiscriminative patches are an idea of Ma et al. 2023, arXiv:2203.05922; the rule is this project's own.
 */
import { attentionMap } from "../attention.ts";
import { uniform } from "../draws.ts";
import { similarityTo } from "../similarity.ts";
import type { Grid } from "../tokens.ts";

/**
 * Patches with the smallest responsive fields first, summed over blocks. Of equal ones that first from which others
 * take less, summed over blocks; then the earlier.
 *
 * @param masks by block, windows as [owner, held].
 * @param indicators by block, that they were made of, [patch j, patch i], j takes from i.
 */
export function indiscriminativeOrder(masks: readonly Uint8Array[], indicators: readonly Float64Array[]): number[] {
  const [fields, given] = [columnSums(masks), columnSums(indicators)];
  return [...fields.keys()].sort((a, b) => fields[a]! - fields[b]! || given[a]! - given[b]! || a - b);
}

/** The same the other way round: the most responsive patches first; of those equal in all, still the earlier. */
export function responsiveOrder(masks: readonly Uint8Array[], indicators: readonly Float64Array[]): number[] {
  const [fields, given] = [columnSums(masks), columnSums(indicators)];
  return [...fields.keys()].sort((a, b) => fields[b]! - fields[a]! || given[b]! - given[a]! || a - b);
}

/**
 * Patches that what the head reads attends to least first, on average over blocks and heads; of equal ones the earlier.
 * Of several tokens that the head reads the mean counts.
 *
 * @param patterns by block, [head, query, key].
 */
export function attentionOrder(patterns: readonly ArrayLike<number>[], heads: number, grid: Sequence): number[] {
  const { tokens, prefix, read } = grid;
  return lowestFirst(patterns.map((one) => attentionMap(one, heads, tokens, read, "mean").subarray(prefix)));
}

/**
 * Patches least like what the head reads first, by the cosine, on average over the blocks' outputs; of equal ones the
 * earlier. Of several tokens that the head reads the mean counts.
 *
 * @param streams by block, `hook_resid_post`, [pos, d_model].
 */
export function similarityOrder(streams: readonly ArrayLike<number>[], width: number, grid: Sequence): number[] {
  const { tokens, prefix, read } = grid;
  return lowestFirst(streams.map((one) => similarityTo(one, tokens, width, read, prefix)));
}

type Sequence = Pick<Grid, "tokens" | "prefix" | "read">;

/** Any order, all being as likely: by the first draws of a seed, lowest first. */
export const randomOrder = (patches: number, seed: number): number[] =>
  lowestFirst([Float64Array.from({ length: patches }, (_, draw) => uniform(seed, draw))]);

/** How many patches a share of them is: the nearest whole number, halves up. */
export const removedCount = (share: number, patches: number): number => Math.floor(share * patches + 0.5);

/** By the mean over the blocks. */
function lowestFirst(blocks: readonly Float64Array[]): number[] {
  const means = blocks[0]!.map((_, i) => blocks.reduce((sum, block) => sum + block[i]!, 0) / blocks.length);
  return [...means.keys()].sort((a, b) => means[a]! - means[b]! || a - b);
}

/** Sums over all rows of square matrices. */
function columnSums(blocks: readonly ArrayLike<number>[]): Float64Array {
  const edge = Math.sqrt(blocks[0]!.length);
  const sums = new Float64Array(edge);
  for (const block of blocks) for (let i = 0; i < block.length; i++) sums[i % edge]! += block[i]!;
  return sums;
}

/**
 * Patch interaction: one number for how much a patch takes from another in a block, made of all heads.
 * Twin of `elvit.analysis.interaction`.
 *
 * The idea is that of Ma et al. 2023, arXiv:2203.05922; the formulas are this project's own operational definitions.
 */

/** Mean over the heads, standard deviation over the heads, their sum, the largest of any head. */
export const INDICATORS = ["mean", "std", "mean+std", "max"] as const;
export type Indicator = (typeof INDICATORS)[number];

/** What is smaller than this, in terms of what it is a difference of, is rounding, and counts as 0. */
export const ROUNDING = 1e-12;

/**
 * The attention that patches give to patches, each row brought back to a sum of 1.
 *
 * @param pattern [head, query, key], prefix tokens first.
 * @returns [head, patch, patch]; a row that gives nothing to any patch stays all 0.
 */
function amongPatches(pattern: ArrayLike<number>, heads: number, pos: number, prefix: number): Float64Array {
  const patches = pos - prefix;
  const out = new Float64Array(heads * patches * patches);
  for (let head = 0; head < heads; head++)
    for (let row = 0; row < patches; row++) {
      const from = (head * pos + prefix + row) * pos + prefix;
      const to = (head * patches + row) * patches;
      let sum = 0;
      for (let i = 0; i < patches; i++) sum += pattern[from + i]!;
      if (sum > 0) for (let i = 0; i < patches; i++) out[to + i] = pattern[from + i]! / sum;
    }
  return out;
}

/**
 * How much patch i (row) takes from patch j (column) in a block.
 *
 * @param pattern `attn.hook_pattern`, [head, query, key].
 * @returns [patch, patch]; with one head the standard deviation is 0 everywhere.
 */
export const interaction = (
  pattern: ArrayLike<number>,
  heads: number,
  pos: number,
  prefix: number,
  indicator: Indicator,
): Float64Array => fuseInteraction(amongPatches(pattern, heads, pos, prefix), heads, indicator);

/** The same from the attention among patches, [head, patch, patch]. */
function fuseInteraction(among: Float64Array, heads: number, indicator: Indicator): Float64Array {
  const plane = among.length / heads;
  const out = new Float64Array(plane);
  for (let i = 0; i < plane; i++) {
    let [sum, highest] = [0, -Infinity];
    for (let at = i; at < among.length; at += plane) {
      sum += among[at]!;
      highest = Math.max(highest, among[at]!);
    }
    const mean = sum / heads;
    if (indicator === "max") out[i] = highest;
    else if (indicator === "mean") out[i] = mean;
    else out[i] = (indicator === "std" ? 0 : mean) + spreadAt(among, i, plane, heads, mean);
  }
  return out;
}

/** The standard deviation over the heads, divided by their number. */
function spreadAt(among: Float64Array, i: number, plane: number, heads: number, mean: number): number {
  let squares = 0;
  for (let at = i; at < among.length; at += plane) squares += (among[at]! - mean) ** 2;
  const spread = Math.sqrt(squares / heads);
  return spread <= ROUNDING * mean ? 0 : spread;
}

/** The mean over the blocks, entry by entry. */
export function overBlocks(blocks: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(blocks[0]?.length ?? 0);
  for (const block of blocks) for (let i = 0; i < out.length; i++) out[i] = out[i]! + block[i]!;
  return out.map((sum) => sum / blocks.length);
}

/** LayerNorm of one token, worked out stage by stage in double precision. */

export interface NormWorking {
  /** The token's features as they come, [d_model]. */
  readonly before: Float32Array;
  readonly mean: number;
  /** Mean of the squared differences from the mean. */
  readonly variance: number;
  readonly eps: number;
  /** √(variance + ε): the hook's `hook_scale`. */
  readonly scale: number;
  /** Mean taken away. */
  readonly centred: Float64Array;
  /** Divided by the scale. */
  readonly standard: Float64Array;
  readonly gain: ArrayLike<number>;
  readonly bias: ArrayLike<number>;
  /** Times the gain. */
  readonly gained: Float64Array;
  /** Plus the bias: the hook's `hook_normalized`. */
  readonly after: Float64Array;
}

/** A norm without gain or bias has ones and zeros in their place. */
export function layerNorm(
  before: Float32Array,
  eps: number,
  gain: ArrayLike<number> | null,
  bias: ArrayLike<number> | null,
): NormWorking {
  const count = before.length;
  const w = gain ?? new Float32Array(count).fill(1);
  const b = bias ?? new Float32Array(count);
  const mean = sum(before) / count;
  const centred = Float64Array.from(before, (x) => x - mean);
  const variance = centred.reduce((total, off) => total + off * off, 0) / count;
  const scale = Math.sqrt(variance + eps);
  // All features equal and no ε: nothing differs from the mean, so nothing is left to divide.
  const standard = centred.map((off) => (scale > 0 ? off / scale : 0));
  const gained = standard.map((z, i) => z * w[i]!);
  const after = gained.map((value, i) => value + b[i]!);
  return { before, mean, variance, eps, scale, centred, standard, gain: w, bias: b, gained, after };
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i]!;
  return total;
}

/** How many features lie further from the mean than one scale. */
export const beyondOne = (standard: Float64Array): number =>
  standard.reduce((n, z) => n + (Math.abs(z) > 1 ? 1 : 0), 0);

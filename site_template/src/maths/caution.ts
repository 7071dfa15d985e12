/**
 * When cosine similarity misleads: directions that all agree, tokens of unusual length. Twin of
 * `elvit.analysis.caution`.
 */
import { lengthsOf } from "./similarity.ts";

/** A token is an outlier when its length's robust z is above this. Source: Iglewicz and Hoaglin 1993. */
export const OUTLIER_FROM = 3.5;

/**
 * Mean cosine of all pairs of different tokens [pos, d_model]: 0 when directions are spread evenly, 1 when all agree.
 *
 * Source: Ethayarajh 2019, arXiv:1909.00512. A token of zeros has cosine 0 with all others.
 *
 * @returns from -1 to 1; nan with fewer than two tokens.
 */
export function anisotropy(tokens: ArrayLike<number>, pos: number, width: number): number {
  if (pos < 2) return NaN;
  const lengths = lengthsOf(tokens, pos, width);
  const sum = new Float64Array(width);
  let directed = 0;
  for (let row = 0; row < pos; row++) {
    const length = lengths[row]!;
    if (length === 0) continue;
    directed++;
    for (let i = 0; i < width; i++) sum[i] = sum[i]! + tokens[row * width + i]! / length;
  }
  let square = 0;
  for (const value of sum) square += value * value;
  return Math.min(1, Math.max(-1, (square - directed) / (pos * (pos - 1))));
}

/**
 * How far each token's length lies above the median, in robust standard deviations: 0.6745 (x - median) / MAD, with
 * the mean distance from the median where more than half of the lengths are equal; 0 where all are.
 *
 * @param tokens [pos, d_model].
 * @returns [pos].
 */
export function normScores(tokens: ArrayLike<number>, pos: number, width: number): Float64Array {
  const lengths = lengthsOf(tokens, pos, width);
  const middle = median(lengths);
  const distances = lengths.map((length) => Math.abs(length - middle));
  const rounding = 1e-6 * middle; // lengths that differ by less are the same
  const [typical, average] = [median(distances), distances.reduce((sum, one) => sum + one, 0) / pos];
  const scale = typical > rounding ? typical / 0.6745 : average > rounding ? average * 1.253314 : Infinity;
  return lengths.map((length) => (length - middle) / scale);
}

/**
 * Tokens whose length lies far above the others', as of tokens that a model uses as registers.
 *
 * Source: Darcet et al. 2023, arXiv:2309.16588.
 *
 * @param tokens [pos, d_model].
 * @returns indices, ascending.
 */
export function normOutliers(
  tokens: ArrayLike<number>,
  pos: number,
  width: number,
  threshold: number = OUTLIER_FROM,
): number[] {
  const scores = normScores(tokens, pos, width);
  return Array.from(scores.keys()).filter((i) => scores[i]! > threshold);
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/**
 * The logit lens: what the model would answer if it stopped here. Twin of `elvit.analysis.lens`.
 *
 * Source: nostalgebraist 2020, "interpreting GPT: the logit lens"; for Vision Transformers Vilas et al. 2023,
 * arXiv:2310.18969. The model's own last norm and head are read on tokens that they were not trained for.
 */

/** The last norm: gain and bias [d_model], and what is added to the variance. */
export interface FinalNorm {
  readonly w: ArrayLike<number>;
  readonly b: ArrayLike<number>;
  readonly eps: number;
}

/** The classifier: W [d_model, class] row by row, b [class]. */
export interface ClassHead {
  readonly W: ArrayLike<number>;
  readonly b: ArrayLike<number>;
}

/**
 * Class probabilities of tokens of the residual stream, each read as if it were the last block's CLS.
 *
 * @param tokens [n, d_model].
 * @returns [n, class], each row of sum 1.
 */
export function logitLens(
  tokens: ArrayLike<number>,
  n: number,
  width: number,
  norm: FinalNorm,
  head: ClassHead,
): Float64Array {
  const classes = head.b.length;
  const out = new Float64Array(n * classes);
  const normal = new Float64Array(width);
  for (let row = 0; row < n; row++) {
    normalise(normal, tokens, row * width, norm);
    const logits = out.subarray(row * classes, (row + 1) * classes);
    for (let j = 0; j < classes; j++) logits[j] = head.b[j]!;
    for (let i = 0; i < width; i++) {
      const value = normal[i]!;
      for (let j = 0, at = i * classes; j < classes; j++, at++) logits[j] = logits[j]! + value * head.W[at]!;
    }
    softmax(logits);
  }
  return out;
}

/** LayerNorm of one token, into `out`. */
function normalise(out: Float64Array, tokens: ArrayLike<number>, start: number, norm: FinalNorm): void {
  const width = out.length;
  let mean = 0;
  for (let i = 0; i < width; i++) mean += tokens[start + i]!;
  mean /= width;
  let variance = 0;
  for (let i = 0; i < width; i++) variance += (tokens[start + i]! - mean) ** 2;
  const scale = Math.sqrt(variance / width + norm.eps);
  // Without eps, a token of equal entries has no deviation to divide by: it is its mean.
  for (let i = 0; i < width; i++)
    out[i] = (scale > 0 ? (tokens[start + i]! - mean) / scale : 0) * norm.w[i]! + norm.b[i]!;
}

/** In place. */
function softmax(logits: Float64Array): void {
  let most = -Infinity;
  for (const value of logits) if (value > most) most = value;
  let sum = 0;
  for (let j = 0; j < logits.length; j++) sum += logits[j] = Math.exp(logits[j]! - most);
  for (let j = 0; j < logits.length; j++) logits[j] = logits[j]! / sum;
}

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

/** One head: W [part, d_model, class], and the rows whose mean is each part. Logits of several heads are averaged. */
export interface ReadHead extends ClassHead {
  readonly parts: readonly (readonly number[])[];
}

/** What becomes of the logits. */
export type Become = "softmax" | "sigmoid";

/**
 * Class probabilities of tokens of the residual stream, each as if it were what the head reads after the last block.
 *
 * @param tokens [n, d_model].
 * @returns [n, class]; with a softmax each row has the sum 1.
 */
export function logitLens(
  tokens: ArrayLike<number>,
  n: number,
  width: number,
  norm: FinalNorm,
  head: ClassHead,
  become: Become = "softmax",
): Float64Array {
  const classes = head.b.length;
  const out = new Float64Array(n * classes);
  const normal = new Float64Array(width);
  for (let row = 0; row < n; row++) {
    normalise(normal, tokens, row * width, norm);
    const logits = out.subarray(row * classes, (row + 1) * classes);
    addBias(logits, head.b, 1);
    addProducts(logits, normal, head.W, 0, 1);
    BECOME[become](logits);
  }
  return out;
}

/**
 * The same of all tokens of a block, read the way that the model's heads read them: one token, or the mean of several,
 * normalised one by one.
 *
 * @param tokens [pos, d_model].
 * @returns [class].
 */
export function readoutLens(
  tokens: ArrayLike<number>,
  width: number,
  norm: FinalNorm,
  heads: readonly ReadHead[],
  become: Become = "softmax",
): Float64Array {
  const logits = new Float64Array(heads[0]!.b.length);
  for (const { W, b, parts } of heads) {
    addBias(logits, b, 1 / heads.length);
    parts.forEach((rows, part) => {
      const mean = meanNormal(tokens, width, norm, rows);
      addProducts(logits, mean, W, part * width * b.length, 1 / heads.length);
    });
  }
  BECOME[become](logits);
  return logits;
}

/** The head of a token that stands in every part, and before every head, alone; W [d_model, class]. */
export function headOfOne(heads: readonly ReadHead[], width: number): ClassHead {
  const [first] = heads;
  if (heads.length === 1 && first!.parts.length === 1) return first!;
  const classes = first!.b.length;
  const [W, b] = [new Float64Array(width * classes), new Float64Array(classes)];
  for (const head of heads) {
    addBias(b, head.b, 1 / heads.length);
    for (let i = 0; i < head.W.length; i++) W[i % W.length]! += head.W[i]! / heads.length;
  }
  return { W, b };
}

function addBias(logits: Float64Array, bias: ArrayLike<number>, factor: number): void {
  for (let j = 0; j < logits.length; j++) logits[j] = logits[j]! + factor * bias[j]!;
}

/** Adds a row times a matrix [d_model, class] that begins at `start`. */
function addProducts(
  logits: Float64Array,
  row: Float64Array,
  W: ArrayLike<number>,
  start: number,
  factor: number,
): void {
  const classes = logits.length;
  for (let i = 0; i < row.length; i++) {
    const value = row[i]! * factor;
    for (let j = 0, at = start + i * classes; j < classes; j++, at++) logits[j] = logits[j]! + value * W[at]!;
  }
}

/** The mean of some tokens after LayerNorm. */
function meanNormal(tokens: ArrayLike<number>, width: number, norm: FinalNorm, rows: readonly number[]): Float64Array {
  const [mean, normal] = [new Float64Array(width), new Float64Array(width)];
  for (const row of rows) {
    normalise(normal, tokens, row * width, norm);
    for (let i = 0; i < width; i++) mean[i] = mean[i]! + normal[i]! / rows.length;
  }
  return mean;
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

const BECOME: Readonly<Record<Become, (logits: Float64Array) => void>> = { softmax, sigmoid };

/** In place. */
function softmax(logits: Float64Array): void {
  let most = -Infinity;
  for (const value of logits) if (value > most) most = value;
  let sum = 0;
  for (let j = 0; j < logits.length; j++) sum += logits[j] = Math.exp(logits[j]! - most);
  for (let j = 0; j < logits.length; j++) logits[j] = logits[j]! / sum;
}

/** In place. */
function sigmoid(logits: Float64Array): void {
  for (let j = 0; j < logits.length; j++) logits[j] = 1 / (1 + Math.exp(-logits[j]!));
}

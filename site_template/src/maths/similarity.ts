/**
 * How alike tokens are: cosines, block by block. Twin of `elvit.analysis.similarity`.
 *
 * Source: Zhou et al. 2023, arXiv:2401.12666, who compare CLS with the patches at every block's output.
 * A token of zeros has no direction and is like nothing: its cosines are 0.
 */
import { rowNorms } from "./statistics.ts";

/** Euclidean length of each row of tokens [pos, d_model]. Worth keeping while the tokens stay. */
export function lengthsOf(tokens: ArrayLike<number>, pos: number, width: number): Float64Array {
  const out = new Float64Array(pos);
  for (let row = 0; row < pos; row++) {
    let sum = 0;
    for (let i = row * width; i < (row + 1) * width; i++) sum += tokens[i]! * tokens[i]!;
    out[row] = Math.sqrt(sum);
  }
  return out;
}

/**
 * The cosine of each patch with the mean of the reference tokens.
 *
 * @param tokens [pos, d_model].
 * @param references indices of tokens; none gives nan.
 * @param prefix tokens before the first patch.
 * @param lengths of the tokens, from `lengthsOf`.
 * @returns [patch], from -1 to 1.
 */
export function similarityTo(
  tokens: ArrayLike<number>,
  pos: number,
  width: number,
  references: readonly number[],
  prefix: number,
  lengths: Float64Array = lengthsOf(tokens, pos, width),
): Float64Array {
  const out = new Float64Array(pos - prefix);
  if (references.length === 0) return out.fill(NaN);
  const mean = meanOfRows(tokens, width, references);
  const size = lengthsOf(mean, 1, width)[0]!;
  for (let row = prefix; row < pos; row++) {
    const start = row * width;
    let sum = 0;
    for (let i = 0; i < width; i++) sum += tokens[start + i]! * mean[i]!;
    out[row - prefix] = cosine(sum, lengths[row]! * size);
  }
  return out;
}

/** The cosine of every pair of tokens [pos, d_model]; [pos, pos], symmetric. */
export function similarityMatrix(tokens: ArrayLike<number>, pos: number, width: number): Float64Array {
  const lengths = lengthsOf(tokens, pos, width);
  const out = new Float64Array(pos * pos);
  for (let one = 0; one < pos; one++)
    for (let other = one; other < pos; other++) {
      const [a, b] = [one * width, other * width];
      let sum = 0;
      for (let i = 0; i < width; i++) sum += tokens[a + i]! * tokens[b + i]!;
      out[one * pos + other] = out[other * pos + one] = cosine(sum, lengths[one]! * lengths[other]!);
    }
  return out;
}

/**
 * The same as `similarityTo` where only the cosines of all pairs are known: for a single reference exactly,
 * for several as if all tokens were of the same length.
 *
 * @param matrix [pos, pos].
 * @returns [patch].
 */
export function similarityFromMatrix(
  matrix: ArrayLike<number>,
  pos: number,
  references: readonly number[],
  prefix: number,
): Float64Array {
  const out = new Float64Array(pos - prefix);
  let square = 0;
  for (const one of references) for (const other of references) square += matrix[one * pos + other]!;
  if (references.length === 0) return out.fill(NaN);
  const size = references.length === 1 ? 1 : Math.sqrt(Math.max(0, square));
  for (let row = prefix; row < pos; row++) {
    let sum = 0;
    for (const reference of references) sum += matrix[reference * pos + row]!;
    out[row - prefix] = cosine(sum, size);
  }
  return out;
}

/** [d_model], the mean of some rows of [pos, d_model]. */
function meanOfRows(tokens: ArrayLike<number>, width: number, rows: readonly number[]): Float64Array {
  const mean = new Float64Array(width);
  for (const row of rows) for (let i = 0; i < width; i++) mean[i] = mean[i]! + tokens[row * width + i]!;
  for (let i = 0; i < width; i++) mean[i] = mean[i]! / rows.length;
  return mean;
}

const cosine = (product: number, size: number): number => (size > 0 ? Math.min(1, Math.max(-1, product / size)) : 0);

/** The cosine of each row of a [rows, columns] plane with one of its rows, in [-1, 1]. */
export function cosinesWith(data: ArrayLike<number>, rows: number, columns: number, row: number): Float32Array {
  const norms = rowNorms(data, rows, columns);
  const out = new Float32Array(rows);
  for (let other = 0; other < rows; other++) {
    let sum = 0;
    for (let i = 0; i < columns; i++) sum += data[row * columns + i]! * data[other * columns + i]!;
    const size = norms[row]! * norms[other]!;
    out[other] = size > 0 ? Math.min(1, Math.max(-1, sum / size)) : 0;
  }
  return out;
}

/** One row of a [head, query, key] tensor, averaged over the heads. */
export function meanRow(
  data: ArrayLike<number>,
  heads: number,
  rows: number,
  columns: number,
  row: number,
): Float32Array {
  const out = new Float32Array(columns);
  for (let head = 0; head < heads; head++) {
    const start = (head * rows + row) * columns;
    for (let i = 0; i < columns; i++) out[i] = out[i]! + data[start + i]! / heads;
  }
  return out;
}

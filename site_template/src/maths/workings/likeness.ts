/** How alike the rows of places are: the cosine of each with each, which is a picture of what the model knows of places. */
import { rowNorms } from "../statistics.ts";

const kept = new WeakMap<Float32Array, Float32Array>();

/** [rows, rows], symmetric; a row of zeros is like nothing. Kept for each tensor. */
export function likenessOf(data: Float32Array, rows: number): Float32Array {
  const known = kept.get(data);
  if (known) return known;
  const columns = data.length / rows;
  const norms = rowNorms(data, rows, columns);
  const out = new Float32Array(rows * rows);
  for (let one = 0; one < rows; one++)
    for (let other = one; other < rows; other++) {
      let sum = 0;
      for (let i = 0; i < columns; i++) sum += data[one * columns + i]! * data[other * columns + i]!;
      const size = norms[one]! * norms[other]!;
      out[one * rows + other] = out[other * rows + one] = size > 0 ? Math.min(1, Math.max(-1, sum / size)) : 0;
    }
  kept.set(data, out);
  return out;
}

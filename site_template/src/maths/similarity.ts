/** Cosine similarity of tokens. Twin of the field's usual definition; a row of zeros is like nothing. */
import { rowNorms } from "./statistics.ts";

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
export function meanRow(data: ArrayLike<number>, heads: number, rows: number, columns: number, row: number): Float32Array {
  const out = new Float32Array(columns);
  for (let head = 0; head < heads; head++) {
    const start = (head * rows + row) * columns;
    for (let i = 0; i < columns; i++) out[i] = out[i]! + data[start + i]! / heads;
  }
  return out;
}

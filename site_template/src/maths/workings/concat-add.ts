/** The tokens before the first block: prefix rows in front of the patches' rows, a row of positions added to each. */
import type { Grid } from "../tokens.ts";
import { cosineOf, lengthOf, rowOf } from "./vector.ts";

export interface ConcatAdd {
  readonly token: number;
  readonly column: number;
  readonly width: number;
  /** Prefix rows, then the patches' rows: [pos, d_model]. */
  readonly stacked: Float32Array;
  /** [pos, d_model] */
  readonly positions: Float32Array;
  /** [pos, d_model], as the model has it. */
  readonly full: Float32Array;
  /** Of the token: what it holds, what its place adds, their sum. */
  readonly content: Float32Array;
  readonly position: Float32Array;
  readonly sums: Float64Array;
  readonly lengths: { readonly content: number; readonly position: number; readonly sum: number };
  /** Between what the token holds and what its place adds; null where one of them is all zeros. */
  readonly cosine: number | null;
  /** Of this place's row with the row of each place, in the order of the sequence; null where a row is all zeros. */
  readonly likeness: readonly (number | null)[];
  readonly result: number;
}

interface Given {
  /** [patch, d_model] */
  readonly embedded: Float32Array;
  /** [pos, d_model] */
  readonly positions: Float32Array;
  /** [pos, d_model] */
  readonly full: Float32Array;
  /** [prefix, d_model]; what the addition leaves over stands for rows that are not given. */
  readonly prefix: Float32Array | null;
}

export function concatAdd(
  { embedded, positions, full, prefix }: Given,
  grid: Grid,
  token: number,
  column: number,
): ConcatAdd {
  const width = full.length / grid.tokens;
  const stacked = new Float32Array(full.length);
  const known = prefix?.length === grid.prefix * width;
  for (let i = 0; i < grid.prefix * width; i++) stacked[i] = known ? prefix[i]! : full[i]! - positions[i]!;
  stacked.set(embedded, grid.prefix * width);
  const [content, position] = [rowOf(stacked, width, token), rowOf(positions, width, token)];
  const sums = Float64Array.from(content, (value, i) => value + position[i]!);
  return {
    token,
    column,
    width,
    stacked,
    positions,
    full,
    content,
    position,
    sums,
    lengths: { content: lengthOf(content), position: lengthOf(position), sum: lengthOf(sums) },
    cosine: cosineOf(content, position),
    likeness: Array.from({ length: grid.tokens }, (_, other) => cosineOf(position, rowOf(positions, width, other))),
    result: sums[column]!,
  };
}

/** What an addition to the residual stream does to one token, and, beside it, to every token. */
import { cosineOf, dot, lengthOf, rowOf } from "./vector.ts";

export interface ResidualAdd {
  readonly token: number;
  readonly column: number;
  readonly width: number;
  readonly before: Float32Array;
  readonly written: Float32Array;
  readonly sums: Float64Array;
  readonly lengths: { readonly before: number; readonly written: number; readonly after: number };
  /** Between the stream and what is written; null where one of them is all zeros. */
  readonly cosine: number | null;
  /** written · after / |after|²; the rest of the new row's length was there before. Null for a row of zeros. */
  readonly share: number | null;
  /** The same of every token: the cosine, and how long what is written is for each unit of the stream. */
  readonly cosines: readonly (number | null)[];
  readonly ratios: readonly (number | null)[];
  readonly result: number;
}

/** Both planes are [pos, d_model]. */
export function residualAdd(
  before: Float32Array,
  written: Float32Array,
  tokens: number,
  token: number,
  column: number,
): ResidualAdd {
  const width = before.length / tokens;
  const [x, a] = [rowOf(before, width, token), rowOf(written, width, token)];
  const sums = Float64Array.from(x, (value, i) => value + a[i]!);
  const lengths = { before: lengthOf(x), written: lengthOf(a), after: lengthOf(sums) };
  const rows = Array.from({ length: tokens }, (_, i) => [rowOf(before, width, i), rowOf(written, width, i)] as const);
  return {
    token,
    column,
    width,
    before: x,
    written: a,
    sums,
    lengths,
    cosine: cosineOf(x, a),
    share: lengths.after > 0 ? dot(a, sums) / lengths.after ** 2 : null,
    cosines: rows.map(([one, other]) => cosineOf(one, other)),
    ratios: rows.map(([one, other]) => ratio(lengthOf(other), lengthOf(one))),
    result: sums[column]!,
  };
}

const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

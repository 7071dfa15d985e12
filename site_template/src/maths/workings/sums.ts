/** Sums of products, term by term: what a matrix product, a score or a mix of values comes to at one place. */
import { readRow } from "./readout.ts";

export interface SumOfProducts {
  /** What is multiplied, in order. */
  readonly left: Float32Array;
  readonly right: Float32Array;
  readonly terms: Float64Array;
  /** The sum up to and with each term. */
  readonly running: Float64Array;
  readonly total: number;
  /** What the total is divided by; 1 where it is not. */
  readonly divisor: number;
  /** What is added at the end; null where nothing is. */
  readonly bias: number | null;
  readonly result: number;
}

/** The row of the output that the result stands in, as the model has it, and where in it. */
export interface Placed {
  readonly row: Float32Array;
  readonly index: number;
}

interface End {
  readonly divisor?: number;
  readonly bias?: number | null;
}

export function sumOfProducts(
  left: Float32Array,
  right: Float32Array,
  { divisor = 1, bias = null }: End = {},
): SumOfProducts {
  const terms = Float64Array.from(left, (value, i) => value * right[i]!);
  let sum = 0;
  const running = terms.map((term) => (sum += term));
  return { left, right, terms, running, total: sum, divisor, bias, result: sum / divisor + (bias ?? 0) };
}

interface Shaped {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** Numbers in a row: all axes but the first, one after the other. */
export const rowLength = ({ shape }: Shaped): number => shape.slice(1).reduce((product, size) => product * size, 1);

export const rowOf = (tensor: Shaped, row: number): Float32Array => {
  const length = rowLength(tensor);
  return tensor.data.subarray(row * length, (row + 1) * length);
};

/** A weight that reads `inputs` numbers: its axes but the first ones may be several. [input, output] */
export interface Matrix {
  readonly data: Float32Array;
  readonly inputs: number;
  readonly outputs: number;
}

const matrixOf = (weight: Shaped, inputs: number): Matrix => ({
  data: weight.data,
  inputs,
  outputs: weight.data.length / inputs,
});

export const columnOf = ({ data, inputs, outputs }: Matrix, column: number): Float32Array =>
  Float32Array.from({ length: inputs }, (_, i) => data[i * outputs + column]!);

const within = (index: number, count: number): number => Math.min(Math.max(0, index), count - 1);

/** One number of `x W + b`: a row of x times a column of W. */
export function linearAt(
  x: Shaped,
  weight: Shaped,
  bias: Shaped | null,
  output: Shaped,
  at: { readonly row: number; readonly column: number },
): SumOfProducts & Placed & { readonly matrix: Matrix } {
  const matrix = matrixOf(weight, rowLength(x));
  const column = within(at.column, matrix.outputs);
  const sum = sumOfProducts(rowOf(x, at.row), columnOf(matrix, column), { bias: bias ? bias.data[column]! : null });
  return { ...sum, matrix, row: rowOf(output, at.row), index: column };
}

/** One score: q · k / √d_head. `q` and `k` are [pos, head, d_head], `scores` is [head, query, key]. */
export function scoreAt(
  q: Shaped,
  k: Shaped,
  scores: Shaped,
  at: { readonly head: number; readonly query: number; readonly key: number },
): SumOfProducts & Placed {
  const [, queries, keys] = scores.shape as [number, number, number];
  const width = q.shape[2]!;
  const key = within(at.key, keys);
  const sum = sumOfProducts(headOf(q, at.query, at.head), headOf(k, key, at.head), { divisor: Math.sqrt(width) });
  const start = (at.head * queries + at.query) * keys;
  return { ...sum, row: scores.data.subarray(start, start + keys), index: key };
}

/** One number of the mix: the sum over keys of A · v. `pattern` is [head, query, key], `v` is [pos, head, d_head]. */
export function mixAt(
  pattern: Shaped,
  v: Shaped,
  z: Shaped,
  at: { readonly head: number; readonly query: number; readonly column: number },
): SumOfProducts & Placed {
  const [, queries, keys] = pattern.shape as [number, number, number];
  const [, heads, width] = v.shape as [number, number, number];
  const column = within(at.column, width);
  const start = (at.head * queries + at.query) * keys;
  const values = Float32Array.from({ length: keys }, (_, key) => v.data[(key * heads + at.head) * width + column]!);
  const sum = sumOfProducts(pattern.data.subarray(start, start + keys), values);
  return { ...sum, row: headOf(z, at.query, at.head), index: column };
}

/** One logit: what the head reads times the column of a class. `reads` are groups of rows, of each their mean. */
export function logitAt(
  x: Shaped,
  weight: Shaped,
  bias: Shaped | null,
  logits: Shaped,
  at: { readonly column: number; readonly reads: readonly (readonly number[])[] },
): SumOfProducts & Placed & { readonly matrix: Matrix } {
  const row = Float32Array.from(readRow(at.reads, (token) => rowOf(x, token)));
  const read = { data: row, shape: [1, row.length] };
  return linearAt(
    read,
    weight,
    bias,
    { data: logits.data, shape: [1, logits.data.length] },
    { row: 0, column: at.column },
  );
}

/** The row of one token in one head. [pos, head, d_head] -> [d_head] */
function headOf({ shape, data }: Shaped, token: number, head: number): Float32Array {
  const [, heads, width] = shape as [number, number, number];
  const start = (token * heads + head) * width;
  return data.subarray(start, start + width);
}

/** What each group of terms, such as a head, adds to the total. */
export function groupTotals({ terms }: SumOfProducts, group: number): Float64Array {
  const totals = new Float64Array(Math.ceil(terms.length / group));
  terms.forEach((term, i) => (totals[Math.floor(i / group)]! += term));
  return totals;
}

/** Index of the term of largest magnitude. */
export const largestTerm = ({ terms }: SumOfProducts): number =>
  terms.reduce((best, term, i) => (Math.abs(term) > Math.abs(terms[best]!) ? i : best), 0);

/** Maps with different units, compared by the order of their patches. */
import { type Grid, placeOf } from "../../../maths/tokens.ts";

/** The rank of each value from 1, lowest first; equal values share their mean rank. */
export function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const out = new Float64Array(values.length);
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let i = start; i < end; i++) out[order[i]!] = (start + 1 + end) / 2;
  }
  return out;
}

/** Share of the other patches that lie below, ties counting half: 0 for the lowest, 1 for the highest. */
export function places(values: ArrayLike<number>): Float64Array {
  const last = values.length - 1;
  return ranks(values).map((rank) => (last > 0 ? (rank - 1) / last : 0.5));
}

/**
 * Spearman's rank correlation, from -1 to 1; nan where one of them is the same everywhere.
 *
 * Source: Spearman 1904, doi:10.2307/1412159.
 */
export function rankCorrelation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [x, y] = [ranks(a), ranks(b)];
  const mean = (x.length + 1) / 2;
  let [product, left, right] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    product += (x[i]! - mean) * (y[i]! - mean);
    left += (x[i]! - mean) ** 2;
    right += (y[i]! - mean) ** 2;
  }
  return left > 0 && right > 0 ? product / Math.sqrt(left * right) : NaN;
}

/** How far each patch stands higher in the first map than in the second, from -1 to 1. */
export function rankDifference(a: ArrayLike<number>, b: ArrayLike<number>): Float64Array {
  const [x, y] = [places(a), places(b)];
  return x.map((place, i) => place - y[i]!);
}

type Edges = Pick<Grid, "rows" | "columns">;

/** The patches of one grid at the places of another: each takes the patch under its middle. */
export function regrid(values: ArrayLike<number>, from: Edges, to: Edges): Float64Array {
  const at = (index: number, count: number, others: number) =>
    Math.min(others - 1, Math.floor(((index + 0.5) / count) * others));
  return Float64Array.from({ length: to.rows * to.columns }, (_, patch) => {
    const [row, column] = placeOf(to, patch);
    return values[at(row, to.rows, from.rows) * from.columns + at(column, to.columns, from.columns)]!;
  });
}

/** Rows and columns in another order: by the values of one of them. */
import type { Plane } from "./plane.ts";

export type Direction = "falling" | "rising";

/** Indices in the order of their values; equal ones stay as they were, what is not a number comes last. */
export function orderOf(values: ArrayLike<number>, direction: Direction): Uint32Array {
  const sign = direction === "rising" ? 1 : -1;
  const indices = Uint32Array.from({ length: values.length }, (_, i) => i);
  const broken = (i: number) => Number.isNaN(values[i]!);
  return indices.sort((a, b) => {
    if (broken(a) || broken(b)) return Number(broken(a)) - Number(broken(b)) || a - b;
    return sign * (values[a]! - values[b]!) || a - b;
  });
}

/** Where each index went. */
export function inverse(order: Uint32Array): Uint32Array {
  const places = new Uint32Array(order.length);
  order.forEach((index, place) => (places[index] = place));
  return places;
}

export const rowOf = ({ data, columns }: Plane, row: number): Float32Array =>
  data.subarray(row * columns, (row + 1) * columns);

export const columnOf = ({ data, rows, columns }: Plane, column: number): Float32Array =>
  Float32Array.from({ length: rows }, (_, row) => data[row * columns + column]!);

/** The same plane with its rows and columns in these orders; null leaves them. */
export function arranged(plane: Plane, rowOrder: Uint32Array | null, columnOrder: Uint32Array | null): Plane {
  if (!rowOrder && !columnOrder) return plane;
  const { rows, columns } = plane;
  const data = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const from = rowOf(plane, rowOrder ? rowOrder[row]! : row);
    if (!columnOrder) data.set(from, row * columns);
    else for (let i = 0, at = row * columns; i < columns; i++, at++) data[at] = from[columnOrder[i]!]!;
  }
  return { ...plane, data };
}

/** Places of the smallest and the largest value, the first of equals; null where nothing is a number. */
export function extremes(data: ArrayLike<number>): { readonly least: number; readonly most: number } | null {
  let [least, most] = [-1, -1];
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    if (!Number.isFinite(value)) continue;
    if (least < 0 || value < data[least]!) least = i;
    if (most < 0 || value > data[most]!) most = i;
  }
  return least < 0 ? null : { least, most };
}

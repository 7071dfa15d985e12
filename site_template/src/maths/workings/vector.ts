/** Lengths, products and cosines of rows of float32 values, summed in float64. */

export function dot(one: ArrayLike<number>, other: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}

export const lengthOf = (row: ArrayLike<number>): number => Math.sqrt(dot(row, row));

/** In [-1, 1]; null where one of the rows is all zeros, because then there is no angle. */
export function cosineOf(one: ArrayLike<number>, other: ArrayLike<number>): number | null {
  const size = lengthOf(one) * lengthOf(other);
  return size > 0 ? Math.min(1, Math.max(-1, dot(one, other) / size)) : null;
}

/** A row of a [rows, columns] tensor; it shares the tensor's memory. */
export const rowOf = (data: Float32Array, columns: number, row: number): Float32Array =>
  data.subarray(row * columns, (row + 1) * columns);

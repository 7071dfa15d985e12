/** A plane made smaller by means: what is painted where many numbers share one pixel. */
import type { Plane } from "./plane.ts";

/** Means of blocks of `down` by `across` numbers; the blocks at the far edges may be smaller. */
export function reduced(plane: Plane, down: number, across: number): Plane {
  if (down === 1 && across === 1) return plane;
  const [rows, columns] = [Math.ceil(plane.rows / down), Math.ceil(plane.columns / across)];
  const sums = new Float64Array(columns);
  const data = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const last = Math.min(plane.rows, (row + 1) * down);
    sums.fill(0);
    for (let from = row * down; from < last; from++) {
      for (let column = 0, at = from * plane.columns; column < columns; column++) {
        const end = Math.min(from * plane.columns + (column + 1) * across, (from + 1) * plane.columns);
        let sum = 0;
        for (; at < end; at++) sum += plane.data[at]!;
        sums[column]! += sum;
      }
    }
    const high = last - row * down;
    for (let column = 0; column < columns; column++) {
      const wide = Math.min(across, plane.columns - column * across);
      data[row * columns + column] = sums[column]! / (high * wide);
    }
  }
  return { ...plane, rows, columns, data };
}

/** Reduced planes, each made when it is first asked for. */
export function reductions(plane: Plane): (down: number, across: number) => Plane {
  const made = new Map<string, Plane>();
  return (down, across) => {
    const key = `${down} ${across}`;
    const found = made.get(key) ?? reduced(plane, down, across);
    made.set(key, found);
    return found;
  };
}

/** What a matrix of similarities says as a whole, in numbers that words can use. */
import { type Grid, placeOf } from "../../../maths/tokens.ts";

export interface PairFacts {
  /** Mean over all pairs of different patches; nan with fewer than two. */
  readonly mean: number;
  /** Over patches that share an edge in the picture, and over all others. */
  readonly neighbours: number;
  readonly others: number;
  /** The most and the least alike pairs of different patches; null with fewer than two. */
  readonly most: Pair | null;
  readonly least: Pair | null;
  /** Within the object, and between it and the rest; nan where a side is empty. */
  readonly within: number;
  readonly across: number;
}

export interface Pair {
  readonly one: number;
  readonly other: number;
  readonly value: number;
}

/** The part of a [pos, pos] matrix that is about patches: [patch, patch]. */
export function patchesOf(matrix: ArrayLike<number>, pos: number, prefix: number): Float64Array {
  const count = pos - prefix;
  const out = new Float64Array(count * count);
  for (let row = 0; row < count; row++)
    for (let column = 0; column < count; column++)
      out[row * count + column] = matrix[(row + prefix) * pos + column + prefix]!;
  return out;
}

/** @param matrix [patch, patch]. */
export function pairFacts(
  matrix: ArrayLike<number>,
  grid: Pick<Grid, "rows" | "columns">,
  truth: ArrayLike<number> | null,
): PairFacts {
  const count = grid.rows * grid.columns;
  const [all, near, far, inner, crossing] = [mean(), mean(), mean(), mean(), mean()];
  let [most, least] = [null as Pair | null, null as Pair | null];
  for (let one = 0; one < count; one++)
    for (let other = one + 1; other < count; other++) {
      const value = matrix[one * count + other]!;
      all.add(value);
      (stepsBetween(grid, one, other) === 1 ? near : far).add(value);
      if (truth?.[one] && truth[other]) inner.add(value);
      if (truth && truth[one] !== truth[other]) crossing.add(value);
      if (!most || value > most.value) most = { one, other, value };
      if (!least || value < least.value) least = { one, other, value };
    }
  return {
    mean: all.value,
    neighbours: near.value,
    others: far.value,
    most,
    least,
    within: inner.value,
    across: crossing.value,
  };
}

/** Rows down and columns across from one patch to another. */
function stepsBetween(grid: Pick<Grid, "columns">, one: number, other: number): number {
  const [[row, column], [otherRow, otherColumn]] = [placeOf(grid, one), placeOf(grid, other)];
  return Math.abs(otherRow - row) + Math.abs(otherColumn - column);
}

function mean(): { add(value: number): void; readonly value: number } {
  let [sum, count] = [0, 0];
  return {
    add(value) {
      sum += value;
      count++;
    },
    get value() {
      return count > 0 ? sum / count : NaN;
    },
  };
}

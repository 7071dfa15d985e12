/** What an activation leaves of a row: how much is let through, how much is all but silenced. */

export interface Passing {
  readonly count: number;
  readonly negative: number;
  /** Of which less than a tenth is left. */
  readonly silenced: number;
  /** How many of the largest results hold half of the row's sum of squares. */
  readonly half: number;
}

const LEAST = 0.1;

/** Whether less than a tenth of a number is left; nothing is left of 0 either. */
export const isSilenced = (before: number, after: number): boolean => Math.abs(after) <= LEAST * Math.abs(before);

export function passing(before: ArrayLike<number>, after: ArrayLike<number>): Passing {
  let [negative, silenced, total] = [0, 0, 0];
  for (let i = 0; i < before.length; i++) {
    if (before[i]! < 0) negative++;
    if (isSilenced(before[i]!, after[i]!)) silenced++;
    total += after[i]! * after[i]!;
  }
  const squares = Float64Array.from(after, (value) => value * value)
    .sort()
    .reverse();
  let [half, seen] = [0, 0];
  while (half < squares.length && seen < total / 2) seen += squares[half++]!;
  return { count: before.length, negative, silenced, half };
}

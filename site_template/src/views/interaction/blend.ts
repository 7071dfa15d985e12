/** What is shown between two blocks while the figure moves through depth. */

/** From one block to another: 0 is the first, 1 the second. */
export interface Between {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

export const at = (block: number): Between => ({ from: block, to: block, share: 1 });

/** Numbers between two lists of the same length; null where either is not there. */
export function blended(
  read: (block: number) => ArrayLike<number> | null,
  { from, to, share }: Between,
): Float64Array | null {
  const [one, other] = [read(from), read(to)];
  if (!one || !other) return null;
  return Float64Array.from({ length: one.length }, (_, i) => one[i]! + (other[i]! - one[i]!) * share);
}

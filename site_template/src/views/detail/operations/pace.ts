/** How long each of many like steps lasts: the first few slowly enough to follow, all of them in about eight seconds. */

const [FIRST, SLOW, ALL] = [3, 0.8, 8];

/** Seconds at normal speed of one of `count` steps. */
export function pace(index: number, count: number): number {
  if (index < FIRST) return SLOW;
  return Math.min(SLOW, (ALL - FIRST * SLOW) / Math.max(1, count - FIRST));
}

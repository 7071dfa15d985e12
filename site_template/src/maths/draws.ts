/** Random numbers that are the same in the browser and in Python, every time. Twin of `elvit.analysis.draws`. */

/** The draw of this number of a seed, from 0 to below 1. Source: Tommy Ettinger's mulberry32, public domain. */
export function uniform(seed: number, draw: number): number {
  const state = (seed + Math.imul(draw + 1, 0x6d2b79f5)) | 0;
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

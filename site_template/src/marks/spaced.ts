/** Labels that stand below each other without touching. */

/** Places for labels near where they are wanted, far enough apart, between two ends. */
export function spaced(wanted: readonly number[], apart: number, low: number, high: number): number[] {
  const order = wanted.map((_, i) => i).sort((a, b) => wanted[a]! - wanted[b]!);
  const out = new Array<number>(wanted.length).fill(0);
  let free = low;
  for (const i of order) {
    out[i] = Math.max(free, wanted[i]!);
    free = out[i]! + apart;
  }
  let top = high;
  for (const i of [...order].reverse()) {
    out[i] = Math.min(out[i]!, top);
    top = out[i]! - apart;
  }
  return out;
}

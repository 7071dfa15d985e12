/** Paths of curves with gaps, and the ends of the axis that they stand on. */

/** Round ends that hold all finite values, and the values themselves where they are all the same. */
export function domainOf(values: readonly number[]): [number, number] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const room = high > low ? (high - low) * 0.08 : Math.max(0.05, Math.abs(high) * 0.1);
  return [low - room, high + room];
}

/** The path through all finite values; gaps stay open. */
export function pathOf(values: ArrayLike<number>, x: (block: number) => number, y: (value: number) => number): string {
  let [path, pen] = ["", "M"];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) pen = "M";
    else {
      path += `${pen}${x(i).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = "L";
    }
  }
  return path;
}

/** What lies between two curves, one path a run of blocks that have both. */
export function areasOf(
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  x: (block: number) => number,
  y: (value: number) => number,
): string[] {
  const found: string[] = [];
  for (let i = 0; i < low.length; i++) {
    const start = i;
    while (i < low.length && Number.isFinite(low[i]!) && Number.isFinite(high[i]!)) i++;
    if (i === start) continue;
    const run = Array.from({ length: i - start }, (_, k) => start + k);
    const up = run.map((k) => `${x(k).toFixed(1)} ${y(high[k]!).toFixed(1)}`);
    const back = [...run].reverse().map((k) => `${x(k).toFixed(1)} ${y(low[k]!).toFixed(1)}`);
    found.push(`M${[...up, ...back].join("L")}Z`);
  }
  return found;
}

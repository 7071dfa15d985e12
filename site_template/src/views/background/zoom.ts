/** Which part of a figure is in sight: moving, zooming, and its place in the address. No DOM. */

/** The figure's point (x, y), in shares of its size, lies in the frame's middle; k times as large as where all fits. */
export interface Sight {
  readonly x: number;
  readonly y: number;
  readonly k: number;
}

export const WHOLE: Sight = { x: 0.5, y: 0.5, k: 1 };
export const MOST = 4;

/** Kept between the whole and four times as large, and no empty edge in the frame. */
export function bounded({ x, y, k }: Sight): Sight {
  const scale = Math.min(MOST, Math.max(1, k));
  const half = 0.5 / scale;
  const within = (value: number) => Math.min(1 - half, Math.max(half, value));
  return { x: within(x), y: within(y), k: scale };
}

/** Zoomed by a factor about a point of the frame (in shares of it), which stays where it is. */
export function zoomed(sight: Sight, factor: number, at: readonly [number, number] = [0.5, 0.5]): Sight {
  const k = Math.min(MOST, Math.max(1, sight.k * factor));
  const move = 1 / sight.k - 1 / k;
  return bounded({ x: sight.x + (at[0] - 0.5) * move, y: sight.y + (at[1] - 0.5) * move, k });
}

/** Moved by a part of the frame: what is pulled to the right brings what lies at the left. */
export const moved = (sight: Sight, dx: number, dy: number): Sight =>
  bounded({ ...sight, x: sight.x - dx / sight.k, y: sight.y - dy / sight.k });

/** Moved as little as brings a rectangle (in shares of the figure) into sight with a margin. */
export function revealing(
  sight: Sight,
  [x0, y0, x1, y1]: readonly [number, number, number, number],
  margin = 0.03,
): Sight {
  const half = 0.5 / sight.k;
  const fix = (centre: number, low: number, high: number) => {
    if (low - margin < centre - half) return low - margin + half;
    if (high + margin > centre + half) return high + margin - half;
    return centre;
  };
  return bounded({ ...sight, x: fix(sight.x, x0, x1), y: fix(sight.y, y0, y1) });
}

/** "x,y,k"; empty for the whole. */
export function formatSight(sight: Sight): string {
  const { x, y, k } = bounded(sight);
  return k < 1.005 ? "" : [x, y, k].map((value) => String(Math.round(value * 1000) / 1000)).join(",");
}

export function parseSight(text: string): Sight {
  const [x, y, k, ...more] = text.split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
  if (![x, y, k].every((value) => Number.isFinite(value)) || more.length > 0) return WHOLE;
  return bounded({ x: x!, y: y!, k: k! });
}

/** Two rows and their sum as arrows in the plane that they span: true lengths, true angle. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Triangle {
  /** Where the first row ends when it starts at (0, 0) and points along x; y grows upwards. */
  readonly first: Point;
  /** Where the second ends when it starts there, which is where their sum ends. */
  readonly sum: Point;
  /** Between the directions of the two, in radians; null where one of them has no length. */
  readonly angle: number | null;
}

export function triangleOf(first: number, second: number, cosine: number | null): Triangle {
  const angle = cosine === null ? null : Math.acos(cosine);
  const turn = angle ?? 0;
  return {
    first: { x: first, y: 0 },
    sum: { x: first + second * Math.cos(turn), y: second * Math.sin(turn) },
    angle,
  };
}

/** Puts points into a box with y downwards: as large as fits, in the middle. */
export function fitInto(points: readonly Point[], width: number, height: number): (point: Point) => Point {
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right, low, high] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = Math.min(width / Math.max(right - left, 1e-9), height / Math.max(high - low, 1e-9));
  const usable = Number.isFinite(scale) && right - left + high - low > 0 ? scale : 1;
  const [across, down] = [(width - (right - left) * usable) / 2, (height - (high - low) * usable) / 2];
  return ({ x, y }) => ({ x: across + (x - left) * usable, y: height - down - (y - low) * usable });
}

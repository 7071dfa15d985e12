/** Which part of a matrix a window shows: zoom, pan, and the cells in sight. Lengths are CSS pixels. */

/** The whole matrix in the window: how large the window is, and a cell in it. */
export interface Whole {
  readonly rows: number;
  readonly columns: number;
  readonly width: number;
  readonly height: number;
}

/** `zoom` is 1 where all is in sight; (row, column) is the upper left corner, in cells. */
export interface View {
  readonly zoom: number;
  readonly row: number;
  readonly column: number;
}

export const WHOLE: View = { zoom: 1, row: 0, column: 0 };

/** Edge of a cell at the nearest. */
const NEAREST = 40;
const [LEAST_WIDTH, LEAST_HEIGHT] = [320, 200];

/** The window for a matrix in the room there is, larger than it would need to be where it would be a sliver. */
export function windowFor(fitted: Whole, room: { width: number; height: number }): Whole {
  const width = Math.max(fitted.width, Math.min(room.width, LEAST_WIDTH));
  const height = Math.max(fitted.height, Math.min(room.height, LEAST_HEIGHT, fitted.rows * NEAREST));
  return { ...fitted, width, height };
}

/** Size of a cell: zooming in makes cells square first, then larger. */
export function cellSize({ rows, columns, width, height }: Whole, zoom: number): { width: number; height: number } {
  const [across, down] = [width / columns, height / rows];
  const side = Math.min(across, down) * zoom;
  return { width: Math.max(across, side), height: Math.max(down, side) };
}

export function nearest({ rows, columns, width, height }: Whole): number {
  return Math.max(1, NEAREST / Math.min(width / columns, height / rows));
}

/** The view moved to where the matrix is. */
export function within(whole: Whole, view: View): View {
  const zoom = Math.max(1, Math.min(nearest(whole), view.zoom));
  const cell = cellSize(whole, zoom);
  const most = (count: number, length: number) => Math.max(0, count - length);
  const keep = (at: number, furthest: number) => Math.max(0, Math.min(furthest, at));
  return {
    zoom,
    row: keep(view.row, most(whole.rows, whole.height / cell.height)),
    column: keep(view.column, most(whole.columns, whole.width / cell.width)),
  };
}

/** Zooms so that what is under the point stays there. */
export function zoomed(whole: Whole, view: View, factor: number, x: number, y: number): View {
  const zoom = Math.max(1, Math.min(nearest(whole), view.zoom * factor));
  const [before, after] = [cellSize(whole, view.zoom), cellSize(whole, zoom)];
  return within(whole, {
    zoom,
    row: view.row + y / before.height - y / after.height,
    column: view.column + x / before.width - x / after.width,
  });
}

/** Moves by pixels. */
export function panned(whole: Whole, view: View, x: number, y: number): View {
  const cell = cellSize(whole, view.zoom);
  return within(whole, { ...view, row: view.row - y / cell.height, column: view.column - x / cell.width });
}

/** The least move that brings a cell into sight. */
export function revealed(whole: Whole, view: View, row: number, column: number): View {
  const cell = cellSize(whole, view.zoom);
  const near = (at: number, from: number, length: number) => Math.max(Math.min(from, at), at + 1 - length);
  return within(whole, {
    ...view,
    row: near(row, view.row, whole.height / cell.height),
    column: near(column, view.column, whole.width / cell.width),
  });
}

/** The cell under a point, or null outside. */
export function cellUnder(whole: Whole, view: View, x: number, y: number): { row: number; column: number } | null {
  if (x < 0 || y < 0 || x >= whole.width || y >= whole.height) return null;
  const cell = cellSize(whole, view.zoom);
  const [row, column] = [Math.floor(view.row + y / cell.height), Math.floor(view.column + x / cell.width)];
  return row < whole.rows && column < whole.columns ? { row, column } : null;
}

/** The first and the last row and column of which something is in sight. */
export function inSight(whole: Whole, view: View): Record<"top" | "bottom" | "left" | "right", number> {
  const cell = cellSize(whole, view.zoom);
  const last = (from: number, length: number, count: number) =>
    Math.min(count - 1, Math.ceil(from + length - 1e-6) - 1);
  return {
    top: Math.floor(view.row),
    bottom: last(view.row, whole.height / cell.height, whole.rows),
    left: Math.floor(view.column),
    right: last(view.column, whole.width / cell.width, whole.columns),
  };
}

/** Boxes of the patch grid. */
import { type Grid, placeOf } from "../tokens.ts";

/** Rows and columns, both ends included. */
export type Box = readonly [top: number, bottom: number, left: number, right: number];

export const areaOf = ([top, bottom, left, right]: Box): number => (bottom - top + 1) * (right - left + 1);

export const isInside = ([top, bottom, left, right]: Box, row: number, column: number): boolean =>
  row >= top && row <= bottom && column >= left && column <= right;

export type Edge = "top" | "bottom" | "left" | "right";

/** The box with one edge moved to a row or column of the grid; it never leaves its patch out. */
export function movedEdge(box: Box, edge: Edge, to: number, patch: number, grid: Pick<Grid, "rows" | "columns">): Box {
  const [top, bottom, left, right] = box;
  const [row, column] = placeOf(grid, patch);
  const within = (low: number, high: number) => Math.min(high, Math.max(low, to));
  if (edge === "top") return [within(0, row), bottom, left, right];
  if (edge === "bottom") return [top, within(row, grid.rows - 1), left, right];
  if (edge === "left") return [top, bottom, within(0, column), right];
  return [top, bottom, left, within(column, grid.columns - 1)];
}

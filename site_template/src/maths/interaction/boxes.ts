/** Boxes of the patch grid. */

/** Rows and columns, both ends included. */
export type Box = readonly [top: number, bottom: number, left: number, right: number];

export const areaOf = ([top, bottom, left, right]: Box): number => (bottom - top + 1) * (right - left + 1);

export const isInside = ([top, bottom, left, right]: Box, row: number, column: number): boolean =>
  row >= top && row <= bottom && column >= left && column <= right;

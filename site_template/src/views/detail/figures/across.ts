/** Where the numbers of a vector lie across a plot, evenly, with gaps between groups such as heads. */

export interface Across {
  readonly width: number;
  readonly count: number;
  /** Numbers in a group; as many as there are where there are no groups. */
  readonly group: number;
  readonly gap: number;
  /** Width of one number, in CSS pixels; less than 1 where there are more numbers than pixels. */
  readonly unit: number;
}

/** The narrowest that a rectangle round one number gets. */
const LEAST = 6;
const GAP = 5;

export function across(width: number, count: number, group = count): Across {
  const gaps = Math.max(0, Math.ceil(count / group) - 1);
  const gap = gaps > 0 ? Math.min(GAP, (width * 0.1) / gaps) : 0;
  return { width, count, group, gap, unit: (width - gap * gaps) / Math.max(1, count) };
}

/** Left edge of a number, which may lie between two of them. */
export const leftOf = (shape: Across, index: number): number =>
  index * shape.unit + Math.floor(Math.min(index, shape.count - 1) / shape.group) * shape.gap;

export const middleOf = (shape: Across, index: number): number => leftOf(shape, index) + shape.unit / 2;

/** The number at a point. */
export function indexAt(shape: Across, x: number): number {
  const stride = shape.group * shape.unit + shape.gap;
  const group = Math.max(0, Math.floor(x / stride));
  const inside = Math.min(shape.group - 1, Math.floor((x - group * stride) / shape.unit));
  return Math.max(0, Math.min(shape.count - 1, group * shape.group + inside));
}

/** What is drawn round a number: its box, widened where it is thinner than a visible rectangle. */
export function boxAround(shape: Across, index: number, least = LEAST): { x: number; width: number } {
  const width = Math.max(least, shape.unit);
  return { x: middleOf(shape, index) - width / 2, width };
}

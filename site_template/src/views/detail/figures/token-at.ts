/** Which token's patch is under the pointer. */
import type { Grid } from "../../../maths/tokens.ts";

/** On a drawing of the grid whose cells are `width` wide and `height` high. */
export function tokenAt(
  { clientX, clientY }: MouseEvent,
  drawing: HTMLElement,
  grid: Grid,
  width: number,
  height = width,
): number {
  const { left, top } = drawing.getBoundingClientRect();
  const within = (at: number, count: number) => Math.min(count - 1, Math.max(0, Math.floor(at)));
  const row = within((clientY - top) / height, grid.rows);
  return grid.prefix + row * grid.columns + within((clientX - left) / width, grid.columns);
}

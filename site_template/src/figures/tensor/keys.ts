/** Where a key takes the cursor of a heatmap or a table. */
import type { Axes, Cursor } from "./scene.ts";

const PAGE = 10;

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-PAGE, 0],
  PageDown: [PAGE, 0],
  Home: [0, -Infinity],
  End: [0, Infinity],
};

/** The next cell, or null for a key that means nothing here. From no row the first step goes to the first row. */
export function stepFor(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">,
  axes: Axes,
  cursor: Cursor,
): { row: number; column: number } | null {
  const step = STEPS[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return null;
  const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  if (cursor.row === null) return { row: 0, column: cursor.column };
  return { row: within(cursor.row + step[0], axes.rows), column: within(cursor.column + step[1], axes.columns) };
}

/** The window of a table: which rows and columns around the cursor are shown, and what they say as CSV. */

import { indexName, type Scene } from "../../figures/tensor/scene.ts";
import { exact, line } from "../../maths/csv.ts";
import { TABLE } from "./words.ts";

export interface TableWindow {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

/** Where a window of `size` starts so that `at` lies in its middle, or as near as the ends allow. */
export const windowStart = (at: number, size: number, count: number): number =>
  Math.max(0, Math.min(at - (size >> 1), count - size));

/** At most so many rows and columns, with the cursor as near to the middle as the ends allow. */
export function windowOf({ axes, cursor }: Scene, mostRows: number, mostColumns: number): TableWindow {
  const rows = Math.min(mostRows, axes.rows);
  const columns = Math.min(mostColumns, axes.columns);
  return {
    rows,
    columns,
    row: windowStart(cursor.row ?? 0, rows, axes.rows),
    column: windowStart(cursor.column, columns, axes.columns),
  };
}

export function csvOf(scene: Scene, { row, column, rows, columns }: TableWindow): string {
  const names = (axis: string, from: number, count: number) =>
    Array.from({ length: count }, (_, i) => indexName(scene, axis, from + i));
  const { axes } = scene;
  const head = axes.columns === 1 ? [TABLE.value] : names(axes.columnAxis, column, columns);
  const { data } = scene.values!.plane;
  const lines = names(axes.rowAxis, row, rows).map((name, i) => {
    const from = (row + i) * axes.columns + column;
    return line([name, ...Array.from(data.subarray(from, from + columns), exact)]);
  });
  return `${[line(["", ...head]), ...lines].join("\n")}\n`;
}

/** What the inspector says. */
import { grouped, number } from "../maths/numbers.ts";
import type { Direction } from "../maths/order.ts";

export type Along = "rows" | "columns";

// The dialog.
export const CLOSE = "Close the inspector";
export const CLOSE_TITLE = "Close (Esc)";
export const NO_MATRIX = "No such matrix";
export const noSuch = (name: string): string => `This model has no “${name}”.`;
export const NUMBERS = "The numbers";
export const NOT_FETCHED = "The numbers could not be fetched.";
export const FETCHING = "fetching the numbers";
export const ITS_WEIGHTS = "Its weights";
export const USED_BY = "Used by";
export const WEIGHT = "weight";
export const HEADS = "Head";
export const HEAD = "head";
export const headName = (head: number): string => `head ${head}`;
export const inBlock = (block: number): string => `, block ${block}`;
export const ofHead = (head: number): string => ` of head ${head}`;
export const VALUE = "value";

// Orders.
const OWN_ORDER = "in their own order";
const NAMES: Readonly<Record<Along, string>> = { rows: "Rows", columns: "Columns" };
export const IN_OWN_ORDER = `Rows and columns ${OWN_ORDER}`;
export const BACK = "Back to their own order";
export const BY_VALUE = "Order by value";
export const rowsBy = (column: string): string => `Order rows by column ${column}`;
export const columnsBy = (row: string): string => `Order columns by row ${row}`;
export const orderBy = (along: Along, by: string): string => `Order the ${along} by ${by}`;

/** What rows or columns are ordered by now; null where they are as they were. */
export function ordered(along: Along, sort: { by: string; direction: Direction } | null): string {
  if (!sort) return `${NAMES[along]} ${OWN_ORDER}`;
  return `${NAMES[along]} by ${sort.by}, ${sort.direction === "falling" ? "largest" : "smallest"} first`;
}

// Ways to the extremes, and to carry the numbers away.
export const TO_LEAST = "Go to the minimum";
export const TO_MOST = "Go to the maximum";
export const extremeIs = (which: "least" | "most", value: number, name: string): string =>
  `${which === "least" ? "Minimum" : "Maximum"}: ${number(value)}, ${name}`;
export const COPY = "Copy these as CSV";
export const COPIED = "Copied";
export const REFUSED = "This browser refuses to copy; save the file instead";
export const saveAs = (kind: string): string => `Save all as ${kind.toUpperCase()}`;
export const writing = (count: number): string => `Writing ${grouped(count)} numbers`;
export const saved = (file: string): string => `Saved ${file}`;

/** What a row and a column of the table are; null where there is one column only. */
export const rowIs = (row: string, column: string | null): string =>
  column === null ? `a row a ${row}` : `a row a ${row}, a column a ${column}`;

// The table.
export const TABLE = "table of numbers";
export const tableOf = (name: string): string =>
  `Numbers of ${name}. Arrow keys move, S orders the rows by this column, Shift and S the columns by this row.`;

// The plot.
export const MATRIX = "matrix";
export const ZOOM = "Zoom";
export const ZOOM_IN = ["Zoom in", "Zoom in (+)"] as const;
export const ZOOM_OUT = ["Zoom out", "Zoom out (−)"] as const;
export const WHOLE = ["whole", "All of it (0)"] as const;
export const plotOf = (name: string, rows: number, columns: number): string =>
  `${name}, ${rows} rows by ${columns} columns. Arrow keys move, plus and minus zoom, 0 shows all.`;

/** How much of the matrix is in sight; null columns where there is one only. */
export const inSight = (rows: Part, columns: Part | null): string =>
  `In sight: ${[partOf("rows", rows), ...(columns ? [partOf("columns", columns)] : [])].join(", ")}.`;

/** From and to, both in sight, of how many. */
export type Part = readonly [from: number, to: number, count: number];

const partOf = (along: Along, [from, to, count]: Part): string =>
  from === 0 && to === count - 1
    ? `all ${grouped(count)} ${along}`
    : `${along} ${grouped(from)} to ${grouped(to)} of ${grouped(count)}`;

export const sharedBy = (numbers: number): string =>
  `A pixel is the mean of about ${grouped(numbers)} numbers; the lens and the table are exact.`;

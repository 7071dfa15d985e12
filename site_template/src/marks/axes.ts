/** Axes of a heatmap: ticks that name tokens where an axis is tokens, and numbers where it is features. */
import { ticks } from "d3-array";
import { type Grid, isTokenAxis, prefixOf, tokenName } from "../maths/tokens.ts";
import { svg } from "./element.ts";
import * as words from "./words.ts";

export interface AxisTick {
  /** Centre of the tick in cells. */
  readonly at: number;
  readonly label: string;
  readonly kind: "cls" | "row" | "number";
}

/** The ticks of an axis: prefix tokens by name, then one for each row of the patch grid; or round numbers. */
export function axisTicks(axis: string, count: number, grid: Grid, room: number): AxisTick[] {
  if (!isTokenAxis(axis)) {
    const wanted = Math.max(2, Math.min(8, Math.floor(room / 64)));
    return ticks(0, count - 1, wanted)
      .filter(Number.isInteger)
      .map((i) => ({ at: i + 0.5, label: String(i), kind: "number" }));
  }
  const offset = grid.prefix - prefixOf(grid, axis);
  const first: AxisTick[] = offset > 0 ? [{ at: offset / 2, label: prefixLabel(grid, offset), kind: "cls" }] : [];
  const step = Math.max(1, Math.ceil(17 / (room / count) / grid.columns));
  const rows = Array.from({ length: grid.rows }, (_, row) => row).filter((row) => row % step === 0);
  return [
    ...first,
    ...rows.map(
      (row): AxisTick => ({ at: offset + (row + 0.5) * grid.columns, label: words.gridRow(row), kind: "row" }),
    ),
  ];
}

/** The name of the one token before the patches, or how many there are. */
const prefixLabel = (grid: Grid, count: number): string =>
  count === 1 ? tokenName(grid, 0) : words.tokensBefore(count);

/** Boundaries between the rows of the patch grid, in cells. */
function boundaries(axis: string, grid: Grid): number[] {
  if (!isTokenAxis(axis)) return [];
  const offset = grid.prefix - prefixOf(grid, axis);
  return Array.from({ length: grid.rows + 1 }, (_, row) => offset + row * grid.columns);
}

export interface AxisShape {
  readonly axis: string;
  readonly count: number;
  readonly length: number;
  readonly title: string;
  readonly role: string;
}

/** The axis at the left of a plot whose corner is at (x, y). */
export function leftAxis(shape: AxisShape, grid: Grid, x: number, y: number): SVGElement {
  const unit = shape.length / shape.count;
  const marks = boundaries(shape.axis, grid).map((at) =>
    svg("line", { x1: x - 4, x2: x - 1, y1: y + at * unit, y2: y + at * unit, class: "axis-line" }),
  );
  const texts = axisTicks(shape.axis, shape.count, grid, shape.length).map(({ at, label, kind }) =>
    svg(
      "text",
      {
        x: x - 7,
        y: y + (kind === "cls" ? Math.max(3, at * unit) : at * unit),
        dy: kind === "cls" ? "0.1em" : "0.35em",
        "text-anchor": "end",
        class: `axis-text tick-${kind}`,
      },
      label,
    ),
  );
  const title = svg(
    "text",
    { x: x - 7, y: y - 8, "text-anchor": "end", class: `axis-title role-${shape.role}` },
    shape.title,
  );
  return svg("g", { "aria-hidden": "true" }, ...marks, ...texts, title);
}

/** The axis below a plot whose lower left corner is at (x, y). */
export function bottomAxis(shape: AxisShape, grid: Grid, x: number, y: number): SVGElement {
  const unit = shape.length / shape.count;
  const marks = boundaries(shape.axis, grid).map((at) =>
    svg("line", { x1: x + at * unit, x2: x + at * unit, y1: y + 1, y2: y + 4, class: "axis-line" }),
  );
  const crowded = shape.length / (grid.rows + 1) < 34;
  // No room for a name below one column: what is no patch is a tick of its colour.
  const texts = axisTicks(shape.axis, shape.count, grid, shape.length)
    .filter(({ kind }) => kind !== "row" || !crowded)
    .map(({ at, label, kind }) =>
      kind === "cls"
        ? svg("rect", { x, y: y + 1, width: Math.max(2, at * 2 * unit), height: 4, class: "tick-cls" })
        : svg("text", { x: x + at * unit, y: y + 15, "text-anchor": "middle", class: `axis-text tick-${kind}` }, label),
    );
  const title = svg(
    "text",
    { x: x - 7, y: y + 15, "text-anchor": "end", class: `axis-title role-${shape.role}` },
    shape.title,
  );
  return svg("g", { "aria-hidden": "true" }, ...marks, ...texts, title);
}

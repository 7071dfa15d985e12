/** The matrix as it lies on the table: one plane, its rows and columns in the chosen order, and the names of both. */

import type { Cell, Sight } from "../figures/tensor/magnifier.ts";
import { axisWord, cellName, indexName, type Scene, shortName } from "../figures/tensor/scene.ts";
import type { ColourScale } from "../marks/colours.ts";
import { arranged, columnOf, type Direction, inverse, orderOf, rowOf } from "../maths/order.ts";
import { type Plane, pickedAxis } from "../maths/plane.ts";
import { reductions } from "../maths/reduce.ts";
import type { Subject } from "./subject.ts";
import * as words from "./words.ts";

/** By the values of which column rows are ordered, or of which row columns; null as they are. */
export interface Sorting {
  readonly rows: Sort | null;
  readonly columns: Sort | null;
}

export interface Sort {
  readonly by: number;
  readonly direction: Direction;
}

export const UNSORTED: Sorting = { rows: null, columns: null };

/** One of the two axes; indices are those on screen, `original` leads back. */
export interface Side {
  readonly word: string;
  readonly count: number;
  original(index: number): number;
  place(original: number): number;
  name(index: number): string;
  short(index: number): string;
}

export interface Sheet extends Sight {
  readonly subject: Subject;
  readonly scene: Scene;
  readonly plane: Plane;
  readonly scale: ColourScale;
  readonly sorting: Sorting;
  readonly rows: Side;
  readonly columns: Side;
  /** The plane made smaller by means. */
  reduced(down: number, across: number): Plane;
  value(cell: Cell): number;
  /** From a cell on screen to the one of the tensor, and back. */
  original(cell: Cell): Cell;
  shown(original: Cell): Cell;
}

/** @param scene with its values. */
export function sheetOf(subject: Subject, scene: Scene, sorting: Sorting): Sheet {
  const { plane: before, scale } = scene.values!;
  const order = (sort: Sort | null, values: (by: number) => Float32Array) =>
    sort && orderOf(values(sort.by), sort.direction);
  const rowOrder = order(sorting.rows, (by) => columnOf(before, by));
  const columnOrder = order(sorting.columns, (by) => rowOf(before, by));
  const plane = arranged(before, rowOrder, columnOrder);
  const [rows, columns] = [
    side(scene, plane.rowAxis, plane.rows, rowOrder),
    side(scene, plane.columnAxis, plane.columns, columnOrder),
  ];
  const original = ({ row, column }: Cell) => ({ row: rows.original(row), column: columns.original(column) });
  return {
    subject,
    scene,
    plane,
    scale,
    sorting,
    rows,
    columns,
    reduced: reductions(plane),
    value: ({ row, column }) => plane.data[row * plane.columns + column]!,
    original,
    shown: ({ row, column }) => ({ row: rows.place(row), column: columns.place(column) }),
    name: (cell) =>
      plane.columnAxis === "key"
        ? cellName(scene, original(cell).row, original(cell).column)
        : [rows.name(cell.row), ...(plane.columns > 1 ? [columns.name(cell.column)] : [])].join(", "),
    place: (cell) => `${subject.name.split(".").pop()}[${address(subject, scene, original(cell)).join(", ")}]`,
  };
}

/** The order after a press: by this column or row largest first, then smallest first, then as they were. */
export function sortedBy({ sorting, rows, columns }: Sheet, along: words.Along, by: number): Sorting {
  const index = (along === "rows" ? columns : rows).original(by);
  const before = sorting[along];
  const next = { falling: "rising", rising: null } as const;
  const direction = before?.by === index ? next[before.direction] : "falling";
  return { ...sorting, [along]: direction && { by: index, direction } };
}

/** What a sentence says of the order of its rows or columns. */
export function orderText({ sorting, rows, columns }: Sheet, along: words.Along): string {
  const [sort, other] = along === "rows" ? [sorting.rows, columns] : [sorting.columns, rows];
  return words.ordered(along, sort && { by: other.name(other.place(sort.by)), direction: sort.direction });
}

function side(scene: Scene, axis: string, count: number, order: Uint32Array | null): Side {
  const places = order && inverse(order);
  const original = (index: number) => order?.[index] ?? index;
  // Of a matrix from features to features, the head says which is which.
  const ofHead = axis === "d_head" && scene.head !== null ? words.ofHead(scene.head) : "";
  return {
    word: axis === "1" ? words.VALUE : axisWord(axis),
    count,
    original,
    place: (index) => places?.[index] ?? index,
    name: (index) => indexName(scene, axis, original(index)) + ofHead,
    short: (index) => (axis === "1" ? words.VALUE : shortName(scene, axis, original(index))),
  };
}

/** The indices of a number in the tensor, in the order of its axes. */
function address({ dims, shape, hook }: Subject, { head }: Scene, { row, column }: Cell): number[] {
  const picked = pickedAxis(hook);
  const drawn = hook.dims.map((_, i) => {
    if (i === picked) return head ?? 0;
    return i === hook.dims.findIndex((_, at) => at !== picked) ? row : column;
  });
  if (dims.length === hook.dims.length) return drawn;
  let left = row;
  const apart = shape.slice(0, -1).map(() => 0);
  for (let axis = apart.length - 1; axis >= 0; axis--) {
    apart[axis] = left % shape[axis]!;
    left = Math.floor(left / shape[axis]!);
  }
  return [...apart, column];
}

/** Where a number of the flat tensor lies: its head and its cell. */
export function whereIs({ hook }: Subject, flat: number): { readonly head: number; readonly cell: Cell } {
  const picked = pickedAxis(hook);
  const indices: number[] = [];
  for (let axis = hook.shape.length - 1, left = flat; axis >= 0; axis--) {
    indices.unshift(left % hook.shape[axis]!);
    left = Math.floor(left / hook.shape[axis]!);
  }
  const [row, column] = indices.filter((_, axis) => axis !== picked);
  return { head: picked === null ? 0 : indices[picked]!, cell: { row: row!, column: column ?? 0 } };
}

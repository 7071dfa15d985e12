/** The part of the table that is in sight: names of columns and rows, which are buttons that order, and the numbers. */

import type { Cell } from "../figures/tensor/magnifier.ts";
import { button, html } from "../marks/element.ts";
import { alignedOnPoint, number } from "../maths/numbers.ts";
import type { Sheet } from "./sheet.ts";
import * as words from "./words.ts";

export interface Visible {
  readonly down: readonly number[];
  readonly across: readonly number[];
}

interface Sorts {
  sort(along: words.Along, by: number): void;
}

/** Head and body of the table. */
export function cellsOf(sheet: Sheet, { down, across }: Visible, cursor: Cell, sorts: Sorts): HTMLElement[] {
  const texts = across.map((column) => alignedOnPoint(down.map((row) => number(sheet.value({ row, column })))));
  const cell = (row: number, column: number, text: string) => {
    const here = row === cursor.row && column === cursor.column ? "here" : null;
    return html("td", { "data-row": row, "data-column": column, class: here }, text);
  };
  const body = down.map((row, i) =>
    html(
      "tr",
      { "aria-rowindex": row + 2, class: row === cursor.row ? "here-row" : null },
      head("columns", sheet, row, sorts),
      ...across.map((column, j) => cell(row, column, texts[j]![i]!)),
    ),
  );
  const corner = html("td", { class: "corner" }, sheet.rows.word);
  const heads = across.map((column) => head("rows", sheet, column, sorts));
  return [html("thead", {}, html("tr", { "aria-rowindex": 1 }, corner, ...heads)), html("tbody", {}, ...body)];
}

const ARROWS = { rows: { falling: " ↓", rising: " ↑" }, columns: { falling: " →", rising: " ←" } };

/** The name of a column, by which rows are ordered, or of a row, by which columns are. */
function head(along: words.Along, sheet: Sheet, index: number, sorts: Sorts): HTMLElement {
  const [scope, side] = along === "rows" ? (["col", sheet.columns] as const) : (["row", sheet.rows] as const);
  const sort = sheet.sorting[along];
  const by = sort && side.original(index) === sort.by ? sort.direction : null;
  const name = side.name(index);
  const made = button(
    { class: "inspector-head", tabindex: -1, title: words.orderBy(along, name) },
    side.short(index) + (by === null ? "" : ARROWS[along][by]),
    () => sorts.sort(along, index),
  );
  const order = by === null ? null : by === "falling" ? "descending" : "ascending";
  return html("th", { scope, "aria-sort": order, title: name }, made);
}

/** Above the table: orders, ways to the extremes, and what it takes to carry the numbers away. */

import type { TensorValue } from "../engine/engine.ts";
import { copyText } from "../export/copy.ts";
import { saveTensor, type TensorFile } from "../export/tensor.ts";
import type { Cell } from "../figures/tensor/magnifier.ts";
import { button, html, setAttribute, setText } from "../marks/element.ts";
import { grouped, number } from "../maths/numbers.ts";
import { orderText } from "./grid.ts";
import type { Sheet } from "./sheet.ts";

export interface Acts {
  readonly element: HTMLElement;
  /** `cursor` lies on screen. */
  update(sheet: Sheet | null, cursor: Cell): void;
}

export interface ActsDo {
  sort(side: "rows" | "columns", by: number): void;
  unsort(): void;
  extreme(which: "least" | "most"): void;
  /** What is in sight of the table, as CSV. */
  visible(): string;
  /** All of it, with its own axes. */
  tensor(): TensorValue | null;
  announce(text: string): void;
}

const COPY = "Copy these as CSV";

export function acts(does: ActsDo): Acts {
  let cursor: Cell = { row: 0, column: 0 };
  const plain = (part: string, text: string, act: () => void) =>
    button({ class: "text-button", "data-part": part }, text, act);
  const [rows, columns] = [
    plain("sort-rows", "", () => does.sort("rows", cursor.column)),
    plain("sort-columns", "", () => does.sort("columns", cursor.row)),
  ];
  const back = plain("unsort", "Back to their own order", does.unsort);
  const [least, most] = [
    plain("to-least", "Go to the minimum", () => does.extreme("least")),
    plain("to-most", "Go to the maximum", () => does.extreme("most")),
  ];
  const copy = plain("inspector-copy", COPY, () => void copied());
  const files = (["csv", "npy"] as const).map((kind) =>
    plain(`inspector-${kind}`, `Save all as ${kind.toUpperCase()}`, () => void saved(kind)),
  );
  const order = html("p", { class: "quiet inspector-order", "data-part": "inspector-order" });
  const what = html("p", { class: "quiet" });
  const element = html(
    "div",
    { class: "inspector-acts" },
    html("div", { class: "inspector-what" }, html("h3", {}, "The numbers"), what),
    html("div", { class: "inspector-way" }, rows, columns, back),
    html("div", { class: "inspector-way" }, least, most),
    html("div", { class: "inspector-way" }, copy, ...files),
    order,
  );

  async function copied(): Promise<void> {
    const said = (await copyText(does.visible())) ? "Copied" : "This browser refuses to copy; save the file instead";
    setText(copy, said);
    does.announce(said);
    setTimeout(() => setText(copy, COPY), 2000);
  }

  async function saved(kind: TensorFile): Promise<void> {
    const tensor = does.tensor();
    if (!tensor) return;
    if (kind === "csv" && tensor.data.length > 100_000) does.announce(`Writing ${grouped(tensor.data.length)} numbers`);
    for (const one of files) setAttribute(one, "aria-disabled", true);
    try {
      does.announce(`Saved ${await saveTensor(tensor, kind)}`);
    } finally {
      for (const one of files) setAttribute(one, "aria-disabled", null);
    }
  }

  return {
    element,
    update(sheet, at) {
      cursor = at;
      element.hidden = sheet === null;
      if (!sheet) return;
      const { sorting, plane } = sheet;
      setText(rows, plane.columns === 1 ? "Order by value" : `Order rows by column ${sheet.columns.short(at.column)}`);
      setText(columns, `Order columns by row ${sheet.rows.short(at.row)}`);
      const words =
        plane.columns === 1
          ? `a row a ${sheet.rows.word}`
          : `a row a ${sheet.rows.word}, a column a ${sheet.columns.word}`;
      setText(what, words);
      rows.hidden = plane.rows < 2;
      columns.hidden = plane.columns < 2;
      back.hidden = !sorting.rows && !sorting.columns;
      const summary = sheet.scene.values!.summary;
      least.title = number(summary.min);
      most.title = number(summary.max);
      least.hidden = most.hidden = summary.count === 0;
      const texts = [
        sorting.rows && `Rows ${orderText(sorting.rows, sheet.columns)}.`,
        sorting.columns && `Columns ${orderText(sorting.columns, sheet.rows)}.`,
      ].filter(Boolean);
      setText(order, texts.join(" "));
      order.hidden = texts.length === 0;
    },
  };
}

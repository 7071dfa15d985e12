/** Above the table: orders, ways to the extremes, and what it takes to carry the numbers away. */

import type { TensorValue } from "../engine/engine.ts";
import { copyText } from "../export/copy.ts";
import { saveTensor, type TensorFile } from "../export/tensor.ts";
import type { Cell } from "../figures/tensor/magnifier.ts";
import { button, html, setAttribute, setText } from "../marks/element.ts";
import { number } from "../maths/numbers.ts";
import { orderText, type Sheet } from "./sheet.ts";
import * as words from "./words.ts";

export interface Acts {
  readonly element: HTMLElement;
  /** `cursor` lies on screen. */
  update(sheet: Sheet | null, cursor: Cell): void;
}

export interface ActsDo {
  sort(along: words.Along, by: number): void;
  unsort(): void;
  extreme(which: "least" | "most"): void;
  /** What is in sight of the table, as CSV. */
  visible(): string;
  /** All of it, with its own axes. */
  tensor(): TensorValue | null;
  announce(text: string): void;
}

/** Long enough to be worth saying so before it is written. */
const LONG = 100_000;

const plain = (part: string, text: string, act: () => void): HTMLButtonElement =>
  button({ class: "text-button", "data-part": part }, text, act);

const way = (...buttons: HTMLElement[]): HTMLElement => html("div", { class: "inspector-way" }, ...buttons);

export function acts(does: ActsDo): Acts {
  let cursor: Cell = { row: 0, column: 0 };
  const [rows, columns] = [
    plain("sort-rows", "", () => does.sort("rows", cursor.column)),
    plain("sort-columns", "", () => does.sort("columns", cursor.row)),
  ];
  const back = plain("unsort", words.BACK, does.unsort);
  const [least, most] = [
    plain("to-least", words.TO_LEAST, () => does.extreme("least")),
    plain("to-most", words.TO_MOST, () => does.extreme("most")),
  ];
  const order = html("p", { class: "quiet inspector-order", "data-part": "inspector-order" });
  const what = html("p", { class: "quiet" });
  const element = html(
    "div",
    { class: "inspector-acts" },
    html("div", { class: "inspector-what" }, html("h3", {}, words.NUMBERS), what),
    way(rows, columns, back),
    way(least, most),
    way(copying(does), ...saving(does)),
    order,
  );

  return {
    element,
    update(sheet, at) {
      cursor = at;
      element.hidden = sheet === null;
      if (!sheet) return;
      const { sorting, plane } = sheet;
      const isList = plane.columns === 1;
      setText(rows, isList ? words.BY_VALUE : words.rowsBy(sheet.columns.short(at.column)));
      setText(columns, words.columnsBy(sheet.rows.short(at.row)));
      setText(what, words.rowIs(sheet.rows.word, isList ? null : sheet.columns.word));
      rows.hidden = plane.rows < 2;
      columns.hidden = plane.columns < 2;
      back.hidden = !sorting.rows && !sorting.columns;
      const { summary } = sheet.scene.values!;
      least.title = number(summary.min);
      most.title = number(summary.max);
      least.hidden = most.hidden = summary.count === 0;
      const along = (["rows", "columns"] as const).filter((one) => sorting[one]);
      setText(order, along.map((one) => `${orderText(sheet, one)}.`).join(" "));
      order.hidden = along.length === 0;
    },
  };
}

/** Copies what is in sight. */
function copying({ visible, announce }: ActsDo): HTMLButtonElement {
  const copy = plain("inspector-copy", words.COPY, () => void copied());
  async function copied(): Promise<void> {
    const said = (await copyText(visible())) ? words.COPIED : words.REFUSED;
    setText(copy, said);
    announce(said);
    setTimeout(() => setText(copy, words.COPY), 2000);
  }
  return copy;
}

/** Saves all of it, in either form. */
function saving({ tensor, announce }: ActsDo): readonly HTMLButtonElement[] {
  const files = (["csv", "npy"] as const).map((kind) =>
    plain(`inspector-${kind}`, words.saveAs(kind), () => void saved(kind)),
  );
  async function saved(kind: TensorFile): Promise<void> {
    const held = tensor();
    if (!held) return;
    if (kind === "csv" && held.data.length > LONG) announce(words.writing(held.data.length));
    for (const one of files) setAttribute(one, "aria-disabled", true);
    try {
      announce(words.saved(await saveTensor(held, kind)));
    } finally {
      for (const one of files) setAttribute(one, "aria-disabled", null);
    }
  }
  return files;
}

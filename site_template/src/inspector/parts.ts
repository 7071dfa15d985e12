/** The dialog's parts, as they stand on the page. */

import { facts } from "../figures/tensor/facts.ts";
import type { Cell } from "../figures/tensor/magnifier.ts";
import { html, setText } from "../marks/element.ts";
import type { Context } from "../page/context.ts";
import { liveRegion } from "../page/live.ts";
import { nextTask } from "../page/task.ts";
import { type Acts, type ActsDo, acts } from "./acts.ts";
import { type Heading, type HeadingDo, heading } from "./heading.ts";
import { Plot } from "./plot.ts";
import type { Sheet } from "./sheet.ts";
import { NumberTable } from "./table.ts";
import * as words from "./words.ts";

export interface PartsDo {
  readonly heading: HeadingDo;
  readonly acts: Omit<ActsDo, "visible" | "announce">;
  cell(cell: Cell): void;
}

export interface Parts {
  readonly dialog: HTMLDialogElement;
  readonly heading: Heading;
  readonly plot: Plot;
  /** Says a sentence to screen readers; a dialog's own, since the page's is out of reach behind it. */
  say(text: string): void;
  /** Shows a matrix with its cursor on screen; null before the numbers are there, with what is said meanwhile. */
  show(sheet: Sheet | null, cursor: Cell, waiting: string): void;
  /** Lets go of what is shown. */
  clear(): void;
}

export function partsOf(outer: Context, does: PartsDo): Parts {
  const dialog = html("dialog", { class: "inspector", "aria-labelledby": "inspector-title", "data-part": "inspector" });
  const { say } = liveRegion(dialog);
  const head = heading(does.heading);
  const plot = new Plot({ ...outer, announce: say }, does.cell);
  const whole = facts();
  const table = new NumberTable({ cell: does.cell, sort: does.acts.sort });
  const bar: Acts = acts({ ...does.acts, visible: () => table.visible(), announce: say });
  const wait = html("p", { class: "inspector-wait", role: "status", "data-part": "inspector-wait" });
  const body = html("div", { class: "inspector-body" }, plot.element, whole.element);
  const numbers = html(
    "section",
    { class: "inspector-table", "aria-label": words.NUMBERS },
    bar.element,
    table.element,
  );
  dialog.append(head.element, wait, body, numbers);
  document.body.append(dialog);
  let shown: Sheet | null = null;

  /** Statistics come a moment after the figure: for a large matrix they take as long again. */
  async function later(sheet: Sheet): Promise<void> {
    await nextTask();
    if (shown === sheet) whole.update(sheet.scene);
  }

  return {
    dialog,
    heading: head,
    plot,
    say,
    show(sheet, cursor, waiting) {
      setText(wait, waiting);
      wait.hidden = waiting === "";
      body.hidden = numbers.hidden = sheet === null;
      if (!sheet) return;
      shown = sheet;
      plot.update(sheet, cursor);
      bar.update(sheet, cursor);
      void later(sheet);
      table.update(sheet, cursor);
    },
    clear() {
      shown = null;
      plot.update(null, { row: 0, column: 0 });
      table.update(null, { row: 0, column: 0 });
    },
  };
}

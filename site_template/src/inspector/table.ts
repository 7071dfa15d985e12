/** All numbers as a table that scrolls: only what is in sight is there, so that a large matrix is as quick as any. */

import { stepFor } from "../figures/tensor/keys.ts";
import type { Cell } from "../figures/tensor/magnifier.ts";
import { html, style } from "../marks/element.ts";
import { exact, line } from "../maths/csv.ts";
import { cellsOf } from "./cells.ts";
import type { Sheet } from "./sheet.ts";
import * as words from "./words.ts";

/** Height of a row, width of a column where there are more than fit, and where all fit, at most. */
const [ROW, COLUMN, WIDEST] = [24, 78, 120];
/** Width of the row names, on a narrow page and on a wide one. */
const HEADERS = { narrow: 76, wide: 112 };
const NARROW = 500;

/** What is in sight: its first row and column, and how many there is room for. */
export interface Frame {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface TableDo {
  cell(cell: Cell): void;
  /** Order the rows by this column on screen, or the columns by this row. */
  sort(along: words.Along, by: number): void;
}

export class NumberTable {
  readonly element: HTMLElement;
  private readonly table = html("table", { class: "numbers inspector-numbers" });
  private readonly spread = html("div", { class: "inspector-spread" }, this.table);
  private sheet: Sheet | null = null;
  private cursor: Cell = { row: 0, column: 0 };
  private frame: Frame = { row: 0, column: 0, rows: 0, columns: 0 };
  private filled = "";
  private waiting = 0;

  constructor(private readonly does: TableDo) {
    this.element = html(
      "div",
      {
        class: "inspector-grid",
        tabindex: 0,
        role: "application",
        "aria-roledescription": words.TABLE,
        "data-part": "inspector-grid",
      },
      this.spread,
    );
    new ResizeObserver(() => this.sheet && this.measure(this.sheet)).observe(this.element);
    this.element.addEventListener("scroll", () => this.scrolled());
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.table.addEventListener("click", (event) => {
      const { row, column } = (event.target as Element).closest("td")?.dataset ?? {};
      if (row) does.cell({ row: Number(row), column: Number(column) });
    });
  }

  update(next: Sheet | null, at: Cell): void {
    const before = this.sheet;
    [this.sheet, this.cursor] = [next, at];
    this.element.hidden = next === null;
    if (!next) return;
    const { rows, columns } = next.plane;
    this.table.setAttribute("aria-rowcount", String(rows + 1));
    this.table.setAttribute("aria-colcount", String(columns + 1));
    this.element.setAttribute("aria-label", words.tableOf(next.subject.name));
    if (next !== before) this.filled = "";
    if (rows !== before?.plane.rows || columns !== before.plane.columns) return this.measure(next);
    this.reveal(next);
    this.fill(next);
  }

  /** What is in sight, as CSV with its names. */
  visible(): string {
    const now = this.sheet;
    if (!now) return "";
    const { down, across } = this.inSight();
    const names = across.map((column) => (now.plane.columns === 1 ? words.VALUE : now.columns.name(column)));
    const lines = down.map((row) =>
      line([now.rows.name(row), ...across.map((column) => exact(now.value({ row, column })))]),
    );
    return `${[line(["", ...names]), ...lines].join("\n")}\n`;
  }

  private scrolled(): void {
    this.waiting ||= requestAnimationFrame(() => {
      this.waiting = 0;
      if (this.sheet) this.fill(this.sheet);
    });
  }

  private key(event: KeyboardEvent): void {
    if (!this.sheet || event.ctrlKey || event.metaKey || event.altKey) return;
    const { row, column } = this.cursor;
    const step = stepFor(event, this.sheet.plane, this.cursor);
    const isSort = event.key.toLowerCase() === "s";
    if (!isSort && !step) return;
    event.preventDefault();
    if (step) this.does.cell(step);
    else if (event.shiftKey) this.does.sort("columns", row);
    else this.does.sort("rows", column);
  }

  /** How many cells there is room for; the rest of the width and height is what can be scrolled. */
  private measure(now: Sheet): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (width === 0) return;
    const header = width < NARROW ? HEADERS.narrow : HEADERS.wide;
    const { rows, columns } = now.plane;
    const down = Math.max(1, Math.min(rows, Math.floor(height / ROW) - 1));
    const across = Math.max(1, Math.min(columns, Math.floor((width - header) / COLUMN)));
    this.frame = { ...this.frame, rows: down, columns: across };
    style(this.table, {
      "--header": `${header}px`,
      width: `${columns > across ? width : Math.min(width, header + across * WIDEST)}px`,
    });
    style(this.spread, {
      height: `${height + (rows - down) * ROW}px`,
      width: `${width + (columns - across) * COLUMN}px`,
    });
    this.filled = "";
    this.reveal(now);
    this.fill(now);
  }

  /** A step of the cursor scrolls by a step; from further away it comes into the middle. */
  private reveal({ plane }: Sheet): void {
    const to = (at: number, from: number, size: number, count: number) => {
      const least = Math.max(Math.min(from, at), at + 1 - size);
      const wanted = Math.abs(least - from) > 1 ? at - (size >> 1) : least;
      return Math.max(0, Math.min(count - size, wanted));
    };
    const { element, frame, cursor } = this;
    const row = to(cursor.row, Math.round(element.scrollTop / ROW), frame.rows, plane.rows);
    const column = to(cursor.column, Math.round(element.scrollLeft / COLUMN), frame.columns, plane.columns);
    element.scrollTo(column * COLUMN, row * ROW);
  }

  private fill(now: Sheet): void {
    const first = (scrolled: number, unit: number, size: number, count: number) =>
      Math.max(0, Math.min(count - size, Math.round(scrolled / unit)));
    const { element, frame, cursor } = this;
    this.frame = {
      ...frame,
      row: first(element.scrollTop, ROW, frame.rows, now.plane.rows),
      column: first(element.scrollLeft, COLUMN, frame.columns, now.plane.columns),
    };
    const key = JSON.stringify([this.frame, cursor]);
    if (key === this.filled) return;
    this.filled = key;
    this.table.replaceChildren(...cellsOf(now, this.inSight(), cursor, this.does));
  }

  private inSight(): { readonly down: readonly number[]; readonly across: readonly number[] } {
    const from = (first: number, count: number) => Array.from({ length: count }, (_, i) => first + i);
    return { down: from(this.frame.row, this.frame.rows), across: from(this.frame.column, this.frame.columns) };
  }
}

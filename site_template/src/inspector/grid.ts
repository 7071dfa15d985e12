/** All numbers as a table that scrolls: only what is in sight is there, so that a large matrix is as quick as a small one. */

import { stepFor } from "../figures/tensor/keys.ts";
import type { Cell } from "../figures/tensor/magnifier.ts";
import { button, html, style } from "../marks/element.ts";
import { exact, line } from "../maths/csv.ts";
import { alignedOnPoint, number } from "../maths/numbers.ts";
import type { Sheet, Side, Sort } from "./sheet.ts";

const [ROW, COLUMN, WIDEST] = [24, 78, 120];
/** Width of the row names, on a narrow page and on a wide one. */
const HEADERS = { narrow: 76, wide: 112 };
const NARROW = 500;

interface Frame {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface Grid {
  readonly element: HTMLElement;
  update(sheet: Sheet | null, cursor: Cell): void;
  /** What is in sight, as CSV with its names. */
  visible(): string;
  destroy(): void;
}

export interface GridActs {
  cell(cell: Cell): void;
  /** Order the rows by this column on screen, or the columns by this row. */
  sort(side: "rows" | "columns", by: number): void;
}

export function grid(acts: GridActs): Grid {
  const table = html("table", { class: "numbers inspector-numbers" });
  const sheetSize = html("div", { class: "inspector-spread" }, table);
  const element = html(
    "div",
    {
      class: "inspector-grid",
      tabindex: 0,
      role: "application",
      "aria-roledescription": "table of numbers",
      "data-part": "inspector-grid",
    },
    sheetSize,
  );
  let sheet: Sheet | null = null;
  let cursor: Cell = { row: 0, column: 0 };
  let frame: Frame = { row: 0, column: 0, rows: 0, columns: 0 };
  let filled = "";
  let waiting = 0;

  const sized = new ResizeObserver(() => sheet && measure(sheet));
  sized.observe(element);
  element.addEventListener("scroll", () => {
    if (waiting) return;
    waiting = requestAnimationFrame(() => {
      waiting = 0;
      if (sheet) fill(sheet);
    });
  });
  element.addEventListener("keydown", (event) => {
    if (!sheet || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepFor(event, { ...sheet.plane }, cursor);
    if (event.key.toLowerCase() === "s") {
      event.preventDefault();
      return event.shiftKey ? acts.sort("columns", cursor.row) : acts.sort("rows", cursor.column);
    }
    if (!step) return;
    event.preventDefault();
    acts.cell(step);
  });
  table.addEventListener("click", (event) => {
    const cell = (event.target as Element).closest("td");
    if (cell?.dataset["row"]) acts.cell({ row: Number(cell.dataset["row"]), column: Number(cell.dataset["column"]) });
  });

  /** How many cells there is room for; the rest of the width and height is what can be scrolled. */
  function measure(now: Sheet): void {
    const [width, height] = [element.clientWidth, element.clientHeight];
    if (width === 0) return;
    const header = width < NARROW ? HEADERS.narrow : HEADERS.wide;
    const { rows, columns } = now.plane;
    const down = Math.max(1, Math.min(rows, Math.floor(height / ROW) - 1));
    const across = Math.max(1, Math.min(columns, Math.floor((width - header) / COLUMN)));
    frame = { ...frame, rows: down, columns: across };
    style(table, {
      "--header": `${header}px`,
      width: `${columns > across ? width : Math.min(width, header + across * WIDEST)}px`,
    });
    style(sheetSize, {
      height: `${height + (rows - down) * ROW}px`,
      width: `${width + (columns - across) * COLUMN}px`,
    });
    filled = "";
    reveal(now);
    fill(now);
  }

  /** A step of the cursor scrolls by a step; from further away it comes into the middle. */
  function reveal({ plane }: Sheet): void {
    const to = (at: number, from: number, size: number, count: number) => {
      const least = Math.max(Math.min(from, at), at + 1 - size);
      const wanted = Math.abs(least - from) > 1 ? at - (size >> 1) : least;
      return Math.max(0, Math.min(count - size, wanted));
    };
    const row = to(cursor.row, Math.round(element.scrollTop / ROW), frame.rows, plane.rows);
    const column = to(cursor.column, Math.round(element.scrollLeft / COLUMN), frame.columns, plane.columns);
    element.scrollTo(column * COLUMN, row * ROW);
  }

  function fill(now: Sheet): void {
    const { plane, rows, columns } = now;
    const first = (scrolled: number, unit: number, size: number, count: number) =>
      Math.max(0, Math.min(count - size, Math.round(scrolled / unit)));
    frame = {
      ...frame,
      row: first(element.scrollTop, ROW, frame.rows, plane.rows),
      column: first(element.scrollLeft, COLUMN, frame.columns, plane.columns),
    };
    const key = JSON.stringify([frame, cursor]);
    if (key === filled) return;
    filled = key;
    const across = Array.from({ length: frame.columns }, (_, j) => frame.column + j);
    const down = Array.from({ length: frame.rows }, (_, i) => frame.row + i);
    const texts = across.map((column) => alignedOnPoint(down.map((row) => number(now.value({ row, column })))));
    const heads = across.map((column) => head("col", columns, column, now.sorting.rows, "rows"));
    const body = down.map((row, i) =>
      html(
        "tr",
        { "aria-rowindex": row + 2, class: row === cursor.row ? "here-row" : null },
        head("row", rows, row, now.sorting.columns, "columns"),
        ...across.map((column, j) =>
          html(
            "td",
            {
              "data-row": row,
              "data-column": column,
              class: row === cursor.row && column === cursor.column ? "here" : null,
            },
            texts[j]![i]!,
          ),
        ),
      ),
    );
    const corner = html("td", { class: "corner" }, rows.word);
    table.replaceChildren(
      html("thead", {}, html("tr", { "aria-rowindex": 1 }, corner, ...heads)),
      html("tbody", {}, ...body),
    );
  }

  /** The name of a row or a column: pressing it orders the other axis by it. */
  function head(
    scope: "row" | "col",
    side: Side,
    index: number,
    sort: Sort | null,
    other: "rows" | "columns",
  ): HTMLElement {
    const by = sort && side.original(index) === sort.by ? sort.direction : null;
    const arrow =
      by === null ? "" : other === "rows" ? (by === "falling" ? " ↓" : " ↑") : by === "falling" ? " →" : " ←";
    const made = button(
      { class: "inspector-head", tabindex: -1, title: `Order the ${other} by ${side.name(index)}` },
      side.short(index) + arrow,
      () => acts.sort(other, index),
    );
    const order = by === null ? null : by === "falling" ? "descending" : "ascending";
    return html("th", { scope, "aria-sort": order, title: side.name(index) }, made);
  }

  return {
    element,
    update(next, at) {
      const changed = next !== sheet;
      const resized = next?.plane.rows !== sheet?.plane.rows || next?.plane.columns !== sheet?.plane.columns;
      [sheet, cursor] = [next, at];
      element.hidden = next === null;
      if (!next) return;
      table.setAttribute("aria-rowcount", String(next.plane.rows + 1));
      table.setAttribute("aria-colcount", String(next.plane.columns + 1));
      element.setAttribute(
        "aria-label",
        `Numbers of ${next.subject.name}. Arrow keys move, S orders the rows by this column, Shift and S the columns by this row.`,
      );
      if (changed) filled = "";
      if (resized) return measure(next);
      reveal(next);
      fill(next);
    },
    visible() {
      if (!sheet) return "";
      const now = sheet;
      const across = Array.from({ length: frame.columns }, (_, j) => frame.column + j);
      const lines = Array.from({ length: frame.rows }, (_, i) => frame.row + i).map((row) =>
        line([now.rows.name(row), ...across.map((column) => exact(now.value({ row, column })))]),
      );
      return `${[line(["", ...across.map((column) => (now.plane.columns === 1 ? "value" : now.columns.name(column)))]), ...lines].join("\n")}\n`;
    },
    destroy() {
      sized.disconnect();
      cancelAnimationFrame(waiting);
    },
  };
}

/** What a sentence says of an order. */
export const orderText = (sort: Sort | null, side: Side): string =>
  sort === null
    ? "in their own order"
    : `by ${side.name(side.place(sort.by))}, ${sort.direction === "falling" ? "largest" : "smallest"} first`;

/** The numbers around the cursor as a table, with what it takes to carry them away. */

import { copyText } from "../../export/copy.ts";
import { saveTensor, type TensorFile } from "../../export/tensor.ts";
import { stepFor } from "../../figures/tensor/keys.ts";
import { reading } from "../../figures/tensor/reading.ts";
import { axisWord, indexName, moveTo, type Scene, shortName } from "../../figures/tensor/scene.ts";
import { button, html, setText, style } from "../../marks/element.ts";
import { exact, line } from "../../maths/csv.ts";
import { alignedOnPoint, number } from "../../maths/numbers.ts";
import type { Context } from "../../page/context.ts";

const DOWN = 9;
const COLUMN_WIDTH = 78;
/** Width of the row names, on a narrow page and on a wide one. */
const HEADERS = { narrow: 64, wide: 110 };
const NARROW = 500;

/** Where a window of `size` starts so that `at` lies in its middle, or as near as the ends allow. */
export const windowStart = (at: number, size: number, count: number): number =>
  Math.max(0, Math.min(at - (size >> 1), count - size));

export function table(context: Context): { element: HTMLElement; update(scene: Scene): void; destroy(): void } {
  const { store, announce } = context;
  const grid = html("table", { class: "numbers" });
  const scroll = html(
    "div",
    {
      class: "numbers-frame",
      tabindex: 0,
      role: "application",
      "aria-roledescription": "table of numbers",
      "data-part": "numbers",
    },
    grid,
  );
  const copy = button({ class: "text-button", "data-part": "copy-csv" }, "Copy these as CSV", () => void copied());
  const [title, about] = [html("h2", {}, "The numbers"), html("span", { class: "quiet numbers-about" })];
  const element = html(
    "section",
    { class: "numbers-section", "aria-label": "The numbers" },
    html(
      "div",
      { class: "numbers-head" },
      title,
      about,
      html(
        "div",
        { class: "numbers-acts" },
        copy,
        button({ class: "text-button", "data-part": "save-csv" }, "Save CSV", () => save("csv")),
        button({ class: "text-button", "data-part": "save-npy" }, "Save NPY", () => save("npy")),
      ),
    ),
    scroll,
  );
  let scene: Scene | null = null;
  let frame = { row: 0, column: 0, rows: 0, columns: 0 };
  let drawn = "";

  const sized = new ResizeObserver(() => scene && draw(scene));
  sized.observe(element);
  scroll.addEventListener("keydown", (event) => {
    const step = scene?.values && stepFor(event, scene.axes, scene.cursor);
    if (!step || !scene) return;
    event.preventDefault();
    store.set(moveTo(scene.axes, scene.grid, step.row, step.column));
    announce(reading(scene, step.row, step.column));
  });
  grid.addEventListener("click", (event) => {
    const cell = (event.target as Element).closest("td");
    if (cell && scene)
      store.set(moveTo(scene.axes, scene.grid, Number(cell.dataset["row"]), Number(cell.dataset["column"])));
  });

  function draw(now: Scene): void {
    element.hidden = now.values === null;
    if (!now.values) return;
    const header = element.clientWidth < NARROW ? HEADERS.narrow : HEADERS.wide;
    const across = Math.max(2, Math.floor((element.clientWidth - header) / COLUMN_WIDTH));
    style(grid, { "--header": `${header}px` });
    const rows = Math.min(DOWN, now.axes.rows);
    const columns = Math.min(across, now.axes.columns);
    frame = {
      rows,
      columns,
      row: windowStart(now.cursor.row ?? 0, rows, now.axes.rows),
      column: windowStart(now.cursor.column, columns, now.axes.columns),
    };
    const key = JSON.stringify([frame, now.hook.name, now.head]);
    if (key !== drawn || grid.dataset["of"] !== now.hook.name || filled !== now.values) fill(now);
    drawn = key;
    mark(now);
  }

  let filled: unknown = null;
  function fill(now: Scene): void {
    filled = now.values;
    grid.dataset["of"] = now.hook.name;
    grid.classList.toggle("single", now.axes.columns === 1);
    const { data } = now.values!.plane;
    const at = (i: number, j: number) => data[(frame.row + i) * now.axes.columns + frame.column + j]!;
    const single = now.axes.columns === 1;
    const heads = Array.from({ length: frame.columns }, (_, j) =>
      html("th", { scope: "col" }, single ? "value" : shortName(now, now.axes.columnAxis, frame.column + j)),
    );
    const texts = Array.from({ length: frame.columns }, (_, j) =>
      alignedOnPoint(Array.from({ length: frame.rows }, (_, i) => number(at(i, j)))),
    );
    const body = Array.from({ length: frame.rows }, (_, i) =>
      html(
        "tr",
        {},
        html("th", { scope: "row" }, shortName(now, now.axes.rowAxis, frame.row + i)),
        ...Array.from({ length: frame.columns }, (_, j) =>
          html("td", { "data-row": frame.row + i, "data-column": frame.column + j }, texts[j]![i]!),
        ),
      ),
    );
    const corner = html("td", { class: "corner" }, axisWord(now.axes.rowAxis));
    grid.replaceChildren(html("thead", {}, html("tr", {}, corner, ...heads)), html("tbody", {}, ...body));
    setText(title, now.head === null ? "The numbers" : `The numbers of head ${now.head}`);
    setText(
      about,
      single
        ? "around the cursor"
        : `around the cursor: a row a ${axisWord(now.axes.rowAxis)}, a column a ${axisWord(now.axes.columnAxis)}`,
    );
    scroll.setAttribute("aria-label", `Numbers of ${now.hook.name} around the cursor. Arrow keys move.`);
  }

  function mark(now: Scene): void {
    for (const one of grid.querySelectorAll(".here, .here-row")) one.classList.remove("here", "here-row");
    const cell = grid.querySelector(`td[data-row="${now.cursor.row}"][data-column="${now.cursor.column}"]`);
    cell?.classList.add("here");
    cell?.parentElement?.classList.add("here-row");
  }

  async function copied(): Promise<void> {
    if (!scene?.values) return;
    const said = (await copyText(visible(scene, frame)))
      ? "Copied"
      : "This browser refuses to copy; save the file instead";
    setText(copy, said);
    announce(said);
    setTimeout(() => setText(copy, "Copy these as CSV"), 2000);
  }

  function save(kind: TensorFile): void {
    if (scene?.values) void saveTensor(scene.values.tensor, kind);
  }

  return {
    element,
    update(next) {
      scene = next;
      draw(next);
    },
    destroy: () => sized.disconnect(),
  };
}

function visible(scene: Scene, frame: { row: number; column: number; rows: number; columns: number }): string {
  const names = (axis: string, from: number, count: number) =>
    Array.from({ length: count }, (_, i) => indexName(scene, axis, from + i));
  const head = scene.axes.columns === 1 ? ["value"] : names(scene.axes.columnAxis, frame.column, frame.columns);
  const { data } = scene.values!.plane;
  const rows = names(scene.axes.rowAxis, frame.row, frame.rows).map((name, i) => {
    const from = (frame.row + i) * scene.axes.columns + frame.column;
    return line([name, ...Array.from(data.subarray(from, from + frame.columns), exact)]);
  });
  return `${[line(["", ...head]), ...rows].join("\n")}\n`;
}

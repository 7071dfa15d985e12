/** The numbers around the cursor as a table, with what it takes to carry them away. */

import { copyText } from "../../export/copy.ts";
import { saveTensor, type TensorFile } from "../../export/tensor.ts";
import { stepFor } from "../../figures/tensor/keys.ts";
import { reading } from "../../figures/tensor/reading.ts";
import { axisWord, moveTo, type Scene, shortName } from "../../figures/tensor/scene.ts";
import { button, html, setText, style } from "../../marks/element.ts";
import { alignedOnPoint, number } from "../../maths/numbers.ts";
import type { Context } from "../../page/context.ts";
import { csvOf, type TableWindow, windowOf } from "./window.ts";
import { TABLE } from "./words.ts";

const DOWN = 9;
const COLUMN_WIDTH = 78;
/** Width of the row names, on a narrow page and on a wide one. */
const HEADERS = { narrow: 64, wide: 110 };
const NARROW = 500;
/** How long it says that it has copied. */
const SAID = 2000;

export interface Table {
  readonly element: HTMLElement;
  update(scene: Scene): void;
  destroy(): void;
}

export function table(context: Context): Table {
  const { announce } = context;
  const { element, grid, scroll, copy, name } = tableElements(() => void copied(), save);
  let scene: Scene | null = null;
  let frame: TableWindow = { row: 0, column: 0, rows: 0, columns: 0 };
  let [drawn, filled] = ["", null as unknown];
  onCursor(context, grid, scroll, () => scene);

  function draw(now: Scene): void {
    element.hidden = now.values === null;
    if (!now.values) return;
    const header = element.clientWidth < NARROW ? HEADERS.narrow : HEADERS.wide;
    style(grid, { "--header": `${header}px` });
    frame = windowOf(now, DOWN, Math.max(2, Math.floor((element.clientWidth - header) / COLUMN_WIDTH)));
    const key = JSON.stringify([frame, now.hook.name, now.head]);
    if (key !== drawn || filled !== now.values) {
      grid.classList.toggle("single", now.axes.columns === 1);
      grid.replaceChildren(...rowsOf(now, frame));
      name(now);
    }
    [drawn, filled] = [key, now.values];
    mark(grid, now);
  }

  async function copied(): Promise<void> {
    if (!scene?.values) return;
    const said = (await copyText(csvOf(scene, frame))) ? TABLE.copied : TABLE.refused;
    setText(copy, said);
    announce(said);
    setTimeout(() => setText(copy, TABLE.copy), SAID);
  }

  function save(kind: TensorFile): void {
    if (scene?.values) void saveTensor(scene.values.tensor, kind);
  }

  const sized = new ResizeObserver(() => scene && draw(scene));
  sized.observe(element);
  return {
    element,
    update(next) {
      scene = next;
      draw(next);
    },
    destroy: () => sized.disconnect(),
  };
}

interface TableElements {
  readonly element: HTMLElement;
  readonly grid: HTMLElement;
  readonly scroll: HTMLElement;
  readonly copy: HTMLElement;
  /** Says what the numbers are of. */
  name(scene: Scene): void;
}

function tableElements(onCopy: () => void, onSave: (kind: TensorFile) => void): TableElements {
  const grid = html("table", { class: "numbers" });
  const spoken = { role: "application", "aria-roledescription": TABLE.role };
  const scroll = html("div", { class: "numbers-frame", tabindex: 0, ...spoken, "data-part": "numbers" }, grid);
  const act = (part: string, label: string, does: () => void) =>
    button({ class: "text-button", "data-part": part }, label, does);
  const copy = act("copy-csv", TABLE.copy, onCopy);
  const acts = html(
    "div",
    { class: "numbers-acts" },
    copy,
    act("save-csv", TABLE.saveCsv, () => onSave("csv")),
    act("save-npy", TABLE.saveNpy, () => onSave("npy")),
  );
  const [title, about] = [html("h2", {}, TABLE.title), html("span", { class: "quiet numbers-about" })];
  const head = html("div", { class: "numbers-head" }, title, about, acts);
  const element = html("section", { class: "numbers-section", "aria-label": TABLE.title }, head, scroll);
  return {
    element,
    grid,
    scroll,
    copy,
    name({ axes, head: chosen, hook }) {
      setText(title, chosen === null ? TABLE.title : TABLE.titleOfHead(chosen));
      const [row, column] = [axisWord(axes.rowAxis), axisWord(axes.columnAxis)];
      setText(about, axes.columns === 1 ? TABLE.around : TABLE.axes(row, column));
      scroll.setAttribute("aria-label", TABLE.spoken(hook.name));
    },
  };
}

/** Arrow keys and presses move the cursor. */
function onCursor({ store, announce }: Context, grid: HTMLElement, scroll: HTMLElement, now: () => Scene | null): void {
  scroll.addEventListener("keydown", (event) => {
    const scene = now();
    const step = scene?.values && stepFor(event, scene.axes, scene.cursor);
    if (!step || !scene) return;
    event.preventDefault();
    store.set(moveTo(scene.axes, scene.grid, step.row, step.column));
    announce(reading(scene, step.row, step.column));
  });
  grid.addEventListener("click", (event) => {
    const scene = now();
    const cell = (event.target as Element).closest("td");
    if (cell && scene)
      store.set(moveTo(scene.axes, scene.grid, Number(cell.dataset["row"]), Number(cell.dataset["column"])));
  });
}

function rowsOf(now: Scene, frame: TableWindow): HTMLElement[] {
  const { axes } = now;
  const { data } = now.values!.plane;
  const range = (length: number) => Array.from({ length }, (_, i) => i);
  const at = (i: number, j: number) => data[(frame.row + i) * axes.columns + frame.column + j]!;
  const columnName = (j: number) =>
    axes.columns === 1 ? TABLE.value : shortName(now, axes.columnAxis, frame.column + j);
  const texts = range(frame.columns).map((j) => alignedOnPoint(range(frame.rows).map((i) => number(at(i, j)))));
  const cell = (i: number, j: number) =>
    html("td", { "data-row": frame.row + i, "data-column": frame.column + j }, texts[j]![i]!);
  const row = (i: number) => {
    const rowName = html("th", { scope: "row" }, shortName(now, axes.rowAxis, frame.row + i));
    return html("tr", {}, rowName, ...range(frame.columns).map((j) => cell(i, j)));
  };
  const corner = html("td", { class: "corner" }, axisWord(axes.rowAxis));
  const heads = range(frame.columns).map((j) => html("th", { scope: "col" }, columnName(j)));
  return [html("thead", {}, html("tr", {}, corner, ...heads)), html("tbody", {}, ...range(frame.rows).map(row))];
}

function mark(grid: HTMLElement, { cursor }: Scene): void {
  for (const one of grid.querySelectorAll(".here, .here-row")) one.classList.remove("here", "here-row");
  const cell = grid.querySelector(`td[data-row="${cursor.row}"][data-column="${cursor.column}"]`);
  cell?.classList.add("here");
  cell?.parentElement?.classList.add("here-row");
}

/** The matrix on a canvas: zoomed by wheel, pinch and keys, moved by dragging, read with a lens. */

import { stepFor } from "../figures/tensor/keys.ts";
import { type Cell, lens } from "../figures/tensor/magnifier.ts";
import { rangeSwitch } from "../figures/tensor/range.ts";
import { isSquare } from "../figures/tensor/scene.ts";
import { button, html, setText, style } from "../marks/element.ts";
import { fit } from "../marks/heatmap.ts";
import { legend } from "../marks/legend.ts";
import { paintWindow } from "../marks/window.ts";
import { grouped, number } from "../maths/numbers.ts";
import * as windows from "../maths/window.ts";
import type { Context } from "../page/context.ts";
import type { Sheet } from "./sheet.ts";
import { onGestures } from "./zoom.ts";

const STEP = 1.5;
/** Height of the window: what the rest of the dialog leaves, within these. */
const [REST, SHORTEST, TALLEST] = [545, 200, 460];
/** What the statistics beside the figure need, where there is room beside it. */
const [BESIDE, NARROW] = [280, 700];
/** Where the numbers stand beside it: its width, and what it gains in height. */
const [HALF, FACTS] = [480, 60];

export interface Plot {
  readonly element: HTMLElement;
  /** Null while there are no numbers. */
  update(sheet: Sheet | null, cursor: Cell): void;
  /** Brings a number close enough to be seen apart. */
  approach(cell: Cell): void;
  destroy(): void;
}

/** `onCell` is told where the cursor is to go, as it lies on screen. */
export function plot(context: Context, onCell: (cell: Cell) => void): Plot {
  const [value, name] = [html("strong", {}), html("span", {})];
  const readout = html("p", { class: "inspector-readout", "data-part": "inspector-readout" }, value, " ", name);
  const canvas = html("canvas", { class: "heat-canvas" });
  const mark = html("div", { class: "cell-mark" });
  const glass = lens();
  const area = html(
    "div",
    {
      class: "inspector-plot",
      tabindex: 0,
      role: "application",
      "aria-roledescription": "matrix",
      "data-part": "inspector-plot",
    },
    canvas,
    mark,
  );
  const [nearer, further, all] = [
    button({ class: "step", "aria-label": "Zoom in", title: "Zoom in (+)" }, "+", () => zoom(STEP)),
    button({ class: "step", "aria-label": "Zoom out", title: "Zoom out (−)" }, "−", () => zoom(1 / STEP)),
    button({ class: "step", title: "All of it (0)" }, "whole", () => show(windows.WHOLE)),
  ];
  const zooms = html("div", { class: "heads", role: "group", "aria-label": "Zoom" }, nearer, further, all);
  const legendPlace = html("div", { class: "legend-place" });
  const note = html("p", { class: "quiet inspector-sight", "data-part": "inspector-sight" });
  const element = html(
    "figure",
    { class: "inspector-figure", "data-part": "inspector-figure" },
    html("div", { class: "inspector-bar" }, zooms, legendPlace),
    readout,
    html("div", { class: "inspector-area" }, area, glass.element),
    note,
  );

  let sheet: Sheet | null = null;
  let cursor: Cell = { row: 0, column: 0 };
  let passing: Cell | null = null;
  let view = windows.WHOLE;
  let whole: windows.Whole = { rows: 1, columns: 1, width: 1, height: 1 };
  let waiting = 0;
  let measured = "";

  const sized = new ResizeObserver(() => sheet && measure());
  queueMicrotask(() => element.parentElement && sized.observe(element.parentElement));
  onGestures(area, {
    zoom: (factor, x, y) => show(windows.zoomed(whole, view, factor, x, y)),
    pan: (x, y) => show(windows.panned(whole, view, x, y)),
    click(x, y) {
      const cell = windows.cellUnder(whole, view, x, y);
      if (cell) onCell(cell);
    },
    hover(point) {
      passing = point && windows.cellUnder(whole, view, point.x, point.y);
      read();
    },
  });
  for (const event of ["focus", "blur"]) area.addEventListener(event, () => read());
  area.addEventListener("keydown", (event) => {
    if (!sheet || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepFor(event, { ...sheet.plane }, cursor);
    const act = {
      "+": () => zoom(STEP),
      "=": () => zoom(STEP),
      "-": () => zoom(1 / STEP),
      "0": () => show(windows.WHOLE),
    }[event.key];
    if (!step && !act) return;
    event.preventDefault();
    if (step) onCell(step);
    else act!();
  });

  /** Zooms about the cursor where it is in sight, about the middle where it is not. */
  function zoom(factor: number): void {
    const box = boxOf(cursor);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const seen = x >= 0 && y >= 0 && x <= whole.width && y <= whole.height;
    show(windows.zoomed(whole, view, factor, seen ? x : whole.width / 2, seen ? y : whole.height / 2));
    context.announce(sightText());
  }

  function show(next: windows.View): void {
    view = windows.within(whole, next);
    passing = null;
    schedule();
  }

  function schedule(): void {
    if (waiting) return;
    waiting = requestAnimationFrame(() => {
      waiting = 0;
      if (sheet) paint(sheet);
    });
  }

  function measure(): void {
    if (!sheet) return;
    const { rows, columns } = sheet.plane;
    const across = element.closest("dialog")?.querySelector("header")?.clientWidth ?? 0;
    if (across === 0) return;
    const isBeside = isSquare(sheet.plane) && matchMedia("(min-width: 1100px)").matches;
    const [width, rest] = isBeside ? [HALF, REST - FACTS] : [across < NARROW ? across : across - BESIDE, REST];
    const room = { width: Math.max(160, width), height: Math.max(SHORTEST, Math.min(TALLEST, innerHeight - rest)) };
    const key = [rows, columns, room.width, room.height].join(" ");
    if (key === measured) return;
    measured = key;
    whole = windows.windowFor(fit(rows, columns, room), room);
    view = windows.within(whole, view);
    style(area, { width: `${whole.width}px`, height: `${whole.height}px` });
    style(element, { "--plot": `${whole.width}px` });
    paint(sheet);
  }

  function paint(now: Sheet): void {
    const shared = paintWindow(canvas, now.reduced, now.scale, whole, view, devicePixelRatio);
    style(area, { "touch-action": view.zoom > 1 ? "none" : "pan-y", cursor: view.zoom > 1 ? "grab" : "crosshair" });
    for (const [one, off] of [
      [further, view.zoom <= 1],
      [all, view.zoom <= 1],
      [nearer, view.zoom >= windows.nearest(whole)],
    ] as const)
      one.setAttribute("aria-disabled", String(off));
    setText(note, sightText() + (shared > 1.5 ? ` ${sharedText(shared)}` : ""));
    read();
  }

  function boxOf({ row, column }: Cell): { x: number; y: number; width: number; height: number } {
    const cell = windows.cellSize(whole, view.zoom);
    return { x: (column - view.column) * cell.width, y: (row - view.row) * cell.height, ...cell };
  }

  function read(): void {
    if (!sheet) return;
    const keyed = area.matches(":focus-visible") ? cursor : null;
    const cell = passing ?? cursor;
    setText(value, number(sheet.value(cell)));
    setText(name, sheet.name(cell));
    const box = boxOf(cursor);
    mark.hidden = box.x + box.width <= 0 || box.y + box.height <= 0 || box.x >= whole.width || box.y >= whole.height;
    style(mark, { transform: `translate(${box.x}px, ${box.y}px)`, width: `${box.width}px`, height: `${box.height}px` });
    const looked = passing ?? keyed;
    const at = boxOf(looked ?? cursor);
    glass.show(sheet, looked, at.x + at.width / 2, at.y + at.height / 2, element.clientWidth);
  }

  function sightText(): string {
    if (!sheet) return "";
    const { top, bottom, left, right } = windows.inSight(whole, view);
    const part = (word: string, from: number, to: number, count: number) =>
      from === 0 && to === count - 1
        ? `all ${grouped(count)} ${word}`
        : `${word} ${grouped(from)} to ${grouped(to)} of ${grouped(count)}`;
    const rows = part("rows", top, bottom, sheet.plane.rows);
    return sheet.plane.columns === 1
      ? `In sight: ${rows}.`
      : `In sight: ${rows}, ${part("columns", left, right, sheet.plane.columns)}.`;
  }

  return {
    element,
    update(next, at) {
      const other = next?.plane.rows !== sheet?.plane.rows || next?.plane.columns !== sheet?.plane.columns;
      const changed = next !== sheet;
      const moved = at.row !== cursor.row || at.column !== cursor.column;
      [sheet, cursor] = [next, at];
      element.hidden = next === null;
      if (!next) return;
      if (changed) {
        passing = null;
        area.setAttribute(
          "aria-label",
          `${next.subject.name}, ${next.plane.rows} rows by ${next.plane.columns} columns. Arrow keys move, plus and minus zoom, 0 shows all.`,
        );
        legendPlace.replaceChildren(
          rangeSwitch(context, next.scene, next.scene.values!),
          legend(next.scale, next.subject.name.replace(/^blocks\.\d+\./, "")),
        );
      }
      if (other) [view, measured] = [windows.WHOLE, ""];
      if (moved) view = windows.revealed(whole, view, at.row, at.column);
      if (measured === "") measure();
      else if (changed || moved) schedule();
    },
    approach({ row, column }) {
      const cell = windows.cellSize(whole, view.zoom);
      const factor = Math.max(1, 12 / Math.min(cell.width, cell.height));
      const near = windows.zoomed(whole, view, factor, 0, 0);
      const size = windows.cellSize(whole, near.zoom);
      show({
        zoom: near.zoom,
        row: row + 0.5 - whole.height / size.height / 2,
        column: column + 0.5 - whole.width / size.width / 2,
      });
    },
    destroy() {
      sized.disconnect();
      cancelAnimationFrame(waiting);
    },
  };
}

const sharedText = (shared: number): string =>
  `A pixel is the mean of about ${grouped(shared)} numbers; the lens and the table are exact.`;

/** The main figure: the plane as a heatmap with its axes, a cursor that keys and clicks move, and a lens. */
import { bottomAxis, leftAxis } from "../../marks/axes.ts";
import { html, setText, style, svg } from "../../marks/element.ts";
import { boxOf, cellAt, fit, type Geometry, paintHeatmap } from "../../marks/heatmap.ts";
import { legend } from "../../marks/legend.ts";
import { grouped } from "../../maths/numbers.ts";
import type { Context } from "../../shell/context.ts";
import { stepFor } from "./keys.ts";
import { lens, reading } from "./lens.ts";
import { axisWord, moveTo, type Scene, tokenOfRow } from "./scene.ts";
import { strip } from "./strip.ts";
import { waiting } from "./waiting.ts";

export const GUTTER = 52;
const TOP = 24;
/** A square plane leaves room for the picture beside it. */
const WIDEST_SQUARE = 508;

export interface Figure {
  readonly element: HTMLElement;
  update(scene: Scene): void;
  destroy(): void;
}

/** `legendPlace` is where the legend goes: in one line with the controls. */
export function heat(context: Context, legendPlace: HTMLElement, onAnother: () => void): Figure {
  const { store, pointed, announce } = context;
  const readout = html("p", { class: "readout", "data-part": "readout" });
  const canvas = html("canvas", { class: "heat-canvas" });
  const [rowMark, cellMark, pointedMark] = ["row-mark", "cell-mark", "row-mark pointed"].map((name) => html("div", { class: name, hidden: true }));
  const plot = html("div", { class: "heat-plot", tabindex: 0, role: "application", "aria-roledescription": "heatmap", "data-part": "heatmap" }, canvas, pointedMark!, rowMark!, cellMark!);
  const axes = svg("svg", { class: "axes", "aria-hidden": "true" });
  const glass = lens();
  const wait = waiting(context, onAnother);
  const body = html("div", { class: "heat-body" }, readout, axes, plot, wait.element, glass.element);
  const rowStrip = strip(context);
  const note = html("p", { class: "quiet note" });
  const element = html("figure", { class: "heat", "data-part": "heat-figure" }, body, rowStrip.element, note);

  let scene: Scene | null = null;
  let geometry: Geometry = { width: 0, height: 0, rows: 1, columns: 1 };
  let drawn: { values: unknown; axes: unknown; width: number; height: number } | null = null;
  let passing: { row: number; column: number } | null = null;

  const sized = new ResizeObserver(() => scene && draw(scene));
  queueMicrotask(() => element.parentElement && sized.observe(element.parentElement));
  const stops = [pointed.onChange((token) => scene && markPointed(token)), () => sized.disconnect()];

  plot.addEventListener("pointermove", (event) => event.pointerType !== "touch" && pass(event));
  plot.addEventListener("pointerleave", () => pass(null));
  plot.addEventListener("pointerdown", (event) => {
    const cell = under(event);
    if (cell && scene) store.set(moveTo(scene.axes, scene.grid, cell.row, cell.column));
  });
  plot.addEventListener("keydown", (event) => {
    const step = scene && stepFor(event, scene.axes, scene.cursor);
    if (!step || !scene) return;
    event.preventDefault();
    store.set(moveTo(scene.axes, scene.grid, step.row, step.column));
    announce(reading(scene, step.row, step.column));
  });

  function under(event: PointerEvent): { row: number; column: number } | null {
    const box = canvas.getBoundingClientRect();
    return cellAt(geometry, event.clientX - box.left, event.clientY - box.top);
  }

  function pass(event: PointerEvent | null): void {
    if (!scene) return;
    passing = event && under(event);
    pointed.set(passing && tokenOfRow(scene.axes, scene.grid, passing.row));
    const box = boxOf(geometry, passing?.row ?? 0, passing?.column ?? 0);
    glass.show(scene, passing, GUTTER + box.x, TOP + box.y, body.clientWidth);
    read(scene);
  }

  function read(now: Scene): void {
    const cell = passing ?? (now.cursor.row === null ? null : { row: now.cursor.row, column: now.cursor.column });
    setText(readout, cell ? reading(now, cell.row, cell.column) : "CLS is no patch: it joins the tokens later.");
    rowStrip.update(now, cell?.row ?? null, geometry.width);
  }

  function markPointed(token: number | null): void {
    const row = token === null || !scene ? null : token - (scene.axes.rowAxis === "patch" ? scene.grid.prefix : 0);
    outline(pointedMark!, row === null || row < 0 || passing !== null || !scene || tokenOfRow(scene.axes, scene.grid, 0) === null ? null : { row, column: null });
  }

  function outline(mark: HTMLElement, cell: { row: number; column: number | null } | null): void {
    mark.hidden = cell === null || cell.row >= geometry.rows;
    if (cell === null) return;
    const box = boxOf(geometry, cell.row, cell.column ?? 0);
    const width = cell.column === null ? geometry.width : box.width;
    style(mark, { transform: `translate(${box.x}px, ${box.y}px)`, width: `${width}px`, height: `${box.height}px` });
  }

  function draw(now: Scene): void {
    const square = now.axes.columns < now.axes.rows * 1.6;
    const room = element.parentElement?.clientWidth ?? 0;
    const width = Math.max(120, (square ? Math.min(room, WIDEST_SQUARE) : room) - GUTTER - 1);
    geometry = fit(now.axes.rows, now.axes.columns, { width, height: Math.min(456, Math.max(260, innerHeight - 530)) });
    if (drawn?.values !== now.values || drawn?.axes !== now.hook || drawn.width !== geometry.width || drawn.height !== geometry.height) {
      drawn = { values: now.values, axes: now.hook, width: geometry.width, height: geometry.height };
      redraw(now);
    }
    const { row, column } = now.cursor;
    outline(rowMark!, row === null ? null : { row, column: null });
    outline(cellMark!, row === null ? null : { row, column });
    read(now);
  }

  function redraw(now: Scene): void {
    const { rowAxis, columnAxis, rows, columns } = now.axes;
    style(element, { "--width": `${GUTTER + geometry.width + 1}px` });
    style(readout, { left: `${GUTTER}px` });
    style(plot, { left: `${GUTTER}px`, top: `${TOP}px`, width: `${geometry.width}px`, height: `${geometry.height}px` });
    style(body, { height: `${TOP + geometry.height + 24}px` });
    style(wait.element, { left: `${GUTTER}px`, top: `${TOP}px`, width: `${geometry.width}px`, "min-height": `${geometry.height}px` });
    style(axes, { height: `${TOP + geometry.height + 24}px` });
    const left = { axis: rowAxis, count: rows, length: geometry.height, title: axisWord(rowAxis), role: rowAxis === "query" ? "query" : "plain" };
    const bottom = { axis: columnAxis, count: columns, length: geometry.width, title: axisWord(columnAxis).replace("hidden ", ""), role: columnAxis === "key" ? "key" : "plain" };
    axes.replaceChildren(leftAxis(left, now.grid, GUTTER, TOP), bottomAxis(bottom, now.grid, GUTTER, TOP + geometry.height));
    plot.setAttribute("aria-label", `Heatmap of ${now.hook.name}, ${rows} rows by ${columns} columns. Arrow keys move.`);
    wait.update(now.values !== null);
    plot.classList.toggle("empty", now.values === null);
    legendPlace.replaceChildren(...(now.values ? [legend(now.values.scale, now.kind.label)] : []));
    const packed = now.values ? paintHeatmap(canvas, now.values.plane, now.values.scale, geometry, devicePixelRatio) : 1;
    setText(note, packedText(columns, packed));
  }

  return {
    element,
    update(next) {
      scene = next;
      draw(next);
    },
    destroy: () => stops.forEach((stop) => stop()),
  };
}

function packedText(columns: number, packed: number): string {
  if (packed <= 1) return "";
  const mean = packed < 1.5 ? "some pixels are the mean of two" : `each pixel is the mean of about ${packed.toFixed(packed < 9.5 ? 1 : 0)}`;
  return `${grouped(columns)} columns are more than there are pixels: ${mean}. The lens and the numbers are exact.`;
}

/** The main figure: the plane as a heatmap with its axes, a cursor that keys and clicks move, and a lens. */
import { bottomAxis, leftAxis } from "../../marks/axes.ts";
import { button, html, setText, style, svg } from "../../marks/element.ts";
import { boxOf, cellAt, fit, type Geometry, paintHeatmap } from "../../marks/heatmap.ts";
import { legend } from "../../marks/legend.ts";
import { grouped, tick } from "../../maths/numbers.ts";
import { paintTokenStrip } from "../../marks/token-strip.ts";
import type { Context } from "../../shell/context.ts";
import { stepFor } from "./keys.ts";
import { fillReadout, lens, reading, readoutLine } from "./lens.ts";
import { axisWord, isSquare, moveTo, type Scene, tokenOfRow } from "./scene.ts";
import { strip } from "./strip.ts";
import { waiting } from "./waiting.ts";
import { nameOf } from "./words.ts";

/** Room at the left for names and for the thumbnails of the tokens. */
export const GUTTER = 64;
const THUMB = 11;
const TOP = 24;
/** A square plane leaves room for the picture beside it, where there is room for both. */
const [WIDEST, PICTURE, LEAST] = [508, 308, 340];
const besidePicture = (room: number): number => Math.min(WIDEST, room - PICTURE >= LEAST ? room - PICTURE : room);

interface Cell {
  readonly row: number;
  readonly column: number;
}

const cursorCell = ({ cursor }: Scene): Cell | null => (cursor.row === null ? null : { row: cursor.row, column: cursor.column });

export interface Figure {
  readonly element: HTMLElement;
  update(scene: Scene): void;
  destroy(): void;
}

/** `legendPlace` is where the legend goes: in one line with the controls. */
export function heat(context: Context, legendPlace: HTMLElement, onAnother: () => void): Figure {
  const { store, session, pointed, announce } = context;
  const readout = readoutLine();
  const canvas = html("canvas", { class: "heat-canvas" });
  const [rowMark, cellMark, pointedMark] = ["row-mark", "cell-mark", "row-mark pointed"].map((name) => html("div", { class: name, hidden: true }));
  const plot = html("div", { class: "heat-plot", tabindex: 0, role: "application", "aria-roledescription": "heatmap", "data-part": "heatmap" }, canvas, pointedMark!, rowMark!, cellMark!);
  const axes = svg("svg", { class: "axes", "aria-hidden": "true" });
  const [tokensDown, tokensAcross] = [html("canvas", { class: "token-strip", "aria-hidden": "true", hidden: true }), html("canvas", { class: "token-strip", "aria-hidden": "true", hidden: true })];
  const glass = lens();
  const wait = waiting(context, onAnother);
  const body = html("div", { class: "heat-body" }, readout, axes, tokensDown, tokensAcross, plot, wait.element, glass.element);
  const rowStrip = strip(context);
  const note = html("p", { class: "quiet note" });
  const element = html("figure", { class: "heat", "data-part": "heat-figure" }, body, rowStrip.element, note);

  let scene: Scene | null = null;
  let geometry: Geometry = { width: 0, height: 0, rows: 1, columns: 1 };
  let drawn: { values: unknown; axes: unknown; width: number; height: number } | null = null;
  let passing: Cell | null = null;

  const sized = new ResizeObserver(() => scene && draw(scene));
  queueMicrotask(() => element.parentElement && sized.observe(element.parentElement));
  const stops = [pointed.onChange((token) => scene && markPointed(token)), () => sized.disconnect()];

  plot.addEventListener("pointermove", (event) => event.pointerType !== "touch" && pass(event));
  plot.addEventListener("pointerleave", () => pass(null));
  plot.addEventListener("click", (event) => {
    const cell = under(event);
    if (cell && scene) store.set(moveTo(scene.axes, scene.grid, cell.row, cell.column));
  });
  // The lens goes with the keys as well as with the pointer.
  for (const name of ["focus", "blur"]) plot.addEventListener(name, () => scene && magnify(scene, plot.matches(":focus-visible") ? cursorCell(scene) : null));
  plot.addEventListener("keydown", (event) => {
    const step = scene && stepFor(event, scene.axes, scene.cursor);
    if (!step || !scene) return;
    event.preventDefault();
    store.set(moveTo(scene.axes, scene.grid, step.row, step.column));
    magnify(scene, cursorCell(scene));
    announce(reading(scene, step.row, step.column));
  });

  function under(event: MouseEvent): Cell | null {
    const box = canvas.getBoundingClientRect();
    return cellAt(geometry, event.clientX - box.left, event.clientY - box.top);
  }

  function rangeSwitch(now: Scene): HTMLElement {
    const { scale, summary } = now.values!;
    const whole = now.state.range === "all";
    const text = whole ? "most values" : `all, to ${tick(Math.max(Math.abs(summary.min), Math.abs(summary.max)))}`;
    const made = button({ class: "text-button", "data-part": "range", title: "What the colours reach to" }, text, () => store.set({ range: whole ? "most" : "all" }));
    made.hidden = !whole && !scale.clipped;
    return made;
  }

  function pass(event: PointerEvent | null): void {
    if (!scene) return;
    passing = event && under(event);
    pointed.set(passing && tokenOfRow(scene.axes, scene.grid, passing.row));
    magnify(scene, passing);
    read(scene);
  }

  function magnify(now: Scene, cell: Cell | null): void {
    const box = boxOf(geometry, cell?.row ?? 0, cell?.column ?? 0);
    glass.show(now, cell, GUTTER + box.x, TOP + box.y, body.clientWidth);
  }

  function read(now: Scene): void {
    const cell = passing ?? cursorCell(now);
    fillReadout(readout, now, cell);
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
    const room = element.parentElement?.clientWidth ?? 0;
    const width = Math.max(120, (isSquare(now.axes) ? besidePicture(room) : room) - GUTTER - 1);
    geometry = fit(now.axes.rows, now.axes.columns, { width, height: Math.min(456, Math.max(260, innerHeight - 530)) });
    if (drawn?.values !== now.values || drawn?.axes !== now.hook || drawn.width !== geometry.width || drawn.height !== geometry.height) {
      drawn = { values: now.values, axes: now.hook, width: geometry.width, height: geometry.height };
      redraw(now);
    }
    wait.update(now.values !== null);
    const { row, column } = now.cursor;
    outline(rowMark!, row === null ? null : { row, column: null });
    outline(cellMark!, row === null ? null : { row, column });
    if (passing === null && !glass.element.hidden) magnify(now, cursorCell(now));
    read(now);
  }

  function redraw(now: Scene): void {
    const { rowAxis, columnAxis, rows, columns } = now.axes;
    style(element, { "--width": `${GUTTER + geometry.width + 1}px` });
    if (element.parentElement) style(element.parentElement, { "--plot": `${geometry.height}px` });
    style(readout, { left: `${GUTTER}px` });
    style(plot, { left: `${GUTTER}px`, top: `${TOP}px`, width: `${geometry.width}px`, height: `${geometry.height}px` });
    const under = columnAxis === "key" ? THUMB + 2 : 0;
    style(body, { height: `${TOP + geometry.height + under + 24}px` });
    thumbnails(now);
    style(wait.element, { left: `${GUTTER}px`, top: `${TOP}px`, width: `${geometry.width}px`, "min-height": `${geometry.height}px` });
    style(axes, { height: `${TOP + geometry.height + under + 24}px` });
    const left = { axis: rowAxis, count: rows, length: geometry.height, title: axisWord(rowAxis), role: rowAxis === "query" ? "query" : "plain" };
    const bottom = { axis: columnAxis, count: columns, length: geometry.width, title: axisWord(columnAxis).replace("hidden ", ""), role: columnAxis === "key" ? "key" : "plain" };
    axes.replaceChildren(leftAxis(left, now.grid, GUTTER - THUMB - 2, TOP), bottomAxis(bottom, now.grid, GUTTER, TOP + geometry.height + under));
    plot.setAttribute("aria-label", `Heatmap of ${now.hook.name}, ${rows} rows by ${columns} columns. Arrow keys move.`);
    plot.classList.toggle("empty", now.values === null);
    legendPlace.replaceChildren(...(now.values ? [rangeSwitch(now), legend(now.values.scale, nameOf(now.hook))] : []));
    const packed = now.values ? paintHeatmap(canvas, now.values.plane, now.values.scale, geometry, devicePixelRatio) : 1;
    setText(note, packedText(columns, packed));
  }

  /** The patches beside their rows and below their columns, once the model's pixels are known. */
  function thumbnails(now: Scene): void {
    const [{ rowAxis, columnAxis }, { width, height }] = [now.axes, geometry];
    const prefixColour = getComputedStyle(element).getPropertyValue("--cls");
    session.pixels().then((pixels) => {
      if (drawn?.axes !== now.hook || geometry.width !== width || geometry.height !== height) return;
      for (const one of [tokensDown, tokensAcross]) one.hidden = pixels === null;
      if (!pixels) return;
      paintTokenStrip(tokensDown, pixels, now.grid, { axis: rowAxis, direction: "down", length: height, thickness: THUMB, prefixColour }, devicePixelRatio);
      paintTokenStrip(tokensAcross, pixels, now.grid, { axis: columnAxis, direction: "across", length: width, thickness: THUMB, prefixColour }, devicePixelRatio);
      style(tokensDown, { left: `${GUTTER - THUMB - 2}px`, top: `${TOP}px`, width: `${THUMB}px`, height: `${height}px` });
      style(tokensAcross, { left: `${GUTTER}px`, top: `${TOP + height + 2}px`, width: `${width}px`, height: `${THUMB}px` });
    }, () => undefined);
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

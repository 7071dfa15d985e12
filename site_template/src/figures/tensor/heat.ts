/** The main figure: the plane as a heatmap with its axes, a cursor that keys and clicks move, and a lens. */

import { nameOf } from "../../hooks/words.ts";
import { html, setText, style } from "../../marks/element.ts";
import { boxOf, cellAt, fit, type Geometry, paintHeatmap } from "../../marks/heatmap.ts";
import { legend } from "../../marks/legend.ts";
import { grouped } from "../../maths/numbers.ts";
import type { Context } from "../../page/context.ts";
import { axisFrame, GUTTER, TOP } from "./frame.ts";
import { stepFor } from "./keys.ts";
import { type Cell, lens } from "./magnifier.ts";
import { rangeSwitch } from "./range.ts";
import { fillReadout, reading, readoutLine, sightOf } from "./reading.ts";
import { isSquare, moveTo, type Scene, tokenOfRow } from "./scene.ts";
import { strip } from "./strip.ts";
import { waiting } from "./waiting.ts";

/** A square plane leaves room for the picture beside it, where there is room for both. */
const [WIDEST, PICTURE, LEAST] = [508, 308, 340];
const besidePicture = (room: number): number => Math.min(WIDEST, room - PICTURE >= LEAST ? room - PICTURE : room);

const cursorCell = ({ cursor }: Scene): Cell | null =>
  cursor.row === null ? null : { row: cursor.row, column: cursor.column };

export interface Figure {
  readonly element: HTMLElement;
  update(scene: Scene): void;
  destroy(): void;
}

/** `legendPlace` is where the legend goes: in one line with the controls; `tallest` bounds the plot, in pixels. */
export function heat(context: Context, legendPlace: HTMLElement, onAnother: () => void, tallest = 456): Figure {
  const { store, pointed, announce } = context;
  const readout = readoutLine();
  const canvas = html("canvas", { class: "heat-canvas" });
  const [rowMark, cellMark, pointedMark] = ["row-mark", "cell-mark", "row-mark pointed"].map((name) =>
    html("div", { class: name, hidden: true }),
  );
  const plot = html(
    "div",
    { class: "heat-plot", tabindex: 0, role: "application", "aria-roledescription": "heatmap", "data-part": "heatmap" },
    canvas,
    pointedMark!,
    rowMark!,
    cellMark!,
  );
  const frame = axisFrame(context);
  const glass = lens();
  const wait = waiting(context, onAnother);
  const body = html("div", { class: "heat-body" }, readout, ...frame.elements, plot, wait.element, glass.element);
  const rowStrip = strip(context);
  const note = html("p", { class: "quiet note" });
  const element = html(
    "figure",
    { class: "heat", "data-part": "heat-figure", "data-legend": ".figure-bar .legend" },
    body,
    rowStrip.element,
    note,
  );

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
  for (const name of ["focus", "blur"])
    plot.addEventListener(
      name,
      () => scene && magnify(scene, plot.matches(":focus-visible") ? cursorCell(scene) : null),
    );
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

  function pass(event: PointerEvent | null): void {
    if (!scene) return;
    passing = event && under(event);
    pointed.set(passing && tokenOfRow(scene.axes, scene.grid, passing.row));
    magnify(scene, passing);
    read(scene);
  }

  function magnify(now: Scene, cell: Cell | null): void {
    const box = boxOf(geometry, cell?.row ?? 0, cell?.column ?? 0);
    glass.show(sightOf(now), cell, GUTTER + box.x, TOP + box.y, body.clientWidth);
  }

  function read(now: Scene): void {
    const cell = passing ?? cursorCell(now);
    fillReadout(readout, now, cell);
    rowStrip.update(now, cell?.row ?? null, geometry.width);
  }

  function markPointed(token: number | null): void {
    const row = token === null || !scene ? null : token - (scene.axes.rowAxis === "patch" ? scene.grid.prefix : 0);
    outline(
      pointedMark!,
      row === null || row < 0 || passing !== null || !scene || tokenOfRow(scene.axes, scene.grid, 0) === null
        ? null
        : { row, column: null },
    );
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
    geometry = fit(now.axes.rows, now.axes.columns, {
      width,
      height: Math.min(tallest, Math.max(260, innerHeight - 530)),
    });
    if (
      drawn?.values !== now.values ||
      drawn?.axes !== now.hook ||
      drawn.width !== geometry.width ||
      drawn.height !== geometry.height
    ) {
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
    const { rows, columns } = now.axes;
    style(element, { "--width": `${GUTTER + geometry.width + 1}px` });
    if (element.parentElement) style(element.parentElement, { "--plot": `${geometry.height}px` });
    style(readout, { left: `${GUTTER}px` });
    style(plot, { left: `${GUTTER}px`, top: `${TOP}px`, width: `${geometry.width}px`, height: `${geometry.height}px` });
    style(body, { height: `${frame.draw(now, geometry)}px` });
    style(wait.element, {
      left: `${GUTTER}px`,
      top: `${TOP}px`,
      width: `${geometry.width}px`,
      "min-height": `${geometry.height}px`,
    });
    plot.setAttribute(
      "aria-label",
      `Heatmap of ${now.hook.name}, ${rows} rows by ${columns} columns. Arrow keys move.`,
    );
    element.dataset["figure"] = figureName(now);
    plot.classList.toggle("empty", now.values === null);
    legendPlace.replaceChildren(
      ...(now.values ? [rangeSwitch(context, now, now.values), legend(now.values.scale, nameOf(now.hook))] : []),
    );
    const packed = now.values
      ? paintHeatmap(canvas, now.values.plane, now.values.scale, geometry, devicePixelRatio)
      : 1;
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

/** What the figure is called in a list of figures. */
const figureName = ({ hook, head }: Scene): string => `${hook.name}${head === null ? "" : `, head ${head}`}`;

function packedText(columns: number, packed: number): string {
  if (packed <= 1) return "";
  const mean =
    packed < 1.5
      ? "some pixels are the mean of two"
      : `each pixel is the mean of about ${packed.toFixed(packed < 9.5 ? 1 : 0)}`;
  return `${grouped(columns)} columns are more than there are pixels: ${mean}. The lens and the numbers are exact.`;
}

/** The main figure: the plane as a heatmap with its axes, a cursor that keys and clicks move, and a lens. */

import { nameOf } from "../../hooks/words.ts";
import { html, setText, style } from "../../marks/element.ts";
import { boxOf, cellAt, fit, type Geometry, paintHeatmap } from "../../marks/heatmap.ts";
import { legend } from "../../marks/legend.ts";
import { prefixOf } from "../../maths/tokens.ts";
import type { Context } from "../../page/context.ts";
import { axisFrame, GUTTER, TOP } from "./frame.ts";
import { stepFor } from "./keys.ts";
import { type Cell, lens } from "./magnifier.ts";
import { rangeSwitch } from "./range.ts";
import { fillReadout, reading, readoutLine, sightOf } from "./reading.ts";
import { isSquare, moveTo, type Scene, tokenOfRow } from "./scene.ts";
import { strip } from "./strip.ts";
import { waiting } from "./waiting.ts";
import * as words from "./words.ts";

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
export const heat = (context: Context, legendPlace: HTMLElement, onAnother: () => void, tallest = 456): Figure =>
  new Heat(context, legendPlace, onAnother, tallest);

class Heat implements Figure {
  readonly element: HTMLElement;
  private readonly parts: Parts;
  private readonly stops: readonly (() => void)[];
  private scene: Scene | null = null;
  private geometry: Geometry = { width: 0, height: 0, rows: 1, columns: 1 };
  private drawn: { values: unknown; axes: unknown; width: number; height: number } | null = null;
  private passing: Cell | null = null;

  constructor(
    private readonly context: Context,
    private readonly legendPlace: HTMLElement,
    onAnother: () => void,
    private readonly tallest: number,
  ) {
    this.parts = partsOf(context, onAnother);
    const { element } = this.parts;
    this.element = element;
    const sized = new ResizeObserver(() => this.scene && this.draw(this.scene));
    queueMicrotask(() => element.parentElement && sized.observe(element.parentElement));
    this.stops = [context.pointed.onChange((token) => this.markPointed(token)), () => sized.disconnect()];
    this.listen(this.parts.plot);
  }

  update(scene: Scene): void {
    this.scene = scene;
    this.draw(scene);
  }

  destroy(): void {
    for (const stop of this.stops) stop();
  }

  private listen(plot: HTMLElement): void {
    plot.addEventListener("pointermove", (event) => event.pointerType !== "touch" && this.pass(event));
    plot.addEventListener("pointerleave", () => this.pass(null));
    plot.addEventListener("click", (event) => {
      const cell = this.under(event);
      if (cell) this.go(cell);
    });
    // The lens goes with the keys as well as with the pointer.
    for (const name of ["focus", "blur"])
      plot.addEventListener(name, () => {
        const { scene } = this;
        if (scene) this.magnify(scene, plot.matches(":focus-visible") ? cursorCell(scene) : null);
      });
    plot.addEventListener("keydown", (event) => {
      const step = this.scene && stepFor(event, this.scene.axes, this.scene.cursor);
      if (!step) return;
      event.preventDefault();
      this.go(step);
      this.magnify(this.scene!, cursorCell(this.scene!));
      this.context.announce(reading(this.scene!, step.row, step.column));
    });
  }

  private go({ row, column }: Cell): void {
    if (this.scene) this.context.store.set(moveTo(this.scene.axes, this.scene.grid, row, column));
  }

  private under(event: MouseEvent): Cell | null {
    const box = this.parts.canvas.getBoundingClientRect();
    return cellAt(this.geometry, event.clientX - box.left, event.clientY - box.top);
  }

  private pass(event: PointerEvent | null): void {
    const { scene } = this;
    if (!scene) return;
    this.passing = event && this.under(event);
    this.context.pointed.set(this.passing && tokenOfRow(scene.axes, scene.grid, this.passing.row));
    this.magnify(scene, this.passing);
    this.read(scene);
  }

  private magnify(scene: Scene, cell: Cell | null): void {
    const { glass, body } = this.parts;
    const box = boxOf(this.geometry, cell?.row ?? 0, cell?.column ?? 0);
    glass.show(sightOf(scene), cell, GUTTER + box.x, TOP + box.y, body.clientWidth);
  }

  private read(scene: Scene): void {
    const cell = this.passing ?? cursorCell(scene);
    fillReadout(this.parts.readout, scene, cell);
    this.parts.rowStrip.update(scene, cell?.row ?? null, this.geometry.width);
  }

  private markPointed(token: number | null): void {
    const { scene } = this;
    if (!scene) return;
    const isOfTokens = tokenOfRow(scene.axes, scene.grid, 0) !== null;
    const row = token === null ? -1 : token - prefixOf(scene.grid, scene.axes.rowAxis);
    this.outline(this.parts.pointedMark, row < 0 || this.passing || !isOfTokens ? null : { row, column: null });
  }

  private outline(mark: HTMLElement, cell: { row: number; column: number | null } | null): void {
    const { geometry } = this;
    mark.hidden = cell === null || cell.row >= geometry.rows;
    if (cell === null) return;
    const box = boxOf(geometry, cell.row, cell.column ?? 0);
    const width = cell.column === null ? geometry.width : box.width;
    style(mark, { transform: `translate(${box.x}px, ${box.y}px)`, width: `${width}px`, height: `${box.height}px` });
  }

  private draw(scene: Scene): void {
    const { axes, hook, values, cursor } = scene;
    const { glass, wait, rowMark, cellMark } = this.parts;
    const room = this.element.parentElement?.clientWidth ?? 0;
    const { width, height } = (this.geometry = fit(axes.rows, axes.columns, {
      width: Math.max(120, (isSquare(axes) ? besidePicture(room) : room) - GUTTER - 1),
      height: Math.min(this.tallest, Math.max(260, innerHeight - 530)),
    }));
    const { drawn } = this;
    if (drawn?.values !== values || drawn?.axes !== hook || drawn.width !== width || drawn.height !== height) {
      this.drawn = { values, axes: hook, width, height };
      this.redraw(scene);
    }
    wait.update(values !== null);
    const { row, column } = cursor;
    this.outline(rowMark, row === null ? null : { row, column: null });
    this.outline(cellMark, row === null ? null : { row, column });
    if (this.passing === null && !glass.element.hidden) this.magnify(scene, cursorCell(scene));
    this.read(scene);
  }

  private redraw(scene: Scene): void {
    const { hook, values, head, axes } = scene;
    const { plot, canvas, note } = this.parts;
    const { geometry, element } = this;
    style(element, { "--width": `${GUTTER + geometry.width + 1}px` });
    if (element.parentElement) style(element.parentElement, { "--plot": `${geometry.height}px` });
    place(this.parts, scene, geometry);
    plot.setAttribute("aria-label", words.heatmapOf(hook.name, axes.rows, axes.columns));
    element.dataset["figure"] = words.figureOf(hook.name, head);
    plot.classList.toggle("empty", values === null);
    this.legendPlace.replaceChildren(
      ...(values ? [rangeSwitch(this.context, scene, values), legend(values.scale, nameOf(hook))] : []),
    );
    const packed = values ? paintHeatmap(canvas, values.plane, values.scale, geometry, devicePixelRatio) : 1;
    setText(note, packed <= 1 ? "" : words.packedInto(axes.columns, packed));
  }
}

type Parts = ReturnType<typeof partsOf>;

function partsOf(context: Context, onAnother: () => void) {
  const readout = readoutLine();
  const canvas = html("canvas", { class: "heat-canvas" });
  const mark = (name: string) => html("div", { class: name, hidden: true });
  const [rowMark, cellMark, pointedMark] = [mark("row-mark"), mark("cell-mark"), mark("row-mark pointed")];
  const attributes = { tabindex: 0, role: "application", "aria-roledescription": words.HEATMAP };
  const plot = html(
    "div",
    { class: "heat-plot", ...attributes, "data-part": "heatmap" },
    canvas,
    pointedMark,
    rowMark,
    cellMark,
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
  return { readout, canvas, rowMark, cellMark, pointedMark, plot, frame, glass, wait, body, rowStrip, note, element };
}

/** Lays the plot and what stands around it out for its size. */
function place({ readout, plot, body, frame, wait }: Parts, scene: Scene, geometry: Geometry): void {
  const { width, height } = geometry;
  const corner = { left: `${GUTTER}px`, top: `${TOP}px`, width: `${width}px` };
  style(readout, { left: corner.left });
  style(plot, { ...corner, height: `${height}px` });
  style(body, { height: `${frame.draw(scene, geometry)}px` });
  style(wait.element, { ...corner, "min-height": `${height}px` });
}

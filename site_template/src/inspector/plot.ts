/** The matrix on a canvas: zoomed by wheel, pinch and keys, moved by dragging, read with a lens. */

import { stepFor } from "../figures/tensor/keys.ts";
import { type Cell, lens } from "../figures/tensor/magnifier.ts";
import { rangeSwitch } from "../figures/tensor/range.ts";
import { isSquare } from "../figures/tensor/scene.ts";
import { button, html, setText, style } from "../marks/element.ts";
import { fit } from "../marks/heatmap.ts";
import { legend } from "../marks/legend.ts";
import { paintWindow } from "../marks/window.ts";
import { number } from "../maths/numbers.ts";
import * as windows from "../maths/window.ts";
import type { Context } from "../page/context.ts";
import type { Sheet } from "./sheet.ts";
import * as words from "./words.ts";
import { onGestures } from "./zoom.ts";

const STEP = 1.5;
/** Pixels of a cell that is seen apart. */
const NEAR = 12;
/** Height of the window: what the rest of the dialog leaves, within these. */
const [REST, SHORTEST, TALLEST] = [545, 200, 460];
/** What the statistics beside the figure need, where there is room beside it. */
const [BESIDE, NARROW] = [280, 700];
/** Where the numbers stand beside it: its width, and what it gains in height. */
const [HALF, FACTS] = [480, 60];

export class Plot {
  readonly element: HTMLElement;
  private readonly parts = partsOf((factor) => this.zoom(factor));
  private sheet: Sheet | null = null;
  private cursor: Cell = { row: 0, column: 0 };
  private passing: Cell | null = null;
  private view = windows.WHOLE;
  private whole: windows.Whole = { rows: 1, columns: 1, width: 1, height: 1 };
  private waiting = 0;
  private measured = "";

  /** `onCell` is told where the cursor is to go, as it lies on screen. */
  constructor(
    private readonly context: Context,
    private readonly onCell: (cell: Cell) => void,
  ) {
    const { element, area } = this.parts;
    this.element = element;
    const sized = new ResizeObserver(() => this.sheet && this.measure(this.sheet));
    queueMicrotask(() => element.parentElement && sized.observe(element.parentElement));
    onGestures(area, {
      zoom: (factor, x, y) => this.show(windows.zoomed(this.whole, this.view, factor, x, y)),
      pan: (x, y) => this.show(windows.panned(this.whole, this.view, x, y)),
      click: (x, y) => {
        const cell = windows.cellUnder(this.whole, this.view, x, y);
        if (cell) onCell(cell);
      },
      hover: (point) => {
        this.passing = point && windows.cellUnder(this.whole, this.view, point.x, point.y);
        this.read();
      },
    });
    for (const event of ["focus", "blur"]) area.addEventListener(event, () => this.read());
    area.addEventListener("keydown", (event) => this.key(event));
  }

  /** Null while there are no numbers. */
  update(next: Sheet | null, at: Cell): void {
    const { sheet: before, cursor } = this;
    const other = next?.plane.rows !== before?.plane.rows || next?.plane.columns !== before?.plane.columns;
    const moved = at.row !== cursor.row || at.column !== cursor.column;
    [this.sheet, this.cursor] = [next, at];
    this.element.hidden = next === null;
    if (!next) return;
    if (next !== before) this.name(next);
    if (other) [this.view, this.measured] = [windows.WHOLE, ""];
    if (moved) this.view = windows.revealed(this.whole, this.view, at.row, at.column);
    if (this.measured === "") this.measure(next);
    else if (next !== before || moved) this.schedule();
  }

  /** Brings a number close enough to be seen apart. */
  approach({ row, column }: Cell): void {
    const { whole, view } = this;
    const cell = windows.cellSize(whole, view.zoom);
    const factor = Math.max(1, NEAR / Math.min(cell.width, cell.height));
    const near = windows.zoomed(whole, view, factor, 0, 0);
    const size = windows.cellSize(whole, near.zoom);
    this.show({
      zoom: near.zoom,
      row: row + 0.5 - whole.height / size.height / 2,
      column: column + 0.5 - whole.width / size.width / 2,
    });
  }

  private key(event: KeyboardEvent): void {
    if (!this.sheet || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = stepFor(event, this.sheet.plane, this.cursor);
    const factor = { "+": STEP, "=": STEP, "-": 1 / STEP, "0": 0 }[event.key];
    if (!step && factor === undefined) return;
    event.preventDefault();
    if (step) this.onCell(step);
    else this.zoom(factor!);
  }

  /** Zooms about the cursor where it is in sight, about the middle where it is not; by 0 to the whole. */
  private zoom(factor: number): void {
    if (factor === 0) return this.show(windows.WHOLE);
    const { whole } = this;
    const box = this.boxOf(this.cursor);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const seen = x >= 0 && y >= 0 && x <= whole.width && y <= whole.height;
    this.show(windows.zoomed(whole, this.view, factor, seen ? x : whole.width / 2, seen ? y : whole.height / 2));
    this.context.announce(this.sightText());
  }

  private show(next: windows.View): void {
    this.view = windows.within(this.whole, next);
    this.passing = null;
    this.schedule();
  }

  private schedule(): void {
    this.waiting ||= requestAnimationFrame(() => {
      this.waiting = 0;
      if (this.sheet) this.paint(this.sheet);
    });
  }

  private name(sheet: Sheet): void {
    const { area, legendPlace } = this.parts;
    const { subject, scene, plane, scale } = sheet;
    this.passing = null;
    area.setAttribute("aria-label", words.plotOf(subject.name, plane.rows, plane.columns));
    legendPlace.replaceChildren(
      rangeSwitch(this.context, scene, scene.values!),
      legend(scale, subject.name.replace(/^blocks\.\d+\./, "")),
    );
  }

  private measure(sheet: Sheet): void {
    const { rows, columns } = sheet.plane;
    const across = this.element.closest("dialog")?.querySelector("header")?.clientWidth ?? 0;
    if (across === 0) return;
    const isBeside = isSquare(sheet.plane) && matchMedia("(min-width: 1100px)").matches;
    const [width, rest] = isBeside ? [HALF, REST - FACTS] : [across < NARROW ? across : across - BESIDE, REST];
    const room = { width: Math.max(160, width), height: Math.max(SHORTEST, Math.min(TALLEST, innerHeight - rest)) };
    const key = [rows, columns, room.width, room.height].join(" ");
    if (key === this.measured) return;
    this.measured = key;
    this.whole = windows.windowFor(fit(rows, columns, room), room);
    this.view = windows.within(this.whole, this.view);
    style(this.parts.area, { width: `${this.whole.width}px`, height: `${this.whole.height}px` });
    style(this.element, { "--plot": `${this.whole.width}px` });
    this.paint(sheet);
  }

  private paint(sheet: Sheet): void {
    const { whole, view } = this;
    const { canvas, area, nearer, further, all, note } = this.parts;
    const shared = paintWindow(canvas, sheet.reduced, sheet.scale, whole, view, devicePixelRatio);
    style(area, { "touch-action": view.zoom > 1 ? "none" : "pan-y", cursor: view.zoom > 1 ? "grab" : "crosshair" });
    const isWhole = String(view.zoom <= 1);
    further.setAttribute("aria-disabled", isWhole);
    all.setAttribute("aria-disabled", isWhole);
    nearer.setAttribute("aria-disabled", String(view.zoom >= windows.nearest(whole)));
    setText(note, this.sightText() + (shared > 1.5 ? ` ${words.sharedBy(shared)}` : ""));
    this.read();
  }

  private boxOf({ row, column }: Cell): { x: number; y: number; width: number; height: number } {
    const cell = windows.cellSize(this.whole, this.view.zoom);
    return { x: (column - this.view.column) * cell.width, y: (row - this.view.row) * cell.height, ...cell };
  }

  private read(): void {
    const { sheet, passing, cursor, whole } = this;
    if (!sheet) return;
    const { area, mark, glass, value, name } = this.parts;
    const keyed = area.matches(":focus-visible") ? cursor : null;
    const cell = passing ?? cursor;
    setText(value, number(sheet.value(cell)));
    setText(name, sheet.name(cell));
    const box = this.boxOf(cursor);
    mark.hidden = box.x + box.width <= 0 || box.y + box.height <= 0 || box.x >= whole.width || box.y >= whole.height;
    style(mark, { transform: `translate(${box.x}px, ${box.y}px)`, width: `${box.width}px`, height: `${box.height}px` });
    const looked = passing ?? keyed;
    const at = this.boxOf(looked ?? cursor);
    glass.show(sheet, looked, at.x + at.width / 2, at.y + at.height / 2, this.element.clientWidth);
  }

  private sightText(): string {
    if (!this.sheet) return "";
    const { rows, columns } = this.sheet.plane;
    const { top, bottom, left, right } = windows.inSight(this.whole, this.view);
    return words.inSight([top, bottom, rows], columns === 1 ? null : [left, right, columns]);
  }
}

/** The figure's elements; `zoom` is told the factor, 0 for the whole. */
function partsOf(zoom: (factor: number) => void) {
  const [value, name] = [html("strong", {}), html("span", {})];
  const readout = html("p", { class: "inspector-readout", "data-part": "inspector-readout" }, value, " ", name);
  const canvas = html("canvas", { class: "heat-canvas" });
  const mark = html("div", { class: "cell-mark" });
  const glass = lens();
  const attributes = { tabindex: 0, role: "application", "aria-roledescription": words.MATRIX };
  const area = html("div", { class: "inspector-plot", ...attributes, "data-part": "inspector-plot" }, canvas, mark);
  const step = ([label, title]: readonly [string, string], sign: string, factor: number) =>
    button({ class: "step", "aria-label": label, title }, sign, () => zoom(factor));
  const [nearer, further] = [step(words.ZOOM_IN, "+", STEP), step(words.ZOOM_OUT, "−", 1 / STEP)];
  const all = button({ class: "step", title: words.WHOLE[1] }, words.WHOLE[0], () => zoom(0));
  const zooms = html("div", { class: "heads", role: "group", "aria-label": words.ZOOM }, nearer, further, all);
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
  return { element, area, canvas, mark, glass, value, name, nearer, further, all, legendPlace, note };
}

/** The drawing of a matrix of patches: its cells, the patches along its sides, the cell under pointer or keys. */
import type { ColourScale } from "../../../marks/colours.ts";
import { html, style } from "../../../marks/element.ts";
import { matrixCanvas, paintPatches } from "../../../marks/matrix-canvas.ts";
import type { Pixels } from "../../../marks/picture.ts";
import type { Grid } from "../../../maths/tokens.ts";
import { matrixWords } from "./words/matrix.ts";

/** Largest edge, width of the patches along the sides, and from which edge of a cell on they are shown, in pixels. */
const [LARGEST, STRIP, ROOM_FROM] = [456, 13, 4];
/** Narrower than this nothing is drawn. */
const LEAST = 60;
const STEPS: Readonly<Record<string, readonly [down: number, across: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

export interface ShownMatrix {
  /** [patch, patch]. */
  readonly matrix: Float64Array;
  readonly count: number;
  /** The patch of each row and column. */
  readonly order: readonly number[];
  readonly scale: ColourScale;
  readonly grid: Grid;
  readonly pixels: Pixels | null;
}

/** Places in the order that is shown. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface MatrixEvents {
  /** The cell that is read, or none. */
  onCell(cell: Cell | null): void;
  /** The row under pointer or keys, or none. */
  onPoint(row: number | null): void;
  onPick(cell: Cell): void;
  /** Keys have moved to a cell, which is to be read aloud. */
  onRead(): void;
}

export interface MatrixPlot {
  readonly element: HTMLElement;
  show(shown: ShownMatrix, label: string): void;
  /** Nothing can be read. */
  clear(): void;
  destroy(): void;
}

/** @param room the place whose width the matrix fills. */
export function matrixPlot(room: HTMLElement, events: MatrixEvents): MatrixPlot {
  const { element, plot, drawing, sides, marks } = partsOf();
  let shown: ShownMatrix | null = null;
  let cell: Cell | null = null;
  let [size, painted] = [0, ""];
  let source: unknown = null;
  const sized = new ResizeObserver(() => shown && lay(shown));
  sized.observe(room);
  listen(plot, {
    count: () => shown?.count ?? null,
    cell: () => cell,
    take,
    point: (row) => events.onPoint(row),
    pick: () => cell && shown && events.onPick(cell),
    read: () => events.onRead(),
  });

  function take(next: Cell | null): void {
    cell = next;
    if (!shown) return;
    events.onCell(next);
    mark(marks, next, size, shown.count);
  }

  function lay(now: ShownMatrix): void {
    const width = room.clientWidth;
    if (width < LEAST) return;
    const sizes = sizesOf(now, width);
    const key = JSON.stringify([sizes, devicePixelRatio, now.scale.low, now.scale.high]);
    if (key !== painted || source !== now.matrix) {
      style(element, { "--edge": `${sizes.edge}px`, "--strip": sizes.withPatches ? `${STRIP}px` : "0px" });
      drawing.paint(now.matrix, now.count, now.scale, sizes.edge);
    }
    [painted, source, size] = [key, now.matrix, sizes.edge];
    drawing.arrange(now.order);
    paintSides(sides, now, sizes);
    take(cell);
  }

  return {
    element,
    show(next, label) {
      shown = next;
      plot.setAttribute("aria-label", label);
      lay(next);
    },
    clear() {
      shown = null;
    },
    destroy() {
      sized.disconnect();
      drawing.destroy();
    },
  };
}

/** The edge of the matrix, square; the patches along its sides where a cell is no sliver. */
function sizesOf({ count, pixels }: ShownMatrix, width: number): { edge: number; withPatches: boolean } {
  const room = Math.min(LARGEST, width - STRIP - 4);
  const edge = room / count >= ROOM_FROM ? Math.floor(room / count) * count : Math.floor(room);
  return { edge, withPatches: edge / count >= ROOM_FROM && pixels !== null };
}

function paintSides(
  [down, across]: readonly [HTMLCanvasElement, HTMLCanvasElement],
  { pixels, grid, order }: ShownMatrix,
  { edge, withPatches }: { readonly edge: number; readonly withPatches: boolean },
): void {
  for (const side of [down, across]) {
    side.hidden = !withPatches;
    if (withPatches && pixels) paintPatches(side, pixels, grid, order, side === down, edge, STRIP - 2);
  }
}

type Marks = Readonly<Record<"cell" | "row" | "column", HTMLElement>>;

/** The cell that is read, and its row and column. */
function mark(marks: Marks, cell: Cell | null, size: number, count: number): void {
  const unit = size / count;
  for (const one of Object.values(marks)) one.hidden = cell === null;
  if (!cell) return;
  const [x, y] = [cell.column * unit, cell.row * unit];
  place(marks.cell, x, y, unit, unit);
  place(marks.row, 0, y, size, unit);
  place(marks.column, x, 0, unit, size);
}

function partsOf() {
  const drawing = matrixCanvas(html("canvas", { class: "ip-matrix-canvas" }));
  const side = () => html("canvas", { class: "token-strip", "aria-hidden": "true", hidden: true });
  const mark = (name: string) => html("div", { class: name, hidden: true });
  const marks = { cell: mark("ip-cell"), row: mark("ip-line-row"), column: mark("ip-line-column") };
  const plot = html(
    "div",
    {
      class: "ip-matrix-plot",
      tabindex: 0,
      role: "application",
      "aria-roledescription": matrixWords.kind,
      "data-part": "matrix",
    },
    drawing.canvas,
    marks.row,
    marks.column,
    marks.cell,
  );
  const [down, across] = [side(), side()];
  const element = html("div", { class: "ip-matrix-body" }, down, plot, across);
  return { element, plot, drawing, sides: [down, across] as const, marks };
}

interface Heard {
  /** Cells along an edge; null where nothing is shown. */
  count(): number | null;
  cell(): Cell | null;
  take(cell: Cell | null): void;
  point(row: number | null): void;
  pick(): void;
  read(): void;
}

function listen(plot: HTMLElement, heard: Heard): void {
  function at(event: MouseEvent, count: number): Cell {
    const box = plot.getBoundingClientRect();
    const place = (share: number) => Math.max(0, Math.min(count - 1, Math.floor(share * count)));
    return {
      row: place((event.clientY - box.top) / box.height),
      column: place((event.clientX - box.left) / box.width),
    };
  }
  function move(cell: Cell): void {
    heard.point(cell.row);
    heard.take(cell);
  }
  plot.addEventListener("pointermove", (event) => {
    const count = heard.count();
    if (count !== null && event.pointerType !== "touch") move(at(event, count));
  });
  plot.addEventListener("pointerleave", () => {
    heard.point(null);
    // Keys keep their place while the pointer comes and goes.
    if (!plot.matches(":focus-visible")) heard.take(null);
  });
  plot.addEventListener("blur", () => {
    heard.point(null);
    heard.take(null);
  });
  plot.addEventListener("click", (event) => {
    const count = heard.count();
    if (count === null) return;
    heard.take(at(event, count));
    heard.pick();
  });
  plot.addEventListener("keydown", (event) => {
    const count = heard.count();
    if (count === null || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = STEPS[event.key];
    if (step) {
      move(beside(heard.cell(), step, count));
      heard.read();
    } else if (event.key === "Enter" && heard.cell()) heard.pick();
    else return;
    event.preventDefault();
  });
}

/** The cell a step away; the edge holds. */
function beside(cell: Cell | null, [down, across]: readonly [number, number], count: number): Cell {
  const within = (value: number) => Math.max(0, Math.min(count - 1, value));
  return cell ? { row: within(cell.row + down), column: within(cell.column + across) } : { row: 0, column: 0 };
}

const place = (element: HTMLElement, x: number, y: number, width: number, height: number): void =>
  style(element, { transform: `translate(${x}px, ${y}px)`, width: `${width}px`, height: `${height}px` });

/** The logit lens as a table: classes down, blocks across, each cell the probability had the model stopped there. */
import { type ColourScale, css, magnitudeScale, type Rgb } from "../../../../marks/colours.ts";
import { html, setAttribute, svg } from "../../../../marks/element.ts";
import { legend } from "../../../../marks/legend.ts";
import { percent } from "../../../../maths/numbers.ts";
import { type LensRow, lensClasses } from "../../../../maths/workings/lens.ts";
import type { Context } from "../../../../page/context.ts";
import type { Setting } from "../../operation.ts";
import { lensCell, lensCorner, lensNote, lensQuantity, lensSpoken, lensTitle } from "./words.ts";
import type { SoftmaxWork } from "./work.ts";

export interface LensTable {
  readonly element: HTMLElement;
  draw(setting: Setting, made: SoftmaxWork, room: number): void;
  /** Puts the rectangle on a block. */
  at(block: number): void;
  lit(isLit: boolean): void;
}

const [ROW, HEAD, WIDEST, CLASSES] = [22, 20, 62, 8];
const NUMBERS_FROM = 30;

/** Where the columns lie. */
interface Columns {
  readonly left: number;
  readonly width: number;
}

export function lensTable(context: Context): LensTable {
  const title = html("p", { class: "figure-title" }, lensTitle);
  const drawing = svg("svg", { class: "lens-table", role: "img" });
  const box = svg("rect", { class: "lens-box", visibility: "hidden" });
  const foot = html("div", { class: "lens-foot" });
  const element = html("div", { class: "logit-lens", hidden: true, "data-part": "logit-lens" }, title, drawing, foot);
  let columns: Columns = { left: 0, width: 0 };
  drawing.addEventListener("click", (event) => {
    const row = (event.target as Element).closest("[data-class]");
    if (row) context.store.set({ column: Number(row.getAttribute("data-class")) });
  });

  function size(room: number, height: number): void {
    setAttribute(drawing, "viewBox", `0 0 ${room} ${height + 3}`);
    setAttribute(drawing, "width", room);
    setAttribute(drawing, "height", height + 3);
    for (const [name, value] of Object.entries({ height: height - 2, width: columns.width, y: 1 }))
      setAttribute(box, name, value);
    setAttribute(box, "visibility", "hidden");
  }

  return {
    element,
    draw({ hook }, made, room) {
      element.hidden = made.lens === null;
      if (!made.lens) return;
      const { rows } = made.lens;
      const classes = lensClasses(rows, made.column, CLASSES);
      const left = Math.min(120, Math.round(room * 0.26));
      columns = { left, width: Math.min(WIDEST, (room - left) / rows.length) };
      size(room, HEAD + classes.length * ROW);
      const largest = Math.max(...classes.flatMap((index) => rows.map((row) => row.probabilities[index]!)));
      const scale = magnitudeScale(largest);
      const lines = classes.map((index, line) => lineOf(made, rows, index, HEAD + line * ROW, columns, scale));
      drawing.replaceChildren(...headsOf(rows.length, columns), ...lines, box);
      foot.replaceChildren(legend(scale, lensQuantity), html("p", { class: "quiet" }, lensNote));
      setAttribute(drawing, "aria-label", lensSpoken(leadersOf(made, rows)));
      setAttribute(drawing, "data-figure", `${hook.name}, logit lens`);
    },
    at(block) {
      setAttribute(box, "visibility", null);
      setAttribute(box, "x", (columns.left + block * columns.width).toFixed(1));
    },
    lit(isLit) {
      setAttribute(drawing, "data-pale", !isLit);
      setAttribute(box, "visibility", "hidden");
    },
  };
}

/** Numbers of the blocks, as many as fit. */
function headsOf(blocks: number, { left, width }: Columns): SVGElement[] {
  const every = Math.ceil(20 / width);
  const corner = svg("text", { x: left - 8, y: 13, "text-anchor": "end", class: "axis-text" }, lensCorner);
  const shown = Array.from({ length: blocks }, (_, block) => block).filter((block) => block % every === 0);
  const at = (block: number) => ({
    x: left + (block + 0.5) * width,
    y: 13,
    class: "axis-text",
    "text-anchor": "middle",
  });
  return [corner, ...shown.map((block) => svg("text", at(block), String(block)))];
}

/** One class, block by block. */
function lineOf(
  made: SoftmaxWork,
  rows: readonly LensRow[],
  index: number,
  y: number,
  columns: Columns,
  scale: ColourScale,
): SVGElement {
  const { left, width } = columns;
  const kind = index === made.column ? "lens-class chosen" : "lens-class";
  const place = { x: left - 8, y: y + 15, "text-anchor": "end", class: kind };
  const name = svg("text", place, shortened(made.shortNames[index]!, left));
  const cells = rows.map((row, block) => {
    const title = svg("title", {}, lensCell(block, made.names[index]!, row.probabilities[index]!));
    return svg("g", {}, title, ...cellOf(row, index, left + block * width, y, width, scale));
  });
  return svg("g", { "data-class": index }, name, ...cells);
}

/** A coloured cell, outlined where the class leads, with its number where there is room. */
function cellOf(
  { probabilities, leader }: LensRow,
  index: number,
  x: number,
  y: number,
  width: number,
  scale: ColourScale,
): (SVGElement | null)[] {
  const share = probabilities[index]!;
  const colour = scale.rgb(share);
  const tone = (kind: string) => (isDark(colour) ? `${kind} light` : kind);
  const inner = { x: x + 2, y: y + 2, width: width - 4, height: ROW - 4, class: tone("lens-leads") };
  const middle = { x: x + width / 2, y: y + 15, "text-anchor": "middle", class: tone("lens-number") };
  return [
    svg("rect", { x: x + 0.5, y: y + 0.5, width: width - 1, height: ROW - 1, fill: css(colour) }),
    leader === index ? svg("rect", inner) : null,
    width >= NUMBERS_FROM ? svg("text", middle, percent(share)) : null,
  ];
}

const leadersOf = ({ names }: SoftmaxWork, rows: readonly LensRow[]) =>
  rows.map(({ leader, probabilities }) => ({ name: names[leader]!, share: probabilities[leader]! }));

const isDark = ([red, green, blue]: Rgb): boolean => 0.2126 * red + 0.7152 * green + 0.0722 * blue < 128;

/** About seven pixels a letter. */
function shortened(name: string, room: number): string {
  const most = Math.max(6, Math.floor((room - 8) / 6.6));
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

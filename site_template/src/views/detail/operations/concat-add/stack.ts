/** Three matrices: the patches' rows with the prefix rows in front, the positions, and their sum. */
import type { ColourScale } from "../../../../marks/colours.ts";
import { html, setAttribute, style, svg } from "../../../../marks/element.ts";
import { paintHeatmap } from "../../../../marks/heatmap.ts";
import { type Grid, patchCount } from "../../../../maths/tokens.ts";
import { type Box, label, outline, place } from "../../figures/place.ts";

export interface StackSpec {
  readonly planes: readonly { readonly title: string; readonly data: Float32Array }[];
  readonly grid: Grid;
  readonly token: number;
  readonly scale: ColourScale;
  readonly width: number;
}

export interface Stack {
  readonly element: HTMLElement;
  draw(spec: StackSpec): void;
  /** How far the prefix rows have come to their place, how strong each matrix is, and whether the row is outlined. */
  at(prefix: number, strengths: readonly number[], hasRow: boolean): void;
}

const [TITLE, BAND, AFTER, SIGN] = [20, 9, 3, 24];
const [LEAST, MOST] = [72, 116];
/** How far the prefix rows come from. */
const FROM = 26;

export function stack(): Stack {
  const bodies = [0, 1, 2].map(() => html("canvas", { "aria-hidden": "true" }));
  const heads = [0, 1, 2].map(() => html("canvas", { class: "stack-prefix", "aria-hidden": "true" }));
  const texts = svg("g", {});
  const rows = [0, 1, 2].map(() => outline("thin"));
  const drawing = svg(
    "svg",
    { class: "patch-drawing", "aria-hidden": "true" },
    texts,
    ...rows.map(({ group }) => group),
  );
  const element = html("div", { class: "stack" }, ...bodies, ...heads, drawing);
  /** Of the token's row, one a matrix. */
  let boxes: readonly Box[] = [];

  return {
    element,
    draw({ planes, grid, token, scale, width }) {
      const each = Math.floor((width - 2 * SIGN) / 3);
      const height = Math.round(Math.min(MOST, Math.max(LEAST, each * 0.6)));
      const front = grid.prefix > 0 ? grid.prefix * (BAND + 1) + AFTER : 0;
      const xs = planes.map((_, i) => i * (each + SIGN));
      planes.forEach(({ data }, i) => {
        const columns = data.length / grid.tokens;
        const split = grid.prefix * columns;
        const room = { x: xs[i]!, width: each };
        const above = { ...room, y: TITLE, height: grid.prefix * (BAND + 1) - 1 };
        paint(heads[i]!, data.subarray(0, split), grid.prefix, columns, scale, above);
        const below = { ...room, y: TITLE + front, height };
        paint(bodies[i]!, data.subarray(split), patchCount(grid), columns, scale, below);
      });
      style(element, { height: `${TITLE + front + height + 4}px` });
      texts.replaceChildren(
        ...planes.map(({ title }, i) => label(xs[i]!, 12, title, "title", "start")),
        ...["+", "="].map((sign, i) =>
          label((i + 1) * (each + SIGN) - SIGN / 2, TITLE + front + height / 2 + 5, sign, "sign"),
        ),
      );
      boxes = xs.map((x) => ({ x, width: each, ...rowOf(grid, token, TITLE + front, height) }));
    },
    at(prefix, strengths, hasRow) {
      strengths.forEach((strength, i) => {
        style(bodies[i]!, { opacity: strength });
        style(heads[i]!, { opacity: i === 0 ? Math.max(0.15, prefix) * strength : strength });
      });
      const eased = 1 - (1 - prefix) ** 3;
      style(heads[0]!, { transform: eased >= 1 ? "none" : `translateX(${(-FROM * (1 - eased)).toFixed(1)}px)` });
      rows.forEach((row, i) => row.at((hasRow && strengths[i]! >= 1 && boxes[i]) || null, 5));
      setAttribute(drawing, "data-row", hasRow);
    },
  };
}

/** Where a token's row lies in a matrix whose patches begin at `top`. */
function rowOf(grid: Grid, token: number, top: number, height: number): { y: number; height: number } {
  if (token < grid.prefix) return { y: TITLE + token * (BAND + 1), height: BAND };
  const tall = height / patchCount(grid);
  return { y: top + (token - grid.prefix) * tall, height: tall };
}

function paint(
  canvas: HTMLCanvasElement,
  data: Float32Array,
  rows: number,
  columns: number,
  scale: ColourScale,
  box: Box,
): void {
  canvas.hidden = rows === 0;
  if (rows === 0) return;
  place(canvas, box);
  const plane = { rows, columns, rowAxis: "pos", columnAxis: "d_model", data };
  paintHeatmap(canvas, plane, scale, { width: box.width, height: box.height, rows, columns }, devicePixelRatio);
}

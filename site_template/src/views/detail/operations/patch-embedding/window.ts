/** The picture as the model sees it, with the window that steps over it, and the token rows that it leaves behind. */
import type { ColourScale } from "../../../../marks/colours.ts";
import { html, setAttribute, svg } from "../../../../marks/element.ts";
import { paintHeatmap } from "../../../../marks/heatmap.ts";
import { type Pixels, paintPixels } from "../../../../marks/picture.ts";
import { type Grid, patchCount, placeOf } from "../../../../maths/tokens.ts";
import { type Box, label, outline, place, veil } from "../../figures/place.ts";
import { tokenAt } from "../../figures/token-at.ts";
import { cellOf, type Layout } from "./layout.ts";
import { seen as seenCaption, tokenCount } from "./words.ts";

/** The window rests on a patch for this share of its time, then steps on. */
const REST = 0.55;

export interface WindowDrawing {
  readonly layout: Layout;
  readonly grid: Grid;
  readonly pixels: Pixels;
  /** hook_embed, [patch, d_model] */
  readonly tokens: Float32Array;
  readonly scale: ColourScale;
  /** The patch that is looked at, from the first patch. */
  readonly patch: number;
}

export interface PatchWindow {
  readonly canvases: readonly HTMLCanvasElement[];
  readonly group: SVGGElement;
  draw(drawing: WindowDrawing): void;
  /** How many patches the window has passed, as a fraction; null: it stays at the patch that is looked at. */
  at(passed: number | null, showsRow: boolean): void;
}

export function patchWindow(pick: (token: number) => void): PatchWindow {
  const picture = html("canvas", { class: "patch-picture", "aria-hidden": "true" });
  const matrix = html("canvas", { "aria-hidden": "true" });
  const [lines, captions] = [svg("path", { class: "patch-grid-lines" }), svg("g", {})];
  const link = svg("path", { class: "patch-link", "marker-end": "url(#patch-arrow)" });
  const [seen, filled] = [veil(), veil()];
  const [frame, row] = [outline(), outline("thin")];
  const group = svg("g", {}, lines, seen.group, filled.group, link, frame.group, row.group, captions);
  let drawn: WindowDrawing | null = null;

  picture.addEventListener("click", (event) => {
    if (!drawn) return;
    const { width, height } = picture.getBoundingClientRect();
    const { grid } = drawn;
    pick(tokenAt(event, picture, grid, width / grid.columns, height / grid.rows));
  });

  return {
    canvases: [picture, matrix],
    group,
    draw(next) {
      drawn = next;
      const { layout, grid, pixels } = next;
      place(picture, layout.picture);
      paintPixels(picture, pixels);
      picture.classList.toggle("crisp", pixels.width * 2 <= layout.picture.width * devicePixelRatio);
      paintTokens(matrix, next);
      setAttribute(lines, "d", gridPath(layout.picture, grid));
      captions.replaceChildren(...captionsOf(next));
    },
    at(passed, showsRow) {
      if (!drawn) return;
      const { layout, grid, patch } = drawn;
      const count = patchCount(grid);
      const at = passed === null ? patch : under(passed, count);
      const done = passed === null ? count : at + 1;
      seen.at(layout.picture, grid.rows, grid.columns, done);
      filled.at(layout.tokens, count, 1, done);
      frame.at(passed === null ? boxOf(drawn, patch) : between(drawn, passed));
      const unit = layout.tokens.height / count;
      const line = { ...layout.tokens, y: layout.tokens.y + at * unit, height: unit };
      row.at(showsRow ? line : null, 4);
      setAttribute(link, "visibility", showsRow ? null : "hidden");
      if (showsRow) setAttribute(link, "d", linkPath(layout, boxOf(drawn, at), line));
    },
  };
}

const boxOf = ({ layout, grid }: WindowDrawing, patch: number): Box =>
  cellOf(layout.picture, grid, ...placeOf(grid, patch));

// Rests on each patch, then steps to the next; at the end of a row it starts the next one.
function between(drawing: WindowDrawing, passed: number): Box {
  const count = patchCount(drawing.grid);
  const at = under(passed, count);
  const [here, next] = [boxOf(drawing, at), boxOf(drawing, Math.min(count - 1, at + 1))];
  const share = Math.max(0, (passed - at - REST) / (1 - REST));
  if (next.y !== here.y || share <= 0 || share >= 1) return here;
  const eased = share * share * (3 - 2 * share);
  return { ...here, x: here.x + (next.x - here.x) * eased };
}

/** The patch under the window; once a patch has been passed exactly, the window still rests on it. */
const under = (passed: number, count: number): number => Math.min(count - 1, Math.max(0, Math.ceil(passed) - 1));

function paintTokens(canvas: HTMLCanvasElement, { layout, grid, tokens, scale }: WindowDrawing): void {
  place(canvas, layout.tokens);
  const { width, height } = layout.tokens;
  const shape = { rows: patchCount(grid), columns: tokens.length / patchCount(grid) };
  const plane = { ...shape, rowAxis: "patch", columnAxis: "d_model", data: tokens };
  paintHeatmap(canvas, plane, scale, { width, height, ...shape }, devicePixelRatio);
}

function gridPath({ x, y, width, height }: Box, { rows, columns }: Grid): string {
  let path = "";
  for (let i = 1; i < Math.max(rows, columns); i++) {
    const [across, down] = [(i * width) / columns, (i * height) / rows].map((off) => Math.round(off) + 0.5);
    if (i < columns) path += `M${x + across!} ${y}v${height}`;
    if (i < rows) path += `M${x} ${y + down!}h${width}`;
  }
  return path;
}

function linkPath({ wide, picture, tokens }: Layout, window: Box, line: Box): string {
  const [fromX, fromY, toY] = [window.x + window.width, window.y + window.height / 2, line.y + line.height / 2];
  const turn = picture.x + picture.width + 14;
  const to = wide ? tokens.x + tokens.width + 4 : tokens.x - 4;
  if (!wide) return `M${fromX} ${fromY}C${turn} ${fromY} ${turn - 8} ${toY} ${to} ${toY}`;
  return `M${fromX} ${fromY}H${turn - 8}Q${turn} ${fromY} ${turn} ${fromY + 8}V${toY - 8}Q${turn} ${toY} ${to} ${toY}`;
}

function captionsOf({ layout, grid, pixels, tokens: values }: WindowDrawing): SVGElement[] {
  const { picture, tokens, wide } = layout;
  const seen = seenCaption(pixels.width, pixels.height, wide);
  const named = tokenCount(patchCount(grid), values.length / patchCount(grid));
  return [
    label(picture.x, picture.y + picture.height + 15, seen, "quiet", "start"),
    wide
      ? label(tokens.x, tokens.y - 8, named, "title role-stream", "start")
      : label(tokens.x, tokens.y + tokens.height + 15, named, "role-stream", "start"),
  ];
}

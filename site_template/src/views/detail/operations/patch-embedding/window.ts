/** The picture as the model sees it, with the window that steps over it patch by patch, and the token rows it leaves behind. */
import type { ColourScale } from "../../../../marks/colours.ts";
import { html, setAttribute, svg } from "../../../../marks/element.ts";
import { paintHeatmap } from "../../../../marks/heatmap.ts";
import { type Pixels, paintPixels } from "../../../../marks/picture.ts";
import type { Grid } from "../../../../maths/tokens.ts";
import { type Box, cellOf, type Layout } from "./layout.ts";
import { label, outline, place, veil } from "./place.ts";

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
  const [lines, captions, link] = [
    svg("path", { class: "patch-grid-lines" }),
    svg("g", {}),
    svg("path", { class: "patch-link", "marker-end": "url(#patch-arrow)" }),
  ];
  const [seen, filled] = [veil(), veil()];
  const [frame, row] = [outline(), outline("thin")];
  const group = svg("g", {}, lines, seen.group, filled.group, link, frame.group, row.group, captions);
  let drawn: WindowDrawing | null = null;

  picture.addEventListener("click", (event) => {
    if (!drawn) return;
    const { grid } = drawn;
    const box = picture.getBoundingClientRect();
    const cell = (share: number) => Math.min(grid.side - 1, Math.max(0, Math.floor(share * grid.side)));
    const row = cell((event.clientY - box.top) / box.height);
    pick(grid.prefix + row * grid.side + cell((event.clientX - box.left) / box.width));
  });

  const boxOf = ({ layout, grid }: WindowDrawing, patch: number): Box =>
    cellOf(layout.picture, grid.side, Math.floor(patch / grid.side), patch % grid.side);

  return {
    canvases: [picture, matrix],
    group,
    draw(next) {
      drawn = next;
      const { layout, grid, pixels, tokens, scale } = next;
      place(picture, layout.picture);
      paintPixels(picture, pixels);
      picture.classList.toggle("crisp", pixels.width * 2 <= layout.picture.width * devicePixelRatio);
      place(matrix, layout.tokens);
      const rows = grid.side * grid.side;
      const columns = tokens.length / rows;
      const plane = { rows, columns, rowAxis: "patch", columnAxis: "d_model", data: tokens };
      paintHeatmap(
        matrix,
        plane,
        scale,
        { width: layout.tokens.width, height: layout.tokens.height, rows, columns },
        devicePixelRatio,
      );
      setAttribute(lines, "d", gridPath(layout.picture, grid.side));
      captions.replaceChildren(...captionsOf(next, columns));
    },
    at(passed, showsRow) {
      if (!drawn) return;
      const { layout, grid, patch } = drawn;
      const count = grid.side * grid.side;
      const at = passed === null ? patch : under(passed, count);
      const done = passed === null ? count : at + 1;
      seen.at(layout.picture, grid.side, grid.side, done);
      filled.at(layout.tokens, count, 1, done);
      frame.at(passed === null ? boxOf(drawn, patch) : between(drawn, passed));
      const unit = layout.tokens.height / count;
      const line = { ...layout.tokens, y: layout.tokens.y + at * unit, height: unit };
      row.at(showsRow ? line : null, 4);
      setAttribute(link, "visibility", showsRow ? null : "hidden");
      if (showsRow) setAttribute(link, "d", linkPath(layout, boxOf(drawn, at), line));
    },
  };

  // Rests on each patch, then steps to the next; at the end of a row it starts the next one.
  function between(drawing: WindowDrawing, passed: number): Box {
    const count = drawing.grid.side ** 2;
    const at = under(passed, count);
    const [here, next] = [boxOf(drawing, at), boxOf(drawing, Math.min(count - 1, at + 1))];
    const share = Math.max(0, (passed - at - REST) / (1 - REST));
    if (next.y !== here.y || share <= 0 || share >= 1) return here;
    const eased = share * share * (3 - 2 * share);
    return { ...here, x: here.x + (next.x - here.x) * eased };
  }
}

/** The patch under the window; once a patch has been passed exactly, the window still rests on it. */
const under = (passed: number, count: number): number => Math.min(count - 1, Math.max(0, Math.ceil(passed) - 1));

function gridPath({ x, y, width, height }: Box, side: number): string {
  let path = "";
  for (let i = 1; i < side; i++) {
    const off = Math.round((i * width) / side) + 0.5;
    path += `M${x + off} ${y}v${height}M${x} ${y + off}h${width}`;
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

function captionsOf({ layout, grid, pixels }: WindowDrawing, columns: number): SVGElement[] {
  const { picture, tokens } = layout;
  const [below, title] = [picture.y + picture.height + 15, tokens.y - 8];
  const seen = layout.wide
    ? `what the model sees: ${pixels.width} × ${pixels.height}`
    : `${pixels.width} × ${pixels.height} pixels`;
  const named = `${grid.side ** 2} tokens × ${columns}`;
  return [
    label(picture.x, below, seen, "quiet", "start"),
    layout.wide
      ? label(tokens.x, title, named, "title role-stream", "start")
      : label(tokens.x, tokens.y + tokens.height + 15, named, "role-stream", "start"),
  ];
}

/** The patch, cut out and enlarged, with lines from its place in the picture. */
import { html, setAttribute, style, svg } from "../../../../marks/element.ts";
import type { Grid } from "../../../../maths/tokens.ts";
import type { PatchEmbedding } from "../../../../maths/workings/patch-embedding.ts";
import { sized } from "../../figures/lanes.ts";
import { type Box, place } from "../../figures/place.ts";
import { cellOf, type Layout } from "./layout.ts";

export interface EnlargedPatch {
  readonly element: HTMLCanvasElement;
  readonly leaders: SVGElement;
  draw(layout: Layout, grid: Grid, work: PatchEmbedding): void;
  /** How far it has come from its place in the picture. */
  at(share: number): void;
}

export function enlargedPatch(): EnlargedPatch {
  const element = html("canvas", { class: "patch-enlarged", "aria-hidden": "true" });
  const leaders = svg("path", { class: "patch-leaders" });
  let drawn: { from: Box; to: Box } | null = null;
  return {
    element,
    leaders,
    draw(layout, grid, work) {
      const from = cellOf(layout.picture, grid, work.row, work.column);
      drawn = { from, to: layout.patch };
      place(element, layout.patch);
      paint(element, work, layout.patch);
      setAttribute(leaders, "d", leadersPath(layout, from));
    },
    at(share) {
      if (!drawn) return;
      const { from, to } = drawn;
      const eased = share * share * (3 - 2 * share);
      const scale = 1 + (from.width / to.width - 1) * (1 - eased);
      const [x, y] = [(from.x - to.x) * (1 - eased), (from.y - to.y) * (1 - eased)];
      style(element, {
        transform: share >= 1 || share <= 0 ? "none" : `translate(${x}px, ${y}px) scale(${scale})`,
        opacity: share > 0 ? 1 : 0.2,
      });
      style(leaders, { opacity: eased });
    },
  };
}

function leadersPath({ wide, patch }: Layout, window: Box): string {
  const [right, bottom] = [window.x + window.width, window.y + window.height];
  if (wide)
    return `M${window.x} ${bottom}L${patch.x} ${patch.y}M${right} ${bottom}L${patch.x + patch.width} ${patch.y}`;
  return `M${right} ${window.y}L${patch.x} ${patch.y}M${right} ${bottom}L${patch.x} ${patch.y + patch.height}`;
}

function paint(canvas: HTMLCanvasElement, { colours, size }: PatchEmbedding, { width, height }: Box): void {
  const context = sized(canvas, width, height);
  if (!context) return;
  const unit = width / size.width;
  for (let at = 0; at < size.width * size.height; at++) {
    const [red, green, blue] = colours.subarray(at * 3, at * 3 + 3);
    context.fillStyle = `rgb(${red} ${green} ${blue})`;
    context.fillRect((at % size.width) * unit, Math.floor(at / size.width) * unit, unit, unit);
  }
}

/** What stands around the heatmap: axes, and beside rows of tokens and below columns of keys their patches. */
import { type AxisShape, bottomAxis, leftAxis } from "../../marks/axes.ts";
import { html, style, svg } from "../../marks/element.ts";
import type { Geometry } from "../../marks/heatmap.ts";
import { paintTokenStrip } from "../../marks/token-strip.ts";
import type { Context } from "../../page/context.ts";
import { axisWord, type Scene } from "./scene.ts";
import * as words from "./words.ts";

/** Room at the left for names and for the thumbnails of the tokens, and above for the reading. */
export const GUTTER = 64;
export const TOP = 24;
const [THUMB, SPACE, TICKS] = [11, 2, 24];

export interface AxisFrame {
  readonly elements: readonly Element[];
  /** Draws around a plot of this size; returns the height of it all. */
  draw(scene: Scene, geometry: Geometry): number;
}

export function axisFrame({ session }: Context): AxisFrame {
  const axes = svg("svg", { class: "axes", "aria-hidden": "true" });
  const strip = () => html("canvas", { class: "token-strip", "aria-hidden": "true", hidden: true });
  const [down, across] = [strip(), strip()];
  let turn = 0;

  function thumbnails({ axes: { rowAxis, columnAxis }, grid }: Scene, { width, height }: Geometry): void {
    const mine = ++turn;
    const prefixColour = getComputedStyle(axes).getPropertyValue("--cls");
    const shared = { thickness: THUMB, prefixColour };
    session.pixels().then(
      (pixels) => {
        if (mine !== turn) return;
        for (const one of [down, across]) one.hidden = pixels === null;
        if (!pixels) return;
        const density = devicePixelRatio;
        paintTokenStrip(down, pixels, grid, { ...shared, axis: rowAxis, direction: "down", length: height }, density);
        paintTokenStrip(
          across,
          pixels,
          grid,
          { ...shared, axis: columnAxis, direction: "across", length: width },
          density,
        );
        place(down, GUTTER - THUMB - SPACE, TOP, THUMB, height);
        place(across, GUTTER, TOP + height + SPACE, width, THUMB);
      },
      () => undefined,
    );
  }

  return {
    elements: [axes, down, across],
    draw(scene, geometry) {
      const { rowAxis, columnAxis, rows, columns } = scene.axes;
      const below = columnAxis === "key" ? THUMB + SPACE : 0;
      const total = TOP + geometry.height + below + TICKS;
      const left = axisOf(rowAxis, rows, geometry.height, axisWord(rowAxis));
      const bottom = axisOf(columnAxis, columns, geometry.width, words.shortAxis(axisWord(columnAxis)));
      style(axes, { height: `${total}px` });
      axes.replaceChildren(
        leftAxis(left, scene.grid, GUTTER - THUMB - SPACE, TOP),
        bottomAxis(bottom, scene.grid, GUTTER, TOP + geometry.height + below),
      );
      thumbnails(scene, geometry);
      return total;
    },
  };
}

const ROLES = ["query", "key"];

const axisOf = (axis: string, count: number, length: number, title: string): AxisShape => ({
  axis,
  count,
  length,
  title,
  role: ROLES.includes(axis) ? axis : "plain",
});

function place(element: HTMLElement, left: number, top: number, width: number, height: number): void {
  style(element, { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
}

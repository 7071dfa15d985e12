/** The largest shares by name, with the patch itself where it is one. */
import { button, html, style } from "../../../../marks/element.ts";
import { type Pixels, paintPixels } from "../../../../marks/picture.ts";
import { largest } from "../../../../maths/statistics.ts";
import { type Grid, placeOf } from "../../../../maths/tokens.ts";
import type { Context } from "../../../../page/context.ts";
import type { Setting } from "../../operation.ts";
import { largestShares, percentage } from "./words.ts";
import type { SoftmaxWork } from "./work.ts";

export interface TopShares {
  readonly element: HTMLElement;
  draw(setting: Setting, made: SoftmaxWork, room: number): void;
}

const THUMB = 36;
const EACH = 92;

export function topShares(context: Context): TopShares {
  const element = html("ol", { class: "top-shares", "aria-label": largestShares });
  return {
    element,
    draw({ grid }, made, room) {
      const count = Math.max(3, Math.min(6, Math.floor(room / EACH) - 1, made.shares.length));
      const best = largest(made.shares, count);
      const shown = best.includes(made.column) ? best : [...best.slice(0, -1), made.column];
      element.replaceChildren(
        ...shown.map((i) => {
          const act = () => context.store.set({ column: i });
          const thumb = made.pixels && thumbnail(made.pixels, grid, i);
          const name = button(
            { class: "top-share", "aria-pressed": String(i === made.column), title: made.names[i]! },
            made.names[i]!,
            act,
          );
          return html("li", {}, thumb, name, html("span", { class: "figures" }, percentage(made.shares[i]!)));
        }),
      );
    },
  };
}

function thumbnail(pixels: Pixels, grid: Grid, token: number): HTMLElement {
  if (token < grid.prefix) return html("span", { class: "thumb thumb-cls", "aria-hidden": "true" });
  const canvas = html("canvas", { class: "thumb", "aria-hidden": "true" });
  const whole = html("canvas", {});
  paintPixels(whole, pixels);
  const [across, down] = [pixels.width / grid.columns, pixels.height / grid.rows];
  const [row, column] = placeOf(grid, token - grid.prefix);
  [canvas.width, canvas.height] = [THUMB, THUMB].map((edge) => Math.round(edge * devicePixelRatio)) as [number, number];
  const context = canvas.getContext("2d");
  if (!context) return canvas;
  context.imageSmoothingEnabled = false;
  context.drawImage(whole, column * across, row * down, across, down, 0, 0, canvas.width, canvas.height);
  style(canvas, { width: `${THUMB}px`, height: `${THUMB}px` });
  return canvas;
}

/** Paints maps: the picture in grey below, one pixel a patch above, enlarged by the style sheet without smoothing. */

import { patchAt, patchCount, type Shape } from "../maths/tokens.ts";
import type { ColourScale } from "./colours.ts";
import { html, style } from "./element.ts";
import type { Pixels } from "./picture.ts";

export interface MapPicture {
  /** Both layers; the upper one's opacity is a property of the style sheet. */
  readonly element: HTMLElement;
  ground(pixels: Pixels | null): void;
  /** Null leaves the picture bare. */
  overlay(values: ArrayLike<number> | null, grid: Shape, scale: ColourScale | null): void;
}

export function mapPicture(): MapPicture {
  const [below, above] = [html("canvas", { class: "in-ground" }), html("canvas", { class: "in-overlay" })];
  const element = html("span", { class: "in-map", "aria-hidden": "true" }, below, above);
  const context = above.getContext("2d");
  let image: ImageData | null = null;
  let shown: Pixels | null = null;
  return {
    element,
    ground(pixels) {
      if (pixels === shown) return;
      shown = pixels;
      paintGrey(below, pixels);
      if (pixels) style(element, { "--shape": pixels.width / pixels.height });
    },
    overlay(values, grid, scale) {
      above.hidden = !values || !scale || !context;
      if (!values || !scale || !context) return;
      if (!image || image.width !== grid.columns || image.height !== grid.rows) {
        [above.width, above.height] = [grid.columns, grid.rows];
        style(element, { "aspect-ratio": `${grid.columns} / ${grid.rows}` });
        image = context.createImageData(grid.columns, grid.rows);
        if (!shown) style(element, { "--shape": grid.columns / grid.rows });
      }
      for (let patch = 0, at = 0; patch < patchCount(grid); patch++, at += 4) {
        const value = values[patch]!;
        // What is no number shows the picture and no colour.
        if (Number.isNaN(value)) {
          image.data[at + 3] = 0;
          continue;
        }
        const colour = scale.rgb(value);
        image.data[at] = colour[0];
        image.data[at + 1] = colour[1];
        image.data[at + 2] = colour[2];
        image.data[at + 3] = 255;
      }
      context.putImageData(image, 0, 0);
    },
  };
}

/** The patch under a pointer, null outside. */
export function patchUnder(frame: Element, event: MouseEvent, grid: Shape): number | null {
  const { left, top, width, height } = frame.getBoundingClientRect();
  const row = Math.floor(((event.clientY - top) / Math.max(1, height)) * grid.rows);
  const column = Math.floor(((event.clientX - left) / Math.max(1, width)) * grid.columns);
  return patchAt(grid, row, column);
}

const MOST = 256;

/** In grey, so that colour means the map alone; large pictures smaller, since there are many of them. */
function paintGrey(canvas: HTMLCanvasElement, pixels: Pixels | null): void {
  if (!pixels) {
    [canvas.width, canvas.height] = [1, 1];
    return;
  }
  const { width, height, rgb } = pixels;
  const step = Math.ceil(width / MOST);
  [canvas.width, canvas.height] = [Math.floor(width / step), Math.floor(height / step)];
  const context = canvas.getContext("2d");
  if (!context) return;
  const image = context.createImageData(canvas.width, canvas.height);
  for (let row = 0, to = 0; row < canvas.height; row++)
    for (let column = 0; column < canvas.width; column++, to += 4) {
      const from = (row * step * width + column * step) * 3;
      const grey = 0.299 * rgb[from]! + 0.587 * rgb[from + 1]! + 0.114 * rgb[from + 2]!;
      image.data.fill(grey, to, to + 3);
      image.data[to + 3] = 255;
    }
  context.putImageData(image, 0, 0);
  canvas.classList.toggle("fine", canvas.width > 64);
}

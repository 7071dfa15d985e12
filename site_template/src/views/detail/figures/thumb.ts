/** A patch of the picture with what lies around it, so that it can be recognised. */
import { html, style } from "../../../marks/element.ts";
import { type Pixels, paintPixels } from "../../../marks/picture.ts";
import { type Grid, placeOf } from "../../../maths/tokens.ts";
import { shortTokenName } from "../words.ts";
import { sized } from "./lanes.ts";

export interface Thumb {
  readonly element: HTMLElement;
  draw(pixels: Pixels | null, grid: Grid, token: number): void;
}

/** Patches to each side of the one in the middle. */
const AROUND = 1;
const SPAN = 2 * AROUND + 1;

/** `edge` in CSS pixels. The patch is outlined in the role's colour; a token that is no patch is its name. */
export function thumb(role: string, edge: number): Thumb {
  const canvas = html("canvas", { "aria-hidden": "true" });
  const frame = html("div", { class: "thumb-frame" });
  const word = html("span", { class: "thumb-word" });
  const element = html("div", { class: `thumb role-${role}`, "aria-hidden": "true" }, canvas, frame, word);
  style(element, { width: `${edge}px`, height: `${edge}px` });
  const side = edge / SPAN;
  style(frame, { inset: `${AROUND * side - 1}px` });
  return {
    element,
    draw(pixels, grid, token) {
      const isPatch = token >= grid.prefix;
      element.hidden = isPatch && pixels === null;
      element.classList.toggle("prefix", !isPatch);
      word.textContent = isPatch ? "" : shortTokenName(grid.prefixNames[token]!);
      if (isPatch && pixels) paint(canvas, pixels, grid, token - grid.prefix, edge);
    },
  };
}

const pictures = new WeakMap<Pixels, HTMLCanvasElement>();

function paint(canvas: HTMLCanvasElement, pixels: Pixels, grid: Grid, patch: number, edge: number): void {
  const picture = pictures.get(pixels) ?? html("canvas", {});
  if (!pictures.has(pixels)) {
    paintPixels(picture, pixels);
    pictures.set(pixels, picture);
  }
  const context = sized(canvas, edge, edge);
  if (!context) return;
  const [width, height] = [pixels.width / grid.columns, pixels.height / grid.rows];
  const [row, column] = placeOf(grid, patch);
  context.imageSmoothingEnabled = width * SPAN > edge;
  const [left, top] = [(column - AROUND) * width, (row - AROUND) * height];
  context.drawImage(picture, left, top, SPAN * width, SPAN * height, 0, 0, edge, edge);
}

/** Labels for an axis of tokens: each token's own patch, squeezed into the length of its cell. */
import { type Grid, isTokenAxis, patchCount, placeOf, prefixOf } from "../maths/tokens.ts";
import { type Pixels, paintPixels } from "./picture.ts";

export interface StripShape {
  readonly axis: string;
  readonly direction: "down" | "across";
  readonly length: number;
  readonly thickness: number;
  /** For tokens that are no patch. */
  readonly prefixColour: string;
}

/** Paints the patches one after the other; an axis that is no tokens leaves the canvas empty. */
export function paintTokenStrip(
  canvas: HTMLCanvasElement,
  pixels: Pixels,
  grid: Grid,
  shape: StripShape,
  density = 1,
): void {
  const down = shape.direction === "down";
  const [length, thickness] = [Math.round(shape.length * density), Math.round(shape.thickness * density)];
  [canvas.width, canvas.height] = down ? [thickness, length] : [length, thickness];
  const context = canvas.getContext("2d");
  if (!context || !isTokenAxis(shape.axis)) return;
  const picture = canvas.ownerDocument.createElement("canvas");
  paintPixels(picture, pixels);
  const offset = grid.prefix - prefixOf(grid, shape.axis);
  const unit = length / (patchCount(grid) + offset);
  const box = (token: number): [number, number, number, number] =>
    down ? [0, token * unit, thickness, unit] : [token * unit, 0, unit, thickness];
  context.fillStyle = shape.prefixColour;
  for (let token = 0; token < offset; token++) context.fillRect(...box(token));
  const [width, height] = [pixels.width / grid.columns, pixels.height / grid.rows];
  for (let patch = 0; patch < patchCount(grid); patch++) {
    const [row, column] = placeOf(grid, patch);
    context.drawImage(picture, column * width, row * height, width, height, ...box(patch + offset));
  }
}

/** A mask of patches as a picture of the size of the picture it was drawn on, and as a table. */

import type { Crop } from "../../../marks/picture.ts";
import { line } from "../../../maths/csv.ts";
import { type Grid, patchAt, placeOf } from "../../../maths/tokens.ts";
import { maskTroubles } from "./words/brush.ts";

/** 255 where a chosen patch lies, [height, width]; what the model does not see is 0. `crop` is that of the picture. */
export function maskPixels(
  mask: ArrayLike<number>,
  grid: Pick<Grid, "rows" | "columns">,
  crop: Crop,
  width: number,
  height: number,
): Uint8Array {
  const out = new Uint8Array(width * height);
  const along = (start: number, size: number, count: number, patches: number) =>
    Array.from({ length: count }, (_, i) => Math.floor((start + ((i + 0.5) / count) * size) * patches));
  const rows = along(crop.top, crop.height, height, grid.rows);
  const columns = along(crop.left, crop.width, width, grid.columns);
  rows.forEach((row, y) => {
    columns.forEach((column, x) => {
      const patch = patchAt(grid, row, column);
      if (patch !== null && mask[patch]! > 0) out[y * width + x] = 255;
    });
  });
  return out;
}

/** One line a patch: its row, its column, and 1 where it is chosen. */
export function maskTable(mask: ArrayLike<number>, columns: number): string {
  const rows = Array.from(mask, (bit, i) => line([...placeOf({ columns }, i), bit].map(String)));
  return `${[line(["row", "column", "chosen"]), ...rows].join("\n")}\n`;
}

/** A PNG, white on black, opaque. */
export async function maskPng(pixels: Uint8Array, width: number, height: number): Promise<Blob> {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d");
  if (!context) throw new Error(maskTroubles.draw);
  const image = context.createImageData(width, height);
  pixels.forEach((value, i) => image.data.set([value, value, value, 255], i * 4));
  context.putImageData(image, 0, 0);
  const file = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  if (!file) throw new Error(maskTroubles.write);
  return file;
}

/** Reads the pixels of a bitmap strip by strip: a copy of all of them may not fit into memory. */

import { readStraight } from "./straight.ts";

/** Edge of what is read at once: every canvas and every texture can be this large. */
const EDGE = 4096;
/** Pixels of a strip: 16 MB. */
const STRIP = 1 << 22;

/** RGBA of full rows, from top to bottom; alpha is not applied to the colours. */
export async function* readStrips(bitmap: ImageBitmap): AsyncGenerator<Uint8ClampedArray> {
  const most = Math.min(EDGE, Math.max(1, Math.floor(STRIP / bitmap.width)));
  const canvas = new OffscreenCanvas(Math.min(EDGE, bitmap.width), Math.min(most, bitmap.height));
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  context.globalCompositeOperation = "copy";
  for (let top = 0; top < bitmap.height; top += most) {
    yield await readStrip(bitmap, context, top, Math.min(most, bitmap.height - top));
  }
}

type Context = OffscreenCanvasRenderingContext2D;

async function readStrip(bitmap: ImageBitmap, context: Context, top: number, rows: number): Promise<Uint8ClampedArray> {
  if (bitmap.width <= EDGE) return readTile(bitmap, context, new DOMRect(0, top, bitmap.width, rows));
  const strip = new Uint8ClampedArray(bitmap.width * rows * 4);
  for (let left = 0; left < bitmap.width; left += EDGE) {
    const width = Math.min(EDGE, bitmap.width - left);
    const tile = await readTile(bitmap, context, new DOMRect(left, top, width, rows));
    for (let y = 0; y < rows; y++) {
      strip.set(tile.subarray(y * width * 4, (y + 1) * width * 4), (y * bitmap.width + left) * 4);
    }
  }
  return strip;
}

async function readTile(bitmap: ImageBitmap, context: Context, tile: DOMRect): Promise<Uint8ClampedArray> {
  const { x, y, width, height } = tile;
  context.drawImage(bitmap, x, y, width, height, 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  return (isOpaque(data) ? null : await readStraight(bitmap, tile)) ?? (data as Uint8ClampedArray);
}

function isOpaque(rgba: ImageDataArray): boolean {
  for (let i = 3; i < rgba.length; i += 4) if (rgba[i] !== 255) return false;
  return true;
}

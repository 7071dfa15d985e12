/** Turns whatever a visitor gives into the pixels that the model sees. */

import { Fitter, type Pixels, type Steps } from "../maths/preprocess.ts";
import { EngineError } from "./engine.ts";
import type { Input } from "./protocol.ts";

/** Pixels that are read at once: 16 MB. */
const STRIP = 1 << 22;
/** Canvases wider than this do not exist everywhere. */
const WIDEST = 8192;

/** As the file has it: upright, but neither its colours nor its transparency applied, as Pillow reads it. */
const AS_STORED: ImageBitmapOptions = { imageOrientation: "from-image", premultiplyAlpha: "none", colorSpaceConversion: "none" };

/**
 * The picture as the model's image processor leaves it before it rescales.
 *
 * @throws EngineError when the bytes are no picture.
 */
export async function fit(input: Exclude<Input, { kind: "tensor" }>, steps: Steps): Promise<Pixels> {
  switch (input.kind) {
    case "prepared":
      return input.pixels;
    case "pixels":
      return fitPixels(input.image, steps);
    case "bitmap":
      return fitBitmap(input.bitmap, steps);
    case "blob":
      return fitBitmap(await decode(input.blob), steps);
  }
}

function fitPixels(image: ImageData, steps: Steps): Pixels {
  const fitter = new Fitter(image, steps);
  fitter.push(image.data as Uint8ClampedArray);
  return fitter.finish();
}

async function decode(blob: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(blob, AS_STORED);
  } catch {
    throw new EngineError("This file is not a picture the browser can read.", "Try a JPEG, PNG or WebP file.");
  }
}

/** Reads the picture in horizontal strips: a copy of all its pixels may not fit into memory. */
function fitBitmap(bitmap: ImageBitmap, steps: Steps): Pixels {
  try {
    const fitter = new Fitter(bitmap, steps);
    const rows = Math.max(1, Math.floor(STRIP / bitmap.width));
    const canvas = new OffscreenCanvas(Math.min(bitmap.width, WIDEST), Math.min(rows, bitmap.height));
    const context = canvas.getContext("2d", { willReadFrequently: true })!;
    context.globalCompositeOperation = "copy";
    for (let top = 0; top < bitmap.height; top += rows) {
      fitter.push(readStrip(bitmap, context, top, Math.min(rows, bitmap.height - top)));
    }
    return fitter.finish();
  } finally {
    bitmap.close();
  }
}

/** RGBA of some full rows. */
function readStrip(bitmap: ImageBitmap, context: OffscreenCanvasRenderingContext2D, top: number, rows: number): Uint8ClampedArray {
  if (bitmap.width <= WIDEST) return readTile(bitmap, context, 0, top, bitmap.width, rows);
  const strip = new Uint8ClampedArray(bitmap.width * rows * 4);
  for (let left = 0; left < bitmap.width; left += WIDEST) {
    const width = Math.min(WIDEST, bitmap.width - left);
    const tile = readTile(bitmap, context, left, top, width, rows);
    for (let y = 0; y < rows; y++) {
      strip.set(tile.subarray(y * width * 4, (y + 1) * width * 4), (y * bitmap.width + left) * 4);
    }
  }
  return strip;
}

function readTile(
  bitmap: ImageBitmap,
  context: OffscreenCanvasRenderingContext2D,
  left: number,
  top: number,
  width: number,
  height: number,
): Uint8ClampedArray {
  context.drawImage(bitmap, left, top, width, height, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data as Uint8ClampedArray;
}
